// @ts-check
// One IndexedDB database for each account, and the plain reads every resource uses. Writing is sync/apply alone.

import { deleteDB, openDB } from '../../vendor/idb-8.0.4.js';
import { complete } from './defaults.js';
import { DRAWERS, refill } from './drawers.js';

/**
 * @typedef {import('../../vendor/idb-8.0.4.js').IDBPDatabase<any>} Database
 * @typedef {Record<string, any>} StoredRecord every field of its kind, with id, revision and the three times
 */

// A new kind or index: add it here and raise VERSION.
const VERSION = 5;
/**
 * Fields with a leading underscore are keys derived by sync/derived.js; an absent one is not in its index.
 * @type {Record<string, (string | string[])[]>}
 */
const INDEXES = {
  organizer: [],
  event: ['held_on', 'organizer_id'],
  goal: ['event_id'],
  introduction_script: ['event_id'],
  rehearsal: ['event_id'],
  attendee: ['event_id', 'contact_id'],
  contact: [['_sort_key', 'id'], '_gone'],
  encounter: ['contact_id', 'event_id', 'met_at'],
  follow_up: ['contact_id', 'encounter_id', '_open', '_done', '_back', '_slot'],
  message: ['contact_id', 'sent_at'],
  outcome: ['contact_id', 'event_id'],
  introduction: ['first_contact_id', 'second_contact_id', 'introducer_id', 'event_id'],
  provision: ['contact_id', 'recipient_contact_id'],
  my_card: [],
  left_card: [],
  photo: ['contact_id', 'sha256'],
  conflict: ['record_id', '_open'],
  preference: [],
};
export const KINDS = Object.keys(INDEXES);

/** @type {Map<string, Promise<Database>>} */
const opened = new Map();
/** Accounts taken off this device: a request that began before must not bring an empty database back. */
const gone = new Set();

/** Somebody signed in again. @param {string} accountId */
export function admit(accountId) {
  gone.delete(accountId);
}

/**
 * Promise the database of one account, opened once in this worker's life and again when the browser closed it.
 * @param {string} accountId
 * @returns {Promise<Database>}
 */
export async function openAccount(accountId) {
  if (gone.has(accountId)) throw new DOMException('signed out', 'InvalidStateError');
  const known = opened.get(accountId);
  if (known) return known;
  const opening = openDB(`enishi-${accountId}`, VERSION, {
    upgrade,
    blocking: () => void closeAccount(accountId),
    terminated: () => opened.delete(accountId),
  });
  opened.set(accountId, opening);
  opening.catch(() => opened.delete(accountId));
  return opening;
}

/** @param {string} accountId */
export async function closeAccount(accountId) {
  const opening = opened.get(accountId);
  opened.delete(accountId);
  (await opening?.catch(() => null))?.close();
}

/**
 * Promise that nothing of this account is left in IndexedDB. Other connections close on `versionchange`.
 * @param {string} accountId
 */
export async function deleteAccount(accountId) {
  gone.add(accountId);
  await closeAccount(accountId);
  await deleteDB(`enishi-${accountId}`);
}

/**
 * @param {Database} db
 * @param {number} from
 * @param {number | null} _to
 * @param {any} tx
 */
function upgrade(db, from, _to, tx) {
  for (const [kind, names] of Object.entries(INDEXES)) {
    const store = storeOf(db, tx, kind, { keyPath: 'id' });
    const wanted = new Map(names.map((keys) => [String(keys), keys]));
    for (const name of [...store.indexNames]) if (!wanted.has(name)) store.deleteIndex(name);
    for (const [name, keys] of wanted) {
      if (!store.indexNames.contains(name)) store.createIndex(name, keys);
    }
  }
  const outbox = storeOf(db, tx, 'outbox', { keyPath: 'seq', autoIncrement: true });
  if (!outbox.indexNames.contains('change_id')) {
    outbox.createIndex('change_id', 'change_id', { unique: true });
    outbox.createIndex('record', 'record');
  }
  storeOf(db, tx, 'acked', { keyPath: 'change_id' });
  storeOf(db, tx, 'refused', { keyPath: 'change_id' });
  const files = storeOf(db, tx, 'photo_file', { keyPath: 'sha256' });
  if (!files.indexNames.contains('_waiting')) files.createIndex('_waiting', '_waiting');
  const meta = storeOf(db, tx, 'meta', {});
  // Tokens of the links made here: the server keeps only their hashes, so no other device can show them.
  storeOf(db, tx, 'link_token', { keyPath: 'hash' });
  storeOf(db, tx, DRAWERS, {});
  // Kinds that were new in 4 had been passed over by earlier pulls: an empty cursor fetches everything once more.
  if (from > 0 && from < 4) meta.delete('cursor');
  if (from === 1) refill(tx);
}

/**
 * @param {Database} db
 * @param {any} tx
 * @param {string} name
 * @param {IDBObjectStoreParameters} options
 */
function storeOf(db, tx, name, options) {
  return db.objectStoreNames.contains(name)
    ? tx.objectStore(name)
    : db.createObjectStore(name, options);
}

/**
 * Promise the living record of that id, or null.
 * @param {Database} db
 * @param {string} kind
 * @param {string} id
 * @returns {Promise<StoredRecord | null>}
 */
export async function find(db, kind, id) {
  const record = await findAny(db, kind, id);
  return record && !record.deleted_at ? record : null;
}

/**
 * Promise the record of that id, deleted or not, or null.
 * @param {Database} db
 * @param {string} kind
 * @param {string} id
 * @returns {Promise<StoredRecord | null>}
 */
export async function findAny(db, kind, id) {
  const row = id ? await db.get(kind, id) : null;
  return row ? complete(kind, row) : null;
}

/**
 * Promise the living records among these ids, by id.
 * @param {Database} db
 * @param {string} kind
 * @param {Iterable<string>} ids
 * @returns {Promise<Record<string, StoredRecord>>}
 */
export async function findMany(db, kind, ids) {
  const store = db.transaction(kind).store;
  const rows = await Promise.all([...new Set(ids)].filter(Boolean).map((id) => store.get(id)));
  const living = rows.filter((row) => row && !row.deleted_at);
  return Object.fromEntries(living.map((row) => [row.id, complete(kind, row)]));
}

/**
 * Promise all living records of a kind, in the order of the index when one is named.
 * @param {Database} db
 * @param {string} kind
 * @param {string} [index]
 * @param {IDBKeyRange | IDBValidKey} [range]
 * @returns {Promise<StoredRecord[]>}
 */
export async function all(db, kind, index, range) {
  const rows = await (index ? db.getAllFromIndex(kind, index, range) : db.getAll(kind, range));
  return rows.filter((row) => !row.deleted_at).map((row) => complete(kind, row));
}

/** @type {WeakSet<Database>} */
const completed = new WeakSet();

/**
 * Answer whether the first pull went through to its end: from then on this device answers by itself.
 * @param {Database} db
 */
export async function isComplete(db) {
  if (!completed.has(db) && (await readMeta(db, 'complete')) === true) completed.add(db);
  return completed.has(db);
}

/**
 * Promise one value the device remembers about itself: cursor, complete, session, log ...
 * @param {Database} db
 * @param {string} key
 */
export function readMeta(db, key) {
  return db.get('meta', key);
}

/**
 * @param {Database} db
 * @param {Record<string, unknown>} values
 */
export async function writeMeta(db, values) {
  const tx = db.transaction('meta', 'readwrite');
  for (const [key, value] of Object.entries(values)) tx.store.put(value, key);
  await tx.done;
}
