// @ts-check
// What a person changed in a form, seen from what the form showed. Which fields there are is not known here.

import { canonicalJson } from './text.js';

/** @typedef {Record<string, string[]>} Fields */

/**
 * Promise the last value sent under a name, or "".
 * @param {Fields} fields
 * @param {string} name
 */
export function last(fields, name) {
  return fields[name]?.at(-1) ?? '';
}

/**
 * Answer whether a switch was sent as on; a hidden "false" before it stands for off.
 * @param {Fields} fields
 * @param {string} name
 */
export function isYes(fields, name) {
  return last(fields, name) === 'true';
}

/**
 * Promise the whole number that text writes in at most 15 ASCII digits, or 0.
 * @param {string} text
 */
export function wholeNumber(text) {
  return /^[0-9]{1,15}$/u.test(text) ? Number(text) : 0;
}

/**
 * Promise the values that differ from the ones the form was printed with (ARCHITECTURE 9.8).
 *
 * rendered is the form's own JSON text; whatever it does not name counts as changed.
 * @param {Record<string, unknown>} values
 * @param {string} rendered
 * @returns {Record<string, any>}
 */
export function changed(values, rendered) {
  const shown = parsed(rendered);
  const differs = (/** @type {string} */ field) =>
    !Object.hasOwn(shown, field) || canonicalJson(values[field]) !== canonicalJson(shown[field]);
  return Object.fromEntries(Object.entries(values).filter(([field]) => differs(field)));
}

/**
 * Promise the revision for the next save of a form that stays open.
 *
 * sent: the revision it was sent with; before: the record before this save; now: its revision after.
 * The form moves on only while it shows the record as it was: else another device's words, never shown
 * here, would count as read, and the next save would write over them.
 * @param {number} sent
 * @param {string} rendered
 * @param {Record<string, any> | null} before
 * @param {number} now
 */
export function nextRevision(sent, rendered, before, now) {
  if (!before || before.revision === sent) return now;
  const shown = Object.entries(parsed(rendered));
  const unseen = shown.some(
    ([field, value]) => canonicalJson(before[field] ?? null) !== canonicalJson(value),
  );
  return unseen ? sent : now;
}

/** @param {string} text @returns {Record<string, unknown>} */
function parsed(text) {
  try {
    const shown = JSON.parse(text);
    return typeof shown === 'object' && shown !== null && !Array.isArray(shown) ? shown : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
