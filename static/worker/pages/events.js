// @ts-check
// Records -> the contexts of the event list, of one event's form and of the venue. No rules live here.

import { webHref } from '../domain/contact.js';
import {
  conversationBand,
  DECISIONS,
  door,
  FIELDS,
  isPast,
  MODES,
  MOST,
  printed,
  realConversations,
} from '../domain/event.js';
import { dateText, localDate, localTime } from '../domain/moment.js';
import { canonicalJson, oneLine } from '../domain/text.js';
import { personRow } from './contacts.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {{values?: Record<string, string>, errors?: Record<string, string>, revision?: number,
 *   rendered?: string}} Sent
 */

/** The order in which the form asks, and in which the summary names what is wrong. */
export const ASKED = [
  ...['title', 'who_to_meet', 'what_to_gain', 'held_on', 'starts_at', 'ends_at', 'venue', 'mode'],
  ...['fee_yen', 'url', 'decision'],
];

/**
 * Promise an event of which nothing is known but its zone.
 * @param {string} time_zone
 * @returns {StoredRecord}
 */
export function nothing(time_zone) {
  const empty = Object.fromEntries(FIELDS.map((field) => [field, '']));
  return { ...empty, fee_yen: null, time_zone };
}

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
 * Promise the context of events/new.html and events/show.html.
 *
 * event: the record, or nothing(); sent: {} at first, else the values (as printed), errors,
 * revision and rendered that the form came with; asked: id, is_new, events.
 * @param {StoredRecord} event
 * @param {Sent} sent
 * @param {{id: string, is_new: boolean, events: StoredRecord[]}} asked
 * @param {Here} here
 * @returns {Context}
 */
export function formContext(event, sent, asked, here) {
  const texts = printed(event);
  const values = { ...texts, ...sent.values };
  return {
    page_title: asked.is_new ? here.t('events.new') : titleOf(event, here),
    tab: 'events',
    id: asked.id,
    is_new: asked.is_new,
    url: asked.is_new ? '/events' : `/events/${asked.id}`,
    revision: sent.revision ?? event.revision ?? 0,
    rendered: sent.rendered ?? canonicalJson(texts),
    event: values,
    when_text: whenText(event, here),
    site_url: event.url ? webHref(event.url) : '',
    is_open: !asked.is_new && door(event, here.now) !== '',
    time_zone: event.time_zone,
    is_other_zone: event.time_zone !== here.time_zone,
    modes: choices('mode', MODES, values.mode, here),
    decisions: choices('decision', DECISIONS, values.decision, here),
    ...errorsOf(sent.errors ?? {}, here),
    is_empty: asked.events.length === 0,
    ...groups(asked.events, asked.id, here),
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
 * Promise the context of events/venue.html.
 *
 * met: the encounters of this event, newest first; contacts: by id, those in the trash left out.
 * @param {StoredRecord} event
 * @param {StoredRecord[]} met
 * @param {Record<string, StoredRecord>} contacts
 * @param {Here} here
 * @returns {Context}
 */
export function venueContext(event, met, contacts, here) {
  const known = met.filter((each) => Object.hasOwn(contacts, each.contact_id));
  const count = realConversations(known);
  const band = conversationBand(count);
  return {
    page_title: titleOf(event, here),
    tab: 'events',
    event_url: `/events/${event.id}`,
    when_text: hoursAndPlace(event, here),
    count: String(count),
    of_text: here.t(band === 'wide' ? 'events.people' : 'events.of_people', { n: MOST }),
    knots: Array.from({ length: MOST }, (_, n) => ({ is_tied: n < count })),
    band,
    band_text: here.t(`events.band.${band}`, { n: MOST - count }),
    has_purpose: Boolean(event.who_to_meet || event.what_to_gain),
    who_to_meet: event.who_to_meet,
    what_to_gain: event.what_to_gain,
    rows: known.map((each) => person(each, contacts[each.contact_id], here)),
    has_rows: known.length > 0,
    opener_text: opener(event, here),
    photo_url: `/contacts/new?by=photo&event=${event.id}`,
    typing_url: `/contacts/new?by=typing&event=${event.id}`,
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

/** @param {StoredRecord} event */
function hours(event) {
  const starts_at = localTime(event.starts_at, event.time_zone);
  const ends_at = localTime(event.ends_at, event.time_zone);
  return ends_at ? `${starts_at}–${ends_at}` : starts_at;
}

/** @param {StoredRecord} event @param {Here} here */
function hoursAndPlace(event, here) {
  const place = event.venue || (event.mode === 'online' ? here.t('events.mode.online') : '');
  return joined([hours(event), place], '・');
}

/** @param {StoredRecord} event @param {string} current @param {Here} here */
function row(event, current, here) {
  const place = event.venue || (event.mode ? here.t(`events.mode.${event.mode}`) : '');
  return {
    id: event.id,
    url: `/events/${event.id}`,
    title: titleOf(event, here),
    line: joined([whenText(event, here), place, feeText(event, here)], '・'),
    decision_text: event.decision ? here.t(`events.decision.${event.decision}`) : '',
    is_current: event.id === current,
  };
}

/** @param {StoredRecord} event @param {Here} here */
function feeText(event, here) {
  if (!event.fee_yen) return event.fee_yen === null ? '' : here.t('events.free');
  return here.t('events.yen', { n: printed(event).fee_yen });
}

/** What to say to the organiser, with the purpose in it (R47). @param {StoredRecord} event @param {Here} here */
function opener(event, here) {
  const who = oneLine(event.who_to_meet);
  return who ? here.t('events.opener_two', { who }) : here.t('events.opener_two_plain');
}

/** @param {StoredRecord} talk @param {StoredRecord} contact @param {Here} here */
function person(talk, contact, here) {
  return personRow(contact, talk, localTime(talk.met_at, here.time_zone), false, here);
}

/** @param {string} field @param {string[]} values @param {string} chosen @param {Here} here */
function choices(field, values, chosen, here) {
  return values.map((value) => ({
    value,
    field_id: `${field}-${value}`,
    label: here.t(`events.${field}.${value}`),
    is_chosen: value === chosen,
  }));
}

/** @param {Record<string, string>} errors @param {Here} here */
function errorsOf(errors, here) {
  const named = Object.keys(errors);
  const wrong = [
    ...ASKED.filter((field) => named.includes(field)),
    ...named.filter((field) => !ASKED.includes(field)),
  ];
  return {
    errors: Object.fromEntries(ASKED.map((field) => [field, errors[field] ?? ''])),
    has_errors: wrong.length > 0,
    error_list: wrong.map((field) => ({
      field,
      label: here.t(`events.fields.${field}`),
      key: errors[field],
    })),
  };
}

/** @param {string[]} parts @param {string} between */
function joined(parts, between) {
  return parts.filter((part) => part !== '').join(between);
}
