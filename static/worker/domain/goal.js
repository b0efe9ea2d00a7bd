// @ts-check
// When a wish is a goal, and how far it has come: counted in real conversations, never in cards. No clock.

import { firmKey } from './attendee.js';
import { last } from './form.js';
import { isTargetClass, knownClasses } from './target_class.js';
import { normalise } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

export const UNITS = ['people', 'companies'];
export const VERBS = ['talk', 'find'];
/** People to talk with in one evening: as a rule, and for those who find it hard to speak to strangers (R45). */
export const USUAL_NUMBER = 3;
export const QUIET_NUMBER = 1;

const UNIT_WORDS = /(?:people|persons?|compan(?:y|ies)|[人名社])$/u;

/**
 * Answer whether a wish has a number, a unit and a class: else it is a memo (R25).
 * @param {StoredRecord} goal
 */
export function isGoal(goal) {
  const isCounted = goal.target_number > 0 && UNITS.includes(goal.unit);
  return isCounted && isTargetClass(goal.target_class);
}

/**
 * Promise how many people or companies of its class there was a real conversation with (R23, R24).
 *
 * encounters: those of the goal's event; contacts: by id. Two people of one company are one. People
 * whose company nobody wrote down count as one company when no other is known: never more than is sure.
 * @param {StoredRecord} goal
 * @param {StoredRecord[]} encounters
 * @param {Record<string, StoredRecord>} contacts
 */
export function progress(goal, encounters, contacts) {
  const met = encounters.filter(
    (each) => each.is_real_conversation && each.target_class === goal.target_class,
  );
  const people = new Set(met.map((each) => each.contact_id));
  if (goal.unit !== 'companies') return people.size;
  const firms = new Set([...people].map((id) => firmKey(contacts[id]?.organization ?? '')));
  const hasUnsure = firms.size > 1 && firms.has('');
  return firms.size - Number(hasUnsure);
}

/**
 * Answer whether a goal has come to its number; a memo never has.
 * @param {StoredRecord} goal
 * @param {number} count
 */
export function isReached(goal, count) {
  return isGoal(goal) && count >= goal.target_number;
}

/**
 * Promise the goals to begin with that the event has no like of yet: people to talk with, and one
 * company to find, of the classes the event was chosen for (R23, R24). quiet: fewer people (R45).
 * @param {StoredRecord} event
 * @param {StoredRecord[]} goals
 * @param {boolean} quiet
 */
export function proposals(event, goals, quiet) {
  const [first = 'prospect', second = 'partner'] = knownClasses(event.target_classes);
  const target_number = quiet ? QUIET_NUMBER : USUAL_NUMBER;
  const ideas = [
    { verb: 'talk', target_class: first, unit: 'people', target_number },
    { verb: 'find', target_class: second, unit: 'companies', target_number: 1 },
  ];
  const units = new Set(goals.filter(isGoal).map((each) => each.unit));
  return ideas.filter(({ unit }) => !units.has(unit));
}

/**
 * Promise the number in what was typed: ３名 is 3; null for none or for other text.
 * @param {string} written
 */
export function number(written) {
  const text = normalise(written)
    .normalize('NFKC')
    .replace(UNIT_WORDS, '')
    .replace(/^ +| +$/gu, '');
  return /^[0-9]{1,4}$/u.test(text) ? Number(text) : null;
}

/**
 * Promise the fields of a goal that a form holds, in stored form; others stay out.
 * @param {import('./form.js').Fields} fields
 * @returns {Record<string, any>}
 */
export function formValues(fields) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const [field, choices] of Object.entries({ verb: VERBS, unit: UNITS })) {
    if (!fields[field]) continue;
    const chosen = last(fields, field);
    values[field] = choices.includes(chosen) ? chosen : '';
  }
  if (fields.target_class) {
    const chosen = last(fields, 'target_class');
    values.target_class = isTargetClass(chosen) ? chosen : '';
  }
  if (fields.target_number) values.target_number = number(last(fields, 'target_number'));
  if (fields.text) values.text = normalise(last(fields, 'text'));
  return values;
}

/**
 * Promise the fields of a goal that cannot be kept, each with its locale key.
 *
 * A wish without number or class is kept as a memo; a goal or a memo about nothing is not kept.
 * @param {import('./form.js').Fields} fields
 * @param {StoredRecord} goal
 * @returns {Record<string, string>}
 */
export function formErrors(fields, goal) {
  const written = normalise(last(fields, 'target_number'));
  if (written && !goal.target_number) return { target_number: 'preparations.errors.number' };
  if (!isGoal(goal) && !goal.text) return { text: 'preparations.errors.wish' };
  return {};
}
