// @ts-check
// What should be done before leaving for an event. What only the device knows is named here.

import { isGoal } from './goal.js';
import { missing } from './introduction.js';

/** @typedef {Record<string, any>} StoredRecord */

/** Known by the device alone, in the order in which they are made good (DESIGN-BRIEF 6.3, 7). */
export const FACTS = ['installed', 'signed_in', 'list', 'storage', 'camera', 'notifications'];

/**
 * Promise what is prepared: a goal, a whole introduction, one try aloud, somebody to look for (R28).
 * @param {StoredRecord[]} goals
 * @param {StoredRecord | null} script
 * @param {StoredRecord[]} rehearsals
 * @param {StoredRecord[]} attendees
 * @returns {Record<string, boolean>}
 */
export function done(goals, script, rehearsals, attendees) {
  return {
    goal: goals.some(isGoal),
    introduction: script !== null && missing(script).length === 0,
    rehearsal: rehearsals.length > 0,
    target: attendees.some((each) => each.is_target),
  };
}
