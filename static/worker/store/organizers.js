// @ts-check
// Reads for organizers. No writes.

import { all, find, findMany } from './database.js';
import { byText } from './order.js';

/** @typedef {import('./database.js').Database} Database */

/** @param {Database} db @param {string} id */
export function findOrganizer(db, id) {
  return find(db, 'organizer', id);
}

/** @param {Database} db @param {Iterable<string>} ids */
export function findOrganizers(db, ids) {
  return findMany(db, 'organizer', ids);
}

/** Promise all living organizers, by name. @param {Database} db */
export async function organizers(db) {
  return (await all(db, 'organizer')).sort(byText('name', 'id'));
}
