// @ts-check
// Reads for the cards that strangers left on the owner's public page. No writes.

import { isWaiting } from '../domain/left_card.js';
import { all, find } from './database.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

/** @param {Database} db @param {string} id */
export function findLeftCard(db, id) {
  return find(db, 'left_card', id);
}

/**
 * Promise the cards neither taken in nor declined, the newest first.
 * @param {Database} db
 * @returns {Promise<StoredRecord[]>}
 */
export async function leftCardsWaiting(db) {
  const waiting = (await all(db, 'left_card')).filter(isWaiting);
  return waiting.sort(byText('left_at', 'id')).reverse();
}
