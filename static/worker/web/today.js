// @ts-check
// The first page: the one thing to do now.

import { page } from '../answer.js';
import { nextEvent } from '../domain/event.js';
import { firstToThank, showContext } from '../pages/today.js';
import { findContacts } from '../store/contacts.js';
import { encountersOfEvent, findEncounters } from '../store/encounters.js';
import { eventsUpcomingAndPast } from '../store/events.js';
import { followUpsOpen } from '../store/follow_ups.js';

/** @typedef {import('../answer.js').Context} Context */

const SHOWN = 3;

/** @param {Context} ctx */
export async function show(ctx) {
  return page(ctx, 'today/show.html', showContext(await found(ctx), ctx));
}

/** @param {Context} ctx */
async function found({ account, db, now }) {
  const [events, open] = await Promise.all([eventsUpcomingAndPast(db), followUpsOpen(db)]);
  const shown = firstToThank(open, now).slice(0, SHOWN);
  const coming = nextEvent(events, now);
  const ids = (/** @type {string} */ field) => shown.map((each) => each[field]);
  const [contacts, encounters, met] = await Promise.all([
    findContacts(db, ids('contact_id')),
    findEncounters(db, ids('encounter_id')),
    coming ? encountersOfEvent(db, coming.id) : [],
  ]);
  return { display_name: account.display_name, events, open, contacts, encounters, met };
}
