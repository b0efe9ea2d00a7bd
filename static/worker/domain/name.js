// @ts-check
// How a person is named on a page. Honorifics belong to messages and are not made here.

import { normalise, oneLine } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */
/** @typedef {(key: string, values?: Record<string, string | number>) => string} Translate */

const LATIN = /[A-Za-z\u00c0-\u024f\u1e00-\u1eff]/u;
const OTHER = /[\u0250-\u02ff\u0370-\u1dff\u1f00-\u1fff\u2c00-\u{10ffff}]/u;

/**
 * Answer whether a name is written in Latin letters alone, so that it is marked lang="en".
 * @param {string} name
 */
export function isLatin(name) {
  const text = name.normalize('NFKC');
  return LATIN.test(text) && !OTHER.test(text);
}

/**
 * Promise 姓 名 with one space, or a Latin name in its own order; "" when nothing is known.
 * @param {StoredRecord} contact
 * @returns {string}
 */
export function fullName(contact) {
  const parts = [contact.family_name, contact.given_name].filter((part) => part !== '');
  return (isLatin(parts.join('')) ? parts.reverse() : parts).join(' ');
}

/**
 * Promise a name for every card: without one, 名前未入力の名刺 and the local time of meeting.
 * @param {StoredRecord} contact
 * @param {Translate} t
 * @param {string} met_time
 */
export function displayName(contact, t, met_time = '') {
  const unnamed = met_time ? t('contacts.unnamed_at', { time: met_time }) : t('contacts.unnamed');
  return fullName(contact) || unnamed;
}

/**
 * Promise the reading as it was written, family name first, or "".
 * @param {StoredRecord} contact
 */
export function readingText(contact) {
  return joined(' ', contact.phonetic_family_name, contact.phonetic_given_name);
}

/**
 * Promise department and title on one line, or "".
 * @param {StoredRecord} contact
 */
export function post(contact) {
  return joined(' ', contact.department, contact.title);
}

/**
 * Promise company, department and title on one line: 北辰製作所・生産技術部 部長.
 * @param {StoredRecord} contact
 */
export function organizationLine(contact) {
  return joined('・', contact.organization, post(contact));
}

/** @param {string} between @param {...string} parts */
function joined(between, ...parts) {
  return parts.filter((part) => part !== '').join(between);
}

/**
 * Promise family_name and given_name of a name typed in one field: 姓 名, or a Latin name in its own order.
 *
 * A name without a space is kept whole as the family name: where it ends nobody knows.
 * @param {string} written
 */
export function splitName(written) {
  const words = oneLine(normalise(written)).split(' ');
  if (isLatin(written) && words.length > 1) {
    return { family_name: words[words.length - 1], given_name: words.slice(0, -1).join(' ') };
  }
  return { family_name: words[0], given_name: words.slice(1).join(' ') };
}
