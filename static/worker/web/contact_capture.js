// @ts-check
// Meeting somebody: one form, one apply: contact, encounter, follow_up, photos, and the line of the list that is ticked
// off. Its routes are those of contacts.

import { fragment, go, invalid, page } from '../answer.js';
import { withoutHonorific } from '../domain/attendee.js';
import {
  laterChanges,
  listedValues,
  meetingChanges,
  PHOTOS,
  shotChanges,
  tickChanges,
} from '../domain/capture.js';
import { contactErrors, formValues } from '../domain/contact.js';
import * as encounters from '../domain/encounter.js';
import { changed, last } from '../domain/form.js';
import { splitName } from '../domain/name.js';
import { capturedContext, eventChoices, newContext } from '../pages/contact_forms.js';
import { findAnyContact } from '../store/contacts.js';
import { complete } from '../store/defaults.js';
import { encountersOfContact, findEncounter } from '../store/encounters.js';
import { eventsUpcomingAndPast } from '../store/events.js';
import { photosOfContact } from '../store/photos.js';
import { photoFile } from '../sync/photos.js';
import { fields, isId, sent, sentId, write } from './form.js';
import * as venue from './venue.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {import('../sync/apply.js').PhotoFile} PhotoFile
 * @typedef {Record<string, any>} StoredRecord
 */

const IDS = ['id', 'encounter_id', 'follow_up_id', 'photo_id'];

/** @param {Context} ctx */
export async function new_(ctx) {
  const [events, event_id] = await nearEvents(ctx, ctx.url.searchParams.get('event') ?? '');
  const saved = ctx.url.searchParams.get('saved') ?? '';
  const saved_id = isId(saved) ? saved : '';
  const asked = { by: how(ctx.url.searchParams.get('by')), event_id, ...freshIds(ctx), saved_id };
  return page(ctx, 'contacts/new.html', newContext(asked, events, {}, {}, ctx));
}

/** @param {Context} ctx */
export async function create(ctx) {
  const asked = askedOf(ctx);
  const line = await lineOf(ctx, asked);
  if (line && !['', asked.id].includes(line.contact_id)) {
    return go(`/contacts/${line.contact_id}/note`);
  }
  const values = typedOf(ctx, line);
  const files = await photoFiles(ctx);
  let errors = contactErrors({ emails: [], ...values });
  if (Object.keys(errors).length === 0) {
    const hashes = files.map(({ sha256 }) => sha256);
    errors = await write(ctx, await changesOf(ctx, asked, values, hashes), files);
  }
  const isWrong = Object.keys(errors).length > 0;
  if (isWrong && asked.after === 'venue') {
    return venue.kept(ctx, asked.event_id, { ...quickOf(ctx), ids: asked, errors }, 422);
  }
  if (isWrong) {
    const [events] = await nearEvents(ctx, asked.event_id);
    const context = newContext(asked, events, values, errors, ctx);
    return invalid(ctx, 'contacts/_capture_form.html', context);
  }
  return next(ctx, asked);
}

/** After a photo the camera stays; after typing the note opens, or the next card. @param {Context} ctx @param {StoredRecord} asked */
async function next(ctx, asked) {
  const { after } = asked;
  if (after === 'venue') {
    return venue.kept(ctx, asked.event_id, { saved_id: asked.id, room: quickOf(ctx).room });
  }
  if (after === 'contact') return go(`/contacts/${asked.id}`);
  const photos = asked.by === 'photo' ? await photosOfContact(ctx.db, asked.id) : [];
  const context = capturedContext(asked, freshIds(ctx), photos, ctx);
  if (asked.by === 'photo') return fragment(ctx, 'contacts/_captured.html', context);
  return go(after === 'next' ? context.next_url : context.note_url);
}

/**
 * A capture that comes twice adds only what is new in it; a capture of nothing is a card without a name.
 * @param {Context} ctx
 * @param {StoredRecord} asked
 * @param {StoredRecord} values
 * @param {string[]} hashes
 */
async function changesOf(ctx, asked, values, hashes) {
  const { change_id, at } = sent(ctx);
  const ids = /** @type {Record<string, string>} */ ({ ...asked, change_id });
  const { note, ...typed } = changed(values, last(fields(ctx), 'rendered'));
  const details = Object.entries(encounters.formValues(fields(ctx))).filter(([field]) =>
    encounters.DETAILS.includes(field),
  );
  const talk = {
    ...(note === undefined ? {} : { note }),
    ...changed(Object.fromEntries(details), last(fields(ctx), 'rendered')),
  };
  const [contact, encounter, known, lines] = await Promise.all([
    findAnyContact(ctx.db, asked.id),
    findEncounter(ctx.db, asked.encounter_id),
    photosOfContact(ctx.db, asked.id),
    linesOf(ctx, asked),
  ]);
  const made = contact
    ? laterChanges(ids, { contact, encounter }, typed, talk, at)
    : meetingChanges(ids, { ...typed, source: asked.by }, talk, at);
  const card = { ...(contact ?? complete('contact', {})), ...typed, id: asked.id };
  const ticks = tickChanges(ids, card, lines, at);
  return [...made, ...shotChanges(ids, hashes, known, at), ...ticks];
}

/**
 * Promise the tick of a card whose name came later, on the list of the event where it was taken.
 * @param {Context} ctx
 * @param {StoredRecord} contact
 * @param {StoredRecord} edits
 */
export async function editTicks(ctx, contact, edits) {
  const { change_id, at } = sent(ctx);
  const names = ['family_name', 'given_name', 'organization'];
  if (!names.some((field) => Object.hasOwn(edits, field))) return [];
  const talks = await encountersOfContact(ctx.db, contact.id);
  const eventId = talks.find(({ event_id }) => event_id)?.event_id ?? '';
  const lines = await venue.listed(ctx, eventId);
  return tickChanges({ change_id }, { ...contact, ...edits }, lines, at);
}

/** The attendee list a card is looked for in; the one line somebody tapped on, if they did. @param {Context} ctx @param {StoredRecord} asked */
async function linesOf(ctx, asked) {
  const lines = await venue.listed(ctx, asked.event_id);
  const tapped = lines.filter(({ id }) => id === asked.attendee_id);
  return tapped.length > 0 ? tapped : lines;
}

/** @param {Context} ctx @param {StoredRecord} asked */
async function lineOf(ctx, asked) {
  const found = asked.attendee_id ? await linesOf(ctx, asked) : [];
  return found.find(({ id }) => id === asked.attendee_id);
}

/**
 * What the form holds; a name in one field is split, a tap on the list brings what the list knows.
 * @param {Context} ctx
 * @param {StoredRecord | undefined} line
 * @returns {StoredRecord}
 */
function typedOf(ctx, line) {
  const typed = fields(ctx);
  const name = typed.name ? splitName(withoutHonorific(last(typed, 'name'))) : {};
  return { ...(line ? listedValues(line) : {}), ...formValues(typed), ...name };
}

/** What was typed into the line at the venue, as it was typed. @param {Context} ctx */
function quickOf(ctx) {
  const [name, organization, room] = ['name', 'organization', 'room'].map((field) =>
    last(fields(ctx), field),
  );
  return { name, organization, room };
}

/** @param {Context} ctx @returns {Promise<PhotoFile[]>} */
async function photoFiles({ form }) {
  const small = form.getAll('photo_small');
  const whole = form.getAll('photo').slice(0, PHOTOS);
  const pairs = whole.map((file, place) => ({ file, copy: small[place] }));
  const sentFiles = pairs.filter(({ file }) => file instanceof Blob && file.size > 0);
  return Promise.all(
    sentFiles.map(({ file, copy }) =>
      photoFile(/** @type {Blob} */ (file), copy instanceof Blob ? copy : null),
    ),
  );
}

/** @param {Context} ctx @returns {StoredRecord} */
function askedOf(ctx) {
  const event_id = last(fields(ctx), 'event_id');
  return {
    by: how(last(fields(ctx), 'by')),
    event_id: isId(event_id) ? event_id : '',
    ...Object.fromEntries(IDS.map((name) => [name, sentId(ctx, name)])),
    saved_id: '',
    ...Object.fromEntries(
      ['replaces', 'after', 'attendee_id'].map((name) => [name, last(fields(ctx), name)]),
    ),
  };
}

/** @param {Context} ctx @returns {Record<string, string>} */
function freshIds(ctx) {
  return Object.fromEntries(IDS.map((name) => [name, ctx.newId()]));
}

/** @param {string | null} asked */
function how(asked) {
  return asked === 'photo' || asked === 'qr' ? asked : 'typing';
}

/** @param {Context} ctx @param {string} given */
async function nearEvents(ctx, given) {
  return eventChoices(await eventsUpcomingAndPast(ctx.db), given, ctx);
}
