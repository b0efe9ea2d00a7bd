// @ts-check
// A line of an attendee list: which ones are the same, and whom a captured card ticks off.

import { instant, later, nextDay } from './moment.js';
import { companyKey, fold } from './search.js';
import { oneLine } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

const HONORIFIC = /(?:様|さま|さん|氏|殿|先生)$/u;
const BREAKS = /[ ・･.,'’]/gu;
// Legal forms of Latin names, at their end only: The Co-op is no Co.
const LATIN_FORMS =
  /(?:[ ,]+(?:co|company|inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|gmbh|ag|kk|gk)\.?)+$/u;

// A list of hundreds is matched at every card: each of its lines is folded once in a worker's life.
const REMEMBERED = 4096;
// Other people's data goes so many days after the event, or after the last edit where no day is known.
const [KEPT_DAYS, KEPT_DAYS_WITHOUT_EVENT] = [30, 365];

/** Promise the same key for one company however it is written, with or without its legal form. */
export const firmKey = remembered((name) =>
  companyKey(name).replace(LATIN_FORMS, '').replace(BREAKS, ''),
);

/** Promise the same key for one name however it is written: no spaces, no 様 or さん. */
export const personKey = remembered((name) =>
  fold(name).replace(BREAKS, '').replace(HONORIFIC, ''),
);

/** Promise the same answers, each worked out once. @param {(text: string) => string} make */
function remembered(make) {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (/** @type {string} */ text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
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
  const rank = ranking(contact);
  const ranks = free.map(rank);
  const best = Math.min(NO_MATCH, ...ranks);
  const found = free.filter((_, place) => ranks[place] === best);
  if (best === NO_MATCH || (best === FAMILY_NAME && found.length > 1)) return '';
  return (found.find((each) => each.is_target) ?? found[0]).id;
}

/**
 * Promise the lines of search text (domain/search) by which people on a list may be known already.
 *
 * A name of two words is looked for in either order; who was ticked off is known as somebody met here.
 * @param {StoredRecord[]} attendees
 * @returns {string[]}
 */
export function searchLines(attendees) {
  const lines = attendees
    .filter(({ name, contact_id }) => name && !contact_id)
    .flatMap(({ name }) => {
      const words = fold(name).split(' ').map(personKey);
      return words.length === 2 ? [personKey(name), words[1] + words[0]] : [personKey(name)];
    });
  return [...new Set(lines)].filter(Boolean);
}

/**
 * Promise who of a list is known already, in the order of the list (R47).
 *
 * The whole name must fit, and the company where both sides name one: a family name alone is too little
 * to greet somebody as a friend. A contact stands for one line.
 * @param {StoredRecord[]} attendees
 * @param {StoredRecord[]} contacts
 * @returns {{attendee_id: string, contact_id: string}[]}
 */
export function acquaintances(attendees, contacts) {
  const ordered = [...contacts].sort((one, other) => (one.id < other.id ? -1 : 1));
  const rankings = ordered.map((each) => ({ id: each.id, rank: ranking(each) }));
  /** @type {Map<string, string>} */
  const known = new Map();
  for (const each of attendees) {
    if (!each.name || each.contact_id) continue;
    const free = rankings.filter(({ id }) => !known.has(id));
    const ranks = free.map(({ rank }) => rank(each));
    const best = Math.min(NO_MATCH, ...ranks);
    if (best === BOTH || best === NAME) known.set(free[ranks.indexOf(best)].id, each.id);
  }
  return [...known].map(([contact_id, attendee_id]) => ({ attendee_id, contact_id }));
}

/**
 * Promise the instant from which a line is kept no longer, or "" for somebody who was met.
 *
 * 30 days after the event: after its end, its start, else its day. A year after the last edit of the line
 * where no day is known; 30 days after it where the event is gone, which is null.
 * @param {StoredRecord} attendee
 * @param {StoredRecord | null} event
 * @returns {string}
 */
export function purgedAt(attendee, event) {
  if (attendee.contact_id) return '';
  let last = event ? event.ends_at || event.starts_at : '';
  if (event && !last && event.held_on)
    last = instant(nextDay(event.held_on), '00:00', event.time_zone);
  const days = last || !event ? KEPT_DAYS : KEPT_DAYS_WITHOUT_EVENT;
  return later(last || attendee.updated_at, days * 1440);
}

const [BOTH, NAME, FAMILY_NAME, FIRM, NO_MATCH] = [0, 1, 2, 3, 4];

/**
 * Promise how well a line fits this card; the card is folded once, a line's company only when it counts.
 * @param {StoredRecord} contact
 * @returns {(line: StoredRecord) => number}
 */
function ranking(contact) {
  const ownFirm = firmKey(contact.organization);
  const family = personKey(contact.family_name);
  const given = personKey(contact.given_name);
  const wholes = family && given ? [family + given, given + family] : [];
  const isSameFirm = (/** @type {StoredRecord} */ { organization }) =>
    ownFirm !== '' && firmKey(organization) === ownFirm;
  return (line) => {
    const name = personKey(line.name);
    if (!name) return isSameFirm(line) ? FIRM : NO_MATCH;
    if (wholes.includes(name)) {
      if (isSameFirm(line)) return BOTH;
      return ownFirm && firmKey(line.organization) ? NO_MATCH : NAME;
    }
    if (name === family + given) return isSameFirm(line) ? BOTH : NO_MATCH;
    const isFamilyName = family !== '' && knowsFamilyName(line.name, family, given);
    return isFamilyName && isSameFirm(line) ? FAMILY_NAME : NO_MATCH;
  };
}

/** Answer whether one side knows the family name alone and the other side begins with it. @param {string} name @param {string} family @param {string} given */
function knowsFamilyName(name, family, given) {
  const whole = personKey(name);
  if (!whole.startsWith(family)) return false;
  const words = fold(name).split(' ').map(personKey);
  if (given) return words.length === 1 && words[0] === family;
  if (family === words[0] || family === whole) return true;
  return words.length === 1 && [...family].length > 1 && words[0].startsWith(family);
}
