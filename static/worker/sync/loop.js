// @ts-check
// Talks with the server until nothing waits and nothing is left to fetch. Pages start it (ARCHITECTURE 9.27).

import { readMeta, writeMeta } from '../store/database.js';
import { announceRecords, announceSending, announceTooOld } from './announce.js';
import { exchange } from './exchange.js';
import { noteTalk } from './log.js';
import { refuse, takeBatch } from './outbox.js';
import { sendPhotos } from './photos.js';
import { receiveAnswer } from './receive.js';
import { wipe } from './wipe.js';

/**
 * @typedef {import('../store/database.js').Database} Database
 * @typedef {{now: () => string, newId: () => string, version: string, trigger?: string}} Options
 * @typedef {'done' | 'busy' | 'waiting' | 'offline' | 'expired' | 'revoked' | 'other_account' | 'too_old'} Outcome
 */

const PROTOCOL = 1;
const BATCH = 100;
/** Only these wait out a back-off of our own; a person or a returning network does not. */
const PATIENT = ['timer', 'background'];
const BY_ITSELF = [...PATIENT, 'saved'];
const LONGEST_BACK_OFF = 15 * 60;
/** Milliseconds by which a clock may be off and nothing is said, nor put right (ARCHITECTURE 9.17). */
const TOLERATED = 5 * 60_000;

/** @type {Map<string, Promise<Outcome>>} */
const running = new Map();

/**
 * Promise how the talk ended. One at a time for all windows: a second call joins the first.
 * @param {Database} db
 * @param {string} accountId
 * @param {Options} options
 * @returns {Promise<Outcome>}
 */
export function runSync(db, accountId, options) {
  const known = running.get(accountId);
  if (known) return known;
  const run = withLock(() => talk(db, accountId, options)).finally(() => running.delete(accountId));
  running.set(accountId, run);
  return run;
}

/** @param {() => Promise<Outcome>} work @returns {Promise<Outcome>} */
async function withLock(work) {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  return locks.request('sync', { ifAvailable: true }, (lock) => (lock ? work() : 'busy'));
}

/** @param {Database} db @param {string} accountId @param {Options} options @returns {Promise<Outcome>} */
async function talk(db, accountId, options) {
  if (await mustWait(db, options)) return 'waiting';
  await announceSending(db, true);
  /** @type {Outcome} */
  let outcome = 'offline';
  try {
    outcome = await rounds(db, accountId, options);
    if (outcome === 'done') await sendPhotos(db, accountId);
    if (outcome !== 'revoked') await noteOutcome(db, outcome, options.now());
  } finally {
    if (outcome === 'revoked') await wipe(accountId, { owesSignOut: false });
    else await announceSending(db, false);
  }
  return outcome;
}

/** @param {Database} db @param {string} accountId @param {Options} options @returns {Promise<Outcome>} */
async function rounds(db, accountId, options) {
  let limit = BATCH;
  for (;;) {
    const sent = await takeBatch(db, limit);
    const reply = await exchange(await message(db, accountId, options, sent));
    if (reply.kind === 'answer') {
      const taken = await receiveAnswer(db, reply.body, sent, {
        now: options.now(),
        newId: options.newId,
      });
      await noteTalk(db, taken, options.now());
      await noteClock(db, clockOf(reply.date, options.now()));
      if ((reply.body.version ?? options.version) !== options.version) announceTooOld();
      announceRecords(taken.kinds, { from: 'server', ids: taken.ids.slice(0, BATCH) });
      if (sent.length > 0 && taken.settled.length === 0) return 'offline';
      if (!reply.body.more && (await db.count('outbox')) === 0) return 'done';
      limit = Math.min(BATCH, limit * 2);
    } else if (reply.kind === 'bad_batch' && sent.length > 1) limit = Math.ceil(sent.length / 2);
    else if (reply.kind === 'bad_batch' && sent.length === 1) {
      await refuse(db, sent[0], reply.key, options.now());
    } else return ending(db, reply, options.now());
  }
}

/**
 * @param {Database} db
 * @param {string} account_id
 * @param {Options} options
 * @param {import('./outbox.js').Entry[]} sent
 */
async function message(db, account_id, { now, newId, version }, sent) {
  const known = await readMeta(db, 'device_id');
  const device_id = known ?? newId();
  if (!known) await writeMeta(db, { device_id });
  return {
    protocol: PROTOCOL,
    version,
    account_id,
    device_id,
    now: now(),
    cursor: (await readMeta(db, 'cursor')) ?? null,
    changes: sent.map(({ change }) => change),
  };
}

/** @param {Database} db @param {import('./exchange.js').Reply} reply @param {string} now @returns {Promise<Outcome>} */
async function ending(db, reply, now) {
  switch (reply.kind) {
    case 'wait':
      await writeMeta(db, { busy_until: later(now, reply.seconds * jitter()) });
      return 'waiting';
    case 'too_old':
      announceTooOld();
      return 'too_old';
    case 'expired':
    case 'revoked':
    case 'other_account':
      return reply.kind;
    default:
      return 'offline';
  }
}

/**
 * Retry-After holds everybody; our own back-off and an ended session hold only what happens by itself.
 * @param {Database} db
 * @param {Options} options
 */
async function mustWait(db, { now, trigger = 'person' }) {
  const [busyUntil, retryAt, session] = await Promise.all(
    ['busy_until', 'retry_at', 'session'].map((key) => readMeta(db, key)),
  );
  if (now() < (busyUntil ?? '')) return true;
  if (session === 'expired' && BY_ITSELF.includes(trigger)) return true;
  return PATIENT.includes(trigger) && now() < (retryAt ?? '');
}

/** @param {Database} db @param {Outcome} outcome @param {string} now */
async function noteOutcome(db, outcome, now) {
  if (outcome === 'done') {
    await writeMeta(db, { session: 'ok', failed: '', failures: 0, retry_at: '', busy_until: '' });
    return;
  }
  if (outcome === 'offline') askForBackground();
  const failures = ((await readMeta(db, 'failures')) ?? 0) + 1;
  const seconds = Math.min(LONGEST_BACK_OFF, 30 * 2 ** Math.min(failures, 10)) * jitter();
  const isSignedOut = outcome === 'expired' || outcome === 'other_account';
  await writeMeta(db, {
    failed: outcome,
    failures,
    retry_at: later(now, seconds),
    ...(isSignedOut ? { session: 'expired' } : {}),
  });
}

/**
 * Promise it kept, without a write in the way of a capture when nothing changed, which is nearly always.
 * @param {Database} db
 * @param {string} clock
 */
async function noteClock(db, clock) {
  if (((await readMeta(db, 'clock')) ?? '') !== clock) await writeMeta(db, { clock });
}

/**
 * Promise how this device's clock stands to the server's: ahead, behind, or "" within what the server tolerates.
 * @param {string} date of an answer, as its header says it; "" when a proxy took it away
 * @param {string} now
 */
function clockOf(date, now) {
  const off = Date.parse(now) - Date.parse(date);
  if (!(Math.abs(off) > TOLERATED)) return '';
  return off > 0 ? 'ahead' : 'behind';
}

/** Only Chromium has it, and nothing depends on it: the browser wakes the worker when there is a network. */
function askForBackground() {
  const { registration } = /** @type {{registration?: any}} */ (globalThis);
  registration?.sync?.register('enishi').catch(() => {});
}

/** @param {string} now @param {number} seconds */
function later(now, seconds) {
  return new Date(Date.parse(now) + seconds * 1000).toISOString();
}

/** Many phones leave one cellar at the same minute: spread them. */
function jitter() {
  return 1 + Math.random() / 2;
}
