// @ts-check
// Reads for events. No writes.

import { all, find, findAny, findMany } from './database.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

/** @param {Database} db @param {string} id */
export function findEvent(db, id) {
  return find(db, 'event', id);
}

/** Deleted ones too. @param {Database} db @param {string} id */
export function findAnyEvent(db, id) {
  return findAny(db, 'event', id);
}

/** @param {Database} db @param {Iterable<string>} ids */
export function findEvents(db, ids) {
  return findMany(db, 'event', ids);
}

/**
 * Promise all living events, the newest day first, those without a day last.
 * @param {Database} db
 * @returns {Promise<StoredRecord[]>}
 */
export async function eventsUpcomingAndPast(db) {
  const events = await all(db, 'event');
  return events.sort(byText('held_on', 'id')).reverse();
}
