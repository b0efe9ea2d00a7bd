// @ts-check
// Reads for people: one, a page in the order of readings, those around one. The search by words is in index.js.

import { NO_READING, rank } from '../domain/search.js';
import { find, findAny, findMany } from './database.js';
import { complete } from './defaults.js';
import { findByWords, warmIndex } from './index.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 * @typedef {{records: StoredRecord[], total: number}} Found
 */

const PAGE = 50;
const SOON = 300;
/** Everybody who lives: by sort key, then by id. */
const ORDER = '_sort_key,id';

/** @param {Database} db @param {string} id */
export function findContact(db, id) {
  return find(db, 'contact', id);
}

/** Deleted ones too. @param {Database} db @param {string} id */
export function findAnyContact(db, id) {
  return findAny(db, 'contact', id);
}

/** @param {Database} db @param {Iterable<string>} ids */
export function findContacts(db, ids) {
  return findMany(db, 'contact', ids);
}

/**
 * Promise one page of people: those who answer the query, and who are filed under the row when one is given.
 * @param {Database} db
 * @param {string} query as typed
 * @param {string} row one of the rows of domain/search, or ""
 * @param {number} page counted from 1
 * @returns {Promise<Found>}
 */
export async function contactPage(db, query, row, page) {
  const first = (page - 1) * PAGE;
  if (!query.trim()) return pageInOrder(db, row, first);
  const found = await findByWords(db, query, row);
  const ids = found.slice(first, first + PAGE);
  const records = await findContacts(db, ids);
  return { records: ids.flatMap((id) => records[id] ?? []), total: found.length };
}

/** @param {Database} db @param {string} row @param {number} first @returns {Promise<Found>} */
async function pageInOrder(db, row, first) {
  // Somebody who looks at the list will search it.
  setTimeout(warmIndex, SOON, db);
  const order = orderOf(db);
  const range = filed(row ? rank(row) : '');
  const [total, key] = await Promise.all([
    row ? order.count(range) : countLiving(order.objectStore),
    stepped(order, range, 'next', first),
  ]);
  const rows = key ? await order.getAll(IDBKeyRange.bound(key, range.upper), PAGE) : [];
  return { records: rows.map(whole), total };
}

/**
 * Promise the people around one of them, in the order of the whole list; none when that one is unknown. Reads no more
 * of the list than it answers.
 * @param {Database} db
 * @param {string} id
 * @param {number} [count]
 * @returns {Promise<StoredRecord[]>}
 */
export async function contactsAround(db, id, count = PAGE) {
  const order = orderOf(db);
  const own = await order.objectStore.get(id);
  if (!own?._sort_key) return [];
  const before = IDBKeyRange.upperBound([own._sort_key, id]);
  const start = await stepped(order, before, 'prev', Math.floor(count / 2));
  const rows = await order.getAll(start && IDBKeyRange.lowerBound(start), count);
  if (rows.length === count || !start) return rows.map(whole);
  // Too near the end: its last ones.
  const end = await stepped(order, null, 'prev', count - 1);
  return (await order.getAll(end && IDBKeyRange.lowerBound(end), count)).map(whole);
}

/**
 * Promise how many people are filed under 他 because nobody knows their reading.
 * @param {Database} db
 */
export function countWithoutReading(db) {
  return orderOf(db).count(filed(NO_READING));
}

/** Browsers count a store five times as fast as an index of it. @param {any} store */
async function countLiving(store) {
  const [all, gone] = await Promise.all([store.count(), store.index('_gone').count()]);
  return all - gone;
}

/** @param {Database} db */
function orderOf(db) {
  return db.transaction('contact').store.index(ORDER);
}

/** Everybody whose sort key begins so. @param {string} prefix */
function filed(prefix) {
  return IDBKeyRange.bound([prefix], [`${prefix}\uffff`]);
}

/**
 * Promise the key so many steps into the range, or null beyond its end.
 * @param {ReturnType<typeof orderOf>} order
 * @param {IDBKeyRange | null} range
 * @param {IDBCursorDirection} direction
 * @param {number} steps
 * @returns {Promise<any>}
 */
async function stepped(order, range, direction, steps) {
  const cursor = await order.openKeyCursor(range, direction);
  const there = steps > 0 ? await cursor?.advance(steps) : cursor;
  return there?.key ?? null;
}

/** @param {StoredRecord} row */
function whole(row) {
  return complete('contact', row);
}
