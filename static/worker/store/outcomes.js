// @ts-check
// Reads for what came of evenings: outcomes, and all that is looked back on. No writes.

import { all, find, findAny } from './database.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

/** @param {Database} db @param {string} id */
export function findOutcome(db, id) {
  return find(db, 'outcome', id);
}

/** Deleted ones too. @param {Database} db @param {string} id */
export function findAnyOutcome(db, id) {
  return findAny(db, 'outcome', id);
}

/**
 * Promise what came of meeting one person, the newest first.
 * @param {Database} db
 * @param {string} contactId
 */
export async function outcomesOfContact(db, contactId) {
  const found = await all(db, 'outcome', 'contact_id', contactId);
  return found.sort(byText('happened_on', 'id')).reverse();
}

/**
 * Promise what came of several events, however much later, the newest first (R1).
 * @param {Database} db
 * @param {Iterable<string>} eventIds
 */
export async function outcomesOfEvents(db, eventIds) {
  const found = await several(db, 'outcome', 'event_id', eventIds);
  return found.sort(byText('happened_on', 'id')).reverse();
}

/**
 * Promise the thanks and next steps of several meetings, in the order of their ids.
 * @param {Database} db
 * @param {Iterable<string>} encounterIds
 */
export async function followUpsOfEncounters(db, encounterIds) {
  return (await several(db, 'follow_up', 'encounter_id', encounterIds)).sort(byText('id'));
}

/**
 * Promise the introductions made because of several events, in the order of their ids.
 * @param {Database} db
 * @param {Iterable<string>} eventIds
 */
export async function introductionsOfEvents(db, eventIds) {
  return (await several(db, 'introduction', 'event_id', eventIds)).sort(byText('id'));
}

/**
 * @param {Database} db
 * @param {string} kind
 * @param {string} index
 * @param {Iterable<string>} keys
 * @returns {Promise<StoredRecord[]>}
 */
async function several(db, kind, index, keys) {
  const each = await Promise.all([...new Set(keys)].map((key) => all(db, kind, index, key)));
  return each.flat();
}
