// @ts-check
// What is only on this device, as one file that a person can keep. Changes read as the sync interface takes them.

/**
 * @typedef {import('../store/database.js').Database} Database
 * @typedef {{made_at: string, account_id: string, changes: import('./records.js').Change[],
 *   refused: {change: import('./records.js').Change, error: Record<string, string>}[],
 *   photos: {sha256: string, jpeg_base64: string}[]}} Unsent
 */

/** More arguments at once than some engines take. */
const STEP = 8192;

/** Promise how many things would be lost if this device forgot its account now. @param {Database} db */
export async function countUnsent(db) {
  const [outbox, refused, photos] = await Promise.all([
    db.count('outbox'),
    db.count('refused'),
    unsentPhotos(db),
  ]);
  return outbox + refused + photos.length;
}

/**
 * Promise the photo records whose bytes are still here alone: they follow their text, so they may wait by themselves.
 * @param {Database} db
 * @returns {Promise<import('../store/database.js').StoredRecord[]>}
 */
export async function unsentPhotos(db) {
  const tx = db.transaction(['photo', 'photo_file']);
  const hashes = await tx.objectStore('photo_file').index('_waiting').getAllKeys();
  const bySha256 = tx.objectStore('photo').index('sha256');
  const records = await Promise.all(hashes.map((sha256) => bySha256.get(sha256)));
  return records.filter(Boolean);
}

/**
 * @param {Database} db
 * @param {{now: string, account_id: string}} about
 * @returns {Promise<Unsent>}
 */
export async function readUnsent(db, { now, account_id }) {
  const tx = db.transaction(['outbox', 'refused', 'photo_file']);
  const [outbox, refused, files] = await Promise.all([
    tx.objectStore('outbox').getAll(),
    tx.objectStore('refused').getAll(),
    tx.objectStore('photo_file').index('_waiting').getAll(),
  ]);
  return {
    made_at: now,
    account_id,
    changes: outbox.map(({ change }) => change),
    refused: refused.map(({ change, error }) => ({ change, error })),
    photos: files.map(({ sha256, bytes }) => ({ sha256, jpeg_base64: base64(bytes) })),
  };
}

/** @param {ArrayBuffer} buffer */
function base64(buffer) {
  const bytes = new Uint8Array(buffer);
  let binary = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
  }
  return btoa(binary);
}
