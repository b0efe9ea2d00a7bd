// @ts-check
// Records -> the contexts of goals and memos on the page of preparations. What counts is in domain/goal.

import { isGoal, isReached, progress, proposals } from '../domain/goal.js';
import { canonicalJson, oneLine } from '../domain/text.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {{encounters: StoredRecord[], contacts: Record<string, StoredRecord>}} Met
 */

export const FIELDS = ['verb', 'target_class', 'unit', 'target_number', 'text'];

/**
 * Promise the context of preparations/_goal_list.html: goals, memos, and what is worth proposing.
 *
 * around: goals (records), encounters of the event, contacts by id, quiet, proposal_ids.
 * @param {StoredRecord} event
 * @param {StoredRecord} around
 * @param {Here} here
 * @returns {Context}
 */
export function goalsContext(event, around, here) {
  const { goals, encounters, contacts } = around;
  const ideas = proposals(event, goals, around.quiet);
  return {
    goals: goals.map((/** @type {StoredRecord} */ goal) =>
      goalRow(goal, { encounters, contacts }, {}, here),
    ),
    has_goals: goals.length > 0,
    proposals: ideas.map((idea, place) => ({
      ...idea,
      id: around.proposal_ids[place],
      url: `/events/${event.id}/goals`,
      words: words(idea, here),
    })),
    has_proposals: ideas.length > 0,
  };
}

/**
 * Promise the context of preparations/_goal_form.html; sent: {} or values, number_text, errors, said.
 * @param {StoredRecord} event
 * @param {string} goal_id
 * @param {StoredRecord} sent
 * @param {Here} here
 * @returns {Context}
 */
export function formContext(event, goal_id, sent, here) {
  const empty = Object.fromEntries(FIELDS.map((field) => [field, '']));
  const values = { ...empty, verb: 'talk', unit: 'people', ...sent.values };
  return {
    goal_id,
    goal_url: `/events/${event.id}/goals`,
    goal: { ...values, target_number: sent.number_text ?? '' },
    goal_errors: errorsOf(sent.errors),
    goal_said: sent.said ? here.t(sent.said) : '',
  };
}

/**
 * Promise one goal or memo as preparations/_goal.html shows it.
 *
 * met: the encounters of the event, and contacts by id; sent: {} or values, number_text, errors,
 * revision and rendered of a form that could not be kept.
 * @param {StoredRecord} goal
 * @param {Met} met
 * @param {StoredRecord} sent
 * @param {Here} here
 * @returns {Context}
 */
export function goalRow(goal, { encounters, contacts }, sent, here) {
  const count = progress(goal, encounters, contacts);
  const shown = Object.fromEntries(FIELDS.map((field) => [field, goal[field]]));
  const isCounted = isGoal(goal);
  const errors = Object.entries(errorsOf(sent.errors));
  return {
    id: goal.id,
    revision: sent.revision ?? goal.revision,
    rendered: sent.rendered ?? canonicalJson(shown),
    ...shown,
    ...sent.values,
    target_number: sent.number_text ?? String(goal.target_number ?? ''),
    is_goal: isCounted,
    words: isCounted ? words(goal, here) : oneLine(goal.text),
    unit_text: here.t(`preparations.unit.${goal.unit || 'people'}`),
    progress_text: isCounted ? progressText(goal, count, here) : '',
    is_reached: isReached(goal, count),
    is_open: errors.some(([, key]) => key !== ''),
    ...Object.fromEntries(errors.map(([field, key]) => [`${field}_error`, key])),
  };
}

/**
 * Promise a goal in words: 見込み顧客と3名以上話す, 協業候補を1社見つける.
 * @param {StoredRecord} goal
 * @param {Here} here
 */
export function words(goal, here) {
  const who = here.t(`events.target_class.${goal.target_class}`);
  const key = `preparations.goal_words.${goal.verb || 'talk'}_${goal.unit}`;
  return here.t(key, { who, n: goal.target_number });
}

/**
 * Promise how far a goal has come: 1／3名, 0／1社.
 * @param {StoredRecord} goal
 * @param {number} count
 * @param {Here} here
 */
export function progressText(goal, count, here) {
  return here.t(`preparations.progress.${goal.unit}`, { n: count, of: goal.target_number });
}

/**
 * Promise the context of preparations/_goal_deleted.html: what happened, and the way back.
 * @param {StoredRecord} goal
 * @param {Here} here
 */
export function deletedContext(goal, here) {
  return {
    id: goal.id,
    revision: goal.revision,
    deleted_text: here.t('preparations.goal_deleted'),
  };
}

/** @param {Record<string, string>} [errors] @returns {Record<string, string>} */
function errorsOf(errors = {}) {
  return Object.fromEntries(FIELDS.map((field) => [field, errors[field] ?? '']));
}
