// @ts-check
// Records -> the context of several events side by side. Nothing here ranks them: the reader chooses.

import { isPast } from '../domain/event.js';
import { CHECKS, verdict } from '../domain/event_check.js';
import { knownClasses } from '../domain/target_class.js';
import { oneLine } from '../domain/text.js';
import { adviceRows, costRows, scoreText } from './event_verdict.js';
import { placeOf, titleOf, whenText } from './events.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{organizers: Record<string, StoredRecord>, figures: StoredRecord[],
 *   preference: StoredRecord}} Around
 */

export const MOST_CHOSEN = 4;

/**
 * Promise the events to lay side by side: those asked for, else the next four that are still open (R2).
 *
 * events: all, newest day first. What is over or was passed on is compared only when asked for.
 * @param {StoredRecord[]} events
 * @param {string[]} asked
 * @param {string} now
 */
export function candidates(events, asked, now) {
  const chosen = [...events].reverse().filter((each) => asked.includes(each.id));
  return (chosen.length > 0 ? chosen : openEvents(events, now)).slice(0, MOST_CHOSEN);
}

/**
 * Promise the events that can still be chosen, the next one first, those without a day last.
 * @param {StoredRecord[]} events
 * @param {string} now
 */
export function openEvents(events, now) {
  const coming = [...events].reverse().filter((each) => !isPast(each, now));
  const waiting = coming.filter((each) => each.decision !== 'passed');
  return [
    ...waiting.filter((each) => each.held_on !== ''),
    ...waiting.filter((each) => each.held_on === ''),
  ];
}

/**
 * Promise the context of events/comparison.html.
 *
 * chosen: the events side by side; events: all; around: organizers by id, figures, preference.
 * @param {StoredRecord[]} chosen
 * @param {StoredRecord[]} events
 * @param {Around} around
 * @param {Here} here
 */
export function comparisonContext(chosen, events, around, here) {
  const ids = new Set(chosen.map((each) => each.id));
  const open = openEvents(events, here.now);
  const known = new Set(open.map((each) => each.id));
  const offered = [...open, ...chosen.filter((each) => !known.has(each.id))];
  return {
    page_title: here.t('choosing.compare'),
    tab: 'events',
    rows: chosen.map((each) => row(each, around, here)),
    has_rows: chosen.length > 1,
    offered: offered.map((each) => ({
      id: each.id,
      field_id: `event-${each.id}`,
      label: titleOf(each, here),
      is_chosen: ids.has(each.id),
    })),
    has_choice: offered.length > 1,
  };
}

/** @param {StoredRecord} event @param {Around} around @param {Here} here */
function row(event, around, here) {
  const organizer = around.organizers[event.organizer_id] ?? null;
  const known = { organizer, figures: around.figures, preference: around.preference };
  const classes = knownClasses(event.target_classes).map((each) =>
    here.t(`events.target_class.${each}`),
  );
  const costs = costRows(event, around.preference, here);
  const advised = adviceRows(event, known, here).filter(({ tone }) => tone !== 'note');
  const levels = CHECKS.map((check) => [check, event[`check_${check}`] || 'none']);
  return {
    id: event.id,
    url: `/events/${event.id}`,
    title: titleOf(event, here),
    when_text: whenText(event, here),
    place_text: placeOf(event, here),
    organizer_name: organizer?.name ?? '',
    who_to_meet: oneLine(event.who_to_meet) || here.t('choosing.nothing'),
    what_to_gain: oneLine(event.what_to_gain) || here.t('choosing.nothing'),
    classes_text: classes.join('・'),
    ...Object.fromEntries(
      levels.map(([check, level]) => [`check_${check}`, here.t(`events.score.${level}`)]),
    ),
    ...Object.fromEntries(levels.map(([check, level]) => [`level_${check}`, level])),
    total_text: scoreText(event, here) || here.t('choosing.nothing'),
    verdict_text: here.t(`choosing.verdict.${verdict(event)}`),
    costs,
    has_costs: costs.length > 0,
    advice: advised,
    has_advice: advised.length > 0,
    decision_text: here.t(`events.decision.${event.decision || 'none'}`),
  };
}
