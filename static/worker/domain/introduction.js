// @ts-check
// A spoken introduction of three parts: how it begins, how long it takes, whether it is whole. No clock.

import { last } from './form.js';
import { normalise, oneLine } from './text.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {(key: string, values?: Record<string, string | number>) => string} Translate
 */

export const PARTS = ['who_i_am', 'what_i_offer', 'whom_to_meet'];
/** What a listener takes in one go, in seconds (R26). */
export const SHORTEST = 30;
export const LONGEST = 60;
export const MARKS = [30, 45, 60];

// 300 characters a minute in Japanese, 150 words a minute in Latin letters.
const MS_A_LETTER = 200;
const MS_A_WORD = 400;
const WORD = /[0-9A-Za-z\u00c0-\u024f]+(?:['\u2019.,-][0-9A-Za-z\u00c0-\u024f]+)*/gu;
const SILENT = new RegExp('[\\u0000-\\u007f\\u0300-\\u036f\\u2010-\\u2027\\ufe00-\\ufe0f]', 'gu');

/**
 * Promise the three parts to begin with: the first two from the introduction written last, the
 * third from the purpose of this event (R27).
 *
 * latest: the introduction of any event, or null.
 * @param {StoredRecord} event
 * @param {StoredRecord | null} latest
 * @param {Translate} t
 * @returns {Record<string, string>}
 */
export function begun(event, latest, t) {
  const known = PARTS.slice(0, 2).map((part) => [part, latest ? latest[part] : '']);
  return { ...Object.fromEntries(known), whom_to_meet: fromPurpose(event, t) };
}

/**
 * Promise a sentence that says whom one wants to meet here, or "" while there is no purpose.
 * @param {StoredRecord} event
 * @param {Translate} t
 */
export function fromPurpose(event, t) {
  const [who, gain] = [oneLine(event.who_to_meet), oneLine(event.what_to_gain)];
  if (who) return t('preparations.third_part', { who });
  return gain ? t('preparations.third_part_gain', { gain }) : '';
}

/**
 * Promise the parts that a form holds, in stored form; others stay out.
 * @param {import('./form.js').Fields} fields
 * @returns {Record<string, string>}
 */
export function formValues(fields) {
  const held = PARTS.filter((part) => Object.hasOwn(fields, part));
  return Object.fromEntries(held.map((part) => [part, normalise(last(fields, part))]));
}

/**
 * Promise the parts that are still empty: with one of them it is not complete (R27).
 * @param {StoredRecord} script
 */
export function missing(script) {
  return PARTS.filter((part) => !script[part]);
}

/**
 * Promise how many characters are written, spaces left out.
 * @param {StoredRecord} script
 */
export function letters(script) {
  return PARTS.reduce(
    (sum, part) => sum + [...oneLine(script[part]).replaceAll(' ', '')].length,
    0,
  );
}

/**
 * Promise about how long it takes to say, in whole seconds.
 *
 * A character takes a 300th of a minute, a word or a number in Latin letters a 150th.
 * @param {StoredRecord} script
 */
export function spokenSeconds(script) {
  const text = PARTS.map((part) => script[part])
    .join(' ')
    .normalize('NFKC');
  const words = [...text.matchAll(WORD)].length;
  const spoken = oneLine(text.replace(WORD, ' ')).replace(SILENT, '');
  return Math.floor(([...spoken].length * MS_A_LETTER + words * MS_A_WORD + 500) / 1000);
}

/**
 * Promise "short" under 30 seconds, "good" up to 60, then "long" (R26).
 * @param {number} seconds
 */
export function verdict(seconds) {
  if (seconds < SHORTEST) return 'short';
  return seconds <= LONGEST ? 'good' : 'long';
}
