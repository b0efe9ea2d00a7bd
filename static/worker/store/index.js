// @ts-check
// The people of one account: found by words in memory, built once in a worker's life; in order without building it.

import { queryWords } from '../domain/search.js';
import { findMany } from './database.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 * @typedef {{id: string, row_key: string, sort_key: string, own: string, text: string | null}} Person
 * @typedef {{contact_id: string, event_id: string, text: string}} Talk
 * @typedef {{people: Map<string, Person>, talks: Map<string, Talk>, talksOf: Map<string, Set<string>>,
 *   events: Map<string, string>, order: Person[] | null}} Index
 * @typedef {{kind: string, record: any}} Written
 */

const PAGE = 50;
const SOON = 300;
/** Beyond so many records at once, building anew later is cheaper. */
const MANY = 500;
/** @type {WeakMap<Database, Promise<Index>>} */
const indexes = new WeakMap();
/** @type {WeakMap<Database, Index>} those that are ready */
const built = new WeakMap();

/**
 * Promise one page of people: every word of the query is found in what is known of them, and they are filed under the
 * row when one is given. A word may be in the card, in any talk, or in the title of an event where they were met.
 * @param {Database} db
 * @param {string} query as typed
 * @param {string} row one of the rows of domain/search, or ""
 * @param {number} page counted from 1
 * @returns {Promise<{records: StoredRecord[], total: number}>}
 */
export async function contactPage(db, query, row, page) {
  const found = query.trim() || row ? await foundIds(db, query, row) : await orderedIds(db);
  const ids = found.slice((page - 1) * PAGE, page * PAGE);
  // Somebody who looks at the list will search it.
  setTimeout(() => contactIndex(db).catch(() => {}), SOON);
  return { records: await inOrder(db, ids), total: found.length };
}

/**
 * Promise the people around one of them, in the order of the whole list; none when that one is unknown.
 * @param {Database} db
 * @param {string} id
 * @param {number} [count]
 * @returns {Promise<StoredRecord[]>}
 */
export async function contactsAround(db, id, count = PAGE) {
  const order = await orderedIds(db);
  const place = order.indexOf(id);
  if (place < 0) return [];
  const first = Math.max(0, Math.min(place - Math.floor(count / 2), order.length - count));
  return inOrder(db, order.slice(first, first + count));
}

/**
 * Promise how many people are filed under sort keys that begin so. A sleeping worker wakes for it without the index.
 * @param {Database} db
 * @param {string} prefix
 * @returns {Promise<number>}
 */
export function countFiled(db, prefix) {
  return db.countFromIndex('contact', '_sort_key', IDBKeyRange.bound(prefix, `${prefix}\uffff`));
}

/**
 * Promise everybody's id in the order of the list: from memory, else from the database's own index, keys alone.
 * @param {Database} db
 * @returns {Promise<string[]>}
 */
async function orderedIds(db) {
  const index = built.get(db);
  if (index) return ordered(index).map(({ id }) => id);
  return (await db.getAllKeysFromIndex('contact', '_sort_key')).map(String);
}

/** @param {Database} db @param {string} query @param {string} row */
async function foundIds(db, query, row) {
  return (await contactEntries(db, query, row)).map(({ id }) => id);
}

/**
 * Promise everybody who answers the query, in order, without their records.
 * @param {Database} db
 * @param {string} [query]
 * @param {string} [row]
 * @returns {Promise<Person[]>}
 */
export async function contactEntries(db, query = '', row = '') {
  const index = await contactIndex(db);
  const words = queryWords(query);
  return ordered(index).filter((person) => {
    if (row && person.row_key !== row) return false;
    if (words.length === 0) return true;
    person.text ??= textOf(index, person);
    const { text } = person;
    return words.every((forms) => forms.some((form) => text.includes(form)));
  });
}

/**
 * Keep the index true after a write; without one there is nothing to do.
 * @param {Database} db
 * @param {Written[]} written
 */
export async function noteRecords(db, written) {
  const building = indexes.get(db);
  if (!building) return;
  if (written.length > MANY) {
    dropIndex(db);
    return;
  }
  const index = await building;
  for (const { kind, record } of written) if (record) NOTE[kind]?.(index, record);
}

/** The keys of many records changed: build anew when somebody asks. @param {Database} db */
export function dropIndex(db) {
  indexes.delete(db);
  built.delete(db);
}

/** @param {Database} db @param {string[]} ids */
async function inOrder(db, ids) {
  const records = await findMany(db, 'contact', ids);
  return ids.flatMap((id) => records[id] ?? []);
}

/** @param {Database} db @returns {Promise<Index>} */
function contactIndex(db) {
  const known = indexes.get(db);
  if (known) return known;
  const building = build(db);
  indexes.set(db, building);
  building.then(
    (index) => indexes.get(db) === building && built.set(db, index),
    () => indexes.delete(db),
  );
  return building;
}

/** @param {Database} db @returns {Promise<Index>} */
async function build(db) {
  const tx = db.transaction(['contact', 'encounter', 'event']);
  const [contacts, encounters, events] = await Promise.all([
    tx.objectStore('contact').getAll(),
    tx.objectStore('encounter').getAll(),
    tx.objectStore('event').getAll(),
  ]);
  /** @type {Index} */
  const index = {
    people: new Map(),
    talks: new Map(),
    talksOf: new Map(),
    events: new Map(),
    order: null,
  };
  for (const event of events) noteEvent(index, event);
  for (const contact of contacts) noteContact(index, contact);
  for (const encounter of encounters) noteEncounter(index, encounter);
  return index;
}

/** @type {Record<string, (index: Index, record: any) => void>} */
const NOTE = { contact: noteContact, encounter: noteEncounter, event: changeEvent };

/** @param {Index} index @param {any} record */
function noteContact(index, record) {
  const known = index.people.get(record.id);
  if (record.deleted_at) index.people.delete(record.id);
  else {
    index.people.set(record.id, {
      id: record.id,
      row_key: record._row_key,
      sort_key: record._sort_key,
      own: record._search_text,
      text: null,
    });
  }
  const stays = known && !record.deleted_at && known.sort_key === record._sort_key;
  if (stays && index.order) replace(index.order, known, index.people.get(record.id));
  else index.order = null;
}

/** @param {Person[]} order @param {Person} old @param {Person | undefined} fresh */
function replace(order, old, fresh) {
  const place = order.indexOf(old);
  if (place >= 0 && fresh) order[place] = fresh;
}

/** @param {Index} index @param {any} record */
function noteEncounter(index, record) {
  const before = index.talks.get(record.id);
  if (before) index.talksOf.get(before.contact_id)?.delete(record.id);
  index.talks.delete(record.id);
  for (const id of [before?.contact_id, record.contact_id]) forgetText(index, id);
  if (record.deleted_at) return;
  index.talks.set(record.id, {
    contact_id: record.contact_id,
    event_id: record.event_id,
    text: record._search_text,
  });
  const talks = index.talksOf.get(record.contact_id) ?? new Set();
  index.talksOf.set(record.contact_id, talks.add(record.id));
}

/** @param {Index} index @param {any} record */
function noteEvent(index, record) {
  if (record.deleted_at) index.events.delete(record.id);
  else index.events.set(record.id, record._search_text);
}

/** @param {Index} index @param {any} record */
function changeEvent(index, record) {
  noteEvent(index, record);
  for (const talk of index.talks.values()) {
    if (talk.event_id === record.id) forgetText(index, talk.contact_id);
  }
}

/** @param {Index} index @param {string | undefined} contactId */
function forgetText(index, contactId) {
  const person = contactId && index.people.get(contactId);
  if (person) person.text = null;
}

/** @param {Index} index @param {Person} person */
function textOf(index, person) {
  const texts = [person.own];
  for (const id of index.talksOf.get(person.id) ?? []) {
    const talk = index.talks.get(id);
    if (talk) texts.push(talk.text, index.events.get(talk.event_id) ?? '');
  }
  return texts.join('\n');
}

/** @param {Index} index */
function ordered(index) {
  index.order ??= [...index.people.values()].sort(byPlace);
  return index.order;
}

/** @param {Person} one @param {Person} other */
function byPlace(one, other) {
  return compare(one.sort_key, other.sort_key) || compare(one.id, other.id);
}

/** @param {string} one @param {string} other */
function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
