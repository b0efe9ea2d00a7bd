// @ts-check
// The next step with a person: thought out, answered, taken into a calendar.

import { file, fragment, go, invalid } from '../answer.js';
import { calendarFile } from '../domain/calendar_file.js';
import { proposalOf, switched } from '../domain/draft.js';
import { changed, isYes, last } from '../domain/form.js';
import * as rules from '../domain/next_step.js';
import { AppError } from '../errors.js';
import { UNKNOWN } from '../pages/follow_ups.js';
import { calendarEvents, nextStepContext } from '../pages/next_step.js';
import { findContact, findContacts } from '../store/contacts.js';
import { findEncounter } from '../store/encounters.js';
import { findAnyFollowUp, findFollowUp } from '../store/follow_ups.js';
import { stepsComing } from '../store/next_steps.js';
import { changeOf, fields, sent, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{edits: StoredRecord, errors: Record<string, string>}} Read
 */

/** @param {Context} ctx */
export async function update(ctx) {
  const { id } = ctx.params;
  const follow_up = await findAnyFollowUp(ctx.db, id);
  if (!follow_up) throw new AppError('not_found');
  const form = fields(ctx);
  const { edits, errors } = await ('reply' in form ? readAnswer : readStep)(ctx, follow_up);
  const refused = isEmpty(errors) && !isEmpty(edits) ? await keep(ctx, id, edits) : errors;
  if (!isEmpty(refused)) {
    const context = await contextOf(ctx, follow_up, typed(ctx, refused));
    return invalid(ctx, 'follow_ups/_next_step.html', context);
  }
  if (last(form, 'from') === 'today') return go('/');
  if (isYes(form, 'put')) return go(`/follow-ups/${id}`);
  const kept = (await findAnyFollowUp(ctx.db, id)) ?? follow_up;
  const context = await contextOf(ctx, kept, {});
  return fragment(ctx, 'follow_ups/_next_step.html', context);
}

/** @param {Context} ctx */
export async function calendar(ctx) {
  const follow_up = await findFollowUp(ctx.db, ctx.params.id);
  if (!follow_up || rules.agreedSlots(follow_up).length === 0) throw new AppError('not_found');
  return calendarOf(ctx, [follow_up]);
}

/** @param {Context} ctx */
export async function calendarOfAll(ctx) {
  return calendarOf(ctx, await stepsComing(ctx.db, ctx.now));
}

/** @param {Context} ctx @param {StoredRecord[]} steps */
async function calendarOf(ctx, steps) {
  const contacts = await findContacts(
    ctx.db,
    steps.map((each) => each.contact_id),
  );
  const events = calendarEvents(steps, contacts, ctx);
  const name = ctx.t('next_step.calendar_name');
  const text = calendarFile(name, events, ctx.now, ctx.time_zone);
  return file('enishi.ics', 'text/calendar; charset=utf-8', text);
}

/** @param {Context} ctx @param {StoredRecord} follow_up @returns {Promise<Read>} */
async function readStep(ctx, follow_up) {
  const form = fields(ctx);
  const rendered = last(form, 'rendered');
  const values = rules.stepValues(form, ctx.time_zone);
  const words = isYes(form, 'put') ? await put(ctx, follow_up, values) : {};
  const errors = rules.stepErrors(form, rendered, ctx.now, ctx.time_zone);
  return { edits: { ...changed(values, rendered), ...words }, errors };
}

/**
 * The proposal belongs to the message: to one written by hand in place of an older one, else to its draft.
 * @param {Context} ctx
 * @param {StoredRecord} follow_up
 * @param {StoredRecord} values
 */
async function put({ db, time_zone, now }, follow_up, values) {
  const contact = (await findContact(db, follow_up.contact_id)) ?? UNKNOWN;
  const encounter = await findEncounter(db, follow_up.encounter_id);
  const [older, words] = [follow_up, { ...follow_up, ...values }].map((step) =>
    proposalOf({ contact, encounter, follow_up: step }, time_zone, now),
  );
  const { body } = follow_up;
  const isThere = body.includes(older);
  const whole = isThere ? body.replace(older, () => words) : switched(body, words, true);
  const wanted = { proposal: 'next_step', ...(body ? { body: whole } : {}) };
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => follow_up[field] !== value),
  );
}

/** @param {Context} ctx @param {StoredRecord} follow_up @returns {Promise<Read>} */
async function readAnswer(ctx, follow_up) {
  const values = rules.answerValues(fields(ctx), sent(ctx).at, ctx.time_zone);
  const edits = Object.entries(values).filter(([field, value]) => follow_up[field] !== value);
  const errors = rules.answerErrors(fields(ctx), ctx.now, ctx.time_zone);
  return { edits: Object.fromEntries(edits), errors };
}

/** @param {Context} ctx @param {string} id @param {StoredRecord} edits */
function keep(ctx, id, edits) {
  return write(ctx, [changeOf(ctx, 'follow_up', id, edits)]);
}

/** What was typed stays in the form it was typed into. @param {Context} ctx @param {Record<string, string>} errors */
function typed(ctx, errors) {
  const form = fields(ctx);
  if ('reply' in form) return { errors, month: last(form, 'month') };
  return {
    errors,
    values: rules.stepValues(form, ctx.time_zone),
    slots: rules.typedSlots(form),
    length: last(form, 'length_minutes'),
    rendered: last(form, 'rendered'),
    revision: sentRevision(ctx),
  };
}

/** @param {Context} ctx @param {StoredRecord} follow_up @param {Record<string, any>} shown */
async function contextOf(ctx, follow_up, shown) {
  const contact = await findContact(ctx.db, follow_up.contact_id);
  return nextStepContext(follow_up, contact, shown, ctx);
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
