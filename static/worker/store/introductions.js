// @ts-check
// Reads for introductions, and for whom one has met lately. No writes.

import { PEOPLE } from '../domain/introducing.js';
import { all, find, findAny } from './database.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

/** @param {Database} db @param {string} id */
export function findIntroduction(db, id) {
  return find(db, 'introduction', id);
}

/** Deleted ones too. @param {Database} db @param {string} id */
export function findAnyIntroduction(db, id) {
  return findAny(db, 'introduction', id);
}

/**
 * Promise all introductions, given and received, the newest first.
 * @param {Database} db
 * @returns {Promise<StoredRecord[]>}
 */
export async function introductions(db) {
  return (await all(db, 'introduction')).sort(byText('id')).reverse();
}

/**
 * Promise the introductions of this person or by this person, the newest first.
 * @param {Database} db
 * @param {string} contactId
 * @returns {Promise<StoredRecord[]>}
 */
export async function introductionsOfContact(db, contactId) {
  const found = await Promise.all(PEOPLE.map((field) => all(db, 'introduction', field, contactId)));
  const once = new Map(found.flat().map((each) => [each.id, each]));
  return [...once.values()].sort(byText('id')).reverse();
}

/**
 * Promise the meetings from that moment on, the newest first.
 * @param {Database} db
 * @param {string} at
 */
export async function encountersSince(db, at) {
  const met = await all(db, 'encounter', 'met_at', IDBKeyRange.lowerBound(at));
  return met.sort(byText('met_at', 'id')).reverse();
}
