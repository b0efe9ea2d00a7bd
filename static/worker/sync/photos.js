// @ts-check
// Photo bytes: named by their hash, sent after the text, and dropped here once the server has them; a small copy stays.

import { json, request } from './exchange.js';

/** @typedef {import('../store/database.js').Database} Database */

/**
 * Promise the file as it is stored and named (ARCHITECTURE 9.18: SHA-256 of the bytes sent).
 * @param {Blob} full
 * @param {Blob | null} small
 * @returns {Promise<import('./apply.js').PhotoFile>}
 */
export async function photoFile(full, small) {
  const [bytes, smallBytes] = await Promise.all([full.arrayBuffer(), small?.arrayBuffer() ?? null]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { sha256, bytes, small: smallBytes };
}

/**
 * Promise every photo sent whose record is already tied to the server; the rest wait for the next run.
 * @param {Database} db
 * @param {string} accountId
 * @returns {Promise<number>} how many the server took
 */
export async function sendPhotos(db, accountId) {
  let sent = 0;
  for (const sha256 of await db.getAllKeysFromIndex('photo_file', '_waiting')) {
    if (!(await isTied(db, String(sha256)))) continue;
    const file = await db.get('photo_file', sha256);
    const fate = await offer(accountId, file);
    if (fate === 'later') break;
    await settle(db, file, fate);
    if (fate === 'taken') sent += 1;
  }
  return sent;
}

/** Text first: the record that names the photo must have left the outbox. @param {Database} db @param {string} sha256 */
async function isTied(db, sha256) {
  const tx = db.transaction(['photo', 'outbox']);
  const ids = await tx.objectStore('photo').index('sha256').getAllKeys(sha256);
  const outbox = tx.objectStore('outbox').index('record');
  const waiting = await Promise.all(ids.map((id) => outbox.count(`photo:${id}`)));
  return ids.length > 0 && waiting.every((count) => count === 0);
}

/**
 * A captive portal answers 200 too: only our own JSON naming the photo lets the bytes go, and only our own JSON
 * refuses it for good; everything else means later.
 * @param {string} accountId
 * @param {{sha256: string, bytes: ArrayBuffer}} file
 * @returns {Promise<'taken' | 'refused' | 'later'>}
 */
async function offer(accountId, { sha256, bytes }) {
  const response = await request(`/api/photos/${sha256}`, {
    method: 'PUT',
    headers: {
      'Content-Type': 'image/jpeg',
      Accept: 'application/json',
      'Enishi-Account': accountId,
    },
    body: bytes,
  });
  const answer = response && (await json(response));
  if (response?.ok) return answer?.sha256 === sha256 ? 'taken' : 'later';
  return answer?.error && [400, 413, 422].includes(response?.status ?? 0) ? 'refused' : 'later';
}

/** @param {Database} db @param {any} file @param {'taken' | 'refused'} fate */
async function settle(db, { _waiting, ...file }, fate) {
  const isTaken = fate === 'taken';
  const bytes = isTaken && file.small ? null : file.bytes;
  await db.put('photo_file', { ...file, bytes, on_server: isTaken });
}
