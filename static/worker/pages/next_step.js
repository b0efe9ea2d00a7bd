// @ts-check
// Records -> the next step with a person: its form, its answer, its line on Today, its place in a calendar.

import { isHoliday, isWorkingDay } from '../domain/holidays.js';
import { dateText, later, localDate, localTime, momentText, nextDay } from '../domain/moment.js';
import { fullName } from '../domain/name.js';
import * as rules from '../domain/next_step.js';
import { slotText } from '../domain/proposal.js';
import { canonicalJson, oneLine } from '../domain/text.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

const USUAL_MINUTES = 30;
/** Minutes before the start of what was decided: a day, and an hour. */
const ALARMS = [1440, 60];
const FEWEST_ROWS = 2;
const MONTHS = 6;
/** @type {Record<string, [string, string]>} */
const LABELS = {
  slots: ['slot-day-1', 'next_step.slots'],
  length_minutes: ['length_minutes', 'next_step.length'],
  decided_slot: ['decided_day', 'next_step.other_time'],
  month: ['month', 'next_step.month'],
};

/**
 * Promise the context of follow_ups/_next_step.html: everything under the one name `step`.
 *
 * contact may be null; sent: {} at first; after a form was sent values, slots and length (as typed), errors,
 * month, rendered, revision.
 * @param {StoredRecord} follow_up
 * @param {StoredRecord | null} contact
 * @param {Record<string, any>} sent
 * @param {Here} here
 * @returns {Context}
 */
export function nextStepContext(follow_up, contact, sent, here) {
  const errors = sent.errors ?? {};
  const shown = { ...follow_up, ...sent.values };
  const step = {
    url: `/follow-ups/${follow_up.id}/next-step`,
    title: here.t('next_step.with', { name: who(contact ?? undefined, here) }),
    revision: sent.revision ?? follow_up.revision,
    rendered: sent.rendered ?? rendered(follow_up),
    state: follow_up.reply,
    state_text: stateText(follow_up, here),
    has_step: rules.hasStep(follow_up),
    topic: shown.topic,
    length_minutes: sent.length ?? String(shown.length_minutes ?? ''),
    place: shown.place,
    forms: forms(shown.form, here),
    rows: rows(sent.slots ?? typed(shown.slots, here), here),
    choices: choices(follow_up, here),
    has_choices: follow_up.slots.length > 0,
    months: months(sent.month ?? '', here),
    can_put: !follow_up.sent_at,
    calendar_url: calendarUrl(follow_up),
    weekdays: [7, 1, 2, 3, 4, 5, 6].map((n) => here.t(`moment.weekday.${n}`)).join(' '),
    errors: Object.fromEntries(Object.keys(LABELS).map((field) => [field, errors[field] ?? ''])),
    has_errors: Object.keys(errors).length > 0,
    error_list: Object.entries(errors)
      .filter(([field]) => field in LABELS)
      .map(([field, key]) => ({ field: LABELS[field][0], label: here.t(LABELS[field][1]), key })),
  };
  return { step };
}

/**
 * Promise the lines of Today: who owes an answer or asked for this month, then what was decided and comes next.
 * @param {StoredRecord[]} steps
 * @param {Record<string, StoredRecord>} contacts
 * @param {Here} here
 * @returns {Context[]}
 */
export function stepRows(steps, contacts, here) {
  const today = localDate(here.now, here.time_zone);
  const back = steps.filter((each) => rules.isBack(each, today));
  back.sort((one, other) => compare(rules.backOn(one), rules.backOn(other)));
  const coming = steps.filter(({ decided_slot }) => decided_slot >= here.now);
  coming.sort((one, other) => compare(one.decided_slot, other.decided_slot));
  return [...back, ...coming].map((each) => ({
    id: each.id,
    url: `/follow-ups/${each.id}`,
    step_url: `/follow-ups/${each.id}/next-step`,
    revision: each.revision,
    name: who(contacts[each.contact_id], here),
    text: stateText(each, here),
    topic: topicOf(each, here),
    is_back: rules.isBack(each, today),
  }));
}

/**
 * Promise what today/_ahead.html needs. steps: those back, and those coming; one may be both.
 * @param {StoredRecord[]} steps
 * @param {Record<string, StoredRecord>} contacts
 * @param {Here} here
 */
export function todayContext(steps, contacts, here) {
  const once = new Map(steps.map((each) => [each.id, each]));
  const ahead = stepRows([...once.values()], contacts, here);
  return { ahead, has_ahead: ahead.length > 0 };
}

/**
 * Promise what contacts/_next_steps.html needs: every next step with one person, in words.
 * @param {StoredRecord[]} steps
 * @param {Here} here
 */
export function personContext(steps, here) {
  const person_steps = steps.filter(rules.hasStep).map((each) => ({
    url: `/follow-ups/${each.id}`,
    text: stateText(each, here),
    topic: topicOf(each, here),
  }));
  return { person_steps };
}

/**
 * Promise what follow_ups/_queue.html needs besides: whether a next step has a time ahead, for one file of all.
 * @param {StoredRecord[]} follow_ups
 * @param {Here} here
 */
export function timesContext(follow_ups, here) {
  return { has_times: follow_ups.some((each) => rules.lastSlot(each) >= here.now) };
}

/**
 * Promise one event for each next step that has a time: the decided one, else the first one proposed.
 *
 * Its uid is the follow-up's, so that deciding moves what a calendar already holds.
 * @param {StoredRecord[]} steps
 * @param {Record<string, StoredRecord>} contacts
 * @param {Here} here
 * @returns {import('../domain/calendar_file.js').CalendarEvent[]}
 */
export function calendarEvents(steps, contacts, here) {
  const withTime = steps.filter((each) => rules.agreedSlots(each).length > 0);
  const first = (/** @type {StoredRecord} */ each) => rules.agreedSlots(each)[0];
  withTime.sort((one, other) => compare(first(one), first(other)) || compare(one.id, other.id));
  return withTime.map((each) => calendarEvent(each, contacts[each.contact_id], here));
}

/** @param {StoredRecord} step @param {StoredRecord | undefined} contact @param {Here} here */
function calendarEvent(step, contact, here) {
  const [slot, ...rest] = rules.agreedSlots(step);
  const minutes = step.length_minutes || USUAL_MINUTES;
  const place = oneLine(step.place);
  const isLink = /^https?:\/\//u.test(place);
  const others = rest.map((each) =>
    here.t('next_step.or', {
      time: slotText(each, minutes, here.locale, here.time_zone, here.now),
    }),
  );
  const is_certain = step.decided_slot !== '';
  const what = here.t(`next_step.form.${step.form || 'exchange'}`);
  const key = is_certain ? 'next_step.summary' : 'next_step.summary_tentative';
  const told = [contact?.organization ?? '', step.topic, ...others];
  return {
    uid: `${step.id}@enishi`,
    starts_at: slot,
    ends_at: later(slot, minutes),
    summary: here.t(key, { what, name: who(contact, here) }),
    location: isLink ? '' : place,
    url: isLink ? place : '',
    description: told.filter((text) => text !== '').join('\n'),
    is_certain,
    alarms: is_certain ? ALARMS : [],
  };
}

/** 佐藤 健一さん; a card without a name by its company. @param {StoredRecord | undefined} contact @param {Here} here */
function who(contact, here) {
  const full = contact ? fullName(contact) : '';
  if (full) return here.t('next_step.called', { name: full });
  return contact?.organization || here.t('contacts.unnamed');
}

/** 返事待ち (11/21(土)から), 11/25(水) 10:00 に決まりました ... @param {StoredRecord} step @param {Here} here */
function stateText(step, here) {
  const { reply, decided_slot, remind_on } = step;
  const today = localDate(here.now, here.time_zone);
  if (decided_slot) {
    const time = momentText(decided_slot, here.now, here.time_zone, here.locale, here.t);
    return here.t('next_step.state.decided', { time });
  }
  if (rules.isBack(step, today)) return here.t(`next_step.state.${reply}_back`);
  if (reply === 'later' && remind_on) {
    const day = dateText(remind_on, today, here.locale, here.t);
    return here.t('next_step.state.later', { day });
  }
  return reply ? here.t(`next_step.state.${reply}`) : '';
}

/** What for: the topic, else the form. @param {StoredRecord} step @param {Here} here */
function topicOf({ topic, form }, here) {
  return oneLine(topic) || (form ? here.t(`next_step.form.${form}`) : '');
}

/** @param {string} chosen @param {Here} here */
function forms(chosen, here) {
  return rules.FORMS.map((each) => ({
    value: each,
    field_id: `form-${each}`,
    label: here.t(`next_step.form.${each}`),
    is_chosen: each === chosen,
  }));
}

/** @param {string[]} slots @param {Here} here @returns {[string, string][]} */
function typed(slots, { time_zone }) {
  return slots.map((each) => [localDate(each, time_zone), localTime(each, time_zone)]);
}

/** The times typed, and room for one more; two rows at least, three at most, or all that were typed. @param {[string, string][]} slots @param {Here} here */
function rows(slots, here) {
  const few = Math.min(rules.MOST_SLOTS, slots.length + 1);
  const count = Math.max(FEWEST_ROWS, few, slots.length);
  return Array.from({ length: count }, (_, place) => {
    const [[day, time], n] = [slots[place] ?? ['', ''], place + 1];
    return {
      day,
      time,
      day_id: `slot-day-${n}`,
      time_id: `slot-time-${n}`,
      label: here.t('next_step.slot', { n }),
      weekday: weekday(day, here),
    };
  });
}

/** (火), (月・祝) or (土・休): offices that are closed are said. @param {string} day @param {Here} here */
function weekday(day, here) {
  const shown = dateText(day, day, 'ja', here.t);
  if (!shown) return '';
  const values = { weekday: shown.slice(shown.indexOf('(') + 1, -1) };
  if (isHoliday(day)) return here.t('next_step.holiday', values);
  return here.t(isWorkingDay(day) ? 'next_step.weekday' : 'next_step.closed', values);
}

/** @param {StoredRecord} step @param {Here} here */
function choices({ slots }, here) {
  return slots.map((/** @type {string} */ each, /** @type {number} */ place) => ({
    value: each,
    field_id: `decided-${place + 1}`,
    label: momentText(each, here.now, here.time_zone, here.locale, here.t),
    is_chosen: place === 0,
  }));
}

/** The months from the next one on; a month that was sent stays chosen. @param {string} chosen @param {Here} here */
function months(chosen, here) {
  let day = `${localDate(here.now, here.time_zone).slice(0, 7)}-01`;
  return Array.from({ length: MONTHS }, () => {
    day = `${nextDay(day, 31).slice(0, 7)}-01`;
    const value = day.slice(0, 7);
    const month = here.t(`moment.month.${Number(value.slice(5))}`);
    const label = here.t('next_step.month_of', { year: value.slice(0, 4), month });
    return { value, label, is_chosen: value === chosen };
  });
}

/** @param {StoredRecord} step */
function calendarUrl(step) {
  return rules.agreedSlots(step).length > 0 ? `/follow-ups/${step.id}/calendar.ics` : '';
}

/** @param {StoredRecord} step */
function rendered({ topic, form, length_minutes, slots, place }) {
  return canonicalJson({ topic, form, length_minutes, slots, place });
}

/** @param {string} one @param {string} other */
function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
