// @ts-check
// The people of one account, found by words in memory: read from the drawers once in a worker's life.

import { queryWords } from '../domain/search.js';
import { readDrawers } from './drawers.js';
import { compare } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {{id: string, row_key: string, sort_key: string, own: string, text: string | null}} Person
 * @typedef {{contact_id: string, event_id: string, text: string}} Talk
 * @typedef {{people: Map<string, Person>, talks: Map<string, Talk>, talksOf: Map<string, Set<string>>,
 *   events: Map<string, string>, order: Person[] | null}} Index
 * @typedef {import('./drawers.js').Written} Written
 */

/** Beyond so many records at once, building anew later is cheaper. */
const MANY = 500;
/** @type {WeakMap<Database, Promise<Index>>} */
const indexes = new WeakMap();

/**
 * Promise the ids of everybody who answers the query, in order. Every word of it is found in what is known of them: in
 * the card, in any talk, or in the title of an event where they were met.
 * @param {Database} db
 * @param {string} query as typed
 * @param {string} row one of the rows of domain/search, or ""
 * @returns {Promise<string[]>}
 */
export async function findByWords(db, query, row) {
  const index = await contactIndex(db);
  const words = queryWords(query);
  const found = ordered(index).filter((person) => {
    if (row && person.row_key !== row) return false;
    person.text ??= textOf(index, person);
    const { text } = person;
    return words.every((forms) => forms.some((form) => text.includes(form)));
  });
  return found.map(({ id }) => id);
}

/**
 * Promise the ids of everybody whose own card is found so, in order; talks and events do not count.
 * @param {Database} db
 * @param {(text: string) => boolean} isFound given the search text of the card
 * @returns {Promise<string[]>}
 */
export async function findByCard(db, isFound) {
  const everybody = ordered(await contactIndex(db));
  return everybody.filter(({ own }) => isFound(own)).map(({ id }) => id);
}

/** Read the drawers before somebody waits for them. @param {Database} db */
export function warmIndex(db) {
  contactIndex(db).catch(() => {});
}

/**
 * Keep the index true after a write; without one there is nothing to do. Nobody who saves waits for it, and who
 * searches comes after it in any case.
 * @param {Database} db
 * @param {Written[]} written
 */
export function noteRecords(db, written) {
  const building = indexes.get(db);
  if (written.length > MANY) dropIndex(db);
  else building?.then((index) => note(index, written), forgotten);
}

/** The keys of many records changed: build anew when somebody asks. @param {Database} db */
export function dropIndex(db) {
  indexes.delete(db);
}

/** @param {Database} db @returns {Promise<Index>} */
function contactIndex(db) {
  const known = indexes.get(db);
  if (known) return known;
  const building = build(db);
  indexes.set(db, building);
  building.catch(() => indexes.delete(db));
  return building;
}

/** @param {Database} db */
async function build(db) {
  /** @type {Index} */
  const index = {
    people: new Map(),
    talks: new Map(),
    talksOf: new Map(),
    events: new Map(),
    order: null,
  };
  note(index, await readDrawers(db));
  return index;
}

/** @param {Index} index @param {Written[]} written */
function note(index, written) {
  for (const { kind, record } of written) if (record) NOTE[kind]?.(index, record);
}

/** An index that failed is built anew by the next who asks. */
function forgotten() {}

/** @type {Record<string, (index: Index, record: any) => void>} */
const NOTE = { contact: noteContact, encounter: noteEncounter, event: noteEvent };

/** @param {Index} index @param {any} record */
function noteContact({ people, order }, record) {
  const known = people.get(record.id);
  if (known) order?.splice(placeOf(order, known), 1);
  people.delete(record.id);
  if (record.deleted_at) return;
  const person = {
    id: record.id,
    row_key: record._row_key,
    sort_key: record._sort_key,
    own: record._search_text,
    text: null,
  };
  people.set(record.id, person);
  order?.splice(placeOf(order, person), 0, person);
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
  // While the index is built, no text is put together that would have to be forgotten.
  if (!index.order) return;
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

/** Promise where a person stands in the order, or would. @param {Person[]} order @param {Person} person */
function placeOf(order, person) {
  let [from, to] = [0, order.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (byPlace(order[middle], person) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** @param {Person} one @param {Person} other */
function byPlace(one, other) {
  return compare(one.sort_key, other.sort_key) || compare(one.id, other.id);
}
