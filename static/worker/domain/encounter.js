// @ts-check
// A meeting as its note form sends it, and when it counts as a talk. Due times live in follow_up.

import { isYes, last } from './form.js';
import { normalise } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

/** In the order of the question ladder (R30, R48), then the free lines. */
export const ANSWERS = ['business', 'challenge', 'looking_for', 'focus'];
export const TEXTS = [...ANSWERS, 'note', 'memory_hook'];
export const MARKS = ['is_real_conversation', 'wants_to_meet_again'];

/**
 * Promise the answers and marks that a note form holds, in stored form; others stay out.
 * @param {import('./form.js').Fields} fields
 */
export function formValues(fields) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const field of TEXTS) if (fields[field]) values[field] = normalise(last(fields, field));
  for (const mark of MARKS) if (fields[mark]) values[mark] = isYes(fields, mark);
  return values;
}

/**
 * Answer whether anything was noted: a card without a word is not done yet (R3).
 * @param {StoredRecord} encounter
 */
export function hasTalk(encounter) {
  return TEXTS.some((field) => encounter[field] !== '');
}

/**
 * Answer whether じっくり話せた is worth offering: two answers filled, not marked (DESIGN-BRIEF 6.6).
 * @param {StoredRecord} encounter
 */
export function offersRealMark(encounter) {
  const filled = ANSWERS.filter((field) => encounter[field] !== '');
  return filled.length >= 2 && !encounter.is_real_conversation;
}
