// @ts-check
// What a person decided about two values of one field, as changes. Conflicts themselves are made by apply.

import { nthChangeId } from './change_id.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {import('./capture.js').Change} Change
 */

export const CHOICES = ['kept', 'lost', 'both'];
/** Stands in a conflict for the life or death of a record. */
export const DELETED = 'deleted';

/**
 * Promise the value that a conflict keeps as JSON text; text that is no JSON stands for itself.
 * @param {string} text
 * @returns {any}
 */
export function keptValue(text) {
  try {
    return text ? JSON.parse(text) : '';
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/**
 * Promise the changes that carry out a choice: kept, lost, or both.
 *
 * records: "subject", the record in question, and "contact", the person it is about (each or
 * null); added: what "both" writes under the person's note; sent: change_id and at of the form.
 * A choice that its record is gone for only settles the conflict.
 * @param {StoredRecord} conflict
 * @param {string} choice
 * @param {{subject: StoredRecord | null, contact: StoredRecord | null}} records
 * @param {string} added
 * @param {{change_id: string, at: string}} sent
 * @returns {Change[]}
 */
export function resolutionChanges(conflict, choice, { subject, contact }, added, sent) {
  const changes = [];
  if (choice === 'lost' && subject) changes.push(chosen(conflict, subject, sent));
  else if (choice === 'both' && contact) {
    const note = contact.note ? `${contact.note}\n${added}` : added;
    changes.push(change(sent, 1, 'contact', contact, { note }));
  }
  changes.push(change(sent, 0, 'conflict', conflict, { resolved_at: sent.at }));
  return changes;
}

/** @param {StoredRecord} conflict @param {StoredRecord} subject @param {{change_id: string, at: string}} sent */
function chosen(conflict, subject, sent) {
  const value = keptValue(conflict.lost_value);
  if (conflict.field !== DELETED) {
    return change(sent, 1, conflict.record_kind, subject, { [conflict.field]: value });
  }
  return { ...change(sent, 1, conflict.record_kind, subject, {}), deleted: value === true };
}

/**
 * @param {{change_id: string, at: string}} sent
 * @param {number} nth
 * @param {string} kind
 * @param {StoredRecord} record
 * @param {Record<string, any>} values
 * @returns {Change}
 */
function change(sent, nth, kind, record, values) {
  return {
    change_id: nthChangeId(sent.change_id, nth),
    kind,
    id: record.id,
    base: record.revision,
    at: sent.at,
    set: values,
  };
}
