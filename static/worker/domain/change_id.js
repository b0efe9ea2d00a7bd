// @ts-check
// The ids that follow from the one id a form brings. Where that one comes from is not known here.

const LAST = 2n ** 48n;
/** A long step (2^48 over the golden ratio): ids that a counter made one after another stay apart. */
const STEP = 0x9e3779b97f4bn;

/**
 * Promise the id of a form's nth change, counted from 0 to 999: the same each time the form is sent.
 *
 * Takes a UUID in canonical text; its version and variant stay (SYNC 1, idempotency).
 * @param {string} change_id
 * @param {number} nth
 */
export function nthChangeId(change_id, nth) {
  const last = (BigInt(`0x${change_id.slice(24)}`) + BigInt(nth) * STEP) % LAST;
  return change_id.slice(0, 24) + last.toString(16).padStart(12, '0');
}
