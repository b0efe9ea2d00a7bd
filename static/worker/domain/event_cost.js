// @ts-check
// What an evening takes, in hours and in yen, and what past ones took for each real conversation. No words.

import { isPast, realConversations } from './event.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{id: string, mode: string, yen: number | null, minutes: number | null, met: number,
 *   real: number, again: number}} Figure
 */

const MINUTE = 60_000;

/**
 * Promise how long an event lasts, or null when start or end is not known.
 * @param {StoredRecord} event
 * @returns {number | null}
 */
export function durationMinutes(event) {
  if (!event.starts_at || !event.ends_at) return null;
  const length = Date.parse(event.ends_at) - Date.parse(event.starts_at);
  return Math.max(Math.floor(length / MINUTE), 0);
}

/**
 * Promise the minutes there and back: as written, else 0 online (R49), else null.
 * @param {StoredRecord} event
 * @returns {number | null}
 */
export function travelMinutes(event) {
  return event.travel_minutes === null && event.mode === 'online' ? 0 : event.travel_minutes;
}

/**
 * Promise the hours an event takes with the way there and back, as far as they are known (R22).
 * @param {StoredRecord} event
 */
export function totalMinutes(event) {
  return sumOfKnown([durationMinutes(event), travelMinutes(event)]);
}

/**
 * Promise the fee and other costs, as far as they are known (R6).
 * @param {StoredRecord} event
 */
export function moneyYen(event) {
  return sumOfKnown([event.fee_yen, event.other_cost_yen]);
}

/**
 * Promise what these minutes are worth; null without an hourly value of one's own (R22).
 * @param {number | null} minutes
 * @param {number | null} hourly_yen
 */
export function timeYen(minutes, hourly_yen) {
  if (minutes === null || hourly_yen === null) return null;
  return Math.floor((minutes * hourly_yen + 30) / 60);
}

/**
 * Promise an amount shared by a number of people, rounded; null for nobody (R6).
 * @param {number | null} amount
 * @param {number} count
 */
export function per(amount, count) {
  if (amount === null || count < 1) return null;
  return Math.floor((2 * amount + count) / (2 * count));
}

/**
 * Promise for each event that is over, and was not passed on, what it took and what came of it.
 *
 * talks: the encounters of these events. real: people talked with for real; again: people to meet again.
 * @param {StoredRecord[]} events
 * @param {StoredRecord[]} talks
 * @param {string} now
 * @returns {Figure[]}
 */
export function figures(events, talks, now) {
  const over = events.filter((each) => isPast(each, now) && each.decision !== 'passed');
  return over.map((event) => {
    const met = talks.filter((each) => each.event_id === event.id);
    const again = met.filter((each) => each.wants_to_meet_again);
    return {
      id: event.id,
      mode: event.mode,
      yen: moneyYen(event),
      minutes: totalMinutes(event),
      met: met.length,
      real: realConversations(met),
      again: new Set(again.map((each) => each.contact_id)).size,
    };
  });
}

/**
 * Promise what these figures cost together: for each real conversation, for each person to meet again.
 *
 * Only events whose money is known count, and those where nobody was noted at all stay out.
 * @param {StoredRecord[]} found
 */
export function cost(found) {
  const counted = found.filter((each) => each.yen !== null && each.met > 0);
  const sum = (/** @type {string} */ name) => counted.reduce((all, each) => all + each[name], 0);
  const [yen, real, again] = [sum('yen'), sum('real'), sum('again')];
  const costs = { per_real: per(yen, real), per_again: per(yen, again) };
  return { events: counted.length, yen, real, again, ...costs };
}

/** @param {(number | null)[]} amounts @returns {number | null} */
function sumOfKnown(amounts) {
  const known = amounts.filter((each) => each !== null);
  return known.length > 0 ? known.reduce((sum, each) => sum + each, 0) : null;
}
