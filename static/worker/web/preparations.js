// @ts-check
// Preparing for one event: the page, the introduction, tries at speaking it, thanks written beforehand.

import { fragment, invalid, page } from '../answer.js';
import { changed, last, nextRevision, wholeNumber } from '../domain/form.js';
import { formValues, PARTS } from '../domain/introduction.js';
import { canonicalJson, normalise } from '../domain/text.js';
import { AppError } from '../errors.js';
import { rowsContext } from '../pages/attendees.js';
import {
  introductionState,
  rehearsalsContext,
  showContext,
  THANKS,
  thanksState,
} from '../pages/preparations.js';
import { findContacts } from '../store/contacts.js';
import { encountersOfEvent } from '../store/encounters.js';
import { eventsUpcomingAndPast, findAnyEvent, findEvent } from '../store/events.js';
import { findOrganizer } from '../store/organizers.js';
import { preference } from '../store/preferences.js';
import * as store from '../store/preparations.js';
import { changeOf, fields, sent, sentId, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

const IDS = ['goal', 'rehearsal', 'attendee', 'list'];

/** @param {Context} ctx */
export async function show(ctx) {
  const event = found(await findEvent(ctx.db, ctx.params.id));
  const { searchParams } = ctx.url;
  const asked = {
    query: searchParams.get('q') ?? '',
    page: wholeNumber(searchParams.get('page') ?? ''),
  };
  if (ctx.htmx) {
    const listed = await store.attendeesOfEvent(ctx.db, event.id);
    const context = rowsContext(event, listed, asked, ctx);
    return fragment(ctx, 'preparations/_attendee_rows.html', context);
  }
  const named = IDS.map((name) => [name, ctx.newId()]);
  const ids = { ...Object.fromEntries(named), proposals: [ctx.newId(), ctx.newId()] };
  const context = showContext(event, await around(ctx, event), ids, asked, ctx);
  return page(ctx, 'preparations/show.html', context);
}

/**
 * An event has one introduction: it bears the id of the event, so that two devices write the same one.
 * @param {Context} ctx
 */
export async function updateIntroduction(ctx) {
  const { id } = ctx.params;
  found(await findAnyEvent(ctx.db, id));
  const before = await store.scriptOfEvent(ctx.db, id);
  const [values, rendered] = [formValues(fields(ctx)), last(fields(ctx), 'rendered')];
  const edits = changed(values, rendered);
  const born = before ? {} : { event_id: id };
  const change = changeOf(ctx, 'introduction_script', id, { ...born, ...edits });
  const errors = isEmpty(edits) ? {} : await write(ctx, [change]);
  const kept = (await store.scriptOfEvent(ctx.db, id)) ?? { revision: 0 };
  const revision = nextRevision(sentRevision(ctx), rendered, before, kept.revision);
  const empty = Object.fromEntries(PARTS.map((part) => [part, '']));
  const shown = { ...empty, ...values, revision };
  const template = 'preparations/_introduction_state.html';
  if (!isEmpty(errors)) {
    const again = { ...shown, revision: sentRevision(ctx) };
    return invalid(ctx, template, introductionState(again, rendered, errors, ctx));
  }
  return fragment(ctx, template, introductionState(shown, canonicalJson(values), {}, ctx));
}

/** @param {Context} ctx */
export async function createRehearsal(ctx) {
  const event = found(await findAnyEvent(ctx.db, ctx.params.id));
  const seconds = wholeNumber(last(fields(ctx), 'seconds'));
  const values = {
    event_id: event.id,
    rehearsed_at: sent(ctx).at,
    seconds: Math.min(seconds, 3600),
  };
  if (seconds > 0) await write(ctx, [changeOf(ctx, 'rehearsal', sentId(ctx, 'id'), values)]);
  const tries = await store.rehearsalsOfEvent(ctx.db, event.id);
  const context = rehearsalsContext(event, tries, ctx.newId(), ctx);
  return fragment(ctx, 'preparations/_rehearsals.html', context);
}

/** @param {Context} ctx */
export async function updateThanks(ctx) {
  const { id } = ctx.params;
  const before = found(await findAnyEvent(ctx.db, id));
  const rendered = last(fields(ctx), 'rendered');
  const held = THANKS.filter((field) => fields(ctx)[field]);
  const values = Object.fromEntries(held.map((f) => [f, normalise(last(fields(ctx), f))]));
  const edits = changed(values, rendered);
  const errors = isEmpty(edits) ? {} : await write(ctx, [changeOf(ctx, 'event', id, edits)]);
  const template = 'preparations/_thanks_state.html';
  if (!isEmpty(errors))
    return invalid(ctx, template, thanksState(sentRevision(ctx), rendered, errors, ctx));
  const after = found(await findAnyEvent(ctx.db, id));
  const revision = nextRevision(sentRevision(ctx), rendered, before, after.revision);
  return fragment(ctx, template, thanksState(revision, canonicalJson(values), {}, ctx));
}

/** Everything that is prepared for one event, and what the page shows beside it. @param {Context} ctx @param {StoredRecord} event */
async function around({ db, account }, event) {
  const met = await encountersOfEvent(db, event.id);
  const ids = met.map((each) => each.contact_id);
  return {
    goals: await store.goalsOfEvent(db, event.id),
    encounters: met,
    contacts: await findContacts(db, ids),
    script: await store.scriptOfEvent(db, event.id),
    latest: await store.latestScript(db),
    rehearsals: await store.rehearsalsOfEvent(db, event.id),
    attendees: await store.attendeesOfEvent(db, event.id),
    organizer: await findOrganizer(db, event.organizer_id),
    events: await eventsUpcomingAndPast(db),
    preference: await preference(db, account.id),
  };
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
