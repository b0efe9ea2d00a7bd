// @ts-check
// The last talks with the server, for /sync: what went, what came. At most 20, on this device only.

import { readMeta, writeMeta } from '../store/database.js';

/** @typedef {import('../store/database.js').Database} Database */
/** @typedef {{at: string, sent: Record<string, number>, received: Record<string, number>}} Talk */

const KEPT = 20;

/**
 * Promise the talk noted, unless nothing went and nothing came.
 * @param {Database} db
 * @param {import('./receive.js').Taken} taken
 * @param {string} at
 */
export async function noteTalk(db, { settled, received }, at) {
  /** @type {Record<string, number>} */
  const sent = {};
  for (const { change } of settled) sent[change.kind] = (sent[change.kind] ?? 0) + 1;
  if (Object.keys(sent).length === 0 && Object.keys(received).length === 0) return;
  const log = [{ at, sent, received }, ...(await readLog(db))].slice(0, KEPT);
  await writeMeta(db, { log });
}

/** @param {Database} db @returns {Promise<Talk[]>} newest first */
export async function readLog(db) {
  return (await readMeta(db, 'log')) ?? [];
}
