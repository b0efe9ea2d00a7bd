// @ts-check
// The promise to write within 24 hours: its deadline, how much of it is left, how it ends. Words are in pages.

import { isYes, last } from './form.js';
import { instant, later, localDate, nextDay, remaining } from './moment.js';
import { normalise } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

export const PROPOSALS = ['none', 'next_step'];
export const CHANNELS = ['mail', 'line', 'sms', 'sns', 'phone', 'other'];
export const ALLOWED_MINUTES = 1440;
const WARM_MINUTES = 360;

/**
 * Promise the instant 24 hours after a meeting, whenever that meeting is synced (R36).
 * @param {string} met_at
 */
export function dueAt(met_at) {
  return later(met_at, ALLOWED_MINUTES);
}

/**
 * Promise how much of the 24 hours is left, in whole hundredths from 0 to 100.
 * @param {string} due_at
 * @param {string} now
 */
export function percentLeft(due_at, now) {
  const left = Math.floor((remaining(due_at, now) * 100) / ALLOWED_MINUTES);
  return Math.max(0, Math.min(100, left));
}

/**
 * Answer whether the 24 hours are over.
 * @param {string} due_at
 * @param {string} now
 */
export function isLate(due_at, now) {
  return remaining(due_at, now) < 0;
}

/**
 * Answer whether less than 6 hours are left (DESIGN-BRIEF 6.9).
 * @param {string} due_at
 * @param {string} now
 */
export function isWarm(due_at, now) {
  const left = remaining(due_at, now);
  return left >= 0 && left < WARM_MINUTES;
}

/**
 * Promise "sent", "skipped" or "open".
 * @param {StoredRecord} follow_up
 */
export function state(follow_up) {
  if (follow_up.sent_at) return 'sent';
  return follow_up.skipped_reason ? 'skipped' : 'open';
}

/**
 * Promise the channel a person would be thanked by: mail, else telephone, else another way.
 * @param {StoredRecord} contact
 */
export function likelyChannel(contact) {
  if (contact.emails.length > 0) return 'mail';
  const hasTelephone = contact.tels.some((/** @type {{kind: string}} */ tel) => tel.kind !== 'fax');
  return hasTelephone ? 'phone' : 'other';
}

/**
 * Answer whether somebody was put off to a later moment; the deadline stays what it is.
 * @param {StoredRecord} follow_up
 * @param {string} now
 */
export function isSnoozed(follow_up, now) {
  return follow_up.snoozed_until > now;
}

/**
 * Promise eight o'clock of the next day, as clocks in the zone show it.
 * @param {string} now
 * @param {string} time_zone
 */
export function tomorrowMorning(now, time_zone) {
  return instant(nextDay(localDate(now, time_zone)), '08:00', time_zone);
}

/**
 * Promise who is to be thanked next: first those in time, then the late, then those put off.
 * @param {string} followUpId
 * @param {StoredRecord[]} waiting
 * @param {string} now
 * @returns {StoredRecord | null}
 */
export function following(followUpId, waiting, now) {
  const others = waiting.filter(({ id }) => id !== followUpId);
  const ready = others.filter((each) => !isSnoozed(each, now));
  return ready.find(({ due_at }) => !isLate(due_at, now)) ?? ready[0] ?? others[0] ?? null;
}

/**
 * Promise what the form of a message writes: its words, the way they go, thanks alone or with a proposal (R42).
 * @param {import('./form.js').Fields} fields
 * @returns {Record<string, string>}
 */
export function draftValues(fields) {
  const [channel, proposal] = [last(fields, 'channel'), last(fields, 'proposal')];
  return {
    subject: normalise(last(fields, 'subject')),
    body: normalise(last(fields, 'body')),
    channel: CHANNELS.includes(channel) ? channel : '',
    proposal: PROPOSALS.includes(proposal) ? proposal : '',
  };
}

/**
 * Promise what a form of the page writes: sent, skipped or snoozed, each true or false, or nothing.
 *
 * Marked as sent at a moment by a channel, passed over with a reason, put off to tomorrow; "false" takes it back.
 * @param {import('./form.js').Fields} fields
 * @param {string} at
 * @param {string} time_zone
 * @returns {Record<string, string>}
 */
export function formValues(fields, at, time_zone) {
  if (Object.hasOwn(fields, 'sent')) {
    if (!isYes(fields, 'sent')) return { sent_at: '' };
    const channel = last(fields, 'channel');
    return { sent_at: at, channel: CHANNELS.includes(channel) ? channel : 'other' };
  }
  if (Object.hasOwn(fields, 'skipped')) {
    const reason = normalise(last(fields, 'skipped_reason'));
    return { skipped_reason: isYes(fields, 'skipped') ? reason : '' };
  }
  if (Object.hasOwn(fields, 'snoozed')) {
    return { snoozed_until: isYes(fields, 'snoozed') ? tomorrowMorning(at, time_zone) : '' };
  }
  return {};
}

/**
 * Promise the locale key of what is missing: passing over needs a reason in words (R37).
 * @param {import('./form.js').Fields} fields
 * @returns {Record<string, string>}
 */
export function formErrors(fields) {
  if (isYes(fields, 'skipped') && !normalise(last(fields, 'skipped_reason'))) {
    return { skipped_reason: 'follow_ups.errors.reason' };
  }
  return {};
}
