// @ts-check
// The next step with a person: about what, in which form, when; the answer to it, and the day to ask again.
// The words of the proposal are in proposal.

import { changed, last, wholeNumber } from './form.js';
import { workingDayAfter } from './holidays.js';
import { instant, isDate, isTime, localDate } from './moment.js';
import { normalise } from './text.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, string[]>} Fields
 */

export const FORMS = ['exchange', 'meeting', 'visit', 'online', 'document', 'introduction'];
export const MOST_SLOTS = 3;
export const LONGEST_MINUTES = 1440;
/** Working days without an answer until the person is back on Today, once. */
export const PATIENCE_DAYS = 3;
const NO_ANSWER = { reply: '', replied_at: '', decided_slot: '', remind_on: '' };

/**
 * Answer whether a next step was thought of: a topic, a form, a time.
 * @param {StoredRecord} follow_up
 */
export function hasStep({ topic, form, slots }) {
  return Boolean(topic || form || slots.length > 0);
}

/**
 * Promise what the form of a next step writes; times are instants, in order, each once.
 * @param {Fields} fields
 * @param {string} time_zone
 * @returns {Record<string, any>}
 */
export function stepValues(fields, time_zone) {
  const slots = typedSlots(fields).map(([day, time]) => instant(day, time, time_zone));
  // Not named form: on a page, form.form would then be these buttons, and htmx asks every form for it.
  const form = last(fields, 'step_form');
  return {
    topic: normalise(last(fields, 'topic')),
    form: FORMS.includes(form) ? form : '',
    length_minutes: wholeNumber(last(fields, 'length_minutes')) || null,
    slots: [...new Set(slots)].filter((slot) => slot !== '').sort(),
    place: normalise(last(fields, 'place')),
  };
}

/**
 * Promise the days and times as typed, without the empty rows.
 * @param {Fields} fields
 * @returns {[string, string][]}
 */
export function typedSlots({ slot_day = [], slot_time = [] }) {
  const rows = Array.from({ length: Math.max(slot_day.length, slot_time.length) }, (_, n) => n);
  return rows
    .map((n) => /** @type {[string, string]} */ ([slot_day[n] ?? '', slot_time[n] ?? '']))
    .map(([day, time]) => /** @type {[string, string]} */ ([normalise(day), normalise(time)]))
    .filter(([day, time]) => day !== '' || time !== '');
}

/**
 * Promise the locale keys of what cannot be kept: half a time, a past one that is new, too many.
 * @param {Fields} fields
 * @param {string} rendered
 * @param {string} now
 * @param {string} time_zone
 * @returns {Record<string, string>}
 */
export function stepErrors(fields, rendered, now, time_zone) {
  const errors = { slots: slotError(fields, rendered, now, time_zone), length_minutes: '' };
  const length = normalise(last(fields, 'length_minutes'));
  if (length && !(wholeNumber(length) > 0 && wholeNumber(length) <= LONGEST_MINUTES)) {
    errors.length_minutes = 'next_step.errors.length';
  }
  return Object.fromEntries(Object.entries(errors).filter(([, key]) => key !== ''));
}

/** @param {Fields} fields @param {string} rendered @param {string} now @param {string} time_zone */
function slotError(fields, rendered, now, time_zone) {
  const slots = typedSlots(fields);
  const fresh = changed(stepValues(fields, time_zone), rendered).slots ?? [];
  if (slots.some(([day, time]) => !isDate(day) || !isTime(time))) return 'next_step.errors.slot';
  if (slots.length > MOST_SLOTS) return 'next_step.errors.too_many_slots';
  const isPast = fresh.some((/** @type {string} */ slot) => slot < now);
  return isPast ? 'next_step.errors.slot_passed' : '';
}

/**
 * Promise what a form about the answer writes: waiting, decided for a time, later in a month, declined.
 *
 * "" takes the answer back; "seen" only takes the person off Today.
 * @param {Fields} fields
 * @param {string} at
 * @param {string} time_zone
 * @returns {Record<string, any>}
 */
export function answerValues(fields, at, time_zone) {
  const reply = last(fields, 'reply');
  const answered = { ...NO_ANSWER, reply, replied_at: at };
  if (reply === 'seen') return { remind_on: '' };
  if (reply === 'waiting') return { ...NO_ANSWER, ...waiting(at, time_zone) };
  if (reply === 'decided') return { ...answered, decided_slot: decided(fields, time_zone) };
  if (reply === 'later') {
    const first = `${last(fields, 'month')}-01`;
    return { ...answered, remind_on: isDate(first) ? workingDayAfter(first, 0) : '' };
  }
  return reply === 'declined' ? answered : NO_ANSWER;
}

/**
 * Promise the locale keys of what an answer lacks: its time, or a month that is not over.
 * @param {Fields} fields
 * @param {string} now
 * @param {string} time_zone
 * @returns {Record<string, string>}
 */
export function answerErrors(fields, now, time_zone) {
  const [reply, month] = [last(fields, 'reply'), last(fields, 'month')];
  if (reply === 'decided' && !decided(fields, time_zone)) {
    return { decided_slot: 'next_step.errors.slot' };
  }
  if (reply !== 'later') return {};
  if (!isDate(`${month}-01`)) return { month: 'next_step.errors.month' };
  const isOver = month < localDate(now, time_zone).slice(0, 7);
  return isOver ? { month: 'next_step.errors.month_passed' } : {};
}

/**
 * Promise what sending a message that proposes something writes besides: from now on an answer is awaited.
 * @param {StoredRecord} follow_up
 * @param {string} at
 * @param {string} time_zone
 * @returns {Record<string, any>}
 */
export function sentValues(follow_up, at, time_zone) {
  const isOpen = hasStep(follow_up) && !follow_up.reply && follow_up.proposal !== 'none';
  return isOpen ? waiting(at, time_zone) : {};
}

/**
 * Answer whether somebody who owes an answer, or asked for a later month, is back on Today.
 * @param {StoredRecord} follow_up
 * @param {string} today
 */
export function isBack(follow_up, today) {
  const day = backOn(follow_up);
  return day !== '' && day <= today;
}

/**
 * Promise the date on which a person comes back to Today, or ""; it is also the key they are found by.
 * @param {StoredRecord} follow_up
 * @returns {string}
 */
export function backOn({ reply, remind_on }) {
  return ['waiting', 'later'].includes(reply) ? remind_on : '';
}

/**
 * Promise the times that still stand: the one decided for, else all proposed, none when it was put off.
 * @param {StoredRecord} follow_up
 * @returns {string[]}
 */
export function agreedSlots({ decided_slot, reply, slots }) {
  if (decided_slot) return [decided_slot];
  return ['later', 'declined'].includes(reply) ? [] : [...slots];
}

/**
 * Promise the last of the times that still stand, or "": the key a step is found by.
 * @param {StoredRecord} follow_up
 */
export function lastSlot(follow_up) {
  return agreedSlots(follow_up).sort().at(-1) ?? '';
}

/** @param {string} at @param {string} time_zone */
function waiting(at, time_zone) {
  const remind_on = workingDayAfter(localDate(at, time_zone), PATIENCE_DAYS);
  return { reply: 'waiting', remind_on };
}

/** One of the times proposed, or another one that was agreed on. @param {Fields} fields @param {string} time_zone */
function decided(fields, time_zone) {
  const [day, time] = [last(fields, 'decided_day'), last(fields, 'decided_time')];
  if (day || time) return instant(day, time, time_zone);
  const chosen = last(fields, 'decided_slot');
  return isDate(chosen.slice(0, 10)) && isTime(chosen.slice(11, 16)) ? chosen : '';
}
