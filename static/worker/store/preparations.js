// @ts-check
// Reads for what is prepared for an event: goals, introduction, rehearsals, attendee list. No writes.

import { all, find, findAny } from './database.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

/** @param {Database} db @param {string} id */
export function findGoal(db, id) {
  return find(db, 'goal', id);
}

/** Deleted ones too. @param {Database} db @param {string} id */
export function findAnyGoal(db, id) {
  return findAny(db, 'goal', id);
}

/**
 * Promise the goals and memos of an event in the order in which they were made.
 * @param {Database} db
 * @param {string} eventId
 */
export async function goalsOfEvent(db, eventId) {
  return (await all(db, 'goal', 'event_id', eventId)).sort(byText('id'));
}

/**
 * Promise the goals and memos of several events in the order in which they were made.
 * @param {Database} db
 * @param {Iterable<string>} eventIds
 */
export async function goalsOfEvents(db, eventIds) {
  const each = await Promise.all([...new Set(eventIds)].map((id) => goalsOfEvent(db, id)));
  return each.flat().sort(byText('id'));
}

/**
 * Promise the introduction written for an event, the first one made, or null.
 * @param {Database} db
 * @param {string} eventId
 * @returns {Promise<StoredRecord | null>}
 */
export async function scriptOfEvent(db, eventId) {
  const scripts = await all(db, 'introduction_script', 'event_id', eventId);
  return scripts.sort(byText('id'))[0] ?? null;
}

/**
 * Promise the introduction written last for any event, to begin the next one from, or null.
 * @param {Database} db
 * @returns {Promise<StoredRecord | null>}
 */
export async function latestScript(db) {
  return (await all(db, 'introduction_script')).sort(byText('updated_at', 'id')).at(-1) ?? null;
}

/**
 * Promise the tries at speaking, the newest first.
 * @param {Database} db
 * @param {string} eventId
 */
export async function rehearsalsOfEvent(db, eventId) {
  const tries = await all(db, 'rehearsal', 'event_id', eventId);
  return tries.sort(byText('rehearsed_at', 'id')).reverse();
}

/** @param {Database} db @param {string} id */
export function findAttendee(db, id) {
  return find(db, 'attendee', id);
}

/** Deleted ones too. @param {Database} db @param {string} id */
export function findAnyAttendee(db, id) {
  return findAny(db, 'attendee', id);
}

/**
 * Promise the attendee list of an event in the order of the list.
 * @param {Database} db
 * @param {string} eventId
 */
export async function attendeesOfEvent(db, eventId) {
  return (await all(db, 'attendee', 'event_id', eventId)).sort(byText('place', 'id'));
}

/**
 * Promise the lines of any list that were ticked off by this contact, in the order of their ids.
 * @param {Database} db
 * @param {string} contactId
 */
export async function attendeesOfContact(db, contactId) {
  return (await all(db, 'attendee', 'contact_id', contactId)).sort(byText('id'));
}
