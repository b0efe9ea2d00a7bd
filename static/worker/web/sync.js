// @ts-check
// The sync page as this device draws it: what waits, what was refused, two versions that want a look.

import { attachment, fragment, go, page } from '../answer.js';
import { CHOICES, resolutionChanges } from '../domain/conflict.js';
import { isYes, last } from '../domain/form.js';
import { fullName } from '../domain/name.js';
import { AppError } from '../errors.js';
import { addedText, showContext } from '../pages/sync.js';
import { findConflict, openConflicts } from '../store/conflicts.js';
import { findAny, KINDS } from '../store/database.js';
import { readWaiting } from '../store/waiting.js';
import { countUnsent, readUnsent, unsentPhotos } from '../sync/unsent.js';
import { wipe } from '../sync/wipe.js';
import { fields, sent, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {import('../store/waiting.js').Waiting} Waiting
 * @typedef {Record<string, any>} StoredRecord
 */

/** @param {Context} ctx */
export async function show(ctx) {
  return page(ctx, 'sync/show.html', await context(ctx));
}

/** Send now, hand out what waits, or sign out (ARCHITECTURE 9.21). @param {Context} ctx */
export async function create(ctx) {
  if (isYes(fields(ctx), 'sign_out')) return signOut(ctx);
  if (isYes(fields(ctx), 'unsent')) return unsent(ctx);
  const outcome = await ctx.sync(last(fields(ctx), 'trigger') || 'person');
  if (outcome === 'revoked') return go('/');
  return fragment(ctx, 'sync/_panel.html', await context(ctx));
}

/** @param {Context} ctx */
export async function resolve(ctx) {
  const conflict = await findConflict(ctx.db, ctx.params.id);
  const choice = last(fields(ctx), 'choice');
  if (!conflict || !CHOICES.includes(choice)) {
    throw new AppError(conflict ? 'conflict' : 'not_found');
  }
  if (!conflict.resolved_at) {
    const records = await recordsOf(ctx, conflict);
    const added = addedText(conflict, ctx);
    const changes = resolutionChanges(conflict, choice, records, added, sent(ctx));
    const errors = await write(ctx, changes);
    if (Object.keys(errors).length > 0) throw new AppError('conflict');
  }
  return fragment(ctx, 'sync/_panel.html', await context(ctx));
}

/** Works with no network: the next page with one ends the session (ARCHITECTURE 9.4). @param {Context} ctx */
async function signOut(ctx) {
  if ((await countUnsent(ctx.db)) > 0 && !isYes(fields(ctx), 'discard')) {
    return fragment(ctx, 'sync/_panel.html', await context(ctx));
  }
  await wipe(ctx.account.id, { owesSignOut: true });
  return go('/');
}

/** For a person who must leave before a network comes. @param {Context} ctx */
async function unsent({ db, account, now }) {
  const kept = await readUnsent(db, { now, account_id: account.id });
  return attachment('enishi-unsent.json', JSON.stringify(kept, null, 2));
}

/** @param {Context} ctx */
async function context(ctx) {
  const conflicts = await openConflicts(ctx.db);
  /** @type {import('../pages/sync.js').Known} */
  const known = { subjects: {}, contacts: {} };
  for (const conflict of conflicts) {
    const { subject, contact } = await recordsOf(ctx, conflict);
    if (subject) known.subjects[conflict.id] = subject;
    if (contact) known.contacts[conflict.id] = contact;
  }
  return showContext(conflicts, known, await device(ctx), ctx);
}

/** The record in question and the person it is about, in the trash or not. @param {Context} ctx @param {StoredRecord} conflict */
async function recordsOf({ db }, { record_kind, record_id }) {
  /** @type {StoredRecord | null} */
  const subject = KINDS.includes(record_kind) ? await findAny(db, record_kind, record_id) : null;
  if (record_kind === 'contact' || !subject) return { subject, contact: subject };
  return { subject, contact: await findAny(db, 'contact', subject.contact_id ?? '') };
}

/** @param {Context} ctx */
async function device(ctx) {
  const known = await readWaiting(ctx.db);
  const waits = withPhotos(known.waiting, await unsentPhotos(ctx.db));
  const [waiting, refused] = await Promise.all(
    [waits, known.refused].map((list) => Promise.all(list.map((entry) => titled(ctx, entry)))),
  );
  return { ...known, waiting, refused };
}

/**
 * Promise one entry for each person, those of whom only a photo waits included.
 * @param {Waiting[]} waiting
 * @param {StoredRecord[]} photos
 */
function withPhotos(waiting, photos) {
  const entries = new Map(waiting.map((entry) => [entry.record, entry]));
  for (const { contact_id, taken_at: at } of photos) {
    const record = `contact:${contact_id}`;
    if (!entries.has(record)) entries.set(record, { record, kinds: ['photo'], at, key: '' });
  }
  return [...entries.values()];
}

/** @param {Context} ctx @param {Waiting} entry */
async function titled({ db, t }, entry) {
  const [kind, id] = entry.record.split(':');
  /** @type {StoredRecord | null} */
  const record = await findAny(db, kind, id);
  if (kind === 'contact') {
    return { ...entry, title: record ? fullName(record) : '', url: `/contacts/${id}/edit` };
  }
  const title = kind === 'event' && record?.title ? record.title : t(`sync.kind.${kind}`);
  return { ...entry, title, url: kind === 'event' ? `/events/${id}` : '' };
}
