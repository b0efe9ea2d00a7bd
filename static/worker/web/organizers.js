// @ts-check
// Organizers: one page each, with what came of their events. Naming one happens on the event's page.

import { go, invalid, page } from '../answer.js';
import { changed, last } from '../domain/form.js';
import { formErrors, formValues } from '../domain/organizer.js';
import { AppError } from '../errors.js';
import { showContext } from '../pages/organizers.js';
import { eventsUpcomingAndPast } from '../store/events.js';
import { findOrganizer } from '../store/organizers.js';
import { pastFigures } from './event_form.js';
import { changeOf, fields, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

/** @param {Context} ctx */
export async function show(ctx) {
  const organizer = await found(ctx);
  const context = showContext(organizer, {}, await around(ctx, organizer), ctx);
  return page(ctx, 'organizers/show.html', context);
}

/** @param {Context} ctx */
export async function update(ctx) {
  const [organizer, values] = [await found(ctx), formValues(fields(ctx))];
  const rendered = last(fields(ctx), 'rendered');
  const differing = Object.entries(changed(values, rendered)).filter(
    ([f, v]) => v !== organizer[f],
  );
  const edits = Object.fromEntries(differing);
  let errors = formErrors(values);
  if (isEmpty(errors) && !isEmpty(edits))
    errors = await write(ctx, [changeOf(ctx, 'organizer', organizer.id, edits)]);
  if (isEmpty(errors)) return go(`/organizers/${organizer.id}`);
  const sent = { values, errors, revision: sentRevision(ctx), rendered };
  const context = showContext(organizer, sent, await around(ctx, organizer), ctx);
  return invalid(ctx, 'organizers/_form.html', context);
}

/** @param {Context} ctx @param {StoredRecord} organizer */
async function around(ctx, organizer) {
  const events = await eventsUpcomingAndPast(ctx.db);
  const history = events.filter((each) => each.organizer_id === organizer.id);
  return { events, history, figures: await pastFigures(ctx, events) };
}

/** @param {Context} ctx */
async function found(ctx) {
  const organizer = await findOrganizer(ctx.db, ctx.params.id);
  if (!organizer) throw new AppError('not_found');
  return organizer;
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
