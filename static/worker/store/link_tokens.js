// @ts-check
// The tokens of links that this device made. They are no records: they never travel, and no other device has them.

import { all } from './database.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {{hash: string, token: string}} Token
 */

/** A form lies open for a while before it is sent, and a record may still be on its way. */
const GRACE = 24 * 60 * 60 * 1000;

/**
 * Promise these tokens on the disk, and those gone that no link names any more.
 * @param {Database} db
 * @param {Token[]} tokens
 * @param {string} now
 */
export async function keepTokens(db, tokens, now) {
  const named = await hashesInUse(db);
  const old = new Date(Date.parse(now) - GRACE).toISOString();
  const tx = db.transaction('link_token', 'readwrite', { durability: 'strict' });
  for (const { hash, kept_at } of await tx.store.getAll()) {
    if (kept_at < old && !named.has(hash)) tx.store.delete(hash);
  }
  for (const { hash, token } of tokens) tx.store.put({ hash, token, kept_at: now });
  await tx.done;
}

/**
 * Promise the token of that hash, or "" when another device made it.
 * @param {Database} db
 * @param {string} hash
 * @returns {Promise<string>}
 */
export async function tokenOf(db, hash) {
  return (await db.get('link_token', hash))?.token ?? '';
}

/** @param {Database} db */
async function hashesInUse(db) {
  const [introductions, cards] = await Promise.all([all(db, 'introduction'), all(db, 'my_card')]);
  const both = introductions.flatMap((each) => [each.first_link_hash, each.second_link_hash]);
  return new Set([...both, ...cards.map((card) => card.link_hash)]);
}
