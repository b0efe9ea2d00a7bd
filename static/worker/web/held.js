// @ts-check
// Everything held about one person: shown, taken along as a file, erased.

import { attachment, go, page } from '../answer.js';
import { erasingChanges, heldDocument } from '../domain/held.js';
import { AppError } from '../errors.js';
import { heldContext } from '../pages/held.js';
import { findAnyContact, findContacts } from '../store/contacts.js';
import { findEvents } from '../store/events.js';
import { heldAbout } from '../store/held.js';
import { sent, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

const PEOPLE = ['first_contact_id', 'second_contact_id', 'introducer_id'];

/** @param {Context} ctx */
export async function show(ctx) {
  const { contact, held } = await found(ctx);
  const context = heldContext(contact, held, await aroundOf(ctx, held), ctx);
  return page(ctx, 'contacts/held.html', context);
}

/** @param {Context} ctx */
export async function download(ctx) {
  const { contact, held } = await found(ctx);
  return attachment(`enishi-${contact.id}.json`, heldDocument(contact, held));
}

/** @param {Context} ctx */
export async function erase(ctx) {
  const { contact, held } = await found(ctx);
  const { change_id, at } = sent(ctx);
  await write(ctx, erasingChanges(contact, held, change_id, at));
  return go(`/contacts/${contact.id}/held`);
}

/**
 * Somebody in the trash is found too, and whoever was erased: records kept by law may still name them.
 * @param {Context} ctx
 */
async function found({ db, params }) {
  const contact = await findAnyContact(db, params.id);
  if (!contact) throw new AppError('not_found');
  return { contact, held: await heldAbout(db, params.id) };
}

/** @param {Context} ctx @param {Record<string, StoredRecord[]>} held */
async function aroundOf({ db }, held) {
  const spokenOf = Object.values(held).flat();
  const people = held.introduction.flatMap((each) => PEOPLE.map((field) => each[field]));
  const [events, contacts] = await Promise.all([
    findEvents(
      db,
      spokenOf.map(({ event_id }) => event_id),
    ),
    findContacts(db, people),
  ]);
  return { events, contacts };
}
