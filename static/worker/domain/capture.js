// @ts-check
// Meeting somebody, as changes: contact, encounter, follow_up and photos in one apply. Ids come from outside.

import { nthChangeId } from './change_id.js';
import { dueAt } from './follow_up.js';
import { canonicalJson } from './text.js';

/**
 * @typedef {{change_id: string, kind: string, id: string, base: number, at: string,
 *   set: Record<string, any>, deleted?: boolean}} Change
 */

export const PHOTOS = 4;

/**
 * Promise the change that makes a record.
 * @param {string} changeId
 * @param {string} kind
 * @param {string} id
 * @param {string} at
 * @param {Record<string, any>} values
 * @returns {Change}
 */
export function newChange(changeId, kind, id, at, values) {
  return { change_id: changeId, kind, id, base: 0, at, set: { ...values } };
}

/**
 * Promise the three changes of a capture at the moment `at`; nothing typed is required.
 *
 * ids holds change_id, id, encounter_id, follow_up_id and event_id ("" outside an event).
 * The thanks are due 24 hours after `at`, whatever sync does later (R36, ARCHITECTURE 9.11).
 * @param {Record<string, string>} ids
 * @param {Record<string, any>} contact
 * @param {Record<string, any>} encounter
 * @param {string} at
 */
export function meetingChanges(ids, contact, encounter, at) {
  /** @type {Record<string, string>} */
  const met = { contact_id: ids.id, met_at: at };
  if (ids.event_id) met.event_id = ids.event_id;
  const thanks = { contact_id: ids.id, encounter_id: ids.encounter_id, due_at: dueAt(at) };
  const [first, second, third] = [0, 1, 2].map((nth) => nthChangeId(ids.change_id, nth));
  return [
    newChange(first, 'contact', ids.id, at, contact),
    newChange(second, 'encounter', ids.encounter_id, at, { ...met, ...encounter }),
    newChange(third, 'follow_up', ids.follow_up_id, at, { ...thanks, kind: 'thanks' }),
  ];
}

/**
 * Promise what a capture that is sent again adds to the records it made the first time.
 *
 * known: the contact and the encounter as they are (each or null). Nothing new adds nothing.
 * @param {Record<string, string>} ids
 * @param {Record<string, Record<string, any> | null>} known
 * @param {Record<string, any>} contact
 * @param {Record<string, any>} encounter
 * @param {string} at
 * @returns {Change[]}
 */
export function laterChanges(ids, known, contact, encounter, at) {
  const again = [
    { kind: 'contact', id: ids.id, values: contact },
    { kind: 'encounter', id: ids.encounter_id, values: encounter },
  ];
  return again.flatMap(({ kind, id, values }, nth) => {
    const record = known[kind];
    const differs = (/** @type {string} */ field) =>
      !record || canonicalJson(record[field]) !== canonicalJson(values[field]);
    const news = Object.entries(values).filter(([field]) => differs(field));
    if (news.length === 0) return [];
    const changeId = nthChangeId(ids.change_id, nth);
    const change = newChange(changeId, kind, id, at, Object.fromEntries(news));
    return [{ ...change, base: record ? record.revision : 0 }];
  });
}

/**
 * Promise a change for each photo of a card, at most 4 a card; the first is its front.
 *
 * hashes are SHA-256 in hex, known is how many photos the card has; the nth photo's id and
 * change id follow from the form's photo_id and change_id.
 * @param {Record<string, string>} ids
 * @param {string[]} hashes
 * @param {number} known
 * @param {string} at
 */
export function photoChanges(ids, hashes, known, at) {
  return hashes.slice(0, Math.max(0, PHOTOS - known)).map((sha256, place) =>
    newChange(
      nthChangeId(ids.change_id, 3 + place),
      'photo',
      nthChangeId(ids.photo_id, place),
      at,
      {
        contact_id: ids.id,
        sha256,
        side: known + place ? 'back' : 'front',
        taken_at: at,
      },
    ),
  );
}
