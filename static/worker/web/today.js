// @ts-check
// The first page: the one thing to do now.

import { page } from '../answer.js';
import { nextEvent } from '../domain/event.js';
import { nextAct, recent } from '../domain/stage.js';
import { firstToThank, showContext } from '../pages/today.js';
import { findContacts } from '../store/contacts.js';
import { encountersOfEvent, findEncounters } from '../store/encounters.js';
import { eventsUpcomingAndPast } from '../store/events.js';
import { followUpsOpen } from '../store/follow_ups.js';
import { doneOf } from './event_form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

const SHOWN = 3;

/** @param {Context} ctx */
export async function show(ctx) {
  return page(ctx, 'today/show.html', showContext(await found(ctx), ctx));
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
