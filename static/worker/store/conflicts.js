// @ts-check
// Reads for values that lost against another device and wait for a person.

import { all, find } from './database.js';

/** @typedef {import('./database.js').Database} Database */

/**
 * Promise the conflicts nobody has resolved, oldest first.
 * @param {Database} db
 */
export async function openConflicts(db) {
  const open = await all(db, 'conflict', '_open');
  const place = (/** @type {any} */ conflict) => `${conflict.kept_at} ${conflict.id}`;
  return open.sort((one, other) => (place(one) < place(other) ? -1 : 1));
}

/**
 * Promise the conflict of that id, resolved or not, or null.
 * @param {Database} db
 * @param {string} id
 */
export function findConflict(db, id) {
  return find(db, 'conflict', id);
}
