// @ts-check
// Introducing two people: what a form says about it, and how far it has come. Public pages are not here.

import { isYes, last, wholeNumber } from './form.js';
import { normalise } from './text.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {import('./form.js').Fields} Fields
 */

export const SIDES = ['first', 'second'];
/** Everybody an introduction names. */
export const PEOPLE = ['first_contact_id', 'second_contact_id', 'introducer_id'];
/** A name always goes along; never a note, a mark or a photo. */
export const FIELDS = ['organization', 'title', 'email', 'tel'];
export const WAYS = ['email', 'tel'];
export const CONSENTS = ['in_person', 'oral', 'message'];
export const LIFETIMES = [7, 14, 31];
export const USUAL_LIFETIME = 14;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const HASH = /^[0-9a-f]{64}$/u;
const IDS = ['first_contact_id', 'second_contact_id', 'event_id', 'introducer_id'];

/**
 * Promise how far an introduction has come: draft, waiting, tied, declined, expired, ended; received
 * for one that somebody else made; dismissed for a pair the owner did not want to see again.
 * @param {StoredRecord} introduction
 * @param {string} now
 */
export function state(introduction, now) {
  const { direction, ended_at, expires_at, dismissed_at } = introduction;
  const answers = SIDES.map((side) => introduction[`${side}_answer`]);
  if (direction === 'received') return 'received';
  if (ended_at) return 'ended';
  if (answers.includes('declined')) return 'declined';
  if (answers.every((answer) => answer === 'shared')) return 'tied';
  if (expires_at && expires_at <= now) return 'expired';
  if (SIDES.some((side) => introduction[`${side}_link_hash`])) return 'waiting';
  return dismissed_at ? 'dismissed' : 'draft';
}

/**
 * Promise how many introductions were given, how many of them tied or wait, and how many received (R35).
 * @param {StoredRecord[]} introductions
 * @param {string} now
 */
export function givenReceived(introductions, now) {
  const states = introductions.map((each) => state(each, now));
  const count = (/** @type {string[]} */ ...wanted) =>
    states.filter((each) => wanted.includes(each)).length;
  return {
    given: states.length - count('draft', 'dismissed', 'received'),
    tied: count('tied'),
    waiting: count('waiting'),
    received: count('received'),
  };
}

/**
 * Promise the pairs that need no suggestion: introduced, begun, or put aside.
 * @param {StoredRecord[]} introductions
 * @returns {string[][]}
 */
export function knownPairs(introductions) {
  const pairs = introductions.map((each) => [each.first_contact_id, each.second_contact_id]);
  return pairs.filter((pair) => pair.every(Boolean));
}

/**
 * Promise what is proposed to be shown of a person: company, title and one way to reach them.
 * @param {StoredRecord} contact
 */
export function usualFields({ emails, tels }) {
  const way = emails.length > 0 ? 'email' : tels.length > 0 ? 'tel' : '';
  return ['organization', 'title', way].filter(Boolean);
}

/**
 * Promise the fields of an introduction that a form holds, in stored form; others stay out.
 * @param {Fields} fields
 */
export function formValues(fields) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const field of IDS) {
    const chosen = last(fields, field);
    if (fields[field]) values[field] = ID.test(chosen) ? chosen : '';
  }
  for (const field of ['sentence', 'result']) {
    if (fields[field]) values[field] = normalise(last(fields, field));
  }
  if (fields.lifetime_days) {
    const days = wholeNumber(last(fields, 'lifetime_days'));
    values.lifetime_days = LIFETIMES.includes(days) ? days : USUAL_LIFETIME;
  }
  for (const side of SIDES) Object.assign(values, sideValues(side, fields));
  return values;
}

/** What one of the two shows, and what they said: without the tick nothing was said. @param {string} side @param {Fields} fields */
function sideValues(side, fields) {
  /** @type {Record<string, any>} */
  const values = {};
  if (fields[`${side}_fields`])
    values[`${side}_fields`] = chosenOf(fields, `${side}_fields`, FIELDS);
  if (fields[`${side}_agreed`]) {
    const hasAgreed = isYes(fields, `${side}_agreed`);
    const how = last(fields, `${side}_consent`);
    const said = last(fields, `${side}_consent_note`);
    const ways = chosenOf(fields, `${side}_consent_fields`, WAYS);
    const consent = CONSENTS.includes(how) ? how : 'in_person';
    values[`${side}_consent`] = hasAgreed ? consent : '';
    values[`${side}_consent_note`] = hasAgreed ? normalise(said) : '';
    values[`${side}_consent_fields`] = hasAgreed ? ways : [];
  }
  return values;
}

/** @param {Fields} fields @param {string} name @param {string[]} choices */
function chosenOf(fields, name, choices) {
  return choices.filter((choice) => (fields[name] ?? []).includes(choice));
}

/**
 * Promise these edits with the moment of each consent that was given or taken back, and of a result.
 * @param {Record<string, any>} edits
 * @param {string} at
 */
export function dated(edits, at) {
  /** @type {Record<string, any>} */
  const all = { ...edits };
  for (const side of SIDES) {
    const consent = edits[`${side}_consent`];
    if (consent !== undefined) all[`${side}_consent_at`] = consent ? at : '';
  }
  if (edits.result !== undefined) all.result_at = edits.result ? at : '';
  return all;
}

/**
 * Promise the hashes of new links that a form brings; what is no hash is no link.
 * @param {Fields} fields
 * @returns {Record<string, string>}
 */
export function linkValues(fields) {
  const names = SIDES.map((side) => `${side}_link_hash`);
  const hashes = names.map((name) => [name, last(fields, name)]);
  return Object.fromEntries(hashes.filter(([, sent]) => HASH.test(sent)));
}

/**
 * Promise the fields that an introduction lacks, each with its locale key.
 * @param {StoredRecord} introduction
 * @returns {Record<string, string>}
 */
export function formErrors({ direction, first_contact_id, second_contact_id }) {
  if (direction === 'received') {
    return first_contact_id ? {} : { first_contact_id: 'introductions.errors.met' };
  }
  /** @type {Record<string, string>} */
  const errors = {};
  if (!first_contact_id) errors.first_contact_id = 'introductions.errors.person';
  if (!second_contact_id) errors.second_contact_id = 'introductions.errors.person';
  const isSame = first_contact_id && first_contact_id === second_contact_id;
  return isSame ? { second_contact_id: 'introductions.errors.same' } : errors;
}
