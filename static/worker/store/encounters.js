// @ts-check
// Reads for meetings: of one person, at one event, the last of each person. No writes.

import { all, find, findMany } from './database.js';
import { complete } from './defaults.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

const oldestFirst = byText('met_at', 'id');
const newestFirst = (/** @type {StoredRecord} */ one, /** @type {StoredRecord} */ other) =>
  oldestFirst(other, one);

/** @param {Database} db @param {string} id */
export function findEncounter(db, id) {
  return find(db, 'encounter', id);
}

/** @param {Database} db @param {Iterable<string>} ids */
export function findEncounters(db, ids) {
  return findMany(db, 'encounter', ids);
}

/**
 * Promise the meetings with one person, the newest first.
 * @param {Database} db
 * @param {string} contactId
 */
export async function encountersOfContact(db, contactId) {
  return (await all(db, 'encounter', 'contact_id', contactId)).sort(newestFirst);
}

/**
 * Promise the meetings at one event, the newest first.
 * @param {Database} db
 * @param {string} eventId
 */
export async function encountersOfEvent(db, eventId) {
  return (await all(db, 'encounter', 'event_id', eventId)).sort(newestFirst);
}

/**
 * Promise the meetings at several events, in the order of their ids.
 * @param {Database} db
 * @param {Iterable<string>} eventIds
 */
export async function encountersOfEvents(db, eventIds) {
  const each = await Promise.all([...new Set(eventIds)].map((id) => encountersOfEvent(db, id)));
  return each.flat().sort(byText('id'));
}

/**
 * Promise the last meeting with each of these people, by contact id.
 * @param {Database} db
 * @param {Iterable<string>} contactIds
 * @returns {Promise<Record<string, StoredRecord>>}
 */
export async function latestEncounters(db, contactIds) {
  const index = db.transaction('encounter').store.index('contact_id');
  const talks = await Promise.all([...new Set(contactIds)].map((id) => index.getAll(id)));
  const living = talks.map((rows) => rows.filter((row) => !row.deleted_at).sort(newestFirst));
  const newest = living.flatMap((rows) => rows.slice(0, 1));
  return Object.fromEntries(newest.map((row) => [row.contact_id, complete('encounter', row)]));
}
