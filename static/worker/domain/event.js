// @ts-check
// An event as it is written in a form, when its door is open, and how far it has come. Dates are in moment.

import { webHref } from './contact.js';
import { last } from './form.js';
import { instant, isDate, isTime, later, localDate, localTime } from './moment.js';
import { normalise } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */
/** @typedef {Record<string, string>} Values */

export const MODES = ['in_person', 'online', 'hybrid'];
export const DECISIONS = ['going', 'considering', 'passed'];
// The band of real conversations one evening can hold (R32).
export const FEWEST = 3;
export const MOST = 5;

const CHOICES = { mode: MODES, decision: DECISIONS };
const TEXTS = ['title', 'held_on', 'starts_at', 'ends_at', 'venue', 'url'];
const PURPOSE = ['who_to_meet', 'what_to_gain'];
const TIMES = ['held_on', 'starts_at', 'ends_at'];
export const FIELDS = [...TEXTS, 'mode', 'fee_yen', ...PURPOSE, 'decision'];

const DOOR_OPENS = -120;
const DOOR_CLOSES = 180;
const NOT_A_FEE = /[, 円¥\\]/gu;

/**
 * Promise the fields of an event as a form prints them: local times HH:MM, the fee as 5,000.
 * @param {StoredRecord} event
 * @returns {Values}
 */
export function printed(event) {
  const texts = Object.fromEntries(FIELDS.map((field) => [field, String(event[field] || '')]));
  const zone = event.time_zone;
  const times = {
    starts_at: localTime(event.starts_at, zone),
    ends_at: localTime(event.ends_at, zone),
  };
  const fee = event.fee_yen;
  return { ...texts, ...times, fee_yen: fee === null ? '' : grouped(fee) };
}

/**
 * Promise the fields of an event that a form holds, as they would be printed; others stay out.
 * @param {import('./form.js').Fields} fields
 * @returns {Values}
 */
export function formValues(fields) {
  /** @type {Values} */
  const values = {};
  for (const field of [...TEXTS, ...PURPOSE]) {
    if (Object.hasOwn(fields, field)) values[field] = normalise(last(fields, field));
  }
  for (const [field, choices] of Object.entries(CHOICES)) {
    if (!Object.hasOwn(fields, field)) continue;
    const chosen = last(fields, field);
    values[field] = choices.includes(chosen) ? chosen : '';
  }
  if (Object.hasOwn(fields, 'fee_yen')) {
    const written = normalise(last(fields, 'fee_yen'));
    const fee = feeYen(written);
    values.fee_yen = fee === null ? written : grouped(fee);
  }
  return values;
}

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
 * Promise the fields that cannot be kept, each with its locale key. Only the title is required;
 * going needs both parts of the purpose (R5, R8).
 * @param {Values} values
 * @returns {Record<string, string>}
 */
export function formErrors(values) {
  /** @type {Record<string, string>} */
  const errors = {};
  if (!values.title) errors.title = 'events.errors.title';
  if (values.held_on && !isDate(values.held_on)) errors.held_on = 'events.errors.date';
  else if (!values.held_on && (values.starts_at || values.ends_at))
    errors.held_on = 'events.errors.date_first';
  for (const field of ['starts_at', 'ends_at']) {
    if (values[field] && !isTime(values[field])) errors[field] = 'events.errors.time';
  }
  if (values.url && !webHref(values.url)) errors.url = 'events.errors.url';
  if (values.fee_yen && feeYen(values.fee_yen) === null) errors.fee_yen = 'events.errors.fee';
  const missing = values.decision === 'going' ? PURPOSE : [];
  for (const part of missing) if (!values[part]) errors[part] = `events.errors.${part}`;
  return errors;
}

/**
 * Promise what a checked form writes into the record: the touched fields that really differ.
 *
 * values: the whole form as printed; event: the record before, or empty fields and a time zone.
 * @param {Values} values
 * @param {Iterable<string>} touched
 * @param {StoredRecord} event
 * @returns {Record<string, unknown>}
 */
export function recordValues(values, touched, event) {
  const names = new Set(touched);
  /** @type {Record<string, unknown>} */
  const written = {};
  for (const field of FIELDS) if (names.has(field)) written[field] = values[field];
  if (names.has('fee_yen')) written.fee_yen = feeYen(values.fee_yen);
  if (TIMES.some((field) => names.has(field)))
    Object.assign(written, eventTimes(values, event.time_zone));
  const differing = Object.entries(written).filter(([field, value]) => value !== event[field]);
  return Object.fromEntries(differing);
}

/**
 * Promise the instants of start and end; an end before the start is on the next day.
 * @param {Values} values
 * @param {string} time_zone
 */
export function eventTimes(values, time_zone) {
  const starts_at = instant(values.held_on, values.starts_at, time_zone);
  const ends_at = instant(values.held_on, values.ends_at, time_zone);
  const isNextDay = starts_at !== '' && ends_at !== '' && ends_at < starts_at;
  return { starts_at, ends_at: isNextDay ? later(ends_at, 1440) : ends_at };
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
 * Promise where an event stands: choose, prepare, meet, connect, each "done", "now" or "later".
 *
 * met: people met there; waiting: those among them still to be thanked. Derived, never set (R7).
 * @param {StoredRecord} event
 * @param {string} now
 * @param {number} met
 * @param {number} waiting
 */
export function stages(event, now, met, waiting) {
  const done = [
    met > 0 || (event.decision === 'going' && hasPurpose(event)),
    met > 0 || (hasPurpose(event) && door(event, now) !== ''),
    met > 0,
    met > 0 && waiting === 0,
  ];
  const first = done.indexOf(false);
  return done.map((is_done, n) => {
    if (is_done) return 'done';
    return n === first ? 'now' : 'later';
  });
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

/** @param {number} amount */
function grouped(amount) {
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
