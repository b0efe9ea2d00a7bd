// @ts-check
// Reads for thanks: those still to be written, those that are done. No writes.

import { all, find, findAny } from './database.js';
import { complete } from './defaults.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

const DONE = 20;

/** @param {Database} db @param {string} id */
export function findFollowUp(db, id) {
  return find(db, 'follow_up', id);
}

/** Deleted ones too. @param {Database} db @param {string} id */
export function findAnyFollowUp(db, id) {
  return findAny(db, 'follow_up', id);
}

/**
 * Promise the thanks still to be written to living people, the earliest deadline first.
 * @param {Database} db
 */
export async function followUpsOpen(db) {
  const rows = await all(db, 'follow_up', '_open');
  const open = await ofLiving(db, rows);
  return open.sort(byText('due_at', 'id'));
}

/**
 * Promise the thanks that were sent to living people, the last one first.
 * @param {Database} db
 * @param {number} [limit]
 */
export async function followUpsDone(db, limit = DONE) {
  const gone = await goneIds(db);
  /** @type {StoredRecord[]} */
  const done = [];
  let cursor = await db.transaction('follow_up').store.index('_done').openCursor(null, 'prev');
  while (cursor && done.length < limit) {
    const row = cursor.value;
    if (!row.deleted_at && !gone.has(row.contact_id)) done.push(complete('follow_up', row));
    cursor = await cursor.continue();
  }
  return done;
}

/**
 * Promise how many people are still to be thanked.
 * @param {Database} db
 */
export async function countOpen(db) {
  return (await ofLiving(db, await db.getAllFromIndex('follow_up', '_open'))).length;
}

/**
 * Promise the thanks that belong to one meeting, or null.
 * @param {Database} db
 * @param {string} encounterId
 */
export async function followUpOfEncounter(db, encounterId) {
  const found = await all(db, 'follow_up', 'encounter_id', encounterId);
  return found.sort(byText('id'))[0] ?? null;
}

/**
 * Nobody is reminded of a person who was taken out; a person not yet synced counts as living.
 * @param {Database} db
 * @param {any[]} rows
 */
async function ofLiving(db, rows) {
  const gone = await goneIds(db);
  return rows.filter((row) => !gone.has(row.contact_id));
}

/** Promise who was taken out. @param {Database} db */
async function goneIds(db) {
  return new Set(await db.getAllKeysFromIndex('contact', '_gone'));
}
