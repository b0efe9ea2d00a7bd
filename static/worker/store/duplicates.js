// @ts-check
// Reads for two cards of one person: those that look alike, what belongs to a card. No writes.

import { MOVED } from '../domain/joining.js';
import { all, findAny, findMany } from './database.js';
import { findByCard } from './index.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

const MOST = 200;

/**
 * Promise the living contacts whose search text holds one of these pieces, 200 at most, in the order of their ids.
 *
 * keys: as domain/duplicate makes them; each begins, and mostly ends, with the end of a line.
 * @param {Database} db
 * @param {string[]} keys
 */
export async function lookAlikes(db, keys) {
  if (keys.length === 0) return [];
  const found = await findByCard(db, (text) => holds(`\n${text}\n`, keys));
  const records = await findMany(db, 'contact', found.sort().slice(0, MOST));
  return Object.values(records).sort(byText('id'));
}

/**
 * Promise the living contacts whose search text has one of these as a whole line, 200 at most, by id.
 * @param {Database} db
 * @param {string[]} lines
 */
export async function contactsWithLines(db, lines) {
  if (lines.length === 0) return [];
  const wanted = new Set(lines);
  const found = await findByCard(db, (text) => text.split('\n').some((line) => wanted.has(line)));
  const records = await findMany(db, 'contact', found.sort().slice(0, MOST));
  return Object.values(records).sort(byText('id'));
}

/** @param {string} text @param {string[]} keys */
function holds(text, keys) {
  return keys.some((key) => text.includes(key));
}

/**
 * Promise the living records that point to a contact, by kind, in the order of their ids.
 * @param {Database} db
 * @param {string} contactId
 * @returns {Promise<Record<string, StoredRecord[]>>}
 */
export async function belongings(db, contactId) {
  const found = MOVED.map(async (kind) => {
    const records = await all(db, kind, 'contact_id', contactId);
    return [kind, records.sort(byText('id'))];
  });
  return Object.fromEntries(await Promise.all(found));
}

/**
 * Promise the records of these [kind, id], living or dead, by kind, in the order of their ids.
 * @param {Database} db
 * @param {[string, string][]} records
 * @returns {Promise<Record<string, StoredRecord[]>>}
 */
export async function findNamed(db, records) {
  const found = MOVED.map(async (kind) => {
    const ids = new Set(records.filter(([of]) => of === kind).map(([, id]) => id));
    const rows = await Promise.all([...ids].map((id) => findAny(db, kind, id)));
    return [kind, rows.flatMap((row) => row ?? []).sort(byText('id'))];
  });
  return Object.fromEntries(await Promise.all(found));
}
