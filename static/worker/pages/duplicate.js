// @ts-check
// Records -> the question 森さんかもしれません, and what its answer did. Who may be the same is in domain/duplicate.

import { dateText, localDate } from '../domain/moment.js';
import { displayName, organizationLine } from '../domain/name.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

/**
 * Promise the context of contacts/_duplicate.html: the likeliest card of this person, with the reason.
 *
 * One at a time: an answer brings the next. found: {"id", "reason"} as domain/duplicate names them;
 * around: contacts by id, latest encounters by contact id, and said: "" or the key of what an answer did.
 * @param {StoredRecord} contact
 * @param {{id: string, reason: string}[]} found
 * @param {Record<string, any>} around
 * @param {Here} here
 * @returns {Context}
 */
export function duplicateContext(contact, found, { contacts, latest, said }, here) {
  const duplicates = found
    .slice(0, 1)
    .map(({ id, reason }) => rowOf(contacts[id], reason, latest[id], here));
  return {
    ...nothing(contact),
    duplicates,
    has_duplicates: duplicates.length > 0,
    said_text: said ? here.t(said) : '',
  };
}

/**
 * Promise the same context after 同じ人: where the talk is now, and the way back.
 *
 * undo: what parting needs to know; encounterId: the talk to go on with, or "".
 * @param {StoredRecord} contact
 * @param {StoredRecord} kept
 * @param {string} undo
 * @param {string} encounterId
 * @param {Here} here
 * @returns {Context}
 */
export function joinedContext(contact, kept, undo, encounterId, here) {
  const name = here.t('contacts.san', { name: displayName(kept, here.t) });
  return {
    ...nothing(contact),
    said_text: here.t('contacts.duplicate.joined', { name }),
    other_id: kept.id,
    undo,
    kept_url: `/contacts/${kept.id}${encounterId ? `/note?encounter=${encounterId}` : ''}`,
  };
}

/**
 * Promise the same context when the two cards cannot be one, with the reason in words.
 * @param {StoredRecord} contact
 * @param {Record<string, string>} errors
 * @param {Here} here
 * @returns {Context}
 */
export function wrongContext(contact, errors, here) {
  const [field, key] = Object.entries(errors)[0];
  const words = { field: here.t(`contacts.fields.${field}`), reason: here.t(key) };
  return { ...nothing(contact), said_text: here.t('contacts.not_saved', words) };
}

/** @param {StoredRecord} contact @returns {Context} */
function nothing(contact) {
  return {
    contact_id: contact.id,
    duplicates: [],
    has_duplicates: false,
    said_text: '',
    other_id: '',
    undo: '',
    kept_url: '',
  };
}

/** @param {StoredRecord} contact @param {string} reason @param {StoredRecord | undefined} talk @param {Here} here */
function rowOf(contact, reason, talk, here) {
  const name = here.t('contacts.san', { name: displayName(contact, here.t) });
  return {
    id: contact.id,
    url: `/contacts/${contact.id}`,
    asked_text: here.t('contacts.duplicate.asked', { name }),
    organization_line: organizationLine(contact),
    reason_text: here.t(`contacts.duplicate.reason.${reason}`),
    met_text: talk ? here.t('contacts.duplicate.met', { date: day(talk.met_at, here) }) : '',
  };
}

/** @param {string} at @param {Here} here */
function day(at, here) {
  const today = localDate(here.now, here.time_zone);
  return dateText(localDate(at, here.time_zone), today, here.locale, here.t);
}
