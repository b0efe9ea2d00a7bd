// @ts-check
// Records -> what came of an evening or of a person: the list, and the form of one more. Rules are in domain.

import { dateText, localDate } from '../domain/moment.js';
import { displayName } from '../domain/name.js';
import { KINDS, sums } from '../domain/outcome.js';
import { yenText } from './event_verdict.js';
import { titleOf, whenText } from './events.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{contacts: Record<string, StoredRecord>, events: Record<string, StoredRecord>}} Around
 * @typedef {{id: string, from: string, contact_id: string, event_id: string, people: StoredRecord[],
 *   events: StoredRecord[]}} Asked
 * @typedef {{values?: StoredRecord, errors?: Record<string, string>}} Sent
 */

const ASKED = ['contact_id', 'kind', 'value_yen', 'happened_on', 'note'];

/**
 * Promise what came up, with whom, where it began; around: contacts and events by id (R1).
 * @param {StoredRecord[]} outcomes
 * @param {Around} around
 * @param {Here} here
 */
export function outcomeRows(outcomes, around, here) {
  const today = localDate(here.now, here.time_zone);
  return outcomes.map((each) => {
    const contact = around.contacts[each.contact_id];
    const event = around.events[each.event_id];
    return {
      id: each.id,
      revision: each.revision,
      kind_text: here.t(`reviews.outcome.${each.kind || 'other'}`),
      name: contact ? displayName(contact, here.t) : here.t('reviews.unknown_person'),
      url: contact ? `/contacts/${each.contact_id}` : '',
      event_title: event ? titleOf(event, here) : '',
      event_url: event ? `/events/${each.event_id}/review` : '',
      yen_text: each.value_yen === null ? '' : yenText(each.value_yen, here),
      day_text: dateText(each.happened_on, today, here.locale, here.t),
      note: each.note,
    };
  });
}

/**
 * Promise 商談 2件（¥500,000）・紹介 1件, the words for none when there are none.
 * @param {StoredRecord[]} outcomes
 * @param {Here} here
 */
export function sumText(outcomes, here) {
  const parts = sums(outcomes).map(({ kind, count, yen }) => {
    const told = { kind: here.t(`reviews.outcome.${kind}`), n: count, yen: yenText(yen, here) };
    return here.t(yen === null ? 'reviews.sum' : 'reviews.sum_yen', told);
  });
  return parts.join('・') || here.t('reviews.no_outcome');
}

/**
 * Promise the context of reviews/_outcome_form.html.
 *
 * asked: id (of a new outcome), from ("event" or "contact"), contact_id, event_id, people and events to
 * choose from (records); sent: {} or values as typed, and errors.
 * @param {Asked} asked
 * @param {Sent} sent
 * @param {Here} here
 */
export function formContext(asked, sent, here) {
  const happened_on = localDate(here.now, here.time_zone);
  /** @type {StoredRecord} */
  const values = { kind: '', value_yen: '', happened_on, note: '', ...sent.values };
  const contactId = values.contact_id || asked.contact_id;
  const eventId = values.event_id || asked.event_id;
  const errors = sent.errors ?? {};
  return {
    outcome_id: asked.id,
    outcome_from: asked.from,
    outcome_is_of_event: asked.from === 'event',
    outcome_contact_id: contactId,
    outcome_event_id: eventId,
    outcome_people: asked.people.map((each) => ({
      value: each.id,
      label: displayName(each, here.t),
      is_chosen: each.id === contactId,
    })),
    outcome_events: asked.events.map((each) => ({
      value: each.id,
      label: [titleOf(each, here), whenText(each, here)].filter(Boolean).join(' '),
      is_chosen: each.id === eventId,
    })),
    outcome_kinds: KINDS.map((kind) => ({
      value: kind,
      field_id: `kind-${kind}`,
      label: here.t(`reviews.outcome.${kind}`),
      is_chosen: kind === values.kind,
    })),
    outcome: { value_yen: values.value_yen, happened_on: values.happened_on, note: values.note },
    outcome_errors: Object.fromEntries(ASKED.map((field) => [field, errors[field] ?? ''])),
    outcome_open: Object.keys(errors).length > 0,
  };
}
