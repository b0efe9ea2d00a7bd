// @ts-check
// Events: the list, one event's form, the venue. Preparing and reviewing come with their pages.

import { fragment, go, invalid, page } from '../answer.js';
import { formErrors, formValues, printed, recordValues } from '../domain/event.js';
import { changed, last } from '../domain/form.js';
import { knownZone } from '../domain/moment.js';
import { AppError } from '../errors.js';
import {
  deletedContext,
  formContext,
  indexContext,
  nothing,
  venueContext,
} from '../pages/events.js';
import { findContacts } from '../store/contacts.js';
import { encountersOfEvent } from '../store/encounters.js';
import { eventsUpcomingAndPast, findAnyEvent, findEvent } from '../store/events.js';
import { changeOf, fields, sentId, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{id: string, is_new: boolean, events: StoredRecord[]}} Asked
 */

/** @param {Context} ctx */
export async function index(ctx) {
  const events = await eventsUpcomingAndPast(ctx.db);
  return page(ctx, 'events/index.html', indexContext(events, ctx));
}

/** @param {Context} ctx */
export async function new_(ctx) {
  const asked = { id: ctx.newId(), is_new: true, events: await eventsUpcomingAndPast(ctx.db) };
  return page(ctx, 'events/new.html', formContext(nothing(ctx.time_zone), {}, asked, ctx));
}

/** @param {Context} ctx */
export async function create(ctx) {
  const id = sentId(ctx, 'id');
  const time_zone = knownZone(last(fields(ctx), 'time_zone') || ctx.time_zone);
  const errors = await save(ctx, id, nothing(time_zone), { time_zone });
  if (isEmpty(errors)) return go(`/events/${id}`);
  return again(ctx, nothing(time_zone), errors, { id, is_new: true, events: [] });
}

/** @param {Context} ctx */
export async function show(ctx) {
  const event = found(await findEvent(ctx.db, ctx.params.id));
  const asked = { id: event.id, is_new: false, events: await eventsUpcomingAndPast(ctx.db) };
  return page(ctx, 'events/show.html', formContext(event, {}, asked, ctx));
}

/** @param {Context} ctx */
export async function update(ctx) {
  const event = found(await findAnyEvent(ctx.db, ctx.params.id));
  const errors = await save(ctx, event.id, event, {});
  if (isEmpty(errors)) return go(`/events/${event.id}`);
  return again(ctx, event, errors, { id: event.id, is_new: false, events: [] });
}

/** @param {Context} ctx */
export async function venue(ctx) {
  const event = found(await findEvent(ctx.db, ctx.params.id));
  const met = await encountersOfEvent(ctx.db, event.id);
  const contacts = await findContacts(
    ctx.db,
    met.map((each) => each.contact_id),
  );
  return page(ctx, 'events/venue.html', venueContext(event, met, contacts, ctx));
}

/** @param {Context} ctx */
export async function destroy(ctx) {
  const { id } = ctx.params;
  const isDeletion = last(fields(ctx), 'deleted') !== 'false';
  found(await findAnyEvent(ctx.db, id));
  await write(ctx, [{ ...changeOf(ctx, 'event', id, {}), deleted: isDeletion }]);
  const event = await findAnyEvent(ctx.db, id);
  if (!event || !isDeletion) return go(`/events/${id}`);
  return fragment(ctx, 'events/_deleted.html', deletedContext(event, ctx));
}

/**
 * Promise the form kept, or the errors of its fields. A form may hold a part of the fields.
 * @param {Context} ctx
 * @param {string} id
 * @param {StoredRecord} before
 * @param {StoredRecord} born
 * @returns {Promise<Record<string, string>>}
 */
async function save(ctx, id, before, born) {
  const values = formValues(fields(ctx));
  const whole = { ...printed(before), ...values };
  const touched = Object.keys(changed(values, last(fields(ctx), 'rendered')));
  const edits = recordValues(whole, touched, before);
  const errors = formErrors(whole);
  if (!isEmpty(errors) || isEmpty(edits)) return errors;
  return write(ctx, [changeOf(ctx, 'event', id, { ...born, ...edits })]);
}

/** @param {Context} ctx @param {StoredRecord} event @param {Record<string, string>} errors @param {Asked} asked */
function again(ctx, event, errors, asked) {
  const sent = {
    values: formValues(fields(ctx)),
    errors,
    rendered: last(fields(ctx), 'rendered'),
    revision: sentRevision(ctx),
  };
  return invalid(ctx, 'events/_form.html', formContext(event, sent, asked, ctx));
}

/** @param {StoredRecord | null} event */
function found(event) {
  if (!event) throw new AppError('not_found');
  return event;
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
