// @ts-check
// Records -> the context of an organizer's page: who they are, what came of their events. Private to the user.

import { webHref } from '../domain/contact.js';
import { cost } from '../domain/event_cost.js';
import { canonicalJson } from '../domain/text.js';
import { scoreText, yenText } from './event_verdict.js';
import { groups, titleOf, whenText } from './events.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {import('../domain/event_cost.js').Figure} Figure
 * @typedef {{values?: Record<string, any>, errors?: Record<string, string>, revision?: number,
 *   rendered?: string}} Sent
 */

export const ASKED = ['name', 'url', 'aims', 'has_solicited', 'solicitation_note'];

/**
 * Promise the context of organizers/show.html.
 *
 * sent: {} at first, else values, errors, revision and rendered of the form; around: events (all),
 * history (events of this organizer, newest first), figures (of past events).
 * @param {StoredRecord} organizer
 * @param {Sent} sent
 * @param {{events: StoredRecord[], history: StoredRecord[], figures: Figure[]}} around
 * @param {Here} here
 */
export function showContext(organizer, sent, around, here) {
  const printed = Object.fromEntries(ASKED.map((field) => [field, organizer[field]]));
  /** @type {Record<string, any>} */
  const values = { ...printed, ...sent.values };
  const history = historyRows(around.history, around.figures, here);
  const mine = new Set(around.history.map((event) => event.id));
  const costs = cost(around.figures.filter((each) => mine.has(each.id)));
  return {
    page_title: organizer.name || here.t('organizers.unnamed'),
    tab: 'events',
    id: organizer.id,
    url: `/organizers/${organizer.id}`,
    revision: sent.revision ?? organizer.revision,
    rendered: sent.rendered ?? canonicalJson(printed),
    organizer: Object.fromEntries(ASKED.map((field) => [field, values[field]])),
    site_url: organizer.url ? webHref(organizer.url) : '',
    is_flagged: organizer.has_solicited,
    history,
    has_history: history.length > 0,
    history_text: here.t('organizers.count', { n: history.length }),
    cost_text: costs.real
      ? here.t('organizers.cost', { yen: yenText(costs.per_real, here), n: costs.real })
      : '',
    ...errorsOf(sent.errors ?? {}, here),
    is_empty: around.events.length === 0,
    ...groups(around.events, '', here),
  };
}

/**
 * Promise what came of these events, in their order: day, decision, points, people talked with (R17).
 * @param {StoredRecord[]} events
 * @param {Figure[]} figures
 * @param {Here} here
 */
export function historyRows(events, figures, here) {
  const known = new Map(figures.map((each) => [each.id, each]));
  return events.map((event) => ({
    url: `/events/${event.id}`,
    title: titleOf(event, here),
    line: line(event, known.get(event.id), here),
  }));
}

/** @param {StoredRecord} event @param {Figure | undefined} figure @param {Here} here */
function line(event, figure, here) {
  const parts = [
    whenText(event, here),
    event.decision ? here.t(`events.decision.${event.decision}`) : '',
    scoreText(event, here),
    figure?.met ? here.t('today.talked_with', { n: figure.real }) : '',
    event.was_solicited === 'yes' ? here.t('organizers.solicited_there') : '',
  ];
  return parts.filter((part) => part !== '').join('・');
}

/** @param {Record<string, string>} errors @param {Here} here */
function errorsOf(errors, here) {
  const wrong = ASKED.filter((field) => Object.hasOwn(errors, field));
  return {
    errors: Object.fromEntries(ASKED.map((field) => [field, errors[field] ?? ''])),
    has_errors: wrong.length > 0,
    error_list: wrong.map((field) => ({
      field,
      label: here.t(`organizers.fields.${field}`),
      key: errors[field],
    })),
  };
}
