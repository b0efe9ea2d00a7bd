// @ts-check
// The changes that wait on this device: taken in batches, settled only by an answer that names them (SYNC 1, ack rule).

import { KINDS } from '../store/database.js';
import { complete } from '../store/defaults.js';
import { recordOf } from './apply.js';

/**
 * @typedef {import('../store/database.js').Database} Database
 * @typedef {import('./records.js').Change} Change
 * @typedef {{seq: number, change_id: string, record: string, owner: string, change: Change}} Entry
 * @typedef {{change_id: string, revision?: number, lost?: string[], error?: Record<string, string>}} Result
 */

/** Kept for a server restored from a backup, and so that a late repeat is known as one. */
const ACKED_KEPT = 1000;
const BYTES = 256 * 1024;

/**
 * Promise the oldest waiting changes: at most `limit`, and at most 256 KB unless one alone is larger.
 * @param {Database} db
 * @param {number} limit
 * @returns {Promise<Entry[]>}
 */
export async function takeBatch(db, limit) {
  /** @type {Entry[]} */
  const entries = await db.getAll('outbox', null, limit);
  let bytes = 0;
  const end = entries.findIndex(({ change }, place) => {
    bytes += new TextEncoder().encode(JSON.stringify(change)).length + 1;
    return place > 0 && bytes > BYTES;
  });
  return end < 0 ? entries : entries.slice(0, end);
}

/**
 * Settle the sent changes that the answer names: tied to the server, or refused and shown on /sync.
 * @param {any} tx over outbox, acked and refused
 * @param {Entry[]} sent
 * @param {Result[]} results
 * @param {string} now
 * @returns {Promise<Entry[]>} the settled ones
 */
export async function settle(tx, sent, results, now) {
  const named = new Map(results.map((result) => [result.change_id, result]));
  const settled = sent.filter(({ change_id }) => named.has(change_id));
  for (const { seq, change_id, record, owner, change } of settled) {
    const { error, lost } = /** @type {Result} */ (named.get(change_id));
    tx.objectStore('outbox').delete(seq);
    if (error) tx.objectStore('refused').put({ change_id, record, owner, change, error, at: now });
    else tx.objectStore('acked').put({ change_id, record, owner, change, lost: lost ?? [] });
  }
  if (settled.length > 0) await forgetOldest(tx.objectStore('acked'));
  return settled;
}

/** @param {any} acked */
async function forgetOldest(acked) {
  const excess = (await acked.count()) - ACKED_KEPT;
  if (excess <= 0) return;
  const keys = await acked.getAllKeys(null, excess);
  for (const key of keys) acked.delete(key);
}

/**
 * A change no server will ever take leaves the queue, so that it never blocks the rest; it stays on /sync.
 * @param {Database} db
 * @param {Entry} entry
 * @param {string} key of the words
 * @param {string} now
 */
export async function refuse(db, entry, key, now) {
  const tx = db.transaction(['outbox', 'acked', 'refused'], 'readwrite');
  await settle(tx, [entry], [{ change_id: entry.change_id, error: { '': key } }], now);
  await tx.done;
}

/**
 * The server was restored from a backup: offer everything this device knows again, the last tied changes first.
 * Nothing local is dropped; what the server still has costs it nothing.
 * @param {any} tx over all stores
 * @param {() => string} newId
 */
export async function offerEverything(tx, newId) {
  const outbox = tx.objectStore('outbox');
  /** @type {Set<string>} */
  const waiting = new Set(
    (await outbox.getAll()).map((/** @type {Entry} */ entry) => entry.change_id),
  );
  for (const { change_id, record, owner, change } of await tx.objectStore('acked').getAll()) {
    if (!waiting.has(change_id)) outbox.add({ change_id, record, owner, change });
    tx.objectStore('acked').delete(change_id);
  }
  for (const kind of KINDS.filter((name) => name !== 'conflict')) {
    for (const row of await tx.objectStore(kind).getAll()) outbox.add(offer(kind, row, newId()));
  }
}

/** @param {string} kind @param {any} row @param {string} change_id */
function offer(kind, row, change_id) {
  const { id, revision, created_at, updated_at, deleted_at, ...fields } = complete(kind, row);
  const set = Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => !field.startsWith('_') && isWritten(value)),
  );
  /** @type {Change} */
  const change = { change_id, kind, id, base: 0, at: updated_at || created_at, set };
  if (deleted_at) change.deleted = true;
  return { change_id, record: recordOf(change), owner: '', change };
}

/** @param {unknown} value */
function isWritten(value) {
  return Array.isArray(value)
    ? value.length > 0
    : value !== '' && value !== null && value !== false;
}
