// @ts-check
// A card that a stranger left on the owner's public page: taken in as a contact, or declined. Until then nobody's.

import { meetingChanges, newChange } from './capture.js';
import { nthChangeId } from './change_id.js';
import { isMail } from './contact.js';
import { later } from './moment.js';
import { splitName } from './name.js';

/** @typedef {Record<string, any>} StoredRecord */

/** A stranger's data goes so many days after the owner declined it, or after it came while nobody said a word. */
export const DECLINED_DAYS = 30;
export const WAITING_DAYS = 90;

/**
 * Answer whether the owner has still to say what becomes of a card.
 * @param {StoredRecord} leftCard
 */
export function isWaiting(leftCard) {
  return leftCard.accepted_at === '' && leftCard.declined_at === '';
}

/**
 * Promise the instant from which a card is kept no longer, or "" for one that was taken in.
 * @param {StoredRecord} leftCard
 */
export function purgedAt({ accepted_at, declined_at, left_at, created_at }) {
  if (accepted_at) return '';
  if (declined_at) return later(declined_at, DECLINED_DAYS * 1440);
  return later(left_at || created_at, WAITING_DAYS * 1440);
}

/**
 * Promise what the card says as the fields of a contact; what is no mail address stays readable in the note.
 * @param {StoredRecord} leftCard
 * @returns {StoredRecord}
 */
export function contactValues({ name, organization, email, note }) {
  const notes = [isMail(email) ? '' : email, note].filter(Boolean);
  const values = {
    source: 'left_card',
    ...splitName(name),
    organization,
    emails: isMail(email) ? [email] : [],
    note: notes.join('\n'),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0));
}

/**
 * Promise the person met when the card was left, the thanks due 24 hours later (R36), and the card taken in.
 *
 * ids holds change_id, id, encounter_id, follow_up_id and event_id, as for a capture.
 * @param {Record<string, string>} ids
 * @param {StoredRecord} leftCard
 * @param {string} at
 */
export function acceptedChanges(ids, leftCard, at) {
  const met = meetingChanges(ids, contactValues(leftCard), {}, leftCard.left_at || at);
  const taken = { contact_id: ids.id, accepted_at: at, declined_at: '' };
  return [...met, changeOf(ids.change_id, leftCard, taken, at)];
}

/**
 * Promise the card put aside, or back again.
 * @param {string} changeId
 * @param {StoredRecord} leftCard
 * @param {boolean} isDeclined
 * @param {string} at
 */
export function declinedChanges(changeId, leftCard, isDeclined, at) {
  return [changeOf(changeId, leftCard, { declined_at: isDeclined ? at : '' }, at)];
}

/** @param {string} changeId @param {StoredRecord} leftCard @param {StoredRecord} values @param {string} at */
function changeOf(changeId, leftCard, values, at) {
  const change = newChange(nthChangeId(changeId, 3), 'left_card', leftCard.id, at, values);
  return { ...change, base: leftCard.revision };
}
