// @ts-check
// The conversation note of one meeting: shown, saved while it is typed. Its routes are those of contacts.

import { fragment, move, page } from '../answer.js';
import { KEYWORDS, keywordEdits } from '../domain/contact.js';
import { formValues } from '../domain/encounter.js';
import { changed, last, nextRevision, wholeNumber } from '../domain/form.js';
import { roommates } from '../domain/room.js';
import { AppError } from '../errors.js';
import {
  keywordsContext,
  matesContext,
  noteContext,
  questionContext,
  stateContext,
} from '../pages/contact_note.js';
import { contactsAround, findAnyContact, findContact, findContacts } from '../store/contacts.js';
import { complete } from '../store/defaults.js';
import {
  encountersOfContact,
  encountersOfEvent,
  findEncounter,
  latestEncounters,
} from '../store/encounters.js';
import { findEvent } from '../store/events.js';
import { followUpOfEncounter } from '../store/follow_ups.js';
import { changeOf, fields, sent, sentId, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {import('../store/database.js').Database} Database
 * @typedef {Record<string, any>} StoredRecord
 */

/**
 * Promise the people around one of them, for the list beside a page (ARCHITECTURE 9.23).
 * @param {Database} db
 * @param {string} contactId
 */
export async function listPane(db, contactId) {
  const contacts = await contactsAround(db, contactId);
  const ids = contacts.map(({ id }) => id);
  return { contacts, latest: await latestEncounters(db, ids) };
}

/** @param {Context} ctx */
export async function note(ctx) {
  const { db, params } = ctx;
  const contact = await findContact(db, params.id);
  const talk = await askedTalk(ctx);
  if (talk.contact_id !== params.id) return whereItWent(ctx, talk);
  if (!contact) throw new AppError('not_found');
  const question = wholeNumber(ctx.url.searchParams.get('question') ?? '');
  if (ctx.htmx) {
    const context = questionContext(params.id, talk, question, ctx);
    return fragment(ctx, 'contacts/_question.html', context);
  }
  const [event, room, follow_up, pane] = await Promise.all([
    findEvent(db, talk.event_id),
    aroundRoom(ctx, talk),
    followUpOfEncounter(db, talk.id),
    listPane(db, params.id),
  ]);
  const around = { event, ...room, follow_up, ...pane };
  return page(ctx, 'contacts/note.html', noteContext(contact, talk, around, question, ctx));
}

/** @param {Context} ctx */
export async function updateNote(ctx) {
  const { id: contactId } = ctx.params;
  if (!(await findAnyContact(ctx.db, contactId))) throw new AppError('not_found');
  const talkId = sentId(ctx, 'id');
  // Two cards may have become one while somebody typed: the words belong to the talk wherever it is.
  const before = await findEncounter(ctx.db, talkId);
  const [values, rendered] = [formValues(fields(ctx)), last(fields(ctx), 'rendered')];
  const edits = changed(values, rendered);
  const born = before ? {} : { contact_id: contactId, met_at: sent(ctx).at };
  const isChanged = Object.keys(edits).length > 0;
  const change = changeOf(ctx, 'encounter', talkId, { ...born, ...edits });
  const errors = isChanged ? await write(ctx, [change]) : {};
  const talk = (await findEncounter(ctx.db, talkId)) ?? blank(ctx, contactId, talkId);
  const revision = nextRevision(sentRevision(ctx), rendered, before, talk.revision);
  const isWrong = Object.keys(errors).length > 0;
  // What the form shows, which need not be what is stored: another device may have written too.
  const shown = isWrong ? talk : { ...talk, ...values, revision };
  const { met, mates } = await aroundRoom(ctx, shown);
  const context = { ...stateContext(shown, errors, ctx), ...matesContext(shown, met, mates, ctx) };
  return fragment(ctx, 'contacts/_note_saved.html', context, isWrong ? 422 : 200);
}

/** One word more or less among the chips; a form that comes twice adds it once. @param {Context} ctx */
export async function updateKeywords(ctx) {
  const { id } = ctx.params;
  const contact = await findAnyContact(ctx.db, id);
  if (!contact) throw new AppError('not_found');
  const edits = keywordEdits(contact, fields(ctx));
  const change = { ...changeOf(ctx, 'contact', id, edits), base: contact.revision };
  const errors = Object.keys(edits).length > 0 ? await write(ctx, [change]) : {};
  const isWrong = Object.keys(errors).length > 0;
  const words = KEYWORDS.map((field) => [field, last(fields(ctx), `add_${field}`)]);
  const typed = isWrong ? Object.fromEntries(words) : {};
  const shown = (await findAnyContact(ctx.db, id)) ?? contact;
  const context = keywordsContext(shown, typed, errors, ctx);
  return fragment(ctx, 'contacts/_keywords.html', context, isWrong ? 422 : 200);
}

/** The meeting that was asked for, else the last one, else one that is not made yet. @param {Context} ctx */
async function askedTalk(ctx) {
  const { db, params, url } = ctx;
  const asked = url.searchParams.get('encounter') ?? '';
  const talk = asked
    ? await findEncounter(db, asked)
    : (await encountersOfContact(db, params.id))[0];
  return talk ?? blank(ctx, params.id, asked || ctx.newId());
}

/** A meeting with somebody else has no place on this person's page: two cards were one person's. @param {Context} ctx @param {StoredRecord} talk */
async function whereItWent({ db }, { id, contact_id }) {
  if (!(await findContact(db, contact_id))) throw new AppError('not_found');
  return move(`/contacts/${contact_id}/note?encounter=${id}`);
}

/** Whom one met at the same event, and who they are as far as they shared the room. @param {Context} ctx @param {StoredRecord} talk */
async function aroundRoom({ db }, talk) {
  const met = talk.event_id ? await encountersOfEvent(db, talk.event_id) : [];
  const ids = roommates(talk, met).map(({ contact_id }) => contact_id);
  return { met, mates: await findContacts(db, ids) };
}

/** @param {Context} ctx @param {string} contactId @param {string} id @returns {StoredRecord} */
function blank(ctx, contactId, id) {
  return complete('encounter', { id, contact_id: contactId, met_at: ctx.now, revision: 0 });
}
