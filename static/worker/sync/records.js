// @ts-check
// Checks changes against the shapes the server's schemas export, so that little is refused later. Not a rule.

import { shapeOf } from '../store/defaults.js';

/**
 * @typedef {{change_id: string, kind: string, id: string, base: number, at: string,
 *   set: Record<string, unknown>, deleted?: boolean}} Change
 * @typedef {import('../store/defaults.js').Shape} Shape
 */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;
const DATE = /^\d{4}-\d\d-\d\d$/u;
const MAX_ITEMS = 20;

/** @type {Record<string, (value: any, shape: Shape) => string>} */
const CHECKS = {
  text: (value, shape) => textError(value, shape.max_length ?? 200),
  free: (value, shape) => textError(value, shape.max_length ?? 10_000),
  json: (value, shape) => textError(value, shape.max_length ?? 20_000),
  time: (value) => patternError(value, INSTANT, 'errors.not_a_time'),
  date: (value) => patternError(value, DATE, 'errors.not_a_date'),
  reference: (value) => patternError(value, UUID, 'errors.not_an_id'),
  choice: (value, shape) =>
    value === '' || (shape.choices ?? []).includes(value) ? '' : 'errors.not_a_choice',
  boolean: (value) => (typeof value === 'boolean' ? '' : 'errors.not_a_choice'),
  integer: (value) => (value === null || Number.isSafeInteger(value) ? '' : 'errors.not_a_number'),
  text_list: (value, shape) => listError(value, (item) => textError(item, shape.max_length ?? 200)),
  tel_list: (value, shape) =>
    listError(value, (item) => textError(item?.number, shape.max_length ?? 200)),
};

/**
 * Promise the errors of these changes by field, or {} when all are well.
 * A field this version does not know passes: newer pages and servers may have it.
 * @param {Change[]} changes
 * @returns {Record<string, string>}
 */
export function changeErrors(changes) {
  /** @type {Record<string, string>} */
  const errors = {};
  for (const change of changes) {
    const shapes = shapeOf(change.kind);
    for (const [field, value] of Object.entries(change.set)) {
      const shape = shapes[field];
      const error = shape && CHECKS[shape.type]?.(value, shape);
      if (error) errors[field] = error;
    }
  }
  return errors;
}

/** @param {unknown} value @param {number} limit in code points */
function textError(value, limit) {
  if (typeof value !== 'string') return 'errors.not_text';
  return value.length > limit && [...value].length > limit ? 'errors.too_long' : '';
}

/** @param {unknown} value @param {RegExp} pattern @param {string} key */
function patternError(value, pattern, key) {
  return typeof value === 'string' && (value === '' || pattern.test(value)) ? '' : key;
}

/** @param {unknown} value @param {(item: any) => string} itemError */
function listError(value, itemError) {
  if (!Array.isArray(value)) return 'errors.not_text';
  if (value.length > MAX_ITEMS) return 'errors.too_many_items';
  return value.map(itemError).find((error) => error !== '') ?? '';
}
