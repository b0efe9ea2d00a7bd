// @ts-check
// Keys for search and order, kept beside a record and never sent. Rules are in domain/search.

import { backOn, lastSlot } from '../domain/next_step.js';
import {
  contactSearchText,
  encounterSearchText,
  eventSearchText,
  rowKey,
  sortKey,
} from '../domain/search.js';

import { KINDS, readMeta, writeMeta } from '../store/database.js';
import { DRAWERS, refill } from '../store/drawers.js';
import { dropIndex } from '../store/index.js';

/** @typedef {import('../store/database.js').StoredRecord} StoredRecord */

const STEP = 100;

/** @type {Record<string, (record: StoredRecord) => Record<string, string>>} */
const KEYS = {
  contact: contactKeys,
  encounter: (record) => ({ _search_text: encounterSearchText(record) }),
  event: (record) => ({ _search_text: eventSearchText(record) }),
  follow_up: followUpKeys,
  conflict: conflictKeys,
};

/**
 * Promise the record with fresh keys and without stale ones.
 * @param {string} kind
 * @param {StoredRecord} record
 * @returns {StoredRecord}
 */
export function withKeys(kind, record) {
  const plain = Object.entries(record).filter(([field]) => !field.startsWith('_'));
  const keys = KEYS[kind]?.(record) ?? {};
  return /** @type {StoredRecord} */ ({ ...Object.fromEntries(plain), ...keys });
}

/**
 * Promise fresh keys on every row, once for each version of the rules. Small steps: people must not wait for it.
 * @param {import('../store/database.js').Database} db
 * @param {string} version
 */
export async function renewKeys(db, version) {
  if ((await readMeta(db, 'keys_version')) === version) return;
  for (const kind of Object.keys(KEYS)) {
    /** @type {IDBKeyRange | null} */
    let rest = null;
    do rest = await renewSome(db, kind, rest);
    while (rest);
  }
  const tx = db.transaction([...KINDS, DRAWERS], 'readwrite');
  await refill(tx);
  await tx.done;
  await writeMeta(db, { keys_version: version });
  dropIndex(db);
}

/**
 * @param {import('../store/database.js').Database} db
 * @param {string} kind
 * @param {IDBKeyRange | null} rest
 * @returns {Promise<IDBKeyRange | null>} what is left
 */
async function renewSome(db, kind, rest) {
  const tx = db.transaction(kind, 'readwrite');
  /** @type {StoredRecord[]} */
  const rows = await tx.store.getAll(rest, STEP);
  for (const row of rows) {
    const fresh = withKeys(kind, row);
    if (JSON.stringify(fresh) !== JSON.stringify(row)) tx.store.put(fresh);
  }
  await tx.done;
  return rows.length < STEP ? null : IDBKeyRange.lowerBound(rows[STEP - 1].id, true);
}

/** A deleted person has no place in the order. @param {StoredRecord} record @returns {Record<string, string>} */
function contactKeys(record) {
  const keys = { _row_key: rowKey(record), _search_text: contactSearchText(record) };
  return record.deleted_at
    ? { ...keys, _gone: record.deleted_at }
    : { ...keys, _sort_key: sortKey(record) };
}

/**
 * Sparse indexes: an open follow-up is found by its deadline, a sent one by its moment; a next step by the day it is
 * back on Today, and by the last of its times.
 * @param {StoredRecord} record
 * @returns {Record<string, string>}
 */
function followUpKeys(record) {
  if (record.deleted_at) return endKeys(record);
  const whole = { slots: [], ...record };
  const keys = Object.entries({ _back: backOn(whole), _slot: lastSlot(whole) });
  return { ...endKeys(record), ...Object.fromEntries(keys.filter(([, key]) => key)) };
}

/** @param {StoredRecord} record @returns {Record<string, string>} */
function endKeys({ sent_at, skipped_reason, deleted_at, due_at }) {
  if (sent_at) return { _done: sent_at };
  if (skipped_reason || deleted_at) return {};
  return { _open: due_at || '-' };
}

/** @param {StoredRecord} record @returns {Record<string, string>} */
function conflictKeys({ resolved_at, kept_at, lost_at }) {
  return resolved_at ? {} : { _open: kept_at || lost_at || '-' };
}
