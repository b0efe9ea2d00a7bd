// @ts-check
// Several evenings laid side by side: put in order, put into groups, and what they teach. Never a ranking of people.

import { per } from './event_cost.js';
import { percent, VERDICTS } from './review.js';

/** @typedef {Record<string, any>} Evening */

export const GROUPED_BY = ['organizer', 'format', 'fee', 'mode'];
export const COLUMNS = [
  ...['held_on', 'real', 'per_real', 'percent_in_time'],
  ...['next_steps', 'outcomes', 'score', 'verdict'],
];
/** From so many evenings on there is something to notice; for in person and online so many of each (R51). */
const ENOUGH = 3;
const ENOUGH_EACH = 3;
/** Upper bounds of what an evening costs, in yen. @type {[string, number][]} */
const FEE_BANDS = [
  ['free', 0],
  ['low', 2_999],
  ['usual', 4_999],
  ['more', 9_999],
];
const STRUCTURED = ['seminar', 'discussion', 'workshop'];
const HIGH_SCORE = 6;
const GOOD_FEE = 3_000;

/**
 * Promise free, low, usual, more or high; "" when the fee is not known.
 * @param {number | null} fee_yen
 */
export function feeBand(fee_yen) {
  if (fee_yen === null) return '';
  return FEE_BANDS.find(([, most]) => fee_yen <= most)?.[0] ?? 'high';
}

/**
 * Promise the evenings in the order of a column; what is not known comes last, the newest evening first.
 * @param {Evening[]} evenings
 * @param {string} column
 * @param {boolean} isFalling
 */
export function ordered(evenings, column, isFalling) {
  const newest = [...evenings].sort(
    (one, other) => compare(other.held_on, one.held_on) || compare(other.id, one.id),
  );
  const known = newest.filter((each) => rank(each, column) !== null);
  const sign = isFalling ? -1 : 1;
  known.sort((one, other) => sign * compare(rank(one, column), rank(other, column)));
  return [...known, ...newest.filter((each) => rank(each, column) === null)];
}

/** @param {Evening} each @param {string} column */
function rank(each, column) {
  if (column !== 'verdict') return each[column] === '' ? null : each[column];
  const place = VERDICTS.indexOf(each.verdict);
  return place < 0 ? null : place;
}

/**
 * Promise the evenings put together by organizer, format, fee or mode, the cheapest conversation first.
 *
 * An evening of two formats counts for both. Evenings whose money is not known, and those where nobody
 * was noted, stay out of what a conversation or an outcome cost (R6, R49).
 * @param {Evening[]} evenings
 * @param {string} by
 */
export function groups(evenings, by) {
  /** @type {Map<string, Evening[]>} */
  const named = new Map();
  for (const each of evenings) {
    for (const key of keys(each, by)) named.set(key, [...(named.get(key) ?? []), each]);
  }
  const found = [...named.keys()].sort(compare).map((key) => ({
    key,
    ...together(named.get(key) ?? []),
  }));
  return found.sort(
    (one, other) =>
      Number(one.key === '') - Number(other.key === '') ||
      Number(one.per_real === null) - Number(other.per_real === null) ||
      (one.per_real ?? 0) - (other.per_real ?? 0),
  );
}

/** @param {Evening} each @param {string} by @returns {string[]} */
function keys(each, by) {
  if (by === 'format') return each.formats.length > 0 ? [...new Set(each.formats)] : [''];
  if (by === 'fee') return [feeBand(each.fee_yen)];
  return [by === 'organizer' ? each.organizer_id : each.mode];
}

/**
 * Promise what these evenings took and brought as one.
 * @param {Evening[]} evenings
 */
export function together(evenings) {
  const counted = evenings.filter((each) => each.yen !== null && each.met > 0);
  const yen = counted.length > 0 ? sum(counted, 'yen') : null;
  return {
    events: evenings.length,
    real: sum(evenings, 'real'),
    outcomes: sum(evenings, 'outcomes'),
    next_steps: sum(evenings, 'next_steps'),
    introductions: sum(evenings, 'introductions'),
    yen,
    per_real: per(yen, sum(counted, 'real')),
    per_outcome: per(yen, sum(counted, 'outcomes')),
    percent_in_time: percent(sum(evenings, 'in_time'), sum(evenings, 'thanks')),
  };
}

/**
 * Promise what one's own evenings say, once there are three: a kind of evening whose conversations cost
 * two thirds or less of the others', what writing in time brought, whether the four checks held.
 * @param {Evening[]} evenings
 * @returns {Record<string, any>[]}
 */
export function notices(evenings) {
  if (evenings.length < ENOUGH) return [];
  const parts = [cheaper, followed, checked, overrated];
  return parts.flatMap((part) => part(evenings));
}

/** @param {Evening[]} evenings @returns {Record<string, any>[]} */
function cheaper(evenings) {
  /** @type {Record<string, (each: Evening) => boolean>} */
  const traits = {
    limited: (each) => each.is_limited,
    structured: (each) => each.formats.some((/** @type {string} */ f) => STRUCTURED.includes(f)),
    paid: (each) => each.fee_yen !== null && each.fee_yen >= GOOD_FEE,
    online: (each) => each.mode === 'online',
  };
  return Object.entries(traits).flatMap(([name, has]) => {
    const sides = [evenings.filter(has), evenings.filter((each) => !has(each))];
    const least = name === 'online' ? ENOUGH_EACH : 1;
    const [one, other] = sides.map((side) => together(side).per_real);
    const isTooFew = sides.some((side) => side.length < least);
    if (one === null || other === null || isTooFew) return [];
    // One evening alone says nothing good of its kind.
    if (3 * one <= 2 * other && sides[0].length > 1)
      return [{ code: name, yen: one, other_yen: other }];
    if (3 * other <= 2 * one && sides[1].length > 1)
      return [{ code: `not_${name}`, yen: other, other_yen: one }];
    return [];
  });
}

/** Outcomes for each evening: those after which everybody was written to in time, and the others. @param {Evening[]} evenings */
function followed(evenings) {
  const asked = evenings.filter((each) => each.thanks > 0);
  const kept = asked.filter((each) => each.percent_in_time === 100);
  const late = asked.filter((each) => each.percent_in_time !== 100);
  if (asked.length < ENOUGH || kept.length === 0 || late.length === 0) return [];
  const [more, fewer] = [sum(kept, 'outcomes'), sum(late, 'outcomes')];
  return more * late.length > fewer * kept.length ? [{ code: 'followed' }] : [];
}

/** Real conversations for each evening: those with six points or more, and the others. @param {Evening[]} evenings */
function checked(evenings) {
  const scored = evenings.filter((each) => each.score !== null);
  const high = scored.filter((each) => each.score >= HIGH_SCORE);
  const low = scored.filter((each) => each.score < HIGH_SCORE);
  if (scored.length < ENOUGH || high.length === 0 || low.length === 0) return [];
  const [more, fewer] = [sum(high, 'real'), sum(low, 'real')];
  return [{ code: more * low.length > fewer * high.length ? 'checks_held' : 'checks_failed' }];
}

/** @param {Evening[]} evenings */
function overrated(evenings) {
  const known = evenings.filter((each) => each.gap_yen !== null);
  const gap = sum(known, 'gap_yen');
  return known.length < ENOUGH || gap >= 0 ? [] : [{ code: 'overrated', yen: -gap }];
}

/** @param {Evening[]} evenings @param {string} name @returns {number} */
function sum(evenings, name) {
  return evenings.reduce((all, each) => all + each[name], 0);
}

/** @param {any} one @param {any} other */
function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
