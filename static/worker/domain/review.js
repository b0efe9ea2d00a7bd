// @ts-check
// What an evening took and what came of it, for looking back. Comparing evenings is in review_groups. No words.

import { feeYen, grouped, isPast, realConversations } from './event.js';
import { CHECKS, total, unanswered } from './event_check.js';
import { moneyYen, per, totalMinutes } from './event_cost.js';
import { minutes } from './event_form.js';
import { last } from './form.js';
import { isGoal, isReached, progress } from './goal.js';
import { givenReceived } from './introducing.js';
import { localDate, nextDay } from './moment.js';
import { hasStep } from './next_step.js';
import { yen as outcomeYen } from './outcome.js';
import { knownClasses, TARGET_CLASSES } from './target_class.js';
import { normalise } from './text.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {import('./form.js').Fields} Fields
 * @typedef {{encounters: StoredRecord[], goals: StoredRecord[], follow_ups: StoredRecord[],
 *   introductions: StoredRecord[], outcomes: StoredRecord[], contacts: Record<string, StoredRecord>}} Held
 */

export const VERDICTS = ['again', 'unsure', 'never'];
/** @type {Record<string, number>} */
const TEXTS = { actual_value: 500, review_note: 2000 };
const AMOUNTS = ['actual_value_yen', 'follow_up_minutes'];
/** @type {Record<string, string[]>} */
export const CHOICES = { verdict: VERDICTS, was_solicited: ['no', 'yes'] };
export const FIELDS = [
  ...['verdict', 'actual_value', 'actual_value_yen'],
  ...['follow_up_minutes', 'was_solicited', 'review_note'],
];
// The review opens by itself so many days after the evening, and is offered for so long (DESIGN-BRIEF 6.11).
const AFTER_DAYS = 3;
const OFFERED_DAYS = 30;

/**
 * Promise the figures of one evening (R4, R6, R16, R35, R52); null for what is not known.
 *
 * held: encounters, goals, follow_ups, introductions and outcomes of this event, contacts by id.
 * in_time of thanks: messages sent within 24 hours, of all that were not passed over with a reason (R36).
 * @param {StoredRecord} event
 * @param {Held} held
 * @param {string} now
 */
export function evening(event, held, now) {
  const { encounters, outcomes } = held;
  const goals = held.goals.filter(isGoal);
  const reached = goals.filter((each) =>
    isReached(each, progress(each, encounters, held.contacts)),
  );
  const thanks = held.follow_ups.filter((each) => each.kind !== 'next_step');
  const asked = thanks.filter((each) => each.skipped_reason === '');
  const in_time = asked.filter((each) => each.sent_at !== '' && each.sent_at <= each.due_at).length;
  const [yen, real] = [moneyYen(event), realConversations(encounters)];
  const [expected_yen, actual_yen] = [event.expected_value_yen, event.actual_value_yen];
  return {
    id: event.id,
    held_on: event.held_on,
    organizer_id: event.organizer_id,
    mode: event.mode,
    formats: event.formats,
    fee_yen: event.fee_yen,
    verdict: event.verdict,
    is_limited: event.attendee_limits !== '',
    score: unanswered(event).length === CHECKS.length ? null : total(event),
    met: new Set(encounters.map((each) => each.contact_id)).size,
    real,
    goals: goals.length,
    reached: reached.length,
    yen,
    minutes: takenMinutes(event),
    per_real: per(yen, real),
    outcomes: outcomes.length,
    outcome_yen: outcomeYen(outcomes),
    per_outcome: per(yen, outcomes.length),
    thanks: asked.length,
    in_time,
    percent_in_time: percent(in_time, asked.length),
    waiting: asked.filter((each) => each.sent_at === '').length,
    next_steps: held.follow_ups.filter(hasStep).length,
    introductions: givenReceived(held.introductions, now).given,
    expected_yen,
    actual_yen,
    gap_yen: expected_yen === null || actual_yen === null ? null : actual_yen - expected_yen,
  };
}

/**
 * Promise a share as whole percent, rounded; null of nothing.
 * @param {number} part
 * @param {number} whole
 */
export function percent(part, whole) {
  return whole ? Math.floor((200 * part + whole) / (2 * whole)) : null;
}

/**
 * Promise all the time an evening took: the way, the evening, and writing afterwards (R4).
 * @param {StoredRecord} event
 * @returns {number | null}
 */
export function takenMinutes(event) {
  const known = [totalMinutes(event), event.follow_up_minutes].filter((each) => each !== null);
  return known.length > 0 ? known.reduce((sum, each) => sum + each, 0) : null;
}

/**
 * Promise for each class that was wanted or met how many people it was, and their share (R13).
 *
 * People whose class nobody noted come last, as class "".
 * @param {StoredRecord} event
 * @param {StoredRecord[]} met
 */
export function classShares(event, met) {
  /** @type {Map<string, string>} */
  const people = new Map();
  for (const each of met)
    people.set(each.contact_id, people.get(each.contact_id) || each.target_class);
  const named = [...people.values()].map((each) => (TARGET_CLASSES.includes(each) ? each : ''));
  const wanted = knownClasses(event.target_classes);
  const rows = [...TARGET_CLASSES, ''].map((name) => {
    const count = named.filter((each) => each === name).length;
    const share = percent(count, named.length) ?? 0;
    return { class: name, is_wanted: wanted.includes(name), met: count, percent: share };
  });
  return rows.filter((row) => row.met > 0 || row.is_wanted);
}

/**
 * Answer whether an evening waits to be looked back on: three days later, for a month, until it is closed.
 * @param {StoredRecord} event
 * @param {number} met
 * @param {string} now
 */
export function isDue(event, met, now) {
  if (event.closed_at || event.verdict || event.decision === 'passed' || !isPast(event, now))
    return false;
  if (!event.held_on || !(met || event.decision === 'going')) return false;
  const today = localDate(now, event.time_zone);
  const [first, end] = [AFTER_DAYS, OFFERED_DAYS].map((days) => nextDay(event.held_on, days));
  return first <= today && today <= end;
}

/**
 * Promise "" when an event may be closed, else the locale key of what stands against it (R16).
 * @param {StoredRecord} event
 * @param {number} waiting
 * @param {string} now
 */
export function canClose(event, waiting, now) {
  if (!isPast(event, now)) return 'reviews.errors.not_over';
  return waiting ? 'reviews.errors.waiting' : '';
}

/** Promise the answers of a review as their form shows them. @param {StoredRecord} event @returns {Record<string, string>} */
export function printed(event) {
  const shown = (/** @type {number | null} */ n) => (n === null ? '' : grouped(n));
  return Object.fromEntries(
    FIELDS.map((f) => [f, AMOUNTS.includes(f) ? shown(event[f]) : event[f]]),
  );
}

/**
 * Promise the answers that a form holds, in stored form; others stay out.
 * @param {Fields} fields
 * @returns {Record<string, any>}
 */
export function formValues(fields) {
  /** @type {Record<string, any>} */
  const values = {};
  const has = (/** @type {string} */ field) => Object.hasOwn(fields, field);
  for (const f of Object.keys(TEXTS)) if (has(f)) values[f] = normalise(last(fields, f));
  for (const [field, choices] of Object.entries(CHOICES)) {
    if (!has(field)) continue;
    const chosen = last(fields, field);
    values[field] = choices.includes(chosen) ? chosen : '';
  }
  const written = (/** @type {string} */ field) => normalise(last(fields, field));
  if (has('actual_value_yen')) values.actual_value_yen = feeYen(written('actual_value_yen'));
  if (has('follow_up_minutes')) values.follow_up_minutes = minutes(written('follow_up_minutes'));
  return values;
}

/**
 * Promise the locale keys of answers that cannot be read, or are too long.
 * @param {Fields} fields
 */
export function formErrors(fields) {
  const values = formValues(fields);
  /** @type {Record<string, string>} */
  const errors = {};
  const keys = { actual_value_yen: 'amount', follow_up_minutes: 'minutes' };
  for (const [field, key] of Object.entries(keys)) {
    if (normalise(last(fields, field)) && values[field] === null)
      errors[field] = `reviews.errors.${key}`;
  }
  for (const [field, longest] of Object.entries(TEXTS)) {
    if ([...(values[field] ?? '')].length > longest) errors[field] = 'reviews.errors.long';
  }
  return errors;
}
