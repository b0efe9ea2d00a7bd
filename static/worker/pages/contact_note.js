// @ts-check
// Records -> the context of the conversation note. Saving is in web and sync.

import { MARKS, offersRealMark, TEXTS } from '../domain/encounter.js';
import { localTime, momentText } from '../domain/moment.js';
import { displayName, fullName, isLatin } from '../domain/name.js';
import { canonicalJson } from '../domain/text.js';
import { listRows } from './contacts.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

const QUESTIONS = 4;

/**
 * Promise the context of contacts/note.html.
 *
 * talk: the encounter, revision 0 when it is not made yet; around: event (or null), follow_up
 * (or null), contacts and latest for the list pane; question: 1 to 4.
 * @param {StoredRecord} contact
 * @param {StoredRecord} talk
 * @param {StoredRecord} around
 * @param {number} question
 * @param {Here} here
 * @returns {Context}
 */
export function noteContext(contact, talk, around, question, here) {
  const { event, follow_up } = around;
  return {
    page_title: here.t('contacts.note_title'),
    tab: 'contacts',
    contact_id: contact.id,
    name: displayName(contact, here.t, localTime(talk.met_at, here.time_zone)),
    is_latin: isLatin(fullName(contact)),
    organization: contact.organization,
    when_text: momentText(talk.met_at, here.now, here.time_zone, here.locale, here.t),
    event_title: event?.title ?? '',
    contact_url: `/contacts/${contact.id}`,
    venue_url: event ? `/events/${event.id}/venue` : '',
    thanks_url: follow_up ? `/follow-ups/${follow_up.id}` : '',
    ...fieldsOf(talk, TEXTS),
    is_real: talk.is_real_conversation,
    wants_again: talk.wants_to_meet_again,
    ...stateContext(talk, null, here),
    ...questionContext(contact.id, talk.id, question, here),
    rows: listRows(around.contacts, around.latest, contact.id, here),
  };
}

/**
 * Promise the context of contacts/_note_state.html: what the form is compared with, and what to say.
 *
 * errors: null before anything was saved; {} when it was; else field -> key.
 * @param {StoredRecord} talk
 * @param {Record<string, string> | null} errors
 * @param {Here} here
 * @returns {Context}
 */
export function stateContext(talk, errors, here) {
  const wrong = Object.entries(errors ?? {})[0];
  return {
    id: talk.id,
    revision: talk.revision,
    rendered: canonicalJson(fieldsOf(talk, [...TEXTS, ...MARKS])),
    offers_real: offersRealMark(talk),
    saved_text: errors && !wrong ? here.t('contacts.saved') : '',
    error_text: wrong ? wrongText(wrong[0], wrong[1], here) : '',
  };
}

/**
 * Promise the context of contacts/_question.html: one of the questions to ask, and its neighbours.
 * @param {string} contactId
 * @param {string} encounterId
 * @param {number} question
 * @param {Here} here
 * @returns {Context}
 */
export function questionContext(contactId, encounterId, question, here) {
  const place = Math.min(Math.max(question, 1), QUESTIONS);
  const url = `/contacts/${contactId}/note?encounter=${encounterId}&question=`;
  return {
    question: here.t(`contacts.question.${place}`),
    question_place: here.t('contacts.question_place', { n: place, total: QUESTIONS }),
    has_before: place > 1,
    before_url: `${url}${place - 1}`,
    has_next: place < QUESTIONS,
    next_url: `${url}${place + 1}`,
  };
}

/** @param {StoredRecord} record @param {string[]} fields */
function fieldsOf(record, fields) {
  return Object.fromEntries(fields.map((field) => [field, record[field]]));
}

/** @param {string} field @param {string} key @param {Here} here */
function wrongText(field, key, here) {
  return here.t('contacts.not_saved', {
    field: here.t(`contacts.note.${field}`),
    reason: here.t(key),
  });
}
