// @ts-check
// The sync page as this device draws it: what waits, what was refused, two versions that want a look.

import { fragment, go, page } from '../answer.js';
import { CHOICES, resolutionChanges } from '../domain/conflict.js';
import { isYes, last } from '../domain/form.js';
import { fullName } from '../domain/name.js';
import { AppError } from '../errors.js';
import { addedText, showContext } from '../pages/sync.js';
import { findConflict, openConflicts } from '../store/conflicts.js';
import { findAny, KINDS } from '../store/database.js';
import { readWaiting } from '../store/waiting.js';
import { wipe } from '../sync/wipe.js';
import { fields, sent, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

/** @param {Context} ctx */
export async function show(ctx) {
  return page(ctx, 'sync/show.html', await context(ctx));
}

/** Send now, or sign out (ARCHITECTURE 9.21). @param {Context} ctx */
export async function create(ctx) {
  if (isYes(fields(ctx), 'sign_out')) return signOut(ctx);
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
  const waits = (await ctx.db.count('outbox')) + (await ctx.db.count('refused')) > 0;
  if (waits && !isYes(fields(ctx), 'discard')) {
    return fragment(ctx, 'sync/_panel.html', await context(ctx));
  }
  await wipe(ctx.account.id, { owesSignOut: true });
  return go('/');
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
  const [waiting, refused] = await Promise.all(
    [known.waiting, known.refused].map((list) =>
      Promise.all(list.map((entry) => titled(ctx, entry))),
    ),
  );
  return { ...known, waiting, refused };
}

/** @param {Context} ctx @param {import('../store/waiting.js').Waiting} entry */
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
