// @ts-check
// A room or a table: who sat in the same one at the same event (R50). How a meeting is kept is in encounter.

import { fold } from './search.js';

/** @typedef {Record<string, any>} StoredRecord */

const WORDS =
  /ぶれいくあうと|るーむ|部屋|てーぶる|ぐるーぷ|[室卓席番号第]|room|table|group|no[.]/gu;
const BREAKS = /[ #:._()「」-]/gu;

/**
 * Promise the same key for one room however it is called: ルーム3, Room 3 and ３ are one; "" for none.
 * @param {string} written
 */
export function roomKey(written) {
  const bare = fold(written).replace(BREAKS, '');
  return bare.replace(WORDS, '') || bare;
}

/**
 * Promise the meetings with others in the room of this one, the first met first, one for each person.
 *
 * met: the encounters of the same event.
 * @param {StoredRecord} talk
 * @param {StoredRecord[]} met
 */
export function roommates(talk, met) {
  const key = roomKey(talk.room);
  const isMate = (/** @type {StoredRecord} */ { room, contact_id }) =>
    key !== '' && roomKey(room) === key && contact_id !== talk.contact_id;
  const found = met.filter(isMate).sort(oldestFirst);
  return found.filter((each, n) => found.findIndex(isOf(each.contact_id)) === n);
}

/**
 * Promise the rooms of an event as they were written, each once; met: its encounters, newest first.
 * @param {StoredRecord[]} met
 * @returns {string[]}
 */
export function rooms(met) {
  const written = met.map(({ room }) => room).filter(Boolean);
  const keys = written.map(roomKey);
  return written.filter((_, n) => keys.indexOf(keys[n]) === n);
}

/** @param {string} contactId */
function isOf(contactId) {
  return (/** @type {StoredRecord} */ { contact_id }) => contact_id === contactId;
}

/** @param {StoredRecord} one @param {StoredRecord} other */
function oldestFirst(one, other) {
  if (one.met_at !== other.met_at) return one.met_at < other.met_at ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
