// @ts-check
// What came of meeting somebody: written down, taken back, on the page of a person or of an evening (R1).

import { fragment, go, invalid } from '../answer.js';
import { last } from '../domain/form.js';
import { localDate } from '../domain/moment.js';
import { formErrors, formValues } from '../domain/outcome.js';
import { AppError } from '../errors.js';
import { formContext, outcomeRows, sumText } from '../pages/outcomes.js';
import { findAnyContact, findContacts } from '../store/contacts.js';
import { encountersOfContact, encountersOfEvent } from '../store/encounters.js';
import { findAnyEvent, findEvents } from '../store/events.js';
import { findAnyOutcome, outcomesOfContact } from '../store/outcomes.js';
import { changeOf, fields, sentId, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{contact_id: string, event_id: string, from: string}} From
 */

const TYPED = ['contact_id', 'event_id', 'kind', 'value_yen', 'happened_on', 'note'];

/** @param {Context} ctx */
export async function create(ctx) {
  const [sent, values] = [fields(ctx), formValues(fields(ctx))];
  const id = sentId(ctx, 'id');
  const errors = formErrors(sent, localDate(ctx.now, ctx.time_zone));
  if (isEmpty(errors)) Object.assign(errors, await dangling(ctx, values));
  if (isEmpty(errors))
    Object.assign(errors, await write(ctx, [changeOf(ctx, 'outcome', id, values)]));
  if (isEmpty(errors)) return go(pageOf(ctx, values));
  const typed = Object.fromEntries(TYPED.map((field) => [field, last(sent, field)]));
  const asked = { ...(await choices(ctx, values)), id };
  const context = formContext(asked, { values: typed, errors }, ctx);
  return invalid(ctx, 'reviews/_outcome_form.html', context);
}

/** @param {Context} ctx */
export async function destroy(ctx) {
  const { id } = ctx.params;
  const outcome = await findAnyOutcome(ctx.db, id);
  if (!outcome) throw new AppError('not_found');
  const isDeletion = last(fields(ctx), 'deleted') !== 'false';
  await write(ctx, [{ ...changeOf(ctx, 'outcome', id, {}), deleted: isDeletion }]);
  if (!isDeletion) return go(pageOf(ctx, outcome));
  const after = (await findAnyOutcome(ctx.db, id)) ?? outcome;
  const context = { outcome_id: id, outcome_from: from(ctx), revision: after.revision };
  return fragment(ctx, 'reviews/_outcome_deleted.html', context);
}

/** Promise what a person's page shows of what came of meeting them. @param {Context} ctx @param {string} contactId */
export async function personContext(ctx, contactId) {
  const found = await outcomesOfContact(ctx.db, contactId);
  const contacts = await findContacts(ctx.db, [contactId]);
  const asked = await ofPerson(ctx, { contact_id: contactId, event_id: '', from: 'contact' });
  const known = Object.fromEntries(asked.events.map((each) => [each.id, each]));
  const ids = found.map((each) => each.event_id);
  const events = { ...(await findEvents(ctx.db, ids)), ...known };
  const rows = outcomeRows(found, { contacts, events }, ctx);
  return {
    outcomes: rows,
    has_outcomes: rows.length > 0,
    sum_text: rows.length > 0 ? sumText(found, ctx) : '',
    ...formContext({ ...asked, id: ctx.newId() }, {}, ctx),
  };
}

/** @param {Context} ctx */
function from(ctx) {
  return last(fields(ctx), 'from') === 'event' ? 'event' : 'contact';
}

/** @param {Context} ctx @param {StoredRecord} outcome */
function pageOf(ctx, { contact_id, event_id }) {
  const isEvent = from(ctx) === 'event' && event_id;
  return isEvent ? `/events/${event_id}/review` : `/contacts/${contact_id}`;
}

/**
 * An outcome of nobody, or of no evening, would be counted nowhere.
 * @param {Context} ctx
 * @param {StoredRecord} values
 * @returns {Promise<Record<string, string>>}
 */
async function dangling({ db }, { contact_id, event_id }) {
  if (!(await findAnyContact(db, contact_id))) return { contact_id: 'reviews.errors.contact' };
  if (event_id && !(await findAnyEvent(db, event_id)))
    return { contact_id: 'reviews.errors.event' };
  return {};
}

/** The people of an evening, or the evenings of a person. @param {Context} ctx @param {StoredRecord} values */
async function choices(ctx, { contact_id, event_id }) {
  const asked = { contact_id, event_id, from: from(ctx) };
  if (asked.from === 'contact') return ofPerson(ctx, asked);
  const met = await encountersOfEvent(ctx.db, event_id);
  const ids = met.map((each) => each.contact_id);
  const found = Object.values(await findContacts(ctx.db, ids));
  const people = found.sort((one, other) => (one.id < other.id ? -1 : 1));
  return { ...asked, people, events: [] };
}

/** @param {Context} ctx @param {From} asked */
async function ofPerson({ db }, asked) {
  const talks = await encountersOfContact(db, asked.contact_id);
  const ids = [...new Set(talks.map((each) => each.event_id).filter(Boolean))];
  const known = await findEvents(db, ids);
  const events = ids.map((id) => known[id]).filter(Boolean);
  return { ...asked, event_id: asked.event_id || (events[0]?.id ?? ''), people: [], events };
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
