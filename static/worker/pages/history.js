// @ts-check
// Records -> everything that happened with one person in one line of time, over all events (R15). No rules.

import { state } from '../domain/follow_up.js';
import { state as introductionState } from '../domain/introducing.js';
import { momentText } from '../domain/moment.js';
import { oneLine } from '../domain/text.js';
import { called } from './introducing.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {object} Past
 * @property {StoredRecord[]} talks
 * @property {StoredRecord[]} messages
 * @property {StoredRecord[]} follow_ups
 * @property {StoredRecord[]} introductions
 * @property {Record<string, StoredRecord>} events by id, for their names; contacts too
 * @property {Record<string, StoredRecord>} contacts
 */

/**
 * Promise what contacts/_history.html needs: all that happened with this person, the newest first.
 * @param {string} contactId
 * @param {Past} past
 * @param {Here} here
 */
export function historyContext(contactId, past, here) {
  const { talks, events, messages } = past;
  const found = [
    ...talks.map((talk) => ({ at: talk.met_at, id: talk.id, entry: meeting(talk, events, here) })),
    ...messages.map((each) => ({ at: each.sent_at, id: each.id, entry: sentOne(each, here) })),
    ...skippedOnes(past, here),
    ...introductionsOf(contactId, past, here),
  ];
  found.sort((one, other) => compare(other.at, one.at) || compare(other.id, one.id));
  const history = found.map(({ at, entry }) => ({
    when_text: momentText(at, here.now, here.time_zone, here.locale, here.t),
    ...entry,
  }));
  // The talk alone is on the page already.
  return { history, has_history: found.length > talks.length || talks.length > 1 };
}

/** @param {StoredRecord} talk @param {Record<string, StoredRecord>} events @param {Here} here */
function meeting(talk, events, here) {
  const title = events[talk.event_id]?.title ?? '';
  const text = title ? here.t('follow_ups.history_met_at', { event: title }) : '';
  return {
    text: text || here.t('follow_ups.history_met'),
    detail: '',
    url: `#talk-${talk.id}`,
    is_message: false,
  };
}

/** @param {StoredRecord} message @param {Here} here */
function sentOne({ channel, subject, follow_up_id }, here) {
  const how = here.t(`follow_ups.channel.${channel || 'other'}`);
  const text = channel === 'phone' ? here.t('follow_ups.history_called') : '';
  return {
    text: text || here.t('follow_ups.history_sent', { how }),
    detail: oneLine(subject),
    url: follow_up_id ? `/follow-ups/${follow_up_id}` : '',
    is_message: true,
  };
}

/** Passing over ends a promise, so its last edit is the moment of it. @param {Past} past @param {Here} here */
function skippedOnes({ follow_ups }, here) {
  const skipped = follow_ups.filter((each) => state(each) === 'skipped');
  return skipped.map(({ id, updated_at, skipped_reason }) => ({
    at: updated_at,
    id,
    entry: {
      text: here.t('follow_ups.history_skipped'),
      detail: oneLine(skipped_reason),
      url: `/follow-ups/${id}`,
      is_message: true,
    },
  }));
}

/**
 * A pair put aside was never introduced; of one received the text says its state, so what came of it follows.
 * @param {string} contactId
 * @param {Past} past
 * @param {Here} here
 */
function introductionsOf(contactId, { introductions, contacts }, here) {
  const reached = introductions.map((each) => ({ each, how: introductionState(each, here.now) }));
  const made = reached.filter(({ how }) => how !== 'dismissed');
  return made.map(({ each, how }) => ({
    at: each.created_at,
    id: each.id,
    entry: {
      text: introductionText(contactId, each, contacts, here),
      detail: how === 'received' ? oneLine(each.result) : here.t(`introductions.state.${how}`),
      url: `/introductions/${each.id}`,
      is_message: false,
    },
  }));
}

/**
 * @param {string} contactId
 * @param {StoredRecord} introduction
 * @param {Record<string, StoredRecord>} contacts
 * @param {Here} here
 */
function introductionText(contactId, introduction, contacts, here) {
  const { direction, first_contact_id, second_contact_id, introducer_id } = introduction;
  const name = (/** @type {string} */ id) => called(contacts[id], here);
  if (direction !== 'received') {
    const other = first_contact_id === contactId ? second_contact_id : first_contact_id;
    return here.t('follow_ups.history_introduced', { name: name(other) });
  }
  if (introducer_id === contactId) {
    return here.t('follow_ups.history_introducer', { name: name(first_contact_id) });
  }
  if (!introducer_id) return here.t('follow_ups.history_met_through');
  return here.t('follow_ups.history_introduced_by', { name: name(introducer_id) });
}

/** @param {string} one @param {string} other */
function compare(one, other) {
  return Number(one > other) - Number(one < other);
}
