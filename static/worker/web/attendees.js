// @ts-check
// The attendee list of an event: taken in from a paste or a file, typed, marked, changed, deleted.

import { fragment, invalid } from '../answer.js';
import { news } from '../domain/attendee.js';
import { attendees, columnErrors, KINDS, readList } from '../domain/attendee_list.js';
import { newChange } from '../domain/capture.js';
import { nthChangeId } from '../domain/change_id.js';
import { changed, isYes, last } from '../domain/form.js';
import { normalise } from '../domain/text.js';
import { AppError } from '../errors.js';
import * as pages from '../pages/attendees.js';
import { findAnyEvent } from '../store/events.js';
import { attendeesOfEvent, findAnyAttendee } from '../store/preparations.js';
import { changeOf, fields, sent, sentId, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

const NOT_ASKED = { query: '', page: 1 };

/**
 * Twice the same way: first the table is shown, and only 取り込む keeps it.
 * @param {Context} ctx
 */
export async function createList(ctx) {
  const event = found(await findAnyEvent(ctx.db, ctx.params.id));
  const listed = await attendeesOfEvent(ctx.db, event.id);
  const text = last(fields(ctx), 'text');
  const read = { ...readList(text), text, list_id: sentId(ctx, 'id') };
  const chosen = fields(ctx).columns;
  if (chosen) {
    const kinds = chosen.map((kind) => (KINDS.includes(kind) ? kind : ''));
    read.columns = read.columns.map((_, place) => kinds[place] ?? '');
    if (read.rows.length > 0) read.error = columnErrors(read.rows, read.columns);
  }
  if (!read.error && isYes(fields(ctx), 'take')) return take(ctx, event, listed, read);
  const context = pages.listContext(event, listed, read, ctx);
  const status = read.error ? 422 : 200;
  return fragment(ctx, 'preparations/_list_preview.html', context, status);
}

/** @param {Context} ctx */
export async function create(ctx) {
  const event = found(await findAnyEvent(ctx.db, ctx.params.id));
  const id = sentId(ctx, 'id');
  const values = valuesOf(ctx);
  const errors = wrong(values);
  const change = changeOf(ctx, 'attendee', id, { event_id: event.id, ...values });
  if (isEmpty(errors)) Object.assign(errors, await write(ctx, [change]));
  if (!isEmpty(errors)) {
    const context = pages.addContext(event, id, { values, errors }, ctx);
    return invalid(ctx, 'preparations/_attendee_form.html', context);
  }
  const said = { said: 'preparations.attendee_added' };
  const context = pages.addContext(event, ctx.newId(), said, ctx);
  const listed = await attendeesOfEvent(ctx.db, event.id);
  const rows = pages.rowsContext(event, listed, NOT_ASKED, ctx);
  return fragment(ctx, 'preparations/_attendee_added.html', { ...context, ...rows });
}

/** @param {Context} ctx */
export async function update(ctx) {
  const attendee = found(await findAnyAttendee(ctx.db, ctx.params.id));
  const [values, rendered] = [valuesOf(ctx), last(fields(ctx), 'rendered')];
  const errors = wrong({ ...attendee, ...values });
  const differing = Object.entries(changed(values, rendered)).filter(
    ([field, value]) => value !== attendee[field],
  );
  const change = changeOf(ctx, 'attendee', attendee.id, Object.fromEntries(differing));
  if (isEmpty(errors) && differing.length > 0) Object.assign(errors, await write(ctx, [change]));
  const shown = Object.entries(values).filter(([field]) => pages.FIELDS.includes(field));
  const kept = 'is_target' in values ? {} : { said: 'preparations.saved' };
  const again = {
    ...{ values: Object.fromEntries(shown), errors },
    ...{ rendered, revision: sentRevision(ctx) },
  };
  const after = found(await findAnyAttendee(ctx.db, attendee.id));
  const row = pages.row(after, isEmpty(errors) ? kept : again, ctx);
  const isReason = Object.keys(values).join() === 'reason';
  const template = isReason ? '_reason_state.html' : '_attendee.html';
  const status = isEmpty(errors) ? 200 : 422;
  return fragment(ctx, `preparations/${template}`, { attendee: row }, status);
}

/** @param {Context} ctx */
export async function destroy(ctx) {
  const { id } = ctx.params;
  const isDeletion = last(fields(ctx), 'deleted') !== 'false';
  found(await findAnyAttendee(ctx.db, id));
  await write(ctx, [{ ...changeOf(ctx, 'attendee', id, {}), deleted: isDeletion }]);
  const attendee = found(await findAnyAttendee(ctx.db, id));
  if (!isDeletion) {
    const row = { attendee: pages.row(attendee, {}, ctx) };
    return fragment(ctx, 'preparations/_attendee.html', row);
  }
  const context = pages.deletedContext(attendee, ctx);
  return fragment(ctx, 'preparations/_attendee_deleted.html', context);
}

/**
 * All new lines in one apply; their ids follow from the form's, so that sending it twice adds nothing.
 * @param {Context} ctx
 * @param {StoredRecord} event
 * @param {StoredRecord[]} listed
 * @param {StoredRecord} read
 */
async function take(ctx, event, listed, read) {
  const lines = attendees(read.rows, read.columns);
  const fresh = news(listed, lines);
  const start = Math.max(0, ...listed.map((each) => each.place ?? 0));
  const { change_id, at } = sent(ctx);
  const changes = fresh.map((line, nth) => {
    const [own, id] = [nthChangeId(change_id, nth), nthChangeId(read.list_id, nth)];
    const values = { event_id: event.id, place: start + nth + 1, ...line };
    return newChange(own, 'attendee', id, at, values);
  });
  if (changes.length > 0) await write(ctx, changes);
  const context = pages.listContext(event, [], { list_id: ctx.newId() }, ctx);
  const list_said = pages.takenText(fresh.length, lines.length - fresh.length, ctx);
  const kept = await attendeesOfEvent(ctx.db, event.id);
  const rows = pages.rowsContext(event, kept, NOT_ASKED, ctx);
  return fragment(ctx, 'preparations/_list_taken.html', { ...context, list_said, ...rows });
}

/** The fields of a line that a form holds, in stored form; others stay out. @param {Context} ctx */
function valuesOf(ctx) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const field of pages.FIELDS)
    if (fields(ctx)[field]) values[field] = normalise(last(fields(ctx), field));
  if (fields(ctx).is_target) values.is_target = isYes(fields(ctx), 'is_target');
  return values;
}

/** @param {StoredRecord} attendee @returns {Record<string, string>} */
function wrong({ name, organization }) {
  return name || organization ? {} : { name: 'preparations.errors.nobody' };
}

/** @param {StoredRecord | null} record */
function found(record) {
  if (!record) throw new AppError('not_found');
  return record;
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
