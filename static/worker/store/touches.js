// @ts-check
// Reads for whom one met some time ago, and when one was in touch since. No writes.

import { all } from './database.js';
import { complete } from './defaults.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

/** @type {[string, string][]} */
const TOUCHES = [
  ['follow_up', 'sent_at'],
  ['message', 'sent_at'],
  ['outcome', 'happened_on'],
];

/**
 * Promise the latest meetings in that time that were real or wish for another, the newest first.
 * @param {Database} db
 * @param {string} first
 * @param {string} last
 * @param {number} limit
 */
export async function metBetween(db, first, last, limit) {
  /** @type {StoredRecord[]} */
  const found = [];
  const range = IDBKeyRange.bound(first, last);
  const index = db.transaction('encounter').store.index('met_at');
  let cursor = await index.openCursor(range, 'prev');
  while (cursor && found.length < limit) {
    const row = cursor.value;
    const isWarm = row.is_real_conversation || row.wants_to_meet_again || row.looking_for;
    if (!row.deleted_at && isWarm) found.push(complete('encounter', row));
    cursor = await cursor.continue();
  }
  return found;
}

/**
 * Promise all meetings with these people, the newest first.
 * @param {Database} db
 * @param {Iterable<string>} contactIds
 */
export async function encountersOfContacts(db, contactIds) {
  const each = [...new Set(contactIds)].map((id) => all(db, 'encounter', 'contact_id', id));
  return (await Promise.all(each)).flat().sort(byText('met_at', 'id')).reverse();
}

/**
 * Promise when these people were written to or something came of meeting them, by contact id.
 * @param {Database} db
 * @param {Iterable<string>} contactIds
 * @returns {Promise<Record<string, string[]>>}
 */
export async function touchesOfContacts(db, contactIds) {
  const people = [...new Set(contactIds)].map(async (id) => {
    const kinds = TOUCHES.map(async ([kind, field]) => {
      const rows = await all(db, kind, 'contact_id', id);
      return rows.map((each) => each[field]);
    });
    return [id, (await Promise.all(kinds)).flat()];
  });
  return Object.fromEntries(await Promise.all(people));
}
