// @ts-check
// Records -> the context of the thank-you queue and of one person's thanks. No drafts, no rules.

import { mailHref, telHref } from '../domain/contact.js';
import * as rules from '../domain/follow_up.js';
import {
  later,
  localDate,
  localTime,
  momentText,
  remaining,
  remainingText,
} from '../domain/moment.js';
import {
  displayName,
  fullName,
  isLatin,
  organizationLine,
  post,
  readingText,
} from '../domain/name.js';
import { canonicalJson } from '../domain/text.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {{open: StoredRecord[], done: StoredRecord[], contacts: Record<string, StoredRecord>}} Queue
 */

/**
 * A person whose card has not arrived on this server yet.
 * @type {StoredRecord}
 */
export const UNKNOWN = {
  ...{ family_name: '', given_name: '', phonetic_family_name: '', phonetic_given_name: '' },
  ...{
    organization: '',
    department: '',
    title: '',
    emails: [],
    tels: [],
    social: [],
    do_not_contact: false,
  },
};
export const ANSWERS = ['looking_for', 'challenge', 'business', 'focus', 'note', 'memory_hook'];

/**
 * Promise the context of follow_ups/index.html.
 *
 * queue: open and done (follow-ups in their order), contacts by id.
 * @param {Queue} queue
 * @param {Here} here
 * @returns {Context}
 */
export function indexContext(queue, here) {
  return {
    page_title: here.t('follow_ups.title'),
    tab: 'follow_ups',
    ...queueContext(queue, '', here),
  };
}

/**
 * Promise the list of follow_ups/_queue.html: those in time, late, put off, done.
 * @param {Queue} queue
 * @param {string} current
 * @param {Here} here
 * @returns {Context}
 */
export function queueContext(queue, current, here) {
  const isPutOff = (/** @type {StoredRecord} */ each) => rules.isSnoozed(each, here.now);
  const rowOf = (/** @type {StoredRecord} */ each) => row(each, queue.contacts, current, here);
  const putOff = queue.open.filter(isPutOff).map(rowOf);
  const rows = queue.open.filter((each) => !isPutOff(each)).map(rowOf);
  const inTime = rows.filter((each) => !each.is_late);
  const late = rows.filter((each) => each.is_late);
  const done = queue.done.map((each) => doneRow(each, queue.contacts, current, here));
  return {
    rows: inTime,
    has_rows: inTime.length > 0,
    count_text: here.t('follow_ups.count', { n: inTime.length }),
    left_text: here.t('follow_ups.left', { n: queue.open.length }),
    has_left: queue.open.length > 0,
    put_off_rows: putOff,
    has_put_off: putOff.length > 0,
    late_rows: late,
    has_late: late.length > 0,
    done_rows: done,
    has_done: done.length > 0,
    is_all_done: done.length > 0 && queue.open.length === 0,
    is_empty: queue.open.length === 0 && done.length === 0,
  };
}

/**
 * Promise the context of follow_ups/show.html.
 *
 * around: contact and encounter and event (each may be null), and the queue (see indexContext);
 * sent: {} at first; after an error the values and errors of the form that was sent.
 * @param {StoredRecord} follow_up
 * @param {Record<string, any>} around
 * @param {Record<string, any>} sent
 * @param {Here} here
 * @returns {Context}
 */
export function showContext(follow_up, around, sent, here) {
  const card = around.contact ?? UNKNOWN;
  const { values = {}, errors = {} } = sent;
  const who = thankedName(card, follow_up, here);
  return {
    page_title: who,
    tab: 'follow_ups',
    id: follow_up.id,
    revision: sent.revision ?? follow_up.revision,
    rendered: sent.rendered ?? rendered(follow_up),
    url: `/follow-ups/${follow_up.id}`,
    ...cardOf(card, who),
    has_contact: around.contact !== null,
    contact_url: `/contacts/${follow_up.contact_id}`,
    do_not_contact: card.do_not_contact,
    ...talkOf(around.encounter, around.event, follow_up, here),
    ...deadline(follow_up, here),
    ...ending(follow_up, here),
    reason: values.skipped_reason ?? '',
    errors: { skipped_reason: errors.skipped_reason ?? '' },
    has_errors: Object.keys(errors).length > 0,
    error_list: Object.entries(errors).map(([field, key]) => ({
      field,
      label: here.t(`follow_ups.fields.${field}`),
      key,
    })),
    ...nextOf(follow_up, around.queue, here),
    ...queueContext(around.queue, follow_up.id, here),
  };
}

/**
 * Promise how a person is spoken of: 佐藤さん, Linhさん; a card without a name by what stands on it.
 * @param {StoredRecord} contact
 * @param {string} shown
 * @param {Here} here
 * @returns {string}
 */
export function called(contact, shown, here) {
  const names = [contact.family_name, contact.given_name];
  const name = (isLatin(names.join('')) ? names.reverse() : names).find((part) => part !== '');
  return name ? here.t('follow_ups.called', { name }) : shown;
}

/**
 * Promise the name of somebody to thank; the moment of meeting stands in for a missing one.
 * @param {StoredRecord} contact
 * @param {StoredRecord} follow_up
 * @param {Here} here
 */
export function thankedName(contact, follow_up, here) {
  const { due_at } = follow_up;
  const met_at = due_at ? later(due_at, -rules.ALLOWED_MINUTES) : '';
  return displayName(contact, here.t, localTime(met_at, here.time_zone));
}

/**
 * Promise the deadline in words: 20:30 まで when it is today, else with its date.
 * @param {StoredRecord} follow_up
 * @param {Here} here
 */
export function dueText(follow_up, here) {
  const { due_at } = follow_up;
  if (!due_at) return '';
  const isToday = localDate(due_at, here.time_zone) === localDate(here.now, here.time_zone);
  const whole = momentText(due_at, here.now, here.time_zone, here.locale, here.t);
  return here.t('follow_ups.until', { time: isToday ? localTime(due_at, here.time_zone) : whole });
}

/** @param {StoredRecord} follow_up @param {Queue['contacts']} contacts @param {string} current @param {Here} here */
function row(follow_up, contacts, current, here) {
  const card = contacts[follow_up.contact_id] ?? UNKNOWN;
  return {
    id: follow_up.id,
    url: `/follow-ups/${follow_up.id}`,
    name: thankedName(card, follow_up, here),
    organization_line: organizationLine(card),
    is_current: follow_up.id === current,
    ...deadline(follow_up, here),
  };
}

/** @param {StoredRecord} follow_up @param {Queue['contacts']} contacts @param {string} current @param {Here} here */
function doneRow(follow_up, contacts, current, here) {
  const card = contacts[follow_up.contact_id] ?? UNKNOWN;
  return {
    id: follow_up.id,
    url: `/follow-ups/${follow_up.id}`,
    name: thankedName(card, follow_up, here),
    sent_text: sentText(follow_up, here),
    is_current: follow_up.id === current,
  };
}

/** @param {StoredRecord} follow_up @param {Here} here */
function deadline({ due_at }, here) {
  return {
    due_at,
    remaining_text: remainingText(remaining(due_at, here.now), here.t),
    percent: rules.percentLeft(due_at, here.now),
    is_late: rules.isLate(due_at, here.now),
    is_warm: rules.isWarm(due_at, here.now),
  };
}

/** @param {StoredRecord} card @param {string} shown */
function cardOf(card, shown) {
  const tels = card.tels.filter((/** @type {{kind: string}} */ tel) => tel.kind !== 'fax');
  const lines = [
    ...card.emails.slice(0, 2).map((/** @type {string} */ mail) => link(mail, mailHref(mail))),
    ...tels
      .slice(0, 2)
      .map((/** @type {{number: string}} */ { number }) => link(number, telHref(number))),
  ];
  return {
    name: shown,
    reading: readingText(card),
    is_latin: isLatin(fullName(card)),
    organization: card.organization,
    role: post(card),
    card_lines: lines,
    mail_url: lines.find(({ url }) => url.startsWith('mailto:'))?.url ?? '',
    tel_url: lines.find(({ url }) => url.startsWith('tel:'))?.url ?? '',
  };
}

/** @param {string} text @param {string} url */
function link(text, url) {
  return { text, url };
}

/** @param {StoredRecord | null} talk @param {StoredRecord | null} event @param {StoredRecord} follow_up @param {Here} here */
function talkOf(talk, event, follow_up, here) {
  const answers = ANSWERS.filter((field) => talk?.[field]).map((field) => ({
    label: here.t(`follow_ups.talk.${field}`),
    text: talk?.[field],
    is_wish: field === 'looking_for',
  }));
  const note_url = `/contacts/${follow_up.contact_id}/note`;
  return {
    met_text: momentText(talk?.met_at ?? '', here.now, here.time_zone, here.locale, here.t),
    event_title: event?.title ?? '',
    event_url: event ? `/events/${event.id}` : '',
    is_event_gone: !event && Boolean(talk?.event_id),
    talks: answers,
    has_talks: answers.length > 0,
    note_url: note_url + (talk ? `?encounter=${talk.id}` : ''),
  };
}

/** @param {StoredRecord} follow_up @param {Here} here */
function ending(follow_up, here) {
  return {
    state: rules.state(follow_up),
    due_text: dueText(follow_up, here),
    sent_text: sentText(follow_up, here),
    skipped_reason: follow_up.skipped_reason,
    is_put_off: rules.isSnoozed(follow_up, here.now),
    sent_subject: follow_up.sent_at ? follow_up.subject : '',
    sent_body: follow_up.sent_at ? follow_up.body : '',
  };
}

/** 11/20(木) 21:05 メール・2時間後: when, how, and how long after the meeting. @param {StoredRecord} follow_up @param {Here} here */
function sentText({ sent_at, due_at, channel }, here) {
  if (!sent_at) return '';
  const when = momentText(sent_at, here.now, here.time_zone, here.locale, here.t);
  const how = here.t(`follow_ups.channel.${channel || 'other'}`);
  if (!due_at) return here.t('follow_ups.sent', { when, how });
  const after = afterText(Math.max(0, rules.ALLOWED_MINUTES - remaining(due_at, sent_at)), here);
  return here.t('follow_ups.sent_after', { when, how, after });
}

/** @param {number} minutes @param {Here} here */
function afterText(minutes, here) {
  if (minutes >= 2880) return here.t('follow_ups.days_after', { n: Math.floor(minutes / 1440) });
  if (minutes >= 60) return here.t('follow_ups.hours_after', { n: Math.floor(minutes / 60) });
  return here.t('follow_ups.minutes_after', { n: minutes });
}

/** @param {StoredRecord} follow_up */
function rendered({ sent_at, skipped_reason, snoozed_until, channel }) {
  return canonicalJson({ sent_at, skipped_reason, snoozed_until, channel });
}

/** @param {StoredRecord} follow_up @param {Queue} queue @param {Here} here */
function nextOf(follow_up, queue, here) {
  const found = rules.following(follow_up.id, queue.open, here.now);
  if (!found) return { next_url: '', next_text: '' };
  const card = queue.contacts[found.contact_id] ?? UNKNOWN;
  const name = called(card, thankedName(card, found, here), here);
  return { next_url: `/follow-ups/${found.id}`, next_text: here.t('follow_ups.next', { name }) };
}
