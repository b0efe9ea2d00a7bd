// @ts-check
// A meeting as its note form sends it, and when it counts as a talk. Due times live in follow_up.

import { isYes, last } from './form.js';
import { normalise, oneLine } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

/** In the order of the question ladder (R30, R48), then the free lines. */
export const ANSWERS = ['business', 'challenge', 'looking_for', 'focus'];
export const TEXTS = [...ANSWERS, 'note', 'memory_hook'];
export const MARKS = ['is_real_conversation', 'wants_to_meet_again'];
/** Where it was, and what kind of person it is. */
export const DETAILS = ['room', 'target_class'];

/**
 * Promise the answers, marks and details that a note form holds, in stored form; others stay out.
 * @param {import('./form.js').Fields} fields
 */
export function formValues(fields) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const field of TEXTS) if (fields[field]) values[field] = normalise(last(fields, field));
  for (const field of DETAILS) {
    if (fields[field]) values[field] = oneLine(normalise(last(fields, field)));
  }
  for (const mark of MARKS) if (fields[mark]) values[mark] = isYes(fields, mark);
  return values;
}

/**
 * Answer whether a meeting has anything to show: an answer, a line, or a face to remember.
 * @param {StoredRecord} encounter
 */
export function hasTalk(encounter) {
  return TEXTS.some((field) => encounter[field] !== '');
}

/**
 * Answer whether a meeting is only a card so far: no answer, not even a line (R3).
 *
 * A face to remember, a room or a mark are no words of the other person.
 * @param {StoredRecord} encounter
 */
export function isUnfinished(encounter) {
  return [...ANSWERS, 'note'].every((field) => encounter[field] === '');
}

/**
 * Answer whether じっくり話せた is worth offering: two answers filled, not marked (DESIGN-BRIEF 6.6).
 * @param {StoredRecord} encounter
 */
export function offersRealMark(encounter) {
  const filled = ANSWERS.filter((field) => encounter[field] !== '');
  return filled.length >= 2 && !encounter.is_real_conversation;
}

/**
 * Promise the people met at one event, {"encounter", "order"}, the last met first (R33).
 *
 * One line for each person with their newest talk; order counts from the person met first. Moments of
 * meeting decide, so that a late sync and the order of arrival change nothing.
 * @param {StoredRecord[]} met
 * @returns {{encounter: StoredRecord, order: number}[]}
 */
export function meetingOrder(met) {
  const firstFirst = [...met].sort(oldestFirst);
  const people = [...new Set(firstFirst.map(({ contact_id }) => contact_id))];
  const newest = new Map(firstFirst.map((each) => [each.contact_id, each]));
  return firstFirst
    .reverse()
    .filter((each) => newest.get(each.contact_id) === each)
    .map((encounter) => ({ encounter, order: people.indexOf(encounter.contact_id) + 1 }));
}

/** @param {StoredRecord} one @param {StoredRecord} other */
function oldestFirst(one, other) {
  if (one.met_at !== other.met_at) return one.met_at < other.met_at ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
