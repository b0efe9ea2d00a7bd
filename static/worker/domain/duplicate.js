// @ts-check
// Whether two cards may be one person's: how to find the other card, and what speaks for it. Nothing is merged here.

import { firmKey, personKey } from './attendee.js';
import { latin, shortLatin } from './kana.js';
import { fold, telephoneDigits } from './search.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {[string, string]} Name family and given name
 */

/** What speaks for one person, the strongest first. Pages have words for each. */
export const REASONS = ['mail', 'card', 'tel', 'name', 'near'];
const MOST = 3;

const KANA = /^[ぁ-ゖゝゞー]*$/u;
const LATIN = /^[a-z-]*$/u;
const MOBILE = /^0[789]0/u;
/** So many letters without a space are more than a family name: kanji, and kana or Latin letters. */
const WHOLE = 4;
const WHOLE_SOUND = 6;

/**
 * Promise the pieces of search text by which a card that may be the same is found.
 *
 * A card is worth a look when its search text, put between two line ends, holds one of them: there
 * every value has a line of its own (domain/search).
 * @param {StoredRecord} contact
 */
export function lookupKeys(contact) {
  const keys = contact.emails.map((/** @type {string} */ mail) => `${fold(mail)}\n`);
  keys.push(...[...digitsOf(contact)].sort().map((digits) => `${digits}\n`));
  for (const [family, given] of spellings(contact, fold)) {
    const whole = (family + given).replaceAll(' ', '');
    keys.push(`${whole}\n`, `${family || given}\n`);
    if (family && given) keys.push(`${family} ${given}\n`, `${given} ${family}\n`);
    else keys.push(`${family || given} `);
  }
  return [...new Set(keys)].map((key) => `\n${key}`);
}

/**
 * Promise why two cards may be one person's, one of REASONS, or "" when nothing says so.
 *
 * People of one company share a telephone and sometimes a mail box: names that differ speak against it.
 * The same name at two companies is two people, unless a mail address or a telephone says otherwise.
 * @param {StoredRecord} one
 * @param {StoredRecord} other
 */
export function likeness(one, other) {
  const [names, firms] = [namesOf(one, other), firmsOf(one, other)];
  if (names === 'other') return '';
  if (meet(mailsOf(one), mailsOf(other)).length > 0) return 'mail';
  if (names === 'same' && firms === 'same') return 'card';
  const tels = meet(digitsOf(one), digitsOf(other));
  const isOwn = names !== 'unknown' || tels.some((tel) => MOBILE.test(tel));
  if (tels.length > 0 && isOwn) return 'tel';
  if (names === 'same' && firms === 'unknown') return 'name';
  return names === 'near' && firms === 'same' ? 'near' : '';
}

/**
 * Promise at most 3 cards that may be this person's, {"id", "reason"}, the likeliest first.
 *
 * Whoever a person called 別の人 is not named again, from either side.
 * @param {StoredRecord} contact
 * @param {StoredRecord[]} others
 */
export function alike(contact, others) {
  const isNews = (/** @type {StoredRecord} */ { id, not_same_as }) =>
    id !== contact.id && !contact.not_same_as.includes(id) && !not_same_as.includes(contact.id);
  const found = others
    .filter(isNews)
    .map((other) => ({ id: other.id, reason: likeness(contact, other) }));
  const rank = (/** @type {{reason: string}} */ { reason }) => REASONS.indexOf(reason);
  const named = found.filter(({ reason }) => reason !== '');
  named.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  return named.slice(0, MOST);
}

/**
 * Promise "same", "near" (a family name alone, or one reading in two kanji), "unknown" or "other".
 * @param {StoredRecord} one
 * @param {StoredRecord} other
 */
function namesOf(one, other) {
  const [ours, theirs] = [spellings(one, personKey), spellings(other, personKey)];
  if (ours.length === 0 || theirs.length === 0) return 'unknown';
  if (meet(wholes(ours[0]), wholes(theirs[0])).length > 0) return 'same';
  if (meet(sounds(ours), sounds(theirs)).length > 0) {
    // Two cards in different kanji: perhaps a slip, perhaps two people.
    return hasKanji(ours[0]) && hasKanji(theirs[0]) ? 'near' : 'same';
  }
  if (ours[0].every(Boolean) && theirs[0].every(Boolean)) return 'other';
  const families = new Set(ours.map(([family, given]) => family || given));
  return theirs.some(([family, given]) => families.has(family || given)) ? 'near' : 'other';
}

/**
 * Promise the name as written, its reading and its Latin letters, each as family and given name.
 * @param {StoredRecord} contact
 * @param {(text: string) => string} key
 * @returns {Name[]}
 */
function spellings(contact, key) {
  /** @type {Name} */
  const name = [key(contact.family_name), key(contact.given_name)];
  /** @type {Name} */
  const read = [key(contact.phonetic_family_name), key(contact.phonetic_given_name)];
  const spoken = read.some(Boolean) ? read : name;
  const names = [name, read];
  if (spoken.every((part) => KANA.test(part))) {
    names.push(
      [latin(spoken[0]), latin(spoken[1])],
      [shortLatin(spoken[0]), shortLatin(spoken[1])],
    );
  }
  const written = names.filter((each) => each.some(Boolean));
  return [...new Map(written.map((each) => [each.join('\t'), each])).values()];
}

/** A whole name in either order; nothing for a family name alone. @param {Name} name */
function wholes([family, given]) {
  return isWhole([family, given]) ? [family + given, given + family] : [];
}

/** @param {Name} name */
function isWhole(name) {
  const written = name.join('');
  const least = isSound(written) ? WHOLE_SOUND : WHOLE;
  return name.every(Boolean) || [...written].length >= least;
}

/** How whole names sound: Latin letters without long vowels, in either order. @param {Name[]} names */
function sounds(names) {
  const spoken = names.filter((name) => isWhole(name) && name.every(isSound));
  const orders = spoken.flatMap(([family, given]) => [family + given, given + family]);
  return orders.map(shortLatin);
}

/** @param {string} text */
function isSound(text) {
  return KANA.test(text) || LATIN.test(text);
}

/** @param {Name} name */
function hasKanji(name) {
  return !name.every(isSound);
}

/** @param {StoredRecord} one @param {StoredRecord} other */
function firmsOf(one, other) {
  const [ours, theirs] = [firmKeys(one), firmKeys(other)];
  if (ours.length === 0 || theirs.length === 0) return 'unknown';
  return meet(ours, theirs).length > 0 ? 'same' : 'other';
}

/** @param {StoredRecord} contact */
function firmKeys({ organization, phonetic_organization }) {
  return [organization, phonetic_organization].map(firmKey).filter(Boolean);
}

/** @param {StoredRecord} contact @returns {string[]} */
function mailsOf({ emails }) {
  return emails.map(fold);
}

/** Telephones without faxes, which belong to companies. @param {StoredRecord} contact @returns {Set<string>} */
function digitsOf({ tels }) {
  const own = tels.filter((/** @type {{kind: string}} */ { kind }) => kind !== 'fax');
  const digits = own.flatMap((/** @type {{number: string}} */ tel) => telephoneDigits(tel.number));
  return new Set(digits.filter(Boolean));
}

/** @param {Iterable<string>} ours @param {Iterable<string>} theirs */
function meet(ours, theirs) {
  const known = new Set(theirs);
  return [...ours].filter((each) => known.has(each));
}
