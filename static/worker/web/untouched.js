// @ts-check
// People one has not been in touch with for long: a page of them, and the two that Today shows.

import { page } from '../answer.js';
import { later } from '../domain/moment.js';
import { DAYS, untouched } from '../domain/untouched.js';
import { indexContext, todayContext } from '../pages/untouched.js';
import { findContacts } from '../store/contacts.js';
import { findEvents } from '../store/events.js';
import { encountersOfContacts, metBetween, touchesOfContacts } from '../store/touches.js';

/** @typedef {import('../answer.js').Context} Context */

/** Who was met longer ago is looked for, not brought up. As many meetings are looked through. */
const OLDEST_DAYS = 400;
const LOOKED_THROUGH = 400;
const BY_TODAY = 40;

/** @param {Context} ctx */
export async function index(ctx) {
  const [quiet, around] = await found(ctx, LOOKED_THROUGH);
  return page(ctx, 'contacts/untouched.html', indexContext(quiet, around, ctx));
}

/** Promise what Today shows of them. @param {Context} ctx */
export async function ahead(ctx) {
  const [quiet, around] = await found(ctx, BY_TODAY);
  return todayContext(quiet, around, ctx);
}

/**
 * @param {Context} ctx
 * @param {number} limit
 * @returns {Promise<[ReturnType<typeof untouched>, import('../pages/untouched.js').Around]>}
 */
async function found({ db, now }, limit) {
  const [first, last] = [OLDEST_DAYS, DAYS[0]].map((days) => later(now, -days * 1440));
  const met = await metBetween(db, first, last, limit);
  const contacts = await findContacts(
    db,
    met.map((each) => each.contact_id),
  );
  const ids = Object.keys(contacts);
  const [talks, touches] = await Promise.all([
    encountersOfContacts(db, ids),
    touchesOfContacts(db, ids),
  ]);
  const people = ids.map((id) => ({
    contact: contacts[id],
    encounters: talks.filter((talk) => talk.contact_id === id),
    touched: touches[id] ?? [],
  }));
  const quiet = untouched(people, now);
  const events = await findEvents(
    db,
    quiet.map((each) => each.event_id),
  );
  return [quiet, { contacts, events }];
}
