// @ts-check
// The only writer of records on this device: rows, outbox and photo bytes in one strict transaction (SYNC 1).

import { AppError } from '../errors.js';
import { complete } from '../store/defaults.js';
import { DRAWERS, fillDrawers, openDrawers } from '../store/drawers.js';
import { noteRecords } from '../store/index.js';
import { announceRecords, announceState } from './announce.js';
import { withKeys } from './derived.js';
import { erasedRow, forget, isErased, isErasure } from './erasure.js';
import { changeErrors } from './records.js';

/**
 * @typedef {import('../store/database.js').Database} Database
 * @typedef {import('./records.js').Change} Change
 * @typedef {import('../store/database.js').StoredRecord} StoredRecord
 * @typedef {{sha256: string, bytes: ArrayBuffer, small: ArrayBuffer | null}} PhotoFile
 * @typedef {{change_id: string, record: string, change: Change, error: Record<string, string>}} Refused
 */

/**
 * Promise all of these changes kept on this device, or none.
 *
 * Safe to repeat: a change id that waits, was answered or was refused is not written again. A new change of a record
 * whose earlier change was refused carries the refused values along.
 * @param {Database} db
 * @param {Change[]} changes in the order they were made
 * @param {{now: string, photos?: PhotoFile[]}} options
 * @returns {Promise<{errors?: Record<string, string>}>} field to key, when a value cannot be kept
 * @throws {AppError} unavailable, when the device is full
 */
export async function applyChanges(db, changes, { now, photos = [] }) {
  const errors = changeErrors(changes);
  if (Object.keys(errors).length > 0) return { errors };
  const written = await write(db, changes, now, photos).catch(storageError);
  noteRecords(db, written);
  if (written.length > 0) {
    announceRecords(new Set(written.map(({ kind }) => kind)), { from: 'here' });
    // The answer to the person comes first.
    setTimeout(() => announceState(db).catch(closedMeanwhile), 20);
  }
  return {};
}

/**
 * @param {Database} db
 * @param {Change[]} changes
 * @param {string} now
 * @param {PhotoFile[]} photos
 */
async function write(db, changes, now, photos) {
  const kinds = new Set(changes.map(({ kind }) => kind));
  const isForgetting = changes.some(isErasure);
  if (isForgetting) kinds.add('photo');
  const stores = [...kinds, 'outbox', 'acked', 'refused', 'photo_file', DRAWERS];
  const tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
  const done = tx.done;
  done.catch(() => {});
  const [rows, known, refused, drawers] = await Promise.all([
    readRows(tx, changes),
    readKnown(tx, changes),
    /** @type {Promise<Refused[]>} */ (tx.objectStore('refused').getAll()),
    openDrawers(tx, changes),
  ]);
  if (isForgetting) await forget(tx, erasuresOf(changes, rows));
  for (const change of changes) {
    if (known.has(change.change_id)) continue;
    known.add(change.change_id);
    const whole = withRefused(tx, change, refused);
    const row = patched(rows.get(recordOf(change)), whole, now);
    rows.set(recordOf(change), row);
    tx.objectStore(change.kind).put(row);
    tx.objectStore('outbox').add(waitingEntry(whole, row));
  }
  for (const photo of photos)
    tx.objectStore('photo_file').put({ ...photo, on_server: false, _waiting: 1 });
  const written = changes.map((change) => ({
    kind: change.kind,
    record: rows.get(recordOf(change)),
  }));
  fillDrawers(tx, drawers, written);
  await done;
  return written;
}

/** @param {Change[]} changes @param {Map<string, StoredRecord | undefined>} rows as they were */
function erasuresOf(changes, rows) {
  const names = changes.filter(isErasure).map(recordOf);
  return names.map((record) => ({ record, old: rows.get(record) }));
}

/** @param {any} tx @param {Change[]} changes @returns {Promise<Map<string, StoredRecord | undefined>>} */
async function readRows(tx, changes) {
  const read = changes.map(async (change) => {
    const row = await tx.objectStore(change.kind).get(change.id);
    return /** @type {[string, StoredRecord | undefined]} */ ([recordOf(change), row]);
  });
  return new Map(await Promise.all(read));
}

/** @param {any} tx @param {Change[]} changes @returns {Promise<Set<string>>} change ids seen before */
async function readKnown(tx, changes) {
  const read = changes.map(async ({ change_id }) => {
    const keys = await Promise.all([
      tx.objectStore('outbox').index('change_id').getKey(change_id),
      tx.objectStore('acked').getKey(change_id),
      tx.objectStore('refused').getKey(change_id),
    ]);
    return keys.some((key) => key !== undefined) ? [change_id] : [];
  });
  return new Set((await Promise.all(read)).flat());
}

/**
 * Nothing a person wrote may stay behind in a refused change once they mend the record.
 * @param {any} tx
 * @param {Change} change
 * @param {Refused[]} refused
 * @returns {Change}
 */
function withRefused(tx, change, refused) {
  const earlier = refused.filter(({ record }) => record === recordOf(change));
  for (const { change_id } of earlier) tx.objectStore('refused').delete(change_id);
  if (isErasure(change)) return change;
  return {
    ...change,
    base: Math.min(change.base, ...earlier.map((entry) => entry.change.base)),
    set: Object.assign({}, ...earlier.map((entry) => entry.change.set), change.set),
  };
}

/** @param {Change} change @param {StoredRecord} row */
export function waitingEntry(change, row) {
  const contact = change.kind === 'contact' ? change.id : row.contact_id;
  return {
    change_id: change.change_id,
    record: recordOf(change),
    owner: contact ? `contact:${contact}` : '',
    change,
  };
}

/** @param {{kind: string, id: string}} change */
export function recordOf({ kind, id }) {
  return `${kind}:${id}`;
}

/**
 * Promise the row with one change on top of it.
 * @param {StoredRecord | undefined} row
 * @param {Change} change
 * @param {string} now
 * @returns {StoredRecord}
 */
export function patched(row, change, now) {
  const at = change.at || now;
  if (row && isErased(row)) return row;
  if (isErasure(change)) return withKeys(change.kind, erasedRow(change.kind, row ?? change, at));
  const record = complete(change.kind, row ?? { id: change.id, created_at: at });
  Object.assign(record, change.set, { updated_at: at });
  if (change.deleted !== undefined) record.deleted_at = change.deleted ? at : '';
  return withKeys(change.kind, record);
}

/** @param {unknown} error @returns {never} */
function storageError(error) {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    throw new AppError('unavailable', 'errors.device_full', {}, 507);
  }
  throw error;
}

/** A page that is told late asks again by itself. @param {unknown} error */
function closedMeanwhile(error) {
  if (!(error instanceof DOMException)) throw error;
}
