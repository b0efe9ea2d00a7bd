// @ts-check
// What came of meeting somebody, perhaps months later: how it is written, and what it adds up to. No clock.

import { feeYen } from './event.js';
import { last } from './form.js';
import { isDate } from './moment.js';
import { normalise } from './text.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {import('./form.js').Fields} Fields
 */

export const KINDS = ['deal', 'collaboration', 'introduction', 'other'];
const LONGEST = 1000;

/** Promise what the form of an outcome writes, in stored form. @param {Fields} fields */
export function formValues(fields) {
  const [kind, day] = [last(fields, 'kind'), normalise(last(fields, 'happened_on'))];
  return {
    contact_id: last(fields, 'contact_id'),
    event_id: last(fields, 'event_id'),
    kind: KINDS.includes(kind) ? kind : '',
    value_yen: feeYen(normalise(last(fields, 'value_yen'))),
    note: normalise(last(fields, 'note')),
    happened_on: isDate(day) ? day : '',
  };
}

/**
 * Promise the locale keys of what cannot be kept: nothing named, no amount, no day, a day to come (R1).
 * @param {Fields} fields
 * @param {string} today
 */
export function formErrors(fields, today) {
  const values = formValues(fields);
  /** @type {Record<string, string>} */
  const errors = {};
  if (!values.contact_id) errors.contact_id = 'reviews.errors.contact';
  if (!values.kind) errors.kind = 'reviews.errors.kind';
  if (normalise(last(fields, 'value_yen')) && values.value_yen === null)
    errors.value_yen = 'reviews.errors.amount';
  if ([...values.note].length > LONGEST) errors.note = 'reviews.errors.long';
  const written = normalise(last(fields, 'happened_on'));
  if (written && !values.happened_on) errors.happened_on = 'reviews.errors.day';
  else if (values.happened_on > today) errors.happened_on = 'reviews.errors.day_to_come';
  return errors;
}

/**
 * Promise for each kind that came up how many there are, and the yen as far as they are known (R1).
 * @param {StoredRecord[]} outcomes
 */
export function sums(outcomes) {
  const found = KINDS.map((kind) => {
    const same = outcomes.filter((each) => each.kind === kind);
    return { kind, count: same.length, yen: yen(same) };
  });
  return found.filter(({ count }) => count > 0);
}

/**
 * Promise the yen of these outcomes together; null when nobody wrote any.
 * @param {StoredRecord[]} outcomes
 * @returns {number | null}
 */
export function yen(outcomes) {
  const known = outcomes.map((each) => each.value_yen).filter((each) => each !== null);
  return known.length > 0 ? known.reduce((sum, each) => sum + each, 0) : null;
}
