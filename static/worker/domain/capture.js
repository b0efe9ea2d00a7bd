// @ts-check
// Meeting somebody, as changes: contact, encounter, follow_up and photos in one apply. Ids come from outside.

import { match, withoutHonorific } from './attendee.js';
import { nthChangeId } from './change_id.js';
import { dueAt } from './follow_up.js';
import { splitName } from './name.js';
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

/**
 * Promise the changes of the photos that a form brings: the one it replaces goes, the new ones come.
 *
 * photos: the card's records so far; ids holds replaces, the id of a photo or "". A form that comes
 * twice changes nothing the second time. The deletion is the form's change after all photos.
 * @param {Record<string, string>} ids
 * @param {string[]} hashes
 * @param {Record<string, any>[]} photos
 * @param {string} at
 * @returns {Change[]}
 */
export function shotChanges(ids, hashes, photos, at) {
  const own = Array.from({ length: PHOTOS }, (_, place) => nthChangeId(ids.photo_id, place));
  const others = photos.filter(({ id }) => !own.includes(id) && id !== ids.replaces);
  const replaced = photos.filter(({ id }) => hashes.length > 0 && id === ids.replaces);
  const gone = replaced.map(({ id, revision }) => ({
    ...newChange(nthChangeId(ids.change_id, 3 + PHOTOS), 'photo', id, at, {}),
    base: revision,
    deleted: true,
  }));
  const isKept = (/** @type {Change} */ change) =>
    photos.some(({ id, sha256 }) => id === change.id && sha256 === change.set.sha256);
  const made = photoChanges(ids, hashes, others.length, at);
  return [...gone, ...made.filter((change) => !isKept(change))];
}

/**
 * Promise the change that ticks this person off the attendee list; none when nobody fits or it is done (R29).
 *
 * attendees: the lines of the list, with contact_id "" where nobody is known any more. It is the form's
 * change after those of the photos, so that a form that comes twice ticks once.
 * @param {Record<string, string>} ids
 * @param {Record<string, any>} contact
 * @param {Record<string, any>[]} attendees
 * @param {string} at
 * @returns {Change[]}
 */
export function tickChanges(ids, contact, attendees, at) {
  const lineId = match(attendees, contact);
  const lines = attendees.filter(
    ({ id, contact_id }) => id === lineId && contact_id !== contact.id,
  );
  const changeId = nthChangeId(ids.change_id, 4 + PHOTOS);
  return lines.map(({ revision }) => ({
    ...newChange(changeId, 'attendee', lineId, at, { contact_id: contact.id }),
    base: revision,
  }));
}

/**
 * Promise the card of somebody on an attendee list, as far as the list knows it.
 * @param {Record<string, any>} attendee
 * @returns {Record<string, string>}
 */
export function listedValues({ name, organization, title }) {
  const values = { ...splitName(withoutHonorific(name)), organization, title };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
