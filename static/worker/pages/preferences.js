// @ts-check
// Words for preferences that cannot be kept. The forms themselves stand on the pages that hold them.

import { SUMS } from '../domain/preference.js';

/** @typedef {import('./here.js').Here} Here */

/**
 * Promise the context of shared/_error_summary.html; errors: field -> locale key.
 * @param {Record<string, string>} errors
 * @param {Here} here
 */
export function refusalContext(errors, here) {
  const wrong = Object.entries(errors);
  return {
    has_errors: wrong.length > 0,
    error_list: wrong.map(([field, key]) => ({ field, label: labelOf(field, here), key })),
  };
}

/** @param {string} field @param {Here} here */
function labelOf(field, here) {
  return here.t(SUMS.includes(field) ? `preparations.${field}` : 'preparations.quiet');
}
