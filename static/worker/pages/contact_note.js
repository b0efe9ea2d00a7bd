// @ts-check
// Records -> the context of the conversation note. Saving is in web and sync.

import { KEYWORDS } from '../domain/contact.js';
import { DETAILS, MARKS, offersRealMark, TEXTS } from '../domain/encounter.js';
import { localTime, momentText } from '../domain/moment.js';
import { displayName, fullName, isLatin } from '../domain/name.js';
import { LADDER, place } from '../domain/question.js';
import { roommates, rooms } from '../domain/room.js';
import { TARGET_CLASSES } from '../domain/target_class.js';
import { canonicalJson } from '../domain/text.js';
import { listRows } from './contacts.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

/**
 * Promise the context of contacts/note.html.
 *
 * talk: the encounter, revision 0 when it is not made yet; around: event (or null), met (the
 * encounters of that event, newest first), mates (contacts by id), follow_up (or null), contacts and
 * latest for the list pane; question: 1 to 4, 0 for the first that is still open.
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
    room: talk.room,
    rooms: rooms(around.met),
    target_classes: classes(talk.target_class, here),
    is_real: talk.is_real_conversation,
    wants_again: talk.wants_to_meet_again,
    ...stateContext(talk, null, here),
    ...matesContext(talk, around.met, around.mates, here),
    ...keywordsContext(contact, {}, {}, here),
    ...questionContext(contact.id, talk, question, here),
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
    rendered: canonicalJson(fieldsOf(talk, [...TEXTS, ...DETAILS, ...MARKS])),
    offers_real: offersRealMark(talk),
    saved_text: errors && !wrong ? here.t('contacts.saved') : '',
    error_text: wrong ? wrongText(wrong[0], wrong[1], here) : '',
  };
}

/**
 * Promise the context of contacts/_roommates.html: who shared the room, by name and linked (R50).
 * @param {StoredRecord} talk
 * @param {StoredRecord[]} met
 * @param {Record<string, StoredRecord>} mates
 * @param {Here} here
 * @returns {Context}
 */
export function matesContext(talk, met, mates, here) {
  const found = roommates(talk, met).filter(({ contact_id }) => Object.hasOwn(mates, contact_id));
  return {
    has_mates: found.length > 0,
    mates: found.map(({ id, contact_id, met_at }) => ({
      url: `/contacts/${contact_id}/note?encounter=${id}`,
      name: here.t('contacts.san', {
        name: displayName(mates[contact_id], here.t, localTime(met_at, here.time_zone)),
      }),
    })),
  };
}

/**
 * Promise the context of contacts/_keywords.html: offers and needs as chips, and a line to add one.
 *
 * typed: words that could not be kept, by field; errors: field -> key.
 * @param {StoredRecord} contact
 * @param {Record<string, string>} typed
 * @param {Record<string, string>} errors
 * @param {Here} here
 * @returns {Context}
 */
export function keywordsContext(contact, typed, errors, here) {
  return {
    contact_id: contact.id,
    contact_revision: contact.revision,
    keywords: KEYWORDS.map((field) => ({
      field,
      label: here.t(`contacts.${field}`),
      words: contact[field],
      has_words: contact[field].length > 0,
      typed: typed[field] ?? '',
      error: errors[field] ? here.t(errors[field]) : '',
    })),
  };
}

/**
 * Promise the context of contacts/_question.html: one of the questions to ask, and its neighbours.
 * @param {string} contactId
 * @param {StoredRecord} talk
 * @param {number} question
 * @param {Here} here
 * @returns {Context}
 */
export function questionContext(contactId, talk, question, here) {
  const shown = place(question, talk);
  const field = LADDER[shown - 1];
  const url = `/contacts/${contactId}/note?encounter=${talk.id}&question=`;
  return {
    question: here.t(`contacts.question.${shown}`),
    question_place: here.t('contacts.question_place', { n: shown, total: LADDER.length }),
    answer_url: `#${field}`,
    answer_text: here.t('contacts.question_answer', { field: here.t(`contacts.note.${field}`) }),
    has_before: shown > 1,
    before_url: `${url}${shown - 1}`,
    has_next: shown < LADDER.length,
    next_url: `${url}${shown + 1}`,
  };
}

/** One that only a newer version knows stays as it is, without a word of its own. @param {string} chosen @param {Here} here */
function classes(chosen, here) {
  const options = [['', here.t('contacts.no_class')]];
  for (const each of TARGET_CLASSES) options.push([each, here.t(`events.target_class.${each}`)]);
  if (chosen && !TARGET_CLASSES.includes(chosen)) {
    options.push([chosen, here.t('contacts.other_class')]);
  }
  return options.map(([value, label]) => ({ value, label, is_chosen: value === chosen }));
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
