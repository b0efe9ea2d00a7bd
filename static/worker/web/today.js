// @ts-check
// The first page: the one thing to do now.

import { page } from '../answer.js';
import { nextEvent } from '../domain/event.js';
import { localDate } from '../domain/moment.js';
import { nextAct, recent } from '../domain/stage.js';
import { countsText } from '../pages/introductions.js';
import { todayContext } from '../pages/next_step.js';
import { firstToThank, showContext } from '../pages/today.js';
import { findContacts } from '../store/contacts.js';
import { encountersOfEvent, findEncounters } from '../store/encounters.js';
import { eventsUpcomingAndPast } from '../store/events.js';
import { followUpsOpen } from '../store/follow_ups.js';
import { introductions } from '../store/introductions.js';
import { stepsBack, stepsComing } from '../store/next_steps.js';
import { doneOf } from './event_form.js';
import * as reviews from './reviews.js';
import * as untouched from './untouched.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

const SHOWN = 3;

/** @param {Context} ctx */
export async function show(ctx) {
  const reads = [ahead(ctx), untouched.ahead(ctx), reviews.due(ctx)];
  const [shown, ...parts] = await Promise.all([found(ctx), ...reads]);
  const introductions_text = countsText(await introductions(ctx.db), ctx);
  const context = {
    ...showContext(shown, ctx),
    ...Object.assign({}, ...parts),
    introductions_text,
  };
  return page(ctx, 'today/show.html', context);
}

/** Next steps: who owes an answer, and what was agreed on. @param {Context} ctx */
async function ahead(ctx) {
  const { db, now, time_zone } = ctx;
  const [back, coming] = [stepsBack(db, localDate(now, time_zone)), stepsComing(db, now)];
  const steps = [...(await back), ...(await coming)];
  const ids = steps.map(({ contact_id }) => contact_id);
  return todayContext(steps, await findContacts(db, ids), ctx);
}

/** @param {Context} ctx */
async function found({ account, db, now }) {
  const [events, open] = await Promise.all([eventsUpcomingAndPast(db), followUpsOpen(db)]);
  const shown = firstToThank(open, now).slice(0, SHOWN);
  const waiting = await unfinished(db, events, now);
  const focus = nextEvent(events, now) ?? waiting[0]?.[0] ?? null;
  const ids = (/** @type {string} */ field) => shown.map((each) => each[field]);
  const [contacts, encounters, met, done] = await Promise.all([
    findContacts(db, ids('contact_id')),
    findEncounters(db, ids('encounter_id')),
    focus ? encountersOfEvent(db, focus.id) : [],
    focus ? doneOf(db, focus.id) : { goals: 0, has_introduction: false, met: 0, waiting: 0 },
  ]);
  // Thanks have a place of their own above.
  const others = waiting.filter(([event, act]) => event !== focus && act !== 'thank');
  return {
    ...{ display_name: account.display_name, events, open, contacts, encounters },
    ...{ focus, done, met, unfinished: others },
  };
}

/**
 * Events that are over, each with the act that waits there.
 * @param {import('../store/database.js').Database} db
 * @param {StoredRecord[]} events
 * @param {string} now
 * @returns {Promise<[StoredRecord, string][]>}
 */
async function unfinished(db, events, now) {
  const over = recent(events, now);
  const done = await Promise.all(over.map(({ id }) => doneOf(db, id)));
  /** @type {[StoredRecord, string][]} */
  const acts = over.map((each, n) => [each, nextAct(each, done[n], now)]);
  return acts.filter(([, act]) => act !== '');
}
