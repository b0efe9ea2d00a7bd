// @ts-check
// Records -> the contexts of the event list. Forms are in event_form, the venue in venue; no rules live here.

import { grouped, isPast } from '../domain/event.js';
import { dateText, localDate, localTime } from '../domain/moment.js';
import { scoreText } from './event_verdict.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

/**
 * Promise the context of events/index.html; events come newest day first.
 * @param {StoredRecord[]} events
 * @param {Here} here
 * @returns {Context}
 */
export function indexContext(events, here) {
  return {
    page_title: here.t('events.title'),
    tab: 'events',
    is_empty: events.length === 0,
    can_compare: choosable(events, here.now).length > 1,
    ...groups(events, '', here),
  };
}

/**
 * Promise the list of events/_list.html: coming (next first), past, and passed on.
 * @param {StoredRecord[]} events
 * @param {string} current
 * @param {Here} here
 * @returns {Context}
 */
export function groups(events, current, here) {
  const passed = events.filter((each) => each.decision === 'passed');
  const rest = events.filter((each) => each.decision !== 'passed');
  const past = rest.filter((each) => isPast(each, here.now));
  const coming = rest.filter((each) => !isPast(each, here.now)).reverse();
  const dated = [
    ...coming.filter((each) => each.held_on !== ''),
    ...coming.filter((each) => each.held_on === ''),
  ];
  const rows = (/** @type {StoredRecord[]} */ found) =>
    found.map((each) => row(each, current, here));
  return {
    coming: rows(dated),
    past: rows(past),
    passed: rows(passed),
    has_coming: dated.length > 0,
    has_past: past.length > 0,
    has_passed: passed.length > 0,
  };
}

/**
 * Promise the context of events/_deleted.html: what happened, and the way back.
 * @param {StoredRecord} event
 * @param {Here} here
 * @returns {Context}
 */
export function deletedContext(event, here) {
  return {
    id: event.id,
    revision: event.revision,
    deleted_text: here.t('events.deleted', { title: titleOf(event, here) }),
  };
}

/**
 * Promise day and hours of an event as its own clocks show them: 11/27(木) 19:00–21:00.
 * @param {StoredRecord} event
 * @param {Here} here
 */
export function whenText(event, here) {
  const today = localDate(here.now, event.time_zone);
  const zone = event.time_zone === here.time_zone ? '' : ` (${event.time_zone})`;
  const time = hours(event);
  const parts = [dateText(event.held_on, today, here.locale, here.t), time && time + zone];
  return joined(parts, here.locale === 'ja' ? ' ' : ', ');
}

/**
 * Promise the name of an event, or the word for one without a name.
 * @param {StoredRecord} event
 * @param {Here} here
 * @returns {string}
 */
export function titleOf(event, here) {
  return event.title || here.t('events.untitled');
}

/**
 * Promise the venue, or else in which way an event is held; "" for neither.
 * @param {StoredRecord} event
 * @param {Here} here
 * @returns {string}
 */
export function placeOf(event, here) {
  return event.venue || (event.mode ? here.t(`events.mode.${event.mode}`) : '');
}

/**
 * Promise when and where, as one stands before the door: 18:30–20:30・大手町.
 * @param {StoredRecord} event
 * @param {Here} here
 */
export function hoursAndPlace(event, here) {
  const place = event.venue || (event.mode === 'online' ? here.t('events.mode.online') : '');
  return joined([hours(event), place], '・');
}

/** @param {StoredRecord[]} events @param {string} now */
function choosable(events, now) {
  return events.filter((each) => each.decision !== 'passed' && !isPast(each, now));
}

/** @param {StoredRecord} event */
function hours(event) {
  const starts_at = localTime(event.starts_at, event.time_zone);
  const ends_at = localTime(event.ends_at, event.time_zone);
  return ends_at ? `${starts_at}–${ends_at}` : starts_at;
}

/** @param {StoredRecord} event @param {string} current @param {Here} here */
function row(event, current, here) {
  return {
    id: event.id,
    url: `/events/${event.id}`,
    title: titleOf(event, here),
    line: joined([whenText(event, here), placeOf(event, here), feeText(event, here)], '・'),
    decision_text: event.decision ? here.t(`events.decision.${event.decision}`) : '',
    score_text: scoreText(event, here),
    is_current: event.id === current,
  };
}

/** @param {StoredRecord} event @param {Here} here */
function feeText(event, here) {
  if (!event.fee_yen) return event.fee_yen === null ? '' : here.t('events.free');
  return here.t('events.yen', { n: grouped(event.fee_yen) });
}

/** @param {string[]} parts @param {string} between */
function joined(parts, between) {
  return parts.filter((part) => part !== '').join(between);
}
