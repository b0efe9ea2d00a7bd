// @ts-check
// What a person prefers, as a form sends it: the quiet mode, the sums of money, the signature. Looks are plain choices.

import { last } from './form.js';
import { normalise } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

export const SUMS = ['hourly_yen', 'low_fee_yen'];
const SWITCH = ['on', 'off'];
const MARKS = /[, 円¥\\]/gu;

/**
 * Answer whether the person finds it hard to speak to strangers and said so (R45).
 * @param {StoredRecord} preference
 */
export function isQuiet(preference) {
  return preference.quiet_mode === 'on';
}

/**
 * Promise the yen in what was typed, full width and commas understood; null for anything else.
 * @param {string} written
 */
export function yen(written) {
  const text = written.normalize('NFKC').replace(MARKS, '');
  return /^[0-9]{1,9}$/u.test(text) ? Number(text) : null;
}

/**
 * Promise the preferences that a form holds, in stored form; an empty sum is null, others stay out.
 * @param {import('./form.js').Fields} fields
 * @returns {Record<string, any>}
 */
export function formValues(fields) {
  /** @type {Record<string, any>} */
  const values = {};
  if (fields.quiet_mode) {
    const chosen = last(fields, 'quiet_mode');
    values.quiet_mode = SWITCH.includes(chosen) ? chosen : '';
  }
  if (fields.signature) values.signature = normalise(last(fields, 'signature'));
  for (const sum of SUMS) if (fields[sum]) values[sum] = yen(last(fields, sum));
  return values;
}

/**
 * Promise the sums that are written and cannot be read, each with its locale key.
 * @param {import('./form.js').Fields} fields
 * @returns {Record<string, string>}
 */
export function formErrors(fields) {
  const wrong = SUMS.filter((sum) => {
    const written = normalise(last(fields, sum));
    return written !== '' && yen(written) === null;
  });
  return Object.fromEntries(wrong.map((sum) => [sum, 'preparations.errors.yen']));
}

/**
 * Promise a sum as a form prints it: 3,000, or "" for none.
 * @param {number | null} amount
 */
export function printedYen(amount) {
  return amount === null ? '' : String(amount).replace(/\B(?=(?:[0-9]{3})+$)/gu, ',');
}
