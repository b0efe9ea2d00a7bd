// @ts-check
// The venue of an event: shown, and shown anew when a card was kept on it. Its routes are listed beside those of events.

import { fragment, page } from '../answer.js';
import { searchLines } from '../domain/attendee.js';
import { isQuiet } from '../domain/preference.js';
import { AppError } from '../errors.js';
import { acquaintancesContext, venueContext } from '../pages/venue.js';
import { findContacts } from '../store/contacts.js';
import { contactsWithLines } from '../store/duplicates.js';
import { encountersOfEvent, latestEncounters } from '../store/encounters.js';
import { findEvent, findEvents } from '../store/events.js';
import { findOrganizer } from '../store/organizers.js';
import { preference } from '../store/preferences.js';
import { attendeesOfEvent, goalsOfEvent, scriptOfEvent } from '../store/preparations.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {{saved_id?: string, name?: string, organization?: string, room?: string, ids?: Record<string, any>,
 *   errors?: Record<string, string>}} Kept what differs from NOTHING
 */

/** The line of quick capture: what was just kept, and what was typed but could not be. */
const NOTHING = { saved_id: '', name: '', organization: '', room: '', ids: {}, errors: {} };

/** @param {Context} ctx */
export async function show(ctx) {
  return page(ctx, 'venue/show.html', await contextOf(ctx, ctx.params.id, {}));
}

/**
 * A piece of the page that looks through everybody: it comes after the page, which nobody waits for.
 * @param {Context} ctx
 */
export async function acquaintances(ctx) {
  const { db, params } = ctx;
  if (!(await findEvent(db, params.id))) throw new AppError('not_found');
  const attendees = await listed(ctx, params.id);
  const contacts = await contactsWithLines(db, searchLines(attendees));
  const ids = contacts.map(({ id }) => id);
  const [talks, met] = await Promise.all([
    latestEncounters(db, ids),
    encountersOfEvent(db, params.id),
  ]);
  const eventIds = Object.values(talks).map(({ event_id }) => event_id);
  const around = {
    talks,
    events: await findEvents(db, eventIds),
    met: met.map(({ contact_id }) => contact_id),
  };
  const context = acquaintancesContext(attendees, contacts, around, ctx);
  return fragment(ctx, 'venue/_acquaintances.html', context);
}

/**
 * Promise the line of quick capture after a card was kept, ready for the next one, and what that changed.
 * @param {Context} ctx
 * @param {string} eventId
 * @param {Kept} quick
 * @param {number} [status]
 */
export async function kept(ctx, eventId, quick, status = 200) {
  return fragment(ctx, 'venue/_kept.html', await contextOf(ctx, eventId, quick), status);
}

/**
 * Promise the attendee list as a card is looked for in it: whoever was ticked off by a card that is
 * gone may be met again.
 * @param {Context} ctx
 * @param {string} eventId
 */
export async function listed({ db }, eventId) {
  const attendees = eventId ? await attendeesOfEvent(db, eventId) : [];
  const known = await findContacts(
    db,
    attendees.map(({ contact_id }) => contact_id),
  );
  return attendees.map((each) =>
    Object.hasOwn(known, each.contact_id) ? each : { ...each, contact_id: '' },
  );
}

/** @param {Context} ctx @param {string} eventId @param {Kept} typed */
async function contextOf(ctx, eventId, typed) {
  const { db } = ctx;
  const event = await findEvent(db, eventId);
  if (!event) throw new AppError('not_found');
  const [met, attendees, goals, organizer, script, prefers] = await Promise.all([
    encountersOfEvent(db, eventId),
    attendeesOfEvent(db, eventId),
    goalsOfEvent(db, eventId),
    findOrganizer(db, event.organizer_id),
    scriptOfEvent(db, eventId),
    preference(db, ctx.account.id),
  ]);
  const contacts = await findContacts(
    db,
    [...met, ...attendees].map(({ contact_id }) => contact_id),
  );
  const is_quiet = isQuiet(prefers);
  const quick = { ...NOTHING, ...typed };
  const around = { contacts, goals, attendees, organizer, script, is_quiet, quick };
  return venueContext(event, met, { ...around, first_id: ctx.newId() }, ctx);
}
