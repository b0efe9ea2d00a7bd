// @ts-check
// Everything held about one person: which records speak of them, the file of it, and its end. No clock, no ids.

import { nthChangeId } from './change_id.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, StoredRecord[]>} Held
 * @typedef {{change_id: string, kind: string, id: string, base: number, at: string, set: Record<string, any>,
 *   deleted?: boolean}} Change
 */

/**
 * Kind -> its fields that name the person. Conflicts name one of the records above them.
 * @type {Record<string, string[]>}
 */
export const HELD = {
  encounter: ['contact_id'],
  follow_up: ['contact_id'],
  message: ['contact_id'],
  outcome: ['contact_id'],
  photo: ['contact_id'],
  attendee: ['contact_id'],
  left_card: ['contact_id'],
  introduction: ['first_contact_id', 'second_contact_id', 'introducer_id'],
  provision: ['contact_id', 'recipient_contact_id'],
  conflict: ['record_id'],
};
/** What the law wants kept: who was told what of whom, by name alone (REQUIREMENTS 6). */
const KEPT = ['provision'];

/**
 * Answer whether a field says something: 0 does, false and emptiness do not.
 * @param {unknown} value
 */
export function isSaid(value) {
  if (Array.isArray(value)) return value.length > 0;
  return value !== '' && value !== null && value !== false;
}

/**
 * Answer whether there is more than what must be kept.
 * @param {Held} held
 */
export function isAnythingLeft(held) {
  return Object.entries(held).some(([kind, records]) => records.length > 0 && !KEPT.includes(kind));
}

/**
 * Promise everything held about a person as JSON to keep: by kind, fields that say something, in one order.
 * @param {StoredRecord} contact
 * @param {Held} held
 * @returns {string}
 */
export function heldDocument(contact, held) {
  const entries = Object.entries({ contact: [contact], ...held });
  const document = Object.fromEntries(
    entries.map(([kind, records]) => [kind, records.map(said)]).sort(byName),
  );
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * Promise the changes after which nothing speaks of a person but the records kept by law.
 *
 * Somebody who only made an introduction is taken out of it; it belongs to those who were introduced.
 * Sent again, with the same change_id, they do nothing.
 * @param {StoredRecord} contact
 * @param {Held} held
 * @param {string} changeId
 * @param {string} at
 * @returns {Change[]}
 */
export function erasingChanges(contact, held, changeId, at) {
  const kinds = Object.keys(HELD).filter((kind) => !KEPT.includes(kind));
  /** @type {[string, StoredRecord][]} */
  const gone = [['contact', contact]];
  for (const kind of kinds) for (const each of held[kind] ?? []) gone.push([kind, each]);
  return gone.map(([kind, record], nth) => {
    const change_id = nthChangeId(changeId, nth);
    const frame = { change_id, kind, id: record.id, base: record.revision, at };
    if (kind === 'introduction' && !isBetween(record, contact.id))
      return { ...frame, set: { introducer_id: '' } };
    return { ...frame, set: { erased: true }, deleted: true };
  });
}

/** @param {StoredRecord} introduction @param {string} contactId */
function isBetween({ first_contact_id, second_contact_id }, contactId) {
  return [first_contact_id, second_contact_id].includes(contactId);
}

/** @param {StoredRecord} record */
function said(record) {
  const fields = Object.entries(record).filter(
    ([field, value]) => !field.startsWith('_') && field !== 'revision' && isSaid(value),
  );
  return Object.fromEntries(fields.sort(byName).map(([field, value]) => [field, inOrder(value)]));
}

/** @param {unknown} value @returns {unknown} lists of telephones have fields of their own */
function inOrder(value) {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(byName));
}

/** @param {any[]} one @param {any[]} other */
function byName([one], [other]) {
  return one < other ? -1 : Number(one > other);
}
