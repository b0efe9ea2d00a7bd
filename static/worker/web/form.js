// @ts-check
// What a form sends, read the same for every resource, and the one way from a form to apply. No routes.

import { wholeNumber } from '../domain/form.js';
import { applyChanges } from '../sync/apply.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {import('../sync/records.js').Change} Change
 */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

/**
 * Promise every text of the form, by name.
 * @param {Context} ctx
 */
export function fields({ form }) {
  /** @type {Record<string, string[]>} */
  const read = {};
  for (const [name, value] of form.entries()) {
    if (typeof value !== 'string') continue;
    read[name] = [...(read[name] ?? []), value];
  }
  return read;
}

/**
 * Promise when the form was sent, and the id of its first change; the doors stand in for a missing script.
 * @param {Context} ctx
 */
export function sent(ctx) {
  const at = String(ctx.form.get('at') ?? '');
  return { change_id: sentId(ctx, 'change_id'), at: INSTANT.test(at) ? at : ctx.now };
}

/** @param {string} text */
export function isId(text) {
  return UUID.test(text);
}

/**
 * Promise the id the form was made with, or a fresh one.
 * @param {Context} ctx
 * @param {string} name
 */
export function sentId(ctx, name) {
  const value = String(ctx.form.getAll(name).at(-1) ?? '');
  return isId(value) ? value : ctx.newId();
}

/**
 * Promise the revision the form was printed with, 0 for none.
 * @param {Context} ctx
 */
export function sentRevision({ form }) {
  return wholeNumber(String(form.get('revision') ?? ''));
}

/**
 * Promise the one change of a form that edits one record.
 * @param {Context} ctx
 * @param {string} kind
 * @param {string} id
 * @param {Record<string, any>} values
 * @returns {Change}
 */
export function changeOf(ctx, kind, id, values) {
  return { ...sent(ctx), kind, id, base: sentRevision(ctx), set: values };
}

/**
 * Promise these changes kept, or none and their errors as field -> locale key.
 * @param {Context} ctx
 * @param {Change[]} changes
 * @param {import('../sync/apply.js').PhotoFile[]} [photos]
 * @returns {Promise<Record<string, string>>}
 */
export async function write(ctx, changes, photos = []) {
  const { errors } = await applyChanges(ctx.db, changes, { now: ctx.now, photos });
  return errors ?? {};
}
