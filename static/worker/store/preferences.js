// @ts-check
// The read for what an account prefers.

import { find } from './database.js';

/**
 * Promise the one preference record of this account, or {} before it chose anything.
 * @param {import('./database.js').Database} db
 * @param {string} accountId
 * @returns {Promise<Record<string, any>>}
 */
export async function preference(db, accountId) {
  return (await find(db, 'preference', accountId)) ?? {};
}
