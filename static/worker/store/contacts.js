// @ts-check
// Reads for people: one, a page in the order of readings, those around one. The search itself is in index.js.

import { NO_READING } from '../domain/search.js';
import { find, findAny, findMany } from './database.js';
import { countFiled } from './index.js';

export { contactPage, contactsAround } from './index.js';

/**
 * @typedef {import('./database.js').Database} Database
 */

/** @param {Database} db @param {string} id */
export function findContact(db, id) {
  return find(db, 'contact', id);
}

/** Deleted ones too. @param {Database} db @param {string} id */
export function findAnyContact(db, id) {
  return findAny(db, 'contact', id);
}

/** @param {Database} db @param {Iterable<string>} ids */
export function findContacts(db, ids) {
  return findMany(db, 'contact', ids);
}

/**
 * Promise how many people are filed under 他 because nobody knows their reading.
 * @param {Database} db
 */
export function countWithoutReading(db) {
  return countFiled(db, NO_READING);
}
