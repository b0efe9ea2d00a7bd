// @ts-check
// Reads for next steps: who is back on Today, what was agreed on and lies ahead. No writes.

import { all } from './database.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

/**
 * Promise those who owe an answer, or asked for a later time, and are back by this date.
 * @param {Database} db
 * @param {string} today
 */
export function stepsBack(db, today) {
  return ofLiving(db, all(db, 'follow_up', '_back', IDBKeyRange.upperBound(today)));
}

/**
 * Promise those with a time that still stands and is not over.
 * @param {Database} db
 * @param {string} now
 */
export function stepsComing(db, now) {
  return ofLiving(db, all(db, 'follow_up', '_slot', IDBKeyRange.lowerBound(now)));
}

/**
 * Promise the follow-ups of one person, the newest first.
 * @param {Database} db
 * @param {string} contactId
 */
export async function stepsOfContact(db, contactId) {
  const found = await ofLiving(db, all(db, 'follow_up', 'contact_id', contactId));
  const key = (/** @type {StoredRecord} */ each) => `${each.due_at} ${each.id}`;
  return found.sort((one, other) => (key(one) < key(other) ? 1 : -1));
}

/**
 * Nobody is reminded of a person who was taken out; a person not yet synced counts as living.
 * @param {Database} db
 * @param {Promise<StoredRecord[]>} rows
 */
async function ofLiving(db, rows) {
  const gone = new Set(await db.getAllKeysFromIndex('contact', '_gone'));
  const living = (await rows).filter((row) => !gone.has(row.contact_id));
  return living.sort((one, other) => (one.id < other.id ? -1 : 1));
}
