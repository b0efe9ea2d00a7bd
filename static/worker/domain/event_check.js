// @ts-check
// The four checks before an evening: what is answered, what it adds up to, what that says. Words are in locales.

import { hasPurpose } from './event.js';

/** @typedef {Record<string, any>} StoredRecord */

export const CHECKS = ['organizer', 'attendees', 'format', 'fee'];
export const SCORES = ['2', '1', '0', 'unknown'];
export const ORGANIZER_ANSWERS = ['aims_known', 'trusted_body', 'site_seen', 'sympathy'];
export const FORMATS = [
  ...['standing', 'seminar', 'discussion', 'workshop', 'dinner', 'pitch', 'free_talk'],
];
export const FULL = 8;

const WORTH = 6;
const CLOSER = 4;

/**
 * Promise the checks nobody answered yet; "unknown" is an answer (R21).
 * @param {StoredRecord} event
 */
export function unanswered(event) {
  return CHECKS.filter((check) => !SCORES.includes(event[`check_${check}`]));
}

/**
 * Promise the checks answered with 不明.
 * @param {StoredRecord} event
 */
export function unknown(event) {
  return CHECKS.filter((check) => event[`check_${check}`] === 'unknown');
}

/**
 * Promise the points of the four checks, out of 8; null while there is no purpose to measure by.
 * @param {StoredRecord} event
 * @returns {number | null}
 */
export function total(event) {
  if (!hasPurpose(event)) return null;
  const given = CHECKS.map((check) => event[`check_${check}`]);
  const points = given.filter((score) => ['2', '1', '0'].includes(score)).map(Number);
  return points.reduce((sum, each) => sum + each, 0);
}

/**
 * Promise what the total says: "no_purpose", "open" while checks wait, then "worth", "closer", "pass".
 *
 * It advises; nothing is blocked by it (DESIGN-BRIEF 6.2).
 * @param {StoredRecord} event
 */
export function verdict(event) {
  const points = total(event);
  if (points === null) return 'no_purpose';
  if (unanswered(event).length > 0) return 'open';
  if (points >= WORTH) return 'worth';
  return points >= CLOSER ? 'closer' : 'pass';
}
