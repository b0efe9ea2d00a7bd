// @ts-check
// Reads for the photos of cards. Their bytes are in photo_file.

import { all } from './database.js';

/** @typedef {import('./database.js').Database} Database */

/**
 * Promise the photos of one card, oldest first.
 * @param {Database} db
 * @param {string} contactId
 */
export async function photosOfContact(db, contactId) {
  const photos = await all(db, 'photo', 'contact_id', contactId);
  const place = (/** @type {any} */ photo) => `${photo.taken_at} ${photo.id}`;
  return photos.sort((one, other) => (place(one) < place(other) ? -1 : 1));
}

/**
 * Promise a photo that shows these bytes, or null.
 * @param {Database} db
 * @param {string} sha256
 */
export async function findPhotoBySha(db, sha256) {
  return (await all(db, 'photo', 'sha256', sha256))[0] ?? null;
}

/**
 * Promise what is kept of a photo on this device: the whole of it, a small copy, or neither.
 * @param {Database} db
 * @param {string} sha256
 * @returns {Promise<{bytes: ArrayBuffer | null, small: ArrayBuffer | null}>}
 */
export async function photoBytes(db, sha256) {
  const file = await db.get('photo_file', sha256);
  return { bytes: file?.bytes ?? null, small: file?.small ?? null };
}
