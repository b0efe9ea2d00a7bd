// @ts-check
// Whom this device serves. The sign-in page writes the marker; it lives apart from every account's records.

import { openDB } from '../../vendor/idb-8.0.4.js';
import { admit } from './database.js';

/**
 * @typedef {{account_id: string, display_name: string, mode: string, locale?: string, theme?: string,
 *   time_zone?: string}} Marker
 */

const STORE = 'marker';
/** @type {Promise<import('../../vendor/idb-8.0.4.js').IDBPDatabase> | null} */
let opened = null;

function open() {
  opened ??= openDB('enishi', 1, {
    upgrade: (db) => void db.createObjectStore(STORE),
    blocking: () => void close(),
    terminated: () => {
      opened = null;
    },
  });
  return opened;
}

async function close() {
  const db = await opened;
  opened = null;
  db?.close();
}

/**
 * Promise the marker of an account that keeps its data here, or null: then the worker passes everything through.
 * Read for every request, since another window may sign in or out at any time.
 * @returns {Promise<Marker | null>}
 */
export async function readMarker() {
  const marker = await (await open()).get(STORE, 'current');
  if (marker?.mode !== 'keep') return null;
  admit(marker.account_id);
  return marker;
}

/** @param {Partial<Marker>} changes */
export async function changeMarker(changes) {
  const tx = (await open()).transaction(STORE, 'readwrite');
  const marker = await tx.store.get('current');
  if (marker) await tx.store.put({ ...marker, ...changes }, 'current');
  await tx.done;
}

/**
 * Promise that this device serves nobody from now on. `owesSignOut` leaves the one non-personal flag of
 * ARCHITECTURE 9.4: the session still has to be ended at the server.
 * @param {string} accountId
 * @param {{owesSignOut: boolean}} options
 */
export async function clearMarker(accountId, { owesSignOut }) {
  const tx = (await open()).transaction(STORE, 'readwrite');
  const marker = await tx.store.get('current');
  if (marker?.account_id === accountId) await tx.store.delete('current');
  if (owesSignOut) await tx.store.put(true, 'owes_sign_out');
  await tx.done;
}

/** @returns {Promise<boolean>} */
export async function owesSignOut() {
  return Boolean(await (await open()).get(STORE, 'owes_sign_out'));
}

export async function settleSignOut() {
  await (await open()).delete(STORE, 'owes_sign_out');
}
