// @ts-check
// Meeting somebody: one form, one apply: contact, encounter, follow_up, photos. Its routes are those of contacts.

import { fragment, go, invalid, page } from '../answer.js';
import { laterChanges, meetingChanges, PHOTOS, photoChanges } from '../domain/capture.js';
import { contactErrors, formValues } from '../domain/contact.js';
import { changed, last } from '../domain/form.js';
import { capturedContext, eventChoices, newContext } from '../pages/contact_forms.js';
import { findAnyContact } from '../store/contacts.js';
import { findEncounter } from '../store/encounters.js';
import { eventsUpcomingAndPast } from '../store/events.js';
import { photosOfContact } from '../store/photos.js';
import { photoFile } from '../sync/photos.js';
import { fields, isId, sent, sentId, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {import('../sync/apply.js').PhotoFile} PhotoFile
 * @typedef {Record<string, any>} StoredRecord
 */

const IDS = ['id', 'encounter_id', 'follow_up_id', 'photo_id'];

/** @param {Context} ctx */
export async function new_(ctx) {
  const [events, event_id] = await nearEvents(ctx, ctx.url.searchParams.get('event') ?? '');
  const asked = { by: how(ctx.url.searchParams.get('by')), event_id, ...freshIds(ctx) };
  return page(ctx, 'contacts/new.html', newContext(asked, events, {}, {}, ctx));
}

/** @param {Context} ctx */
export async function create(ctx) {
  const [asked, values] = [askedOf(ctx), formValues(fields(ctx))];
  const files = await photoFiles(ctx);
  let errors = contactErrors({ emails: [], ...values });
  if (Object.keys(errors).length === 0) {
    const hashes = files.map(({ sha256 }) => sha256);
    errors = await write(ctx, await changesOf(ctx, asked, values, hashes), files);
  }
  if (Object.keys(errors).length > 0) {
    const [events] = await nearEvents(ctx, asked.event_id);
    const context = newContext(asked, events, values, errors, ctx);
    return invalid(ctx, 'contacts/_capture_form.html', context);
  }
  return next(ctx, asked);
}

/** After a photo the camera stays; after typing the note opens, or the next card. @param {Context} ctx @param {StoredRecord} asked */
async function next(ctx, asked) {
  const after = last(fields(ctx), 'after');
  if (after === 'contact') return go(`/contacts/${asked.id}`);
  const context = capturedContext(asked, freshIds(ctx));
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
  const ids = { ...asked, change_id };
  const { note, ...typed } = changed(values, last(fields(ctx), 'rendered'));
  const talk = note === undefined ? {} : { note };
  const [contact, encounter, photos] = await Promise.all([
    findAnyContact(ctx.db, asked.id),
    findEncounter(ctx.db, asked.encounter_id),
    photosOfContact(ctx.db, asked.id),
  ]);
  const made = contact
    ? laterChanges(ids, { contact, encounter }, typed, talk, at)
    : meetingChanges(ids, { ...typed, source: asked.by }, talk, at);
  return [...made, ...photoChanges(ids, hashes, photos.length, at)];
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
  };
}

/** @param {Context} ctx @returns {Record<string, string>} */
function freshIds(ctx) {
  return Object.fromEntries(IDS.map((name) => [name, ctx.newId()]));
}

/** @param {string | null} asked */
function how(asked) {
  return asked === 'photo' ? 'photo' : 'typing';
}

/** @param {Context} ctx @param {string} given */
async function nearEvents(ctx, given) {
  return eventChoices(await eventsUpcomingAndPast(ctx.db), given, ctx);
}
