// @ts-check
// Thanks: the queue, one person, and how it ends: passed over, put off, taken back. Messages are in composer.

import { go, invalid, page } from '../answer.js';
import { formErrors, formValues } from '../domain/follow_up.js';
import { changed, isYes, last } from '../domain/form.js';
import { AppError } from '../errors.js';
import { composerContext } from '../pages/composer.js';
import { indexContext, showContext } from '../pages/follow_ups.js';
import { nextStepContext, timesContext } from '../pages/next_step.js';
import { findContacts } from '../store/contacts.js';
import { findEncounter } from '../store/encounters.js';
import { findEvent } from '../store/events.js';
import {
  findAnyFollowUp,
  findFollowUp,
  followUpsDone,
  followUpsOpen,
} from '../store/follow_ups.js';
import { keep, nextUrl, send, unsent, withSender } from './composer.js';
import { changeOf, fields, sent, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {import('../store/database.js').Database} Database
 * @typedef {Record<string, any>} StoredRecord
 */

/** @param {Context} ctx */
export async function index(ctx) {
  const queue = await queueOf(ctx.db, []);
  return page(ctx, 'follow_ups/index.html', { ...indexContext(queue, ctx), ...times(queue, ctx) });
}

/** @param {Context} ctx */
export async function show(ctx) {
  const follow_up = found(await findFollowUp(ctx.db, ctx.params.id));
  const beside = await withSender(ctx, follow_up, await around(ctx.db, follow_up));
  return page(ctx, 'follow_ups/show.html', {
    ...showContext(follow_up, beside, {}, ctx),
    ...composerContext(follow_up, beside, {}, ctx),
    ...nextStepContext(follow_up, beside.contact, {}, ctx),
    ...times(beside.queue, ctx),
  });
}

/** @param {Context} ctx */
export async function update(ctx) {
  const follow_up = found(await findAnyFollowUp(ctx.db, ctx.params.id));
  const isSending = isYes(fields(ctx), 'sent');
  if (!isSending && !('body' in fields(ctx))) return end(ctx, follow_up);
  const beside = await withSender(ctx, follow_up, await around(ctx.db, follow_up));
  return (isSending ? send : keep)(ctx, follow_up, beside);
}

/** Passed over, put off to tomorrow, or taken back. @param {Context} ctx @param {StoredRecord} follow_up */
async function end(ctx, follow_up) {
  const values = formValues(fields(ctx), sent(ctx).at, ctx.time_zone);
  const rendered = last(fields(ctx), 'rendered');
  const edits = changed(values, rendered);
  let errors = formErrors(fields(ctx));
  const isBack = values.sent_at === '' && follow_up.sent_at !== '';
  const more = isBack ? await unsent(ctx, follow_up) : [];
  if (isEmpty(errors) && !(isEmpty(edits) && isEmpty(more))) {
    errors = await write(ctx, [changeOf(ctx, 'follow_up', follow_up.id, edits), ...more]);
  }
  if (isEmpty(errors)) {
    const goesOn = values.skipped_reason || values.snoozed_until;
    return go(goesOn ? await nextUrl(ctx, follow_up.id) : `/follow-ups/${follow_up.id}`);
  }
  const form = { values, errors, rendered, revision: sentRevision(ctx) };
  const context = showContext(follow_up, await around(ctx.db, follow_up), form, ctx);
  return invalid(ctx, 'follow_ups/_skip.html', context);
}

/** What stands beside one follow-up: the person, what was said, where, and the queue. @param {Database} db @param {StoredRecord} follow_up */
async function around(db, follow_up) {
  const encounter = await findEncounter(db, follow_up.encounter_id);
  const queue = await queueOf(db, [follow_up]);
  return {
    contact: queue.contacts[follow_up.contact_id] ?? null,
    encounter,
    event: encounter ? await findEvent(db, encounter.event_id) : null,
    queue,
  };
}

/** @param {Database} db @param {StoredRecord[]} others whose people are shown besides */
async function queueOf(db, others) {
  const [open, done] = await Promise.all([followUpsOpen(db), followUpsDone(db)]);
  const shown = [...open, ...done, ...others];
  const contacts = await findContacts(
    db,
    shown.map((each) => each.contact_id),
  );
  return { open, done, contacts };
}

/** @param {{open: StoredRecord[], done: StoredRecord[]}} queue @param {Context} ctx */
function times(queue, ctx) {
  return timesContext([...queue.open, ...queue.done], ctx);
}

/** @param {StoredRecord | null} follow_up */
function found(follow_up) {
  if (!follow_up) throw new AppError('not_found');
  return follow_up;
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
