// @ts-check
// A line of an attendee list: which ones are the same, and whom a captured card ticks off.

import { companyKey, fold } from './search.js';
import { oneLine } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

const HONORIFIC = /(?:様|さま|さん|氏|殿|先生)$/u;
const BREAKS = /[ ・･.,'’]/gu;
// Legal forms of Latin names, at their end only: The Co-op is no Co.
const LATIN_FORMS =
  /(?:[ ,]+(?:co|company|inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|gmbh|ag|kk|gk)\.?)+$/u;

/**
 * Promise the same key for one company however it is written, with or without its legal form.
 * @param {string} name
 */
export function firmKey(name) {
  return companyKey(name).replace(LATIN_FORMS, '').replace(BREAKS, '');
}

/**
 * Promise the same key for one name however it is written: no spaces, no 様 or さん.
 * @param {string} name
 */
export function personKey(name) {
  return fold(name).replace(BREAKS, '').replace(HONORIFIC, '');
}

/**
 * Promise a name as written, without 様 or さん: they belong to messages, not to records.
 * @param {string} name
 */
export function withoutHonorific(name) {
  return oneLine(oneLine(name).replace(HONORIFIC, ''));
}

/**
 * Promise text that is equal for two lines about the same person or the same company.
 * @param {StoredRecord} attendee
 */
export function attendeeKey(attendee) {
  return `${personKey(attendee.name)}\t${firmKey(attendee.organization)}`;
}

/**
 * Promise the lines that a list does not hold yet, each once: importing again adds nothing (R29).
 * @param {StoredRecord[]} attendees
 * @param {StoredRecord[]} lines
 */
export function news(attendees, lines) {
  const known = new Set(attendees.map(attendeeKey));
  return lines.filter((line) => {
    const key = attendeeKey(line);
    const isNew = key !== '\t' && !known.has(key);
    known.add(key);
    return isNew;
  });
}

/**
 * Promise the id of the line that a captured card ticks off, or "" (R29).
 *
 * Best first: a line that this contact ticked off before; name and company; name, where one of them
 * says no company; family name and company, if that fits one line only; a company without a person.
 * The same name at another company is somebody else. Lines of other contacts are taken.
 * @param {StoredRecord[]} attendees
 * @param {StoredRecord} contact
 * @returns {string}
 */
export function match(attendees, contact) {
  const mine = attendees.find((each) => each.contact_id && each.contact_id === contact.id);
  if (mine) return mine.id;
  const free = attendees.filter((each) => !each.contact_id);
  const ranks = free.map((each) => rank(each, contact));
  const best = Math.min(NO_MATCH, ...ranks);
  const found = free.filter((_, place) => ranks[place] === best);
  if (best === NO_MATCH || (best === FAMILY_NAME && found.length > 1)) return '';
  return (found.find((each) => each.is_target) ?? found[0]).id;
}

const [BOTH, NAME, FAMILY_NAME, FIRM, NO_MATCH] = [0, 1, 2, 3, 4];

/** @param {StoredRecord} attendee @param {StoredRecord} contact */
function rank(attendee, contact) {
  const name = personKey(attendee.name);
  const firm = firmKey(attendee.organization);
  const ownFirm = firmKey(contact.organization);
  const family = personKey(contact.family_name);
  const given = personKey(contact.given_name);
  const isSameFirm = firm !== '' && firm === ownFirm;
  if (!name) return isSameFirm ? FIRM : NO_MATCH;
  if (family && given && (name === family + given || name === given + family)) {
    if (isSameFirm) return BOTH;
    return firm && ownFirm ? NO_MATCH : NAME;
  }
  if (name === family + given) return isSameFirm ? BOTH : NO_MATCH;
  const isFamilyName = family !== '' && knowsFamilyName(attendee.name, contact);
  return isSameFirm && isFamilyName ? FAMILY_NAME : NO_MATCH;
}

/** Answer whether one side knows the family name alone and the other side begins with it. @param {string} name @param {StoredRecord} contact */
function knowsFamilyName(name, contact) {
  const family = personKey(contact.family_name);
  const words = fold(name).split(' ').map(personKey);
  if (personKey(contact.given_name)) return words.length === 1 && words[0] === family;
  if (family === words[0] || family === personKey(name)) return true;
  return words.length === 1 && [...family].length > 1 && words[0].startsWith(family);
}
