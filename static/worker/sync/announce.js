// @ts-check
// Tells every open page what changed and what is still waiting. Pages draw it; nothing here decides anything.

/** @typedef {import('../store/database.js').Database} Database */

const CHANNEL = 'enishi';
const MARKS = 1000;
/** @type {BroadcastChannel | null} */
let channel = null;
let sending = false;

/** @param {Record<string, unknown>} message */
function post(message) {
  channel ??= new BroadcastChannel(CHANNEL);
  // Node ends a test only when no channel keeps it alive.
  /** @type {{unref?: () => void}} */ (channel).unref?.();
  channel.postMessage(message);
}

/**
 * @param {Iterable<string>} kinds whose records changed
 * @param {{from: 'here' | 'server', ids?: string[]}} more
 */
export function announceRecords(kinds, more) {
  if ([...kinds].length === 0) return;
  post({ type: 'records', kinds: [...kinds], ...more });
}

/** @param {Database} db @param {boolean} isSending */
export async function announceSending(db, isSending) {
  sending = isSending;
  await announceState(db);
}

/** @param {Database} db */
export async function announceState(db) {
  post({ type: 'state', ...(await readState(db)) });
}

/** Nobody is served here any more: pages must not show what they still hold. */
export function announceWiped() {
  post({ type: 'wiped' });
}

/** This device keeps nobody's data. */
export function announceNobody() {
  post({ type: 'nobody' });
}

/** A newer version has to be fetched before the server talks to us again. */
export function announceTooOld() {
  post({ type: 'too_old' });
}

/**
 * Promise what is only on this device and how the last talk with the server ended.
 * @param {Database} db
 */
export async function readState(db) {
  const tx = db.transaction(['outbox', 'refused', 'conflict', 'meta']);
  const outbox = tx.objectStore('outbox');
  const meta = tx.objectStore('meta');
  const told = ['last_answer_at', 'session', 'failed', 'complete', 'progress', 'clock'];
  const [waiting, entries, refused, conflicts, ...known] = await Promise.all([
    outbox.count(),
    outbox.getAll(null, MARKS),
    tx.objectStore('refused').getAll(null, MARKS),
    tx.objectStore('conflict').index('_open').count(),
    ...told.map((key) => meta.get(key)),
  ]);
  const [lastAnswerAt, session, failed, complete, progress, clock] = known;
  return {
    account_id: db.name.replace(/^enishi-/u, ''),
    waiting,
    oldest: entries[0]?.change.at ?? '',
    sending,
    refused: refused.length,
    conflicts,
    last_answer_at: lastAnswerAt ?? '',
    session: session ?? 'ok',
    failed: failed ?? '',
    clock: clock ?? '',
    is_complete: complete === true,
    complete: progress ?? { done: 0, total: 0 },
    records: [...new Set(entries.flatMap((entry) => [entry.record, entry.owner]))].filter(Boolean),
    refused_records: refused.map(({ record }) => record),
  };
}
