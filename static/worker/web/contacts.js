// @ts-check
// People: the list, one person, changing and deleting. Capture and note have modules of their own.

import { fragment, go, invalid, page } from '../answer.js';
import { contactErrors, formValues } from '../domain/contact.js';
import { changed, last, wholeNumber } from '../domain/form.js';
import { PEOPLE } from '../domain/introducing.js';
import { ROWS } from '../domain/search.js';
import { AppError } from '../errors.js';
import { editContext } from '../pages/contact_forms.js';
import { deletedContext, indexContext, showContext } from '../pages/contacts.js';
import { historyContext } from '../pages/history.js';
import { personContext } from '../pages/next_step.js';
import {
  contactPage,
  countWithoutReading,
  findAnyContact,
  findContact,
  findContacts,
} from '../store/contacts.js';
import { encountersOfContact, latestEncounters } from '../store/encounters.js';
import { findEvents } from '../store/events.js';
import { followUpOfEncounter } from '../store/follow_ups.js';
import { introductionsOfContact } from '../store/introductions.js';
import { messagesOfContact } from '../store/messages.js';
import { stepsOfContact } from '../store/next_steps.js';
import { photosOfContact } from '../store/photos.js';
import { editTicks } from './contact_capture.js';
import { listPane } from './contact_note.js';
import { changeOf, fields, sentRevision, write } from './form.js';
import { personContext as outcomesOf } from './outcomes.js';

export { create, new_ } from './contact_capture.js';
export { duplicate, updateDuplicate } from './contact_duplicate.js';
export { note, updateKeywords, updateNote } from './contact_note.js';

/** @typedef {import('../answer.js').Context} Context */

const LAST_PAGE = 1_000_000;

/** @param {Context} ctx */
export async function index(ctx) {
  const found = await foundPeople(ctx);
  const ids = found.contacts.map(({ id }) => id);
  const context = indexContext(found, await latestEncounters(ctx.db, ids), ctx);
  if (!ctx.htmx) return page(ctx, 'contacts/index.html', context);
  return fragment(ctx, found.page > 1 ? 'contacts/_page.html' : 'contacts/_rows.html', context);
}

/** @param {Context} ctx */
export async function show(ctx) {
  const { db, params } = ctx;
  const contact = await findContact(db, params.id);
  if (!contact) throw new AppError('not_found');
  const past = await pastOf(db, params.id);
  const { talks, events } = past;
  const [photos, follow_up, pane] = await Promise.all([
    photosOfContact(db, params.id),
    talks[0] ? followUpOfEncounter(db, talks[0].id) : null,
    listPane(db, params.id),
  ]);
  const around = { talks, events, photos, follow_up, ...pane };
  const steps = personContext(past.follow_ups, ctx);
  const came = await outcomesOf(ctx, params.id);
  const history = historyContext(params.id, past, ctx);
  const context = { ...showContext(contact, around, ctx), ...steps, ...history, ...came };
  return page(ctx, 'contacts/show.html', context);
}

/** @param {Context} ctx */
export async function edit(ctx) {
  const contact = await findContact(ctx.db, ctx.params.id);
  if (!contact) throw new AppError('not_found');
  const around = await listPane(ctx.db, ctx.params.id);
  return page(ctx, 'contacts/edit.html', editContext(contact, {}, around, {}, ctx));
}

/** @param {Context} ctx */
export async function update(ctx) {
  const { id } = ctx.params;
  const contact = await findAnyContact(ctx.db, id);
  if (!contact) throw new AppError('not_found');
  const [values, rendered] = [formValues(fields(ctx)), last(fields(ctx), 'rendered')];
  const edits = changed(values, rendered);
  let errors = contactErrors({ emails: [], ...values });
  if (isEmpty(errors) && !isEmpty(edits)) {
    const ticks = await editTicks(ctx, contact, edits);
    errors = await write(ctx, [changeOf(ctx, 'contact', id, edits), ...ticks]);
  }
  if (isEmpty(errors)) return go(`/contacts/${id}`);
  const sent = { values, rendered, revision: sentRevision(ctx) };
  const context = editContext(contact, sent, await listPane(ctx.db, id), errors, ctx);
  return invalid(ctx, 'contacts/_edit_form.html', context);
}

/** @param {Context} ctx */
export async function destroy(ctx) {
  const { id } = ctx.params;
  const isDeletion = last(fields(ctx), 'deleted') !== 'false';
  if (!(await findAnyContact(ctx.db, id))) throw new AppError('not_found');
  await write(ctx, [{ ...changeOf(ctx, 'contact', id, {}), deleted: isDeletion }]);
  const contact = await findAnyContact(ctx.db, id);
  if (!contact || !isDeletion) return go(`/contacts/${id}`);
  return fragment(ctx, 'contacts/_deleted.html', deletedContext(contact, ctx));
}

/** What happened with one person, and the names in it. @param {Context['db']} db @param {string} id */
async function pastOf(db, id) {
  const [talks, messages, follow_ups, introductions] = await Promise.all([
    encountersOfContact(db, id),
    messagesOfContact(db, id),
    stepsOfContact(db, id),
    introductionsOfContact(db, id),
  ]);
  const named = introductions.flatMap((each) => PEOPLE.map((field) => each[field]));
  const [events, contacts] = await Promise.all([
    findEvents(
      db,
      talks.map(({ event_id }) => event_id),
    ),
    findContacts(db, named),
  ]);
  return { talks, messages, follow_ups, introductions, events, contacts };
}

/** @param {Context} ctx */
async function foundPeople({ db, url }) {
  const row = url.searchParams.get('row') ?? '';
  const asked = {
    query: url.searchParams.get('q') ?? '',
    row: ROWS.includes(row) ? row : '',
    page: Math.min(Math.max(1, wholeNumber(url.searchParams.get('page') ?? '')), LAST_PAGE),
  };
  const [{ records, total }, without_reading] = await Promise.all([
    contactPage(db, asked.query, asked.row, asked.page),
    countWithoutReading(db),
  ]);
  return { ...asked, contacts: records, total, without_reading };
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
