// @ts-check
// Reads for everything held about one person. No writes.

import { HELD } from '../domain/held.js';
import { all } from './database.js';
import { byText } from './order.js';

/**
 * @typedef {import('./database.js').Database} Database
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

/** Fields that are in no index: rows of these are few, or this is rarely asked. */
const WITHOUT_INDEX = ['left_card:contact_id'];

/**
 * Promise the living records that speak of a contact, by kind, in the order of their ids.
 * @param {Database} db
 * @param {string} contactId
 * @returns {Promise<Record<string, StoredRecord[]>>}
 */
export async function heldAbout(db, contactId) {
  /** @type {Record<string, StoredRecord[]>} */
  const held = {};
  for (const [kind, fields] of Object.entries(HELD)) {
    const ids = kind === 'conflict' ? [contactId, ...idsOf(held)] : [contactId];
    const found = await Promise.all(
      fields.flatMap((field) => ids.map((id) => named(db, kind, field, id))),
    );
    const byId = new Map(found.flat().map((record) => [record.id, record]));
    held[kind] = [...byId.values()].sort(byText('id'));
  }
  return held;
}

/** @param {Database} db @param {string} kind @param {string} field @param {string} id */
async function named(db, kind, field, id) {
  if (!WITHOUT_INDEX.includes(`${kind}:${field}`)) return all(db, kind, field, id);
  return (await all(db, kind)).filter((record) => record[field] === id);
}

/** @param {Record<string, StoredRecord[]>} held */
function idsOf(held) {
  return Object.values(held).flatMap((records) => records.map(({ id }) => id));
}
