// @ts-check
// Events: the list, choosing one, comparing several. The venue, preparing and reviewing have modules of their own.

import { fragment, go, invalid, page } from '../answer.js';
import { formValues } from '../domain/event_form.js';
import { guess } from '../domain/event_text.js';
import { last } from '../domain/form.js';
import { knownZone, localDate } from '../domain/moment.js';
import { normalise } from '../domain/text.js';
import { AppError } from '../errors.js';
import { candidates, comparisonContext } from '../pages/event_comparison.js';
import { ASKED, newContext, showContext } from '../pages/event_form.js';
import { deletedContext, indexContext } from '../pages/events.js';
import { complete } from '../store/defaults.js';
import { eventsUpcomingAndPast, findAnyEvent, findEvent } from '../store/events.js';
import { findOrganizers, organizers } from '../store/organizers.js';
import { preference } from '../store/preferences.js';
import { around, isByItself, pastFigures, save, saved } from './event_form.js';
import { changeOf, fields, sentId, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{title: string, text: string, url: string}} Shared what another app shares (ARCHITECTURE 9.32)
 */

/** @param {Context} ctx */
export async function index(ctx) {
  const events = await eventsUpcomingAndPast(ctx.db);
  return page(ctx, 'events/index.html', indexContext(events, ctx));
}

/** @param {Context} ctx */
export async function new_(ctx) {
  const asked = ctx.url.searchParams;
  const [title, text, url] = ['title', 'text', 'url'].map((name) => asked.get(name) ?? '');
  const isRead = Boolean(title || text || url);
  return page(ctx, 'events/new.html', await newForm(ctx, { title, text, url }, isRead));
}

/** Text is read into the form; nothing is kept. @param {Context} ctx */
export async function read(ctx) {
  const shared = { title: '', text: last(fields(ctx), 'text'), url: '' };
  return fragment(ctx, 'events/_new_form.html', await newForm(ctx, shared, true));
}

/** @param {Context} ctx */
export async function create(ctx) {
  const id = sentId(ctx, 'id');
  const time_zone = knownZone(last(fields(ctx), 'time_zone') || ctx.time_zone);
  const errors = await save(ctx, id, nothing(time_zone), { time_zone });
  if (Object.keys(errors).length === 0) return go(`/events/${id}`);
  const context = await formContext(ctx, sentValues(ctx), errors, time_zone, false);
  return invalid(ctx, 'events/_new_form.html', context);
}

/** @param {Context} ctx */
export async function comparison(ctx) {
  const events = await eventsUpcomingAndPast(ctx.db);
  const chosen = candidates(events, ctx.url.searchParams.getAll('event'), ctx.now);
  const holders = chosen.map((each) => each.organizer_id);
  const known = {
    organizers: await findOrganizers(ctx.db, holders),
    figures: await pastFigures(ctx, events),
    preference: await preference(ctx.db, ctx.account.id),
  };
  const context = comparisonContext(chosen, events, known, ctx);
  return page(ctx, 'events/comparison.html', context);
}

/** @param {Context} ctx */
export async function show(ctx) {
  const event = found(await findEvent(ctx.db, ctx.params.id));
  return page(ctx, 'events/show.html', showContext(event, await around(ctx, event), ctx));
}

/** @param {Context} ctx */
export async function update(ctx) {
  const { id } = ctx.params;
  const event = found(await findAnyEvent(ctx.db, id));
  const errors = await save(ctx, id, event, {});
  if (Object.keys(errors).length > 0 || isByItself(ctx)) return saved(ctx, id, event, errors);
  return go(`/events/${id}`);
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

/** What was typed stays; text fills what is still empty. @param {Context} ctx @param {Shared} shared @param {boolean} isRead */
async function newForm(ctx, shared, isRead) {
  const typed = sentValues(ctx);
  const zone = knownZone(last(fields(ctx), 'time_zone') || ctx.time_zone);
  const told = guess(shared, localDate(ctx.now, zone));
  const names = Object.keys({ ...typed, ...told });
  const values = names.map((field) => [field, typed[field] || (told[field] ?? '')]);
  return formContext(ctx, Object.fromEntries(values), {}, zone, isRead);
}

/** @param {Context} ctx @param {StoredRecord} values @param {Record<string, string>} errors @param {string} zone @param {boolean} is_read */
async function formContext(ctx, values, errors, zone, is_read) {
  const organizer_name = normalise(last(fields(ctx), 'organizer_name'));
  const asked = {
    id: sentId(ctx, 'id'),
    organizer_id: sentId(ctx, 'organizer_id'),
    organizers: await organizers(ctx.db),
    events: await eventsUpcomingAndPast(ctx.db),
    is_read,
  };
  return newContext(nothing(zone), { values, errors, organizer_name }, asked, ctx);
}

/** @param {Context} ctx */
function sentValues(ctx) {
  const asked = Object.entries(fields(ctx)).filter(([name]) => ASKED.includes(name));
  return formValues(Object.fromEntries(asked));
}

/** @param {string} time_zone */
function nothing(time_zone) {
  return complete('event', { time_zone });
}

/** @param {StoredRecord | null} event */
function found(event) {
  if (!event) throw new AppError('not_found');
  return event;
}
