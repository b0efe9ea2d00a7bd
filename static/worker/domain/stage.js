// @ts-check
// Where an event stands between choosing and looking back, and the next act: derived from records, never set (R7).

import { door, hasPurpose, isPast } from './event.js';
import { localDate, nextDay } from './moment.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{goals: number, has_introduction: boolean, met: number, waiting: number}} Done
 */

export const STAGES = ['choose', 'prepare', 'meet', 'connect', 'review'];
// Nobody is asked to look back on what lies further away than this.
const RECENT_DAYS = 30;
const MOST_RECENT = 3;

/**
 * Promise each of the five stages as "done", "now" or "later"; the first undone one is now.
 *
 * done: goals (those with a number), has_introduction, met (people met there), waiting (those still to
 * be thanked). An event that was passed on, or is over and nobody went, has no stage that is now.
 * @param {StoredRecord} event
 * @param {Done} done
 * @param {string} now
 */
export function stages(event, done, now) {
  const finished = STAGES.map((stage) => isDone(stage, event, done, now));
  const first = isIdle(event, done, now) ? -1 : finished.indexOf(false);
  return finished.map((is_done, n) => {
    if (is_done) return 'done';
    return n === first ? 'now' : 'later';
  });
}

/**
 * Promise the one act that is undone and next: write_purpose, decide, set_goal, write_introduction,
 * wait, enter_venue, note_people, thank, review; "" when there is none.
 * @param {StoredRecord} event
 * @param {Done} done
 * @param {string} now
 */
export function nextAct(event, done, now) {
  const stage = STAGES[stages(event, done, now).indexOf('now')];
  if (stage === 'choose') return hasPurpose(event) ? 'decide' : 'write_purpose';
  if (stage === 'prepare') return done.goals > 0 ? 'write_introduction' : 'set_goal';
  if (stage === 'meet') {
    if (door(event, now) !== '') return 'enter_venue';
    return isPast(event, now) ? 'note_people' : 'wait';
  }
  if (stage === 'connect') return 'thank';
  return stage ?? '';
}

/**
 * Answer whether nothing is left to do: passed on, or over with nobody met and never meant to go.
 * @param {StoredRecord} event
 * @param {Done} done
 * @param {string} now
 */
export function isIdle(event, done, now) {
  if (done.met > 0) return false;
  const isOver = isPast(event, now) && door(event, now) === '';
  return event.decision === 'passed' || (isOver && event.decision !== 'going');
}

/**
 * Promise the last three events of the last 30 days, which may wait for an act; in the order given.
 * @param {StoredRecord[]} events
 * @param {string} now
 */
export function recent(events, now) {
  const found = events.filter((each) => isPast(each, now) && each.decision !== 'passed');
  const isNear = (/** @type {StoredRecord} */ each) =>
    each.held_on >= nextDay(localDate(now, each.time_zone), -RECENT_DAYS);
  return found.filter(isNear).slice(0, MOST_RECENT);
}

/** @param {string} stage @param {StoredRecord} event @param {Done} done @param {string} now @returns {boolean} */
function isDone(stage, event, done, now) {
  const met = done.met > 0;
  if (stage === 'choose') return met || (event.decision === 'going' && hasPurpose(event));
  if (stage === 'prepare') {
    // On the day itself there is something better to do.
    const isDay = hasPurpose(event) && (door(event, now) !== '' || isPast(event, now));
    return met || isDay || (done.goals > 0 && done.has_introduction);
  }
  if (stage === 'meet') return met;
  if (stage === 'connect') return met && done.waiting === 0;
  return event.verdict !== '' || event.closed_at !== '';
}
