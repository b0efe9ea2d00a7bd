// @ts-check
// Records -> everything that happened with one person in one line of time, over all events (R15). No rules.

import { momentText } from '../domain/moment.js';
import { oneLine } from '../domain/text.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 */

/**
 * Promise what contacts/_history.html needs: meetings and messages, the newest first.
 * @param {StoredRecord[]} talks
 * @param {Record<string, StoredRecord>} events
 * @param {StoredRecord[]} messages
 * @param {Here} here
 */
export function historyContext(talks, events, messages, here) {
  const found = [
    ...talks.map((talk) => ({ at: talk.met_at, id: talk.id, entry: meeting(talk, events, here) })),
    ...messages.map((each) => ({ at: each.sent_at, id: each.id, entry: sentOne(each, here) })),
  ];
  found.sort((one, other) => compare(other.at, one.at) || compare(other.id, one.id));
  const history = found.map(({ at, entry }) => ({
    when_text: momentText(at, here.now, here.time_zone, here.locale, here.t),
    ...entry,
  }));
  return { history, has_history: messages.length > 0 || talks.length > 1 };
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

/** @param {string} one @param {string} other */
function compare(one, other) {
  return Number(one > other) - Number(one < other);
}
