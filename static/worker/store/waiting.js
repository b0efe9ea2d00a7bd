// @ts-check
// What only this device knows, for /sync: what waits, what was refused, how the last talks went. Reads alone.

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {{record: string, kinds: string[], at: string, key: string}} Waiting
 * @typedef {{record: string, owner?: string, change: {kind: string, at: string},
 *   error?: Record<string, string>}} Entry
 */

const SHOWN = 1000;

/**
 * Promise one entry for each person or event that waits, the newest first, and the same for what was refused.
 * @param {Database} db
 */
export async function readWaiting(db) {
  const tx = db.transaction(['outbox', 'refused', 'meta']);
  const meta = tx.objectStore('meta');
  const [outbox, refused, log, lastAnswerAt] = await Promise.all([
    tx.objectStore('outbox').getAll(null, SHOWN),
    tx.objectStore('refused').getAll(null, SHOWN),
    meta.get('log'),
    meta.get('last_answer_at'),
  ]);
  return {
    waiting: grouped(outbox),
    refused: grouped(refused),
    log: log ?? [],
    last_answer_at: lastAnswerAt ?? '',
  };
}

/** @param {Entry[]} entries in the order they were made @returns {Waiting[]} */
function grouped(entries) {
  /** @type {Map<string, Waiting>} */
  const groups = new Map();
  for (const { record, owner, change, error } of entries) {
    const about = owner || record;
    const group = groups.get(about) ?? { record: about, kinds: [], at: '', key: '' };
    if (!group.kinds.includes(change.kind)) group.kinds.push(change.kind);
    group.at = change.at;
    group.key = Object.values(error ?? {})[0] ?? '';
    groups.set(about, group);
  }
  return [...groups.values()].reverse();
}
