// @ts-check
// The read for the owner's own card.

import { find } from './database.js';

/**
 * Promise the one card of this account, or {} before it was written.
 * @param {import('./database.js').Database} db
 * @param {string} accountId
 * @returns {Promise<Record<string, any>>}
 */
export async function myCard(db, accountId) {
  return (await find(db, 'my_card', accountId)) ?? {};
}
