// @ts-check
// Who holds events: as written in a form, and found again by name. What they did before is private to the user.

import { firmKey } from './attendee.js';
import { webHref } from './contact.js';
import { isYes, last } from './form.js';
import { normalise } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

export const TEXTS = ['name', 'url', 'aims', 'solicitation_note'];

/**
 * Promise the fields of an organizer that a form holds, in stored form; others stay out.
 * @param {import('./form.js').Fields} fields
 */
export function formValues(fields) {
  /** @type {Record<string, any>} */
  const values = {};
  const held = TEXTS.filter((field) => Object.hasOwn(fields, field));
  for (const field of held) values[field] = normalise(last(fields, field));
  if (Object.hasOwn(fields, 'has_solicited')) values.has_solicited = isYes(fields, 'has_solicited');
  return values;
}

/**
 * Promise those of these fields that cannot be kept, each with its locale key.
 * @param {Record<string, any>} values
 */
export function formErrors(values) {
  /** @type {Record<string, string>} */
  const errors = {};
  if (values.name === '') errors.name = 'organizers.errors.name';
  if (values.url && !webHref(values.url)) errors.url = 'events.errors.url';
  return errors;
}

/**
 * Promise the id of the first organizer of that name, its legal form and width aside; "" for none (R17).
 * @param {StoredRecord[]} organizers
 * @param {string} name
 * @returns {string}
 */
export function sameOrganizer(organizers, name) {
  const key = firmKey(name);
  return organizers.find((each) => key !== '' && firmKey(each.name) === key)?.id ?? '';
}
