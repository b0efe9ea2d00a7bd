// @ts-check
// Looking back: one evening, all evenings, and closing an event once nobody waits for thanks.

import { fragment, go, invalid, page } from '../answer.js';
import { isPast } from '../domain/event.js';
import { changed, last } from '../domain/form.js';
import { canClose, evening, FIELDS, formErrors, formValues, isDue } from '../domain/review.js';
import { recent } from '../domain/stage.js';
import { AppError } from '../errors.js';
import { answersContext, closingContext, dueContext, showContext } from '../pages/event_review.js';
import { askedOf, indexContext } from '../pages/reviews.js';
import { findContacts } from '../store/contacts.js';
import { encountersOfEvent, encountersOfEvents } from '../store/encounters.js';
import { eventsUpcomingAndPast, findEvent } from '../store/events.js';
import { followUpsOpen } from '../store/follow_ups.js';
import { findOrganizers } from '../store/organizers.js';
import {
  followUpsOfEncounters,
  introductionsOfEvents,
  outcomesOfEvents,
} from '../store/outcomes.js';
import { goalsOfEvents } from '../store/preparations.js';
import { flag } from './event_form.js';
import { changeOf, fields, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {import('../domain/review.js').Held} Held
 * @typedef {Record<string, any>} StoredRecord
 */

/** As many evenings as one looks back on. */
const LOOKED_BACK = 60;

/** @param {Context} ctx */
export async function index(ctx) {
  const { db, now } = ctx;
  const events = await eventsUpcomingAndPast(db);
  const past = events.filter((each) => isPast(each, now) && each.decision !== 'passed');
  const over = past.slice(0, LOOKED_BACK);
  const held = await heldOf(db, over);
  // An evening one never went to has nothing to look back on.
  const gone = over.filter((e) => held[e.id].encounters.length > 0 || e.decision === 'going');
  const evenings = gone.map((each) => evening(each, held[each.id], now));
  const holders = gone.map((each) => each.organizer_id);
  const around = {
    events: Object.fromEntries(gone.map((each) => [each.id, each])),
    organizers: await findOrganizers(db, holders),
  };
  const asked = askedOf(Object.fromEntries(ctx.url.searchParams));
  return page(ctx, 'reviews/index.html', indexContext(evenings, around, asked, ctx));
}

/** @param {Context} ctx */
export async function show(ctx) {
  const event = await found(ctx);
  const events = await eventsUpcomingAndPast(ctx.db);
  const around = { events, outcome_id: ctx.newId() };
  const held = (await heldOf(ctx.db, [event]))[event.id];
  return page(ctx, 'reviews/show.html', showContext(event, held, around, {}, ctx));
}

/** @param {Context} ctx */
export async function update(ctx) {
  const event = await found(ctx);
  const [sent, rendered] = [fields(ctx), last(fields(ctx), 'rendered')];
  const errors = formErrors(sent);
  const touched = Object.entries(changed(formValues(sent), rendered));
  const edits = Object.fromEntries(touched.filter(([field, value]) => value !== event[field]));
  if (isEmpty(errors) && !isEmpty(edits)) {
    const changes = [changeOf(ctx, 'event', event.id, edits), ...flag(ctx, event, edits)];
    Object.assign(errors, await write(ctx, changes));
  }
  if (isEmpty(errors)) return go(`/events/${event.id}/review`);
  const typed = FIELDS.filter((field) => Object.hasOwn(sent, field));
  const values = Object.fromEntries(typed.map((field) => [field, last(sent, field)]));
  const again = { values, errors, revision: sentRevision(ctx), rendered };
  return invalid(ctx, 'reviews/_answers_form.html', answersContext(event, again, ctx));
}

/** @param {Context} ctx */
export async function close(ctx) {
  const event = await found(ctx);
  const { waiting } = evening(event, (await heldOf(ctx.db, [event]))[event.id], ctx.now);
  const isClosing = last(fields(ctx), 'closed') !== 'false';
  const refused = isClosing ? canClose(event, waiting, ctx.now) : '';
  if (refused) {
    const context = closingContext(event, waiting, refused, ctx);
    return fragment(ctx, 'reviews/_closing.html', context, 422);
  }
  const change = changeOf(ctx, 'event', event.id, {});
  await write(ctx, [{ ...change, set: { closed_at: isClosing ? change.at : '' } }]);
  return go(`/events/${event.id}/review`);
}

/** Promise what Today says of an evening that waits to be looked back on, three days later. @param {Context} ctx */
export async function due(ctx) {
  const { db, now } = ctx;
  const over = recent(await eventsUpcomingAndPast(db), now);
  const met = await Promise.all(over.map((each) => encountersOfEvent(db, each.id)));
  const waiting = over.find((each, n) => isDue(each, met[n].length, now));
  return dueContext(waiting ?? null, ctx);
}

/**
 * Promise what is known of each of these events, by its id (domain/review).
 * @param {import('../store/database.js').Database} db
 * @param {StoredRecord[]} events
 * @returns {Promise<Record<string, Held>>}
 */
export async function heldOf(db, events) {
  const ids = events.map((each) => each.id);
  const met = await encountersOfEvents(db, ids);
  const eventsOf = new Map(met.map((each) => [each.id, each.event_id]));
  const people = met.map((each) => each.contact_id);
  const [contacts, open, written] = await Promise.all([
    findContacts(db, people),
    followUpsOpen(db),
    followUpsOfEncounters(db, eventsOf.keys()),
  ]);
  const stillOpen = new Set(open.map((each) => each.id));
  // Nobody waits for thanks who was taken out.
  const thanks = written.filter((e) => e.sent_at || e.skipped_reason || stillOpen.has(e.id));
  const [goals, introductions, outcomes] = await Promise.all([
    goalsOfEvents(db, ids),
    introductionsOfEvents(db, ids),
    outcomesOfEvents(db, ids),
  ]);
  return Object.fromEntries(
    ids.map((id) => {
      const own = (/** @type {StoredRecord[]} */ rows) => rows.filter((e) => e.event_id === id);
      const encounters = own(met);
      const there = new Set(encounters.map((each) => each.contact_id));
      const held = {
        encounters,
        goals: own(goals),
        introductions: own(introductions),
        outcomes: own(outcomes),
        follow_ups: thanks.filter((each) => eventsOf.get(each.encounter_id) === id),
        contacts: Object.fromEntries(Object.entries(contacts).filter(([key]) => there.has(key))),
      };
      return [id, held];
    }),
  );
}

/** @param {Context} ctx */
async function found(ctx) {
  const event = await findEvent(ctx.db, ctx.params.id);
  if (!event) throw new AppError('not_found');
  return event;
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
