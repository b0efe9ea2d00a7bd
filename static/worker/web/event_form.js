// @ts-check
// What an event's forms need from the store, and the way of their parts into it. Routes are listed in events.

import { fragment } from '../answer.js';
import { newChange } from '../domain/capture.js';
import { nthChangeId } from '../domain/change_id.js';
import { webHref } from '../domain/contact.js';
import { isPast } from '../domain/event.js';
import { figures } from '../domain/event_cost.js';
import {
  formErrors,
  formValues,
  frozen,
  PARTS,
  partText,
  printed,
  recordValues,
} from '../domain/event_form.js';
import { changed, last, nextRevision } from '../domain/form.js';
import { isGoal } from '../domain/goal.js';
import { sameOrganizer } from '../domain/organizer.js';
import { normalise } from '../domain/text.js';
import { liveContext, stateContext } from '../pages/event_form.js';
import { encountersOfEvent, encountersOfEvents } from '../store/encounters.js';
import { eventsUpcomingAndPast, findAnyEvent } from '../store/events.js';
import { followUpsOpen } from '../store/follow_ups.js';
import { findOrganizer, organizers } from '../store/organizers.js';
import { preference } from '../store/preferences.js';
import { goalsOfEvent, scriptOfEvent } from '../store/preparations.js';
import { changeOf, fields, sent, sentId, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {import('../sync/records.js').Change} Change
 * @typedef {Record<string, any>} StoredRecord
 */

/** As many past evenings as one's own figures look back on. */
export const LOOKED_BACK = 60;
const INTRODUCTION = ['who_i_am', 'what_i_offer', 'whom_to_meet'];
/** Parts that are saved by a button, which then opens the page anew. */
const BY_BUTTON = ['basics'];

/** Promise what the latest past events took and brought (event_cost). @param {Context} ctx @param {StoredRecord[]} events */
export async function pastFigures({ db, now }, events) {
  const over = events.filter((each) => isPast(each, now)).slice(0, LOOKED_BACK);
  const talks = await encountersOfEvents(
    db,
    over.map((each) => each.id),
  );
  return figures(over, talks, now);
}

/**
 * Promise what is done for an event, for its stages (domain/stage).
 * @param {import('../store/database.js').Database} db
 * @param {string} eventId
 */
export async function doneOf(db, eventId) {
  const [goals, script] = await Promise.all([
    goalsOfEvent(db, eventId),
    scriptOfEvent(db, eventId),
  ]);
  const [met, open] = await Promise.all([encountersOfEvent(db, eventId), followUpsOpen(db)]);
  const ids = new Set(met.map((each) => each.id));
  return {
    goals: goals.filter(isGoal).length,
    has_introduction: script !== null && INTRODUCTION.every((part) => script[part] !== ''),
    met: met.length,
    waiting: open.filter((each) => ids.has(each.encounter_id)).length,
  };
}

/** Promise everything the page of one event is drawn from beside the event. @param {Context} ctx @param {StoredRecord} event */
export async function around(ctx, event) {
  const { db } = ctx;
  const events = await eventsUpcomingAndPast(db);
  const heldBy = event.organizer_id;
  return {
    events,
    organizers: await organizers(db),
    organizer: heldBy ? await findOrganizer(db, heldBy) : null,
    organizer_id: ctx.newId(),
    history: events.filter((each) => heldBy !== '' && each.organizer_id === heldBy),
    figures: await pastFigures(ctx, events),
    preference: await preference(db, ctx.account.id),
    done: await doneOf(db, event.id),
  };
}

/**
 * Promise the form kept, or the errors of its fields. A form may hold a part of the fields.
 * @param {Context} ctx
 * @param {string} id
 * @param {StoredRecord} before
 * @param {StoredRecord} born
 * @returns {Promise<Record<string, string>>}
 */
export async function save(ctx, id, before, born) {
  const values = formValues(fields(ctx));
  for (const field of frozen(before, ctx.now)) delete values[field];
  const whole = { ...printed(before), ...values };
  const touched = Object.keys(changed(values, last(fields(ctx), 'rendered')));
  const edits = { ...born, ...recordValues(whole, touched, before) };
  const { named, found, wrong } = await organizerOf(ctx, before);
  const errors = { ...formErrors(whole, Object.keys(values)), ...wrong };
  if (!isEmpty(errors)) return errors;
  const set = { ...edits, ...named };
  const event = isEmpty(set) ? [] : [changeOf(ctx, 'event', id, set)];
  const changes = [...event, ...found, ...flag(ctx, before, edits)];
  return changes.length > 0 ? write(ctx, changes) : {};
}

/**
 * Promise the answer to a part that was sent: its new state, and what the page says because of it.
 * @param {Context} ctx
 * @param {string} id
 * @param {StoredRecord} before
 * @param {Record<string, string>} errors
 */
export async function saved(ctx, id, before, errors) {
  const asked = last(fields(ctx), 'part');
  const part = Object.hasOwn(PARTS, asked) ? asked : 'purpose';
  const event = (await findAnyEvent(ctx.db, id)) ?? before;
  const known = { ...printed(before), revision: before.revision };
  const rendered = last(fields(ctx), 'rendered');
  const revision = nextRevision(sentRevision(ctx), rendered, known, event.revision);
  const shown = { ...printed(event), ...formValues(fields(ctx)) };
  const isWrong = !isEmpty(errors);
  const state = {
    ...stateContext(event, part, errors, ctx),
    revision: isWrong ? sentRevision(ctx) : revision,
    rendered: isWrong ? rendered : partText(shown, part),
  };
  const context = { state, ...liveContext(event, await around(ctx, event), ctx) };
  return fragment(ctx, 'events/_saved.html', context, isWrong ? 422 : 200);
}

/** Answer whether a part was sent that is kept without leaving the page. @param {Context} ctx */
export function isByItself(ctx) {
  const held = fields(ctx);
  const part = last(held, 'part');
  const leaves = Object.hasOwn(held, 'decision') || Object.hasOwn(held, 'organizer_name');
  return Object.hasOwn(PARTS, part) && !BY_BUTTON.includes(part) && !leaves;
}

/**
 * What a named organizer changes: the event, the organizer made or told its address, or the errors.
 * @param {Context} ctx
 * @param {StoredRecord} before
 * @returns {Promise<{named: StoredRecord, found: Change[], wrong: Record<string, string>}>}
 */
async function organizerOf(ctx, before) {
  const held = fields(ctx);
  if (!Object.hasOwn(held, 'organizer_name')) return { named: {}, found: [], wrong: {} };
  const name = normalise(last(held, 'organizer_name'));
  const url = normalise(last(held, 'organizer_url'));
  if (url && !webHref(url))
    return { named: {}, found: [], wrong: { organizer_url: 'events.errors.url' } };
  const fresh = sentId(ctx, 'organizer_id');
  const known = sameOrganizer(await organizers(ctx.db), name);
  const id = name ? known || fresh : '';
  const knownUrl = known ? (await findOrganizer(ctx.db, known))?.url : '';
  const set = {
    ...(name && !known ? { name } : {}),
    ...(name && url && url !== knownUrl ? { url } : {}),
  };
  const { change_id, at } = sent(ctx);
  const made = newChange(nthChangeId(change_id, 1), 'organizer', id, at, set);
  return {
    named: id === before.organizer_id ? {} : { organizer_id: id },
    found: isEmpty(set) ? [] : [made],
    wrong: {},
  };
}

/**
 * Promise the change that warns at the next event of an organizer who sold something (R53).
 * @param {Context} ctx
 * @param {StoredRecord} before
 * @param {StoredRecord} edits
 * @returns {Change[]}
 */
export function flag(ctx, before, edits) {
  if (edits.was_solicited !== 'yes' || !before.organizer_id) return [];
  const { change_id, at } = sent(ctx);
  const set = { has_solicited: true };
  return [newChange(nthChangeId(change_id, 2), 'organizer', before.organizer_id, at, set)];
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
