// @ts-check
// Goals and memos of an event: written, changed, deleted, brought back.

import { fragment, invalid } from '../answer.js';
import { changed, last } from '../domain/form.js';
import { formErrors, formValues, isGoal } from '../domain/goal.js';
import { isQuiet } from '../domain/preference.js';
import { AppError } from '../errors.js';
import { deletedContext, formContext, goalRow, goalsContext } from '../pages/goals.js';
import { findContacts } from '../store/contacts.js';
import { complete } from '../store/defaults.js';
import { encountersOfEvent } from '../store/encounters.js';
import { findAnyEvent } from '../store/events.js';
import { preference } from '../store/preferences.js';
import { findAnyGoal, goalsOfEvent } from '../store/preparations.js';
import { changeOf, fields, sentId, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

/** @param {Context} ctx */
export async function create(ctx) {
  const event = found(await findAnyEvent(ctx.db, ctx.params.id));
  const id = sentId(ctx, 'id');
  const values = formValues(fields(ctx));
  const goal = complete('goal', values);
  const errors = formErrors(fields(ctx), goal);
  const change = changeOf(ctx, 'goal', id, { ...values, event_id: event.id });
  if (isEmpty(errors)) Object.assign(errors, await write(ctx, [change]));
  if (!isEmpty(errors)) {
    const context = formContext(event, id, sentAgain(ctx, values, errors), ctx);
    return invalid(ctx, 'preparations/_goal_form.html', context);
  }
  const said = isGoal(goal) ? 'preparations.goal_added' : 'preparations.memo_added';
  const context = formContext(event, ctx.newId(), { said }, ctx);
  const around = {
    ...(await met(ctx, event.id)),
    goals: await goalsOfEvent(ctx.db, event.id),
    quiet: isQuiet(await preference(ctx.db, ctx.account.id)),
    proposal_ids: [ctx.newId(), ctx.newId()],
  };
  const listed = goalsContext(event, around, ctx);
  return fragment(ctx, 'preparations/_goal_added.html', { ...context, ...listed });
}

/** @param {Context} ctx */
export async function update(ctx) {
  const goal = found(await findAnyGoal(ctx.db, ctx.params.id));
  const [values, rendered] = [formValues(fields(ctx)), last(fields(ctx), 'rendered')];
  const errors = formErrors(fields(ctx), { ...goal, ...values });
  const edits = changed(values, rendered);
  if (isEmpty(errors) && !isEmpty(edits))
    Object.assign(errors, await write(ctx, [changeOf(ctx, 'goal', goal.id, edits)]));
  if (isEmpty(errors)) return row(ctx, goal.id, {});
  const sent = { ...sentAgain(ctx, values, errors), rendered, revision: sentRevision(ctx) };
  return row(ctx, goal.id, sent, 422);
}

/** @param {Context} ctx */
export async function destroy(ctx) {
  const { id } = ctx.params;
  const isDeletion = last(fields(ctx), 'deleted') !== 'false';
  found(await findAnyGoal(ctx.db, id));
  await write(ctx, [{ ...changeOf(ctx, 'goal', id, {}), deleted: isDeletion }]);
  if (!isDeletion) return row(ctx, id, {});
  const goal = found(await findAnyGoal(ctx.db, id));
  return fragment(ctx, 'preparations/_goal_deleted.html', deletedContext(goal, ctx));
}

/** @param {Context} ctx @param {string} id @param {StoredRecord} sent */
async function row(ctx, id, sent, status = 200) {
  const goal = found(await findAnyGoal(ctx.db, id));
  const context = goalRow(goal, await met(ctx, goal.event_id), sent, ctx);
  return fragment(ctx, 'preparations/_goal.html', { goal: context }, status);
}

/** @param {Context} ctx @param {string} eventId */
async function met({ db }, eventId) {
  const encounters = await encountersOfEvent(db, eventId);
  const ids = encounters.map((each) => each.contact_id);
  return { encounters, contacts: await findContacts(db, ids) };
}

/**
 * What a form that could not be kept shows again: the number as it was typed.
 * @param {Context} ctx
 * @param {StoredRecord} values
 * @param {Record<string, string>} errors
 */
function sentAgain(ctx, values, errors) {
  return { values, number_text: last(fields(ctx), 'target_number'), errors };
}

/** @param {StoredRecord | null} record */
function found(record) {
  if (!record) throw new AppError('not_found');
  return record;
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
