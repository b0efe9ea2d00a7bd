// @ts-check
// An event as it is written in a form, whole or in parts: printed, read, checked, turned into a record.

import { webHref } from './contact.js';
import { DECISIONS, feeYen, grouped, isPast, MODES } from './event.js';
import { CHECKS, FORMATS, ORGANIZER_ANSWERS, SCORES } from './event_check.js';
import { last } from './form.js';
import { instant, isDate, isTime, later, localTime } from './moment.js';
import { TARGET_CLASSES } from './target_class.js';
import { canonicalJson, normalise } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */
/** @typedef {Record<string, any>} Values */

const PURPOSE = ['who_to_meet', 'what_to_gain'];
const TIMES = ['held_on', 'starts_at', 'ends_at'];
const NOTES = CHECKS.map((check) => `check_${check}_note`);
const ATTENDEES = ['attendee_industries', 'attendee_titles', 'attendee_stages', 'attendee_limits'];
const EXPECTED = ['expected_value', 'expected_value_yen'];
const TEXTS = [
  ...['title', 'venue', 'url'],
  ...PURPOSE,
  ...NOTES,
  ...ATTENDEES,
  ...['expected_value', 'passed_reason'],
];
const AMOUNTS = ['fee_yen', 'other_cost_yen', 'expected_value_yen'];
const NUMBERS = [...AMOUNTS, 'travel_minutes'];
/** @type {Record<string, string[]>} */
const CHOICES = {
  mode: MODES,
  decision: DECISIONS,
  ...Object.fromEntries(CHECKS.map((check) => [`check_${check}`, SCORES])),
  solicitation_risk: ['none', 'suspected', 'unknown'],
  was_solicited: ['yes', 'no'],
};
/** @type {Record<string, string[]>} */
const LISTS = {
  target_classes: TARGET_CLASSES,
  attendee_classes: TARGET_CLASSES,
  formats: FORMATS,
  organizer_answers: ORGANIZER_ANSWERS,
};
export const FIELDS = [
  ...[...TEXTS, ...TIMES, ...NUMBERS],
  ...[...Object.keys(CHOICES), ...Object.keys(LISTS)],
];
/** A form may hold one part; each part is kept by itself. @type {Record<string, string[]>} */
export const PARTS = {
  purpose: [...PURPOSE, 'target_classes'],
  basics: ['title', ...TIMES, 'venue', 'mode', 'url'],
  organizer: ['check_organizer', 'organizer_answers', 'solicitation_risk', 'check_organizer_note'],
  attendees: ['check_attendees', ...ATTENDEES, 'attendee_classes', 'check_attendees_note'],
  format: ['check_format', 'formats', 'check_format_note'],
  fee: ['check_fee', 'fee_yen', 'other_cost_yen', 'travel_minutes', ...EXPECTED, 'check_fee_note'],
  after: ['was_solicited'],
  passed: ['passed_reason'],
};

/**
 * Promise the fields of an event as a form prints them: local times HH:MM, amounts as 5,000, lists as known.
 * @param {StoredRecord} event
 * @returns {Values}
 */
export function printed(event) {
  const plain = [...TEXTS, 'held_on', ...Object.keys(CHOICES)];
  const zone = event.time_zone;
  return {
    ...Object.fromEntries(plain.map((field) => [field, event[field]])),
    starts_at: localTime(event.starts_at, zone),
    ends_at: localTime(event.ends_at, zone),
    ...Object.fromEntries(NUMBERS.map((field) => [field, written(event[field])])),
    ...Object.fromEntries(Object.keys(LISTS).map((field) => [field, known(field, event[field])])),
  };
}

/**
 * Promise the fields of an event that a form holds, as they would be printed; others stay out.
 * @param {import('./form.js').Fields} fields
 * @returns {Values}
 */
export function formValues(fields) {
  /** @type {Values} */
  const values = {};
  const holds = (/** @type {string} */ field) => Object.hasOwn(fields, field);
  for (const field of [...TEXTS, ...TIMES].filter(holds))
    values[field] = normalise(last(fields, field));
  for (const field of Object.keys(CHOICES).filter(holds)) {
    const chosen = last(fields, field);
    values[field] = CHOICES[field].includes(chosen) ? chosen : '';
  }
  for (const field of NUMBERS.filter(holds)) {
    const text = normalise(last(fields, field));
    values[field] = written(number(field, text)) || text;
  }
  for (const field of Object.keys(LISTS).filter(holds)) values[field] = known(field, fields[field]);
  return values;
}

/**
 * Promise the one text of a part's values, which its form is later compared with (ARCHITECTURE 9.8).
 * @param {Values} values
 * @param {string} part
 */
export function partText(values, part) {
  return canonicalJson(Object.fromEntries(PARTS[part].map((field) => [field, values[field]])));
}

/**
 * Promise the minutes in what was typed: 90, 90分, 1時間, 1時間30分, 1:30; else null.
 * @param {string} typed
 * @returns {number | null}
 */
export function minutes(typed) {
  const text = typed.normalize('NFKC').replace(/[ ,]/gu, '');
  const plain = /^([0-9]{1,5})(?:分|min)?$/u.exec(text);
  if (plain) return Number(plain[1]);
  const found = /^([0-9]{1,3})(?:時間|:|h)(?:([0-5]?[0-9])(?:分|min)?)?$/u.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2] ?? 0) : null;
}

/**
 * Promise those of these fields that cannot be kept, each with its locale key.
 *
 * values: the whole event as printed; fields: what the form held. Only the title is required;
 * going needs both parts of the purpose (R5, R8).
 * @param {Values} values
 * @param {Iterable<string>} fields
 * @returns {Record<string, string>}
 */
export function formErrors(values, fields) {
  const names = new Set(fields);
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
  for (const field of NUMBERS) {
    if (!values[field] || number(field, values[field]) !== null) continue;
    errors[field] = AMOUNTS.includes(field) ? 'events.errors.fee' : 'events.errors.minutes';
  }
  for (const field of Object.keys(errors)) if (!names.has(field)) delete errors[field];
  for (const part of values.decision === 'going' ? PURPOSE : []) {
    const isAsked = names.has(part) || names.has('decision');
    if (isAsked && !values[part]) errors[part] = `events.errors.${part}`;
  }
  return errors;
}

/**
 * Promise what a checked form writes into the record: the touched fields that really differ.
 *
 * values: the whole event as printed; event: the record before, or empty fields and a time zone.
 * @param {Values} values
 * @param {Iterable<string>} touched
 * @param {StoredRecord} event
 * @returns {Record<string, unknown>}
 */
export function recordValues(values, touched, event) {
  const names = new Set(touched);
  /** @type {Record<string, unknown>} */
  const kept = {};
  for (const field of FIELDS) if (names.has(field)) kept[field] = values[field];
  for (const field of NUMBERS) if (names.has(field)) kept[field] = number(field, values[field]);
  for (const field of Object.keys(LISTS)) {
    // What a newer version put into a list is kept, though no form shows it.
    const unknown = event[field].filter((/** @type {string} */ each) => !isKnown(field, each));
    if (names.has(field)) kept[field] = [...values[field], ...unknown];
  }
  if (TIMES.some((field) => names.has(field)))
    Object.assign(kept, eventTimes(values, event.time_zone));
  const differing = Object.entries(kept).filter(
    ([field, value]) => canonicalJson(value) !== canonicalJson(event[field]),
  );
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
 * Promise the fields that nobody may write any more: what one expected, once the event is over (R52).
 * @param {StoredRecord} event
 * @param {string} now
 */
export function frozen(event, now) {
  return isPast(event, now) ? [...EXPECTED] : [];
}

/** @param {string} field @param {string} text */
function number(field, text) {
  return field === 'travel_minutes' ? minutes(text) : feeYen(text);
}

/** @param {number | null} amount */
function written(amount) {
  return amount === null ? '' : grouped(amount);
}

/** @param {string} field @param {string} value */
function isKnown(field, value) {
  return LISTS[field].includes(value);
}

/** @param {string} field @param {Iterable<string>} values */
function known(field, values) {
  const named = new Set(values);
  return LISTS[field].filter((each) => named.has(each));
}
