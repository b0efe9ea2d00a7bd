// @ts-check
// Introductions: suggested pairs, made and changed, links, ended, answered for, and those received.

import { fragment, go, invalid, page } from '../answer.js';
import { changed, last } from '../domain/form.js';
import {
  dated,
  formErrors,
  formValues,
  knownPairs,
  linkValues,
  SIDES,
  usualFields,
} from '../domain/introducing.js';
import { later } from '../domain/moment.js';
import { personOf, suggestions } from '../domain/suggestion.js';
import { AppError } from '../errors.js';
import {
  EDITED,
  formContext,
  receivedContext,
  resultContext,
  showContext,
} from '../pages/introducing.js';
import { indexContext, SHOWN, suggestionsContext } from '../pages/introductions.js';
import { findContacts } from '../store/contacts.js';
import { complete } from '../store/defaults.js';
import { encountersOfEvent } from '../store/encounters.js';
import { findEvent } from '../store/events.js';
import {
  encountersSince,
  findAnyIntroduction,
  findIntroduction,
  introductions,
} from '../store/introductions.js';
import { changeOf, fields, sent, sentId, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

/** People met so long ago are nobody's first thought for an introduction. */
const RECENT_MINUTES = 90 * 24 * 60;
const PIECE = 3;
const MANY = 20;

/** @param {Context} ctx */
export async function index(ctx) {
  const eventId = ctx.url.searchParams.get('event') ?? '';
  const some = ctx.htmx && eventId ? PIECE : SHOWN;
  const most = ctx.url.searchParams.get('many') === 'yes' ? MANY : some;
  const found = await suggested(ctx, eventId, {}, most);
  if (ctx.htmx) {
    return fragment(ctx, 'introductions/_suggestions.html', suggestionsContext(found, ctx));
  }
  const ids = found.introductions.flatMap((each) => SIDES.map((s) => each[`${s}_contact_id`]));
  const contacts = { ...(await findContacts(ctx.db, ids)), ...found.contacts };
  return page(ctx, 'introductions/index.html', indexContext({ ...found, contacts }, ctx));
}

/** @param {Context} ctx */
export async function new_(ctx) {
  const introduction = await begun(ctx);
  const around = await aroundOf(ctx, introduction);
  if (introduction.direction === 'received') {
    const context = receivedContext(introduction, around, {}, ctx);
    const said = { page_title: ctx.t('introductions.received_title'), tab: 'contacts' };
    return page(ctx, 'introductions/received.html', { ...context, ...said });
  }
  const context = formContext(introduction, around, {}, ctx);
  if (ctx.htmx) return fragment(ctx, 'introductions/_form.html', context);
  const { event_id, first_contact_id, second_contact_id } = introduction;
  const found = await suggested(ctx, event_id, {}, SHOWN, first_contact_id);
  const said = { page_title: ctx.t('introductions.new_title'), tab: 'contacts' };
  const offered = second_contact_id ? {} : suggestionsContext(found, ctx);
  const nothing = { has_suggested: false, suggested: [] };
  return page(ctx, 'introductions/new.html', { ...nothing, ...offered, ...context, ...said });
}

/** @param {Context} ctx */
export async function create(ctx) {
  const id = sentId(ctx, 'id');
  const values = formValues(fields(ctx));
  values.direction = last(fields(ctx), 'direction') === 'received' ? 'received' : 'given';
  if (last(fields(ctx), 'links') !== 'none') Object.assign(values, linkValues(fields(ctx)));
  const introduction = { ...complete('introduction', { id }), ...values };
  let errors = formErrors(introduction);
  const edits = dated(Object.fromEntries(Object.entries(values).filter(isWritten)), sent(ctx).at);
  if (isEmpty(errors)) errors = await write(ctx, [changeOf(ctx, 'introduction', id, edits)]);
  if (isEmpty(errors)) return go(`/introductions/${id}`);
  const again = { values, errors, rendered: '{}', revision: 0 };
  const around = await aroundOf(ctx, introduction);
  if (values.direction === 'received') {
    const context = receivedContext(introduction, around, again, ctx);
    return invalid(ctx, 'introductions/_received_form.html', context);
  }
  const context = formContext(complete('introduction', { id }), around, again, ctx);
  return invalid(ctx, 'introductions/_form.html', context);
}

/** @param {Context} ctx */
export async function show(ctx) {
  const introduction = await findIntroduction(ctx.db, ctx.params.id);
  if (!introduction) throw new AppError('not_found');
  const context = showContext(introduction, await aroundOf(ctx, introduction), ctx);
  return page(ctx, 'introductions/show.html', context);
}

/** @param {Context} ctx */
export async function update(ctx) {
  const introduction = await anyOf(ctx);
  const [values, rendered] = [formValues(fields(ctx)), last(fields(ctx), 'rendered')];
  const edits = dated(changed(editable(values), rendered), sent(ctx).at);
  const errors = isEmpty(edits)
    ? {}
    : await write(ctx, [changeOf(ctx, 'introduction', introduction.id, edits)]);
  if (isEmpty(errors)) return go(`/introductions/${introduction.id}`);
  const again = { values, errors, rendered, revision: sentRevision(ctx) };
  if ('result' in values) {
    return invalid(ctx, 'introductions/_result.html', resultContext(introduction, again, ctx));
  }
  const context = formContext(introduction, await aroundOf(ctx, introduction), again, ctx);
  return invalid(ctx, 'introductions/_form.html', context);
}

/** @param {Context} ctx */
export async function updateLinks(ctx) {
  return writeTo(ctx, await anyOf(ctx), linkValues(fields(ctx)));
}

/** @param {Context} ctx */
export async function createEnding(ctx) {
  const introduction = await anyOf(ctx);
  const ending = { ended_at: sent(ctx).at, ended_by: 'introducer' };
  return writeTo(ctx, introduction, introduction.ended_at ? {} : ending);
}

/** @param {Context} ctx */
export async function createDismissal(ctx) {
  const id = sentId(ctx, 'id');
  const values = formValues(fields(ctx));
  const names = SIDES.map((side) => `${side}_contact_id`);
  if (!names.every((name) => values[name])) throw new AppError('not_found');
  const pair = Object.fromEntries(names.map((name) => [name, values[name]]));
  const edits = { ...pair, direction: 'given', dismissed_at: sent(ctx).at };
  const errors = await write(ctx, [changeOf(ctx, 'introduction', id, edits)]);
  if (!isEmpty(errors)) throw new AppError('invalid');
  const dismissed = (await findAnyIntroduction(ctx.db, id)) ?? {};
  const found = await suggested(ctx, last(fields(ctx), 'event'), dismissed, SHOWN);
  return fragment(ctx, 'introductions/_suggestions.html', suggestionsContext(found, ctx));
}

/** @param {Context} ctx */
export async function destroy(ctx) {
  const { id } = await anyOf(ctx);
  const deleted = last(fields(ctx), 'deleted') !== 'false';
  await write(ctx, [{ ...changeOf(ctx, 'introduction', id, {}), deleted }]);
  if (last(fields(ctx), 'after') !== 'suggestions') return go('/introductions');
  const found = await suggested(ctx, last(fields(ctx), 'event'), {}, SHOWN);
  return fragment(ctx, 'introductions/_suggestions.html', suggestionsContext(found, ctx));
}

/** @param {Context} ctx @param {StoredRecord} introduction @param {StoredRecord} edits */
async function writeTo(ctx, { id }, edits) {
  const errors = isEmpty(edits) ? {} : await write(ctx, [changeOf(ctx, 'introduction', id, edits)]);
  if (!isEmpty(errors)) throw new AppError('invalid');
  return go(`/introductions/${id}`);
}

/** A new introduction as the address asks for it, with what is proposed to be shown of each. @param {Context} ctx */
async function begun(ctx) {
  const asked = (/** @type {string} */ name, /** @type {string} */ short) => [
    ctx.url.searchParams.get(name) || (ctx.url.searchParams.get(short) ?? ''),
  ];
  const values = formValues({
    first_contact_id: asked('first_contact_id', 'first'),
    second_contact_id: asked('second_contact_id', 'second'),
    event_id: asked('event_id', 'event'),
    sentence: asked('sentence', 'sentence'),
  });
  const isReceived = ctx.url.searchParams.get('direction') === 'received';
  const direction = isReceived ? 'received' : 'given';
  const introduction = complete('introduction', { id: ctx.newId(), ...values, direction });
  const people = await findContacts(ctx.db, [values.first_contact_id, values.second_contact_id]);
  for (const side of SIDES) {
    const person = people[values[`${side}_contact_id`]];
    introduction[`${side}_fields`] = person ? usualFields(person) : ['organization', 'title'];
  }
  return introduction;
}

/** Everybody who may be chosen, the two people and what was said with them. @param {Context} ctx @param {StoredRecord} introduction */
async function aroundOf(ctx, introduction) {
  const met = await metAt(ctx, introduction.event_id);
  const { first_contact_id, second_contact_id, introducer_id } = introduction;
  const chosen = [first_contact_id, second_contact_id, introducer_id];
  const ids = [...new Set([...chosen, ...met.map(({ contact_id }) => contact_id)])];
  const contacts = await findContacts(ctx.db, ids);
  const event = introduction.event_id ? await findEvent(ctx.db, introduction.event_id) : null;
  const people = ids.filter((id) => Object.hasOwn(contacts, id)).map((id) => contacts[id]);
  return { people, contacts, talks: talksOf(met), event };
}

/**
 * What the rule finds among the people of an event, or among those met lately; only: pairs with this person.
 * @param {Context} ctx
 * @param {string} eventId
 * @param {StoredRecord} dismissed
 * @param {number} most
 * @param {string} [only]
 */
async function suggested(ctx, eventId, dismissed, most, only = '') {
  const [met, told] = await Promise.all([metAt(ctx, eventId), introductions(ctx.db)]);
  const contacts = await findContacts(
    ctx.db,
    met.map(({ contact_id }) => contact_id),
  );
  const talks = talksOf(met);
  const willing = Object.values(contacts).filter((each) => !each.do_not_contact);
  const people = willing.map((each) => personOf(each, talks[each.id]));
  const pairs = suggestions(people, knownPairs(told)).filter(
    ({ first_id, second_id }) => only === '' || only === first_id || only === second_id,
  );
  const ids = pairs.slice(0, most).map(() => ctx.newId());
  return { introductions: told, contacts, pairs, ids, event_id: eventId, dismissed, most };
}

/** @param {Context} ctx @param {string} eventId @returns {Promise<StoredRecord[]>} */
function metAt({ db, now }, eventId) {
  return eventId
    ? encountersOfEvent(db, eventId)
    : encountersSince(db, later(now, -RECENT_MINUTES));
}

/** @param {StoredRecord[]} met */
function talksOf(met) {
  /** @type {Record<string, StoredRecord[]>} */
  const talks = {};
  for (const each of met) talks[each.contact_id] = [...(talks[each.contact_id] ?? []), each];
  return talks;
}

/** Who the two are was settled when the introduction was made. @param {StoredRecord} values */
function editable(values) {
  const edited = [...EDITED, 'result'];
  return Object.fromEntries(Object.entries(values).filter(([field]) => edited.includes(field)));
}

/** @param {Context} ctx */
async function anyOf({ db, params }) {
  const introduction = await findAnyIntroduction(db, params.id);
  if (!introduction) throw new AppError('not_found');
  return introduction;
}

/** @param {[string, any]} entry */
function isWritten([, value]) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
