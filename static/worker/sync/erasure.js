// @ts-check
// What stays on this device of a record that somebody asked to forget: its id, its death and the word `erased`.

import { complete } from '../store/defaults.js';

/**
 * @typedef {import('./records.js').Change} Change
 * @typedef {import('../store/database.js').StoredRecord} StoredRecord
 */

/**
 * Answer whether a change asks to forget its record: a deletion that cannot be undone and that nothing beats.
 * @param {Change} change
 */
export function isErasure({ set, deleted }) {
  return deleted === true && set.erased === true;
}

/** @param {StoredRecord | undefined} row */
export function isErased(row) {
  return Boolean(row?.erased && row.deleted_at);
}

/**
 * Promise the row without a word of what it said.
 * @param {string} kind
 * @param {StoredRecord} row
 * @param {string} at
 * @returns {StoredRecord}
 */
export function erasedRow(kind, { id, revision = 0, created_at = '' }, at) {
  const times = { created_at: created_at || at, updated_at: at, deleted_at: at };
  return complete(kind, { id, revision, ...times, erased: true });
}

/**
 * Take what these records said out of everything else that is kept of them here. Awaited within the transaction.
 * @param {any} tx over acked, photo and photo_file
 * @param {{record: string, old: StoredRecord | undefined}[]} erased names as kind:id, with the rows as they were
 */
export async function forget(tx, erased) {
  if (erased.length === 0) return;
  const names = new Set(erased.map(({ record }) => record));
  const acked = tx.objectStore('acked');
  for (const entry of await acked.getAll()) {
    if (names.has(entry.record)) acked.put({ ...entry, change: { ...entry.change, set: {} } });
  }
  for (const { record, old } of erased) {
    if (record.startsWith('photo:') && old?.sha256) await dropBytes(tx, record, old.sha256);
  }
}

/** Another card may have the very same photo. @param {any} tx @param {string} record @param {string} sha256 */
async function dropBytes(tx, record, sha256) {
  const rows = await tx.objectStore('photo').index('sha256').getAll(sha256);
  const others = rows.filter((/** @type {StoredRecord} */ { id }) => `photo:${id}` !== record);
  if (others.length === 0) tx.objectStore('photo_file').delete(sha256);
}
