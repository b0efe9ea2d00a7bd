// @ts-check
// An event: its fee, its purpose, when its door is open, what was talked there. How it is written is in event_form.

import { later, localDate } from './moment.js';

/** @typedef {Record<string, any>} StoredRecord */

export const MODES = ['in_person', 'online', 'hybrid'];
export const DECISIONS = ['going', 'considering', 'passed'];
// The band of real conversations one evening can hold (R32).
export const FEWEST = 3;
export const MOST = 5;

const DOOR_OPENS = -120;
const DOOR_CLOSES = 180;
const NOT_A_FEE = /[, 円¥\\]/gu;

/**
 * Promise the yen in what was typed: full width, commas, 円 and 無料 are understood; else null.
 * @param {string} written
 */
export function feeYen(written) {
  const text = written.normalize('NFKC').replace(NOT_A_FEE, '');
  if (text === '無料') return 0;
  return /^[0-9]{1,9}$/u.test(text) ? Number(text) : null;
}

/**
 * Answer whether both parts of the purpose are written (R8).
 * @param {StoredRecord} event
 */
export function hasPurpose(event) {
  return Boolean(event.who_to_meet && event.what_to_gain);
}

/**
 * Answer whether an event is over: its end, else its start, else its day has passed.
 * @param {StoredRecord} event
 * @param {string} now
 */
export function isPast(event, now) {
  const end = event.ends_at || event.starts_at;
  if (end) return end < now;
  return event.held_on !== '' && event.held_on < localDate(now, event.time_zone);
}

/**
 * Promise "open" from 2 hours before the start to 3 hours after the end, or all day when no time
 * is known; "today" at other times of its day; "" otherwise.
 * @param {StoredRecord} event
 * @param {string} now
 */
export function door(event, now) {
  const starts_at = event.starts_at || event.ends_at;
  const isToday = event.held_on === localDate(now, event.time_zone);
  if (!starts_at) return isToday ? 'open' : '';
  const ends_at = event.ends_at || starts_at;
  const isOpen = later(starts_at, DOOR_OPENS) <= now && now <= later(ends_at, DOOR_CLOSES);
  if (isOpen) return 'open';
  return isToday ? 'today' : '';
}

/**
 * Promise the event one may walk into now, else one of today that is not over; 行く goes first.
 * @param {StoredRecord[]} events
 * @param {string} now
 * @returns {StoredRecord | null}
 */
export function eventAtDoor(events, now) {
  const wanted = events.filter((each) => {
    const state = each.decision === 'passed' ? '' : door(each, now);
    return state === 'open' || (state === 'today' && !isPast(each, now));
  });
  return earliest(wanted, (each) => rank(each, now) + place(each, now));
}

/**
 * Promise the next event that is neither over nor passed on; one without a day comes last.
 * @param {StoredRecord[]} events
 * @param {string} now
 * @returns {StoredRecord | null}
 */
export function nextEvent(events, now) {
  const coming = events.filter((each) => each.decision !== 'passed' && !isPast(each, now));
  return earliest(coming, (each) => place(each, now));
}

/**
 * Promise with how many people there was a real conversation; cards do not count (R3, R10).
 * @param {StoredRecord[]} encounters
 */
export function realConversations(encounters) {
  const real = encounters.filter((each) => each.is_real_conversation);
  return new Set(real.map((each) => each.contact_id)).size;
}

/**
 * Promise "none", "few", "good" from 3, "full" at 5, and "wide" past it (R32).
 * @param {number} count
 */
export function conversationBand(count) {
  if (count > MOST) return 'wide';
  if (count >= FEWEST) return count === MOST ? 'full' : 'good';
  return count ? 'few' : 'none';
}

/** Promise a whole number as it is printed: 5,000. @param {number} amount */
export function grouped(amount) {
  return String(amount).replace(/\B(?=(?:[0-9]{3})+$)/gu, ',');
}

/** @param {StoredRecord} event @param {string} now */
function rank(event, now) {
  return `${Number(door(event, now) !== 'open')}${Number(event.decision !== 'going')}`;
}

/** Text that sorts events in time: over ones last, then those without a day. @param {StoredRecord} event @param {string} now */
function place(event, now) {
  const when = [event.held_on || '9', event.starts_at || '0', event.id];
  return [Number(isPast(event, now)), ...when].join(' ');
}

/** @param {StoredRecord[]} events @param {(event: StoredRecord) => string} key */
function earliest(events, key) {
  const keyed = events.map((event) => ({ event, key: key(event) }));
  keyed.sort((one, other) => (one.key < other.key ? -1 : 1));
  return keyed[0]?.event ?? null;
}
