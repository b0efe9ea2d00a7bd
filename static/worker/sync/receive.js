// @ts-check
// Takes one answer of the server in: settled changes, records and cursor in one transaction (SYNC 1, client apply).

import { KINDS } from '../store/database.js';
import { complete } from '../store/defaults.js';
import { DRAWERS, fillDrawers, openDrawers } from '../store/drawers.js';
import { noteRecords } from '../store/index.js';
import { patched } from './apply.js';
import { withKeys } from './derived.js';
import { forget, isErased } from './erasure.js';
import { offerEverything, settle } from './outbox.js';

/**
 * @typedef {import('../store/database.js').Database} Database
 * @typedef {import('../store/database.js').StoredRecord} StoredRecord
 * @typedef {import('./outbox.js').Entry} Entry
 * @typedef {{id: string, kind: string, revision: number, set?: Record<string, unknown>, deleted?: boolean,
 *   created_at?: string, updated_at?: string, deleted_at?: string}} WireRecord
 * @typedef {{protocol: number, results: import('./outbox.js').Result[], records: WireRecord[], cursor: string,
 *   more: boolean, wanted_photos?: string[], total?: number,
 *   version?: string}} Answer
 * @typedef {{settled: Entry[], kinds: Set<string>, ids: string[], received: Record<string, number>}} Taken
 */

/**
 * Promise the answer kept. Waiting and refused changes stay on top of the rows the server sent.
 * @param {Database} db
 * @param {Answer} answer
 * @param {Entry[]} sent
 * @param {{now: string, newId: () => string}} doors
 * @returns {Promise<Taken>}
 */
export async function receiveAnswer(db, answer, sent, { now, newId }) {
  const tx = db.transaction(
    [...KINDS, 'outbox', 'acked', 'refused', 'photo_file', 'meta', DRAWERS],
    'readwrite',
  );
  const done = tx.done;
  done.catch(() => {});
  const meta = tx.objectStore('meta');
  const settled = await settle(tx, sent, answer.results, now);
  if (isRestored(await meta.get('cursor'), answer.cursor)) await offerEverything(tx, newId);
  const records = answer.records.filter(({ kind }) => KINDS.includes(kind));
  const written = await writeRecords(tx, records, now);
  await forget(
    tx,
    written
      .filter(({ record }) => isErased(record))
      .map(({ kind, record, old }) => ({ record: `${kind}:${record.id}`, old })),
  );
  fillDrawers(tx, await openDrawers(tx, records), written);
  if (!answer.more) await noteRevisions(tx, settled, answer);
  await markWanted(tx.objectStore('photo_file'), answer.wanted_photos ?? []);
  meta.put(answer.cursor, 'cursor');
  meta.put(now, 'last_answer_at');
  if ((await meta.get('complete')) !== true) await noteProgress(meta, answer, records.length);
  await done;
  noteRecords(db, written);
  return { settled, ...summary(written) };
}

/** The epoch is what stands before the dot; a new one means a restored server. @param {unknown} before @param {string} after */
function isRestored(before, after) {
  return typeof before === 'string' && before.split('.')[0] !== after.split('.')[0];
}

/** @param {any} tx @param {WireRecord[]} records @param {string} now */
async function writeRecords(tx, records, now) {
  const isWaiting = (await tx.objectStore('outbox').count()) > 0;
  /** @type {{record: string, change: import('./records.js').Change}[]} */
  const refused = await tx.objectStore('refused').getAll();
  return Promise.all(
    records.map(async (wire) => {
      const name = `${wire.kind}:${wire.id}`;
      const [old, waiting] = await Promise.all([
        tx.objectStore(wire.kind).get(wire.id),
        isWaiting ? tx.objectStore('outbox').index('record').getAll(name) : [],
      ]);
      const mine = [...refused.filter(({ record }) => record === name), ...waiting];
      const fresh = fromWire(wire, old, now);
      const record = mine.reduce((row, { change }) => patched(row, change, now), fresh);
      tx.objectStore(wire.kind).put(record);
      return { kind: wire.kind, record, old, isNews: isNews(old, record) };
    }),
  );
}

/**
 * A tombstone may come without its text: the row keeps what this device has, for 元に戻す, unless it is to be forgotten.
 * @param {WireRecord} wire
 * @param {StoredRecord | undefined} old
 * @param {string} now
 */
function fromWire(wire, old, now) {
  const { id, kind, revision, set = {}, deleted } = wire;
  const times = {
    created_at: wire.created_at ?? set.created_at ?? old?.created_at ?? now,
    updated_at: wire.updated_at ?? set.updated_at ?? now,
    deleted_at: deleted ? (wire.deleted_at ?? set.deleted_at ?? old?.deleted_at) || now : '',
  };
  const kept = deleted && old && !set.erased ? old : {};
  return withKeys(kind, complete(kind, { ...kept, ...set, id, ...times, revision }));
}

/**
 * The server does not send back what it kept just as we wrote it: the row then is what that revision says. Only after
 * the last part of an answer, when nothing of others can still be on its way.
 * @param {any} tx
 * @param {Entry[]} settled
 * @param {Answer} answer
 */
async function noteRevisions(tx, settled, { results, records }) {
  const sentBack = new Set(records.map(({ kind, id }) => `${kind}:${id}`));
  const revisions = new Map(results.map(({ change_id, revision }) => [change_id, revision ?? 0]));
  for (const { change_id, record, change } of settled.filter(
    (entry) => !sentBack.has(entry.record),
  )) {
    const store = tx.objectStore(change.kind);
    const row = await store.get(change.id);
    const revision = revisions.get(change_id) ?? 0;
    if (row && record && row.revision < revision) store.put({ ...row, revision });
  }
}

/** Our own change coming back is no news. @param {any} old @param {any} record */
function isNews(old, record) {
  const ignored = { revision: 0, updated_at: '', created_at: '' };
  return (
    !old || JSON.stringify({ ...old, ...ignored }) !== JSON.stringify({ ...record, ...ignored })
  );
}

/** The server lacks these photos: send them again while this device has their bytes. @param {any} files @param {string[]} wanted */
async function markWanted(files, wanted) {
  for (const sha256 of wanted) {
    const file = await files.get(sha256);
    if (file?.bytes) files.put({ ...file, on_server: false, _waiting: 1 });
  }
}

/** @param {any} meta @param {Answer} answer @param {number} count */
async function noteProgress(meta, answer, count) {
  const before = (await meta.get('progress')) ?? { done: 0, total: 0 };
  const total = answer.total ?? before.total;
  meta.put({ done: (answer.total === undefined ? before.done : 0) + count, total }, 'progress');
  if (!answer.more) meta.put(true, 'complete');
}

/** @param {{kind: string, record: StoredRecord, isNews: boolean}[]} written */
function summary(written) {
  const news = written.filter(({ isNews }) => isNews);
  /** @type {Record<string, number>} */
  const received = {};
  for (const { kind } of news) received[kind] = (received[kind] ?? 0) + 1;
  return {
    kinds: new Set(news.map(({ kind }) => kind)),
    ids: news.map(({ record }) => record.id),
    received,
  };
}
