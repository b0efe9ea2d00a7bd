// @ts-check
// Records -> the context of looking back on one evening (DESIGN-BRIEF 6.11). Several evenings are in reviews.

import { conversationBand, isPast } from '../domain/event.js';
import { FULL } from '../domain/event_check.js';
import { isGoal, isReached, progress } from '../domain/goal.js';
import { momentText } from '../domain/moment.js';
import { CHOICES, classShares, evening, FIELDS, printed } from '../domain/review.js';
import { canonicalJson } from '../domain/text.js';
import { minutesText, yenText } from './event_verdict.js';
import { groups, titleOf, whenText } from './events.js';
import { words } from './goals.js';
import { formContext, outcomeRows, sumText } from './outcomes.js';
import { length } from './review_plots.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {import('../domain/review.js').Held} Held
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{values?: StoredRecord, errors?: Record<string, string>, revision?: number,
 *   rendered?: string}} Sent
 */

const KNOTS = 5;

/**
 * Promise the context of reviews/show.html.
 *
 * held: as for domain/review.evening; around: events (all), outcome_id for a new outcome; sent: {} or values,
 * errors, revision and rendered of answers that could not be kept.
 * @param {StoredRecord} event
 * @param {Held} held
 * @param {{events: StoredRecord[], outcome_id: string}} around
 * @param {Sent} sent
 * @param {Here} here
 */
export function showContext(event, held, around, sent, here) {
  const found = evening(event, held, here.now);
  const events = Object.fromEntries(around.events.map((each) => [each.id, each]));
  const people = Object.values(held.contacts).sort((one, other) => (one.id < other.id ? -1 : 1));
  const asked = { id: around.outcome_id, from: 'event', contact_id: '', event_id: event.id };
  const listed = outcomeRows(held.outcomes, { contacts: held.contacts, events }, here);
  return {
    page_title: titleOf(event, here),
    tab: 'events',
    id: event.id,
    when_text: whenText(event, here),
    is_over: isPast(event, here.now),
    ...talks(found, here),
    facts: facts(found, here),
    ...goalRows(held, here),
    ...shares(event, held.encounters, here),
    ...values(event, found, here),
    outcomes: listed,
    has_outcomes: listed.length > 0,
    sum_text: sumText(held.outcomes, here),
    ...formContext({ ...asked, people, events: [] }, {}, here),
    ...answersContext(event, sent, here),
    ...closingContext(event, found.waiting, '', here),
    is_empty: false,
    ...groups(around.events, event.id, here),
  };
}

/**
 * Promise the figures of one evening in words, in the order of the brief.
 * @param {StoredRecord} found
 * @param {Here} here
 */
export function facts(found, here) {
  const nothing = here.t('choosing.nothing');
  const { in_time, thanks, minutes, score } = found;
  const texts = {
    money: yenText(found.yen, here),
    time: minutes === null ? nothing : minutesText(minutes, here),
    in_time: thanks ? here.t('reviews.of', { n: in_time, of: thanks }) : nothing,
    next_steps: String(found.next_steps),
    introductions: String(found.introductions),
    outcomes: String(found.outcomes),
    per_outcome: yenText(found.per_outcome, here),
    score: score === null ? nothing : here.t('choosing.score', { n: score, of: FULL }),
  };
  return Object.entries(texts).map(([name, text]) => ({
    label: here.t(`reviews.facts.${name}`),
    text,
  }));
}

/**
 * Promise the context of reviews/_answers_form.html.
 * @param {StoredRecord} event
 * @param {Sent} sent
 * @param {Here} here
 */
export function answersContext(event, sent, here) {
  const shown = Object.fromEntries(FIELDS.map((field) => [field, event[field]]));
  /** @type {StoredRecord} */
  const written = { ...printed(event), ...sent.values };
  const errors = sent.errors ?? {};
  const wrong = FIELDS.filter((field) => field in errors);
  return {
    url: `/events/${event.id}`,
    revision: sent.revision ?? event.revision,
    rendered: sent.rendered ?? canonicalJson(shown),
    answers: Object.fromEntries(FIELDS.map((field) => [field, written[field]])),
    errors: Object.fromEntries(FIELDS.map((field) => [field, errors[field] ?? ''])),
    has_errors: wrong.length > 0,
    error_list: wrong.map((field) => ({
      field,
      label: here.t(`reviews.fields.${field}`),
      key: errors[field],
    })),
    verdicts: choices('verdict', written, (each) => here.t(`reviews.verdict.${each}`)),
    solicited: choices('was_solicited', written, (each) => here.t(`events.was_solicited.${each}`)),
  };
}

/** @param {string} field @param {StoredRecord} written @param {(each: string) => string} label */
function choices(field, written, label) {
  return CHOICES[field].map((each) => ({
    value: each,
    field_id: `${field}-${each}`,
    label: label(each),
    is_chosen: each === written[field],
  }));
}

/**
 * Promise the context of reviews/_closing.html; refused: the key of what stands against it, or "" (R16).
 * @param {StoredRecord} event
 * @param {number} waiting
 * @param {string} refused
 * @param {Here} here
 */
export function closingContext(event, waiting, refused, here) {
  const closed = momentText(event.closed_at, here.now, here.time_zone, here.locale, here.t);
  return {
    closing_url: `/events/${event.id}/closure`,
    closing_revision: event.revision,
    is_closed: event.closed_at !== '',
    closed_text: closed ? here.t('reviews.closed_at', { at: closed }) : '',
    has_waiting: waiting > 0,
    waiting_text: waiting
      ? here.t('reviews.waiting', { n: waiting })
      : here.t('reviews.none_waiting'),
    closing_error: refused,
  };
}

/**
 * Promise what Today says of an evening to look back on, or of none.
 * @param {StoredRecord | null} event
 * @param {Here} here
 */
export function dueContext(event, here) {
  return {
    has_review_due: event !== null,
    review_due_text: event ? here.t('reviews.today_due', { title: titleOf(event, here) }) : '',
    review_due_url: event ? `/events/${event.id}/review` : '',
  };
}

/** @param {StoredRecord} found @param {Here} here */
function talks({ real, per_real }, here) {
  const count = Math.max(KNOTS, Math.min(real, 2 * KNOTS));
  return {
    real_text: String(real),
    knots: Array.from({ length: count }, (_, n) => ({ is_tied: n < real })),
    has_real: real > 0,
    band_text: here.t(`reviews.band.${conversationBand(real)}`),
    per_real_text: yenText(per_real, here),
  };
}

/** @param {Held} held @param {Here} here */
function goalRows(held, here) {
  const rows = held.goals.filter(isGoal).map((goal) => {
    const count = progress(goal, held.encounters, held.contacts);
    const of = goal.target_number;
    return {
      words: words(goal, here),
      count_text: here.t('reviews.of', { n: count, of }),
      length: length(Math.min(count, of), of),
      is_reached: isReached(goal, count),
    };
  });
  return { goals: rows, has_goals: rows.length > 0 };
}

/** @param {StoredRecord} event @param {StoredRecord[]} met @param {Here} here */
function shares(event, met, here) {
  const found = classShares(event, met);
  const most = Math.max(0, ...found.map((each) => each.met));
  const rows = found.map((each) => ({
    label: here.t(each.class ? `events.target_class.${each.class}` : 'reviews.no_class'),
    is_wanted: each.is_wanted,
    text: here.t('reviews.share', { n: each.met, percent: each.percent }),
    length: length(each.met, most),
  }));
  return { shares: rows, has_shares: event.target_classes.length > 0 && most > 0 };
}

/** What it cost, should have been worth, was worth, and brought: on one scale (R52). @param {StoredRecord} event @param {StoredRecord} found @param {Here} here */
function values(event, found, here) {
  /** @type {[string, number | null][]} */
  const amounts = [
    ['cost', found.yen],
    ['expected', found.expected_yen],
    ['actual', found.actual_yen],
    ['outcomes', found.outcome_yen],
  ];
  const most = Math.max(0, ...amounts.map(([, amount]) => amount ?? 0));
  const rows = amounts.map(([tone, amount]) => ({
    tone,
    label: here.t(`reviews.value.${tone}`),
    text: yenText(amount, here),
    length: length(amount ?? 0, most),
  }));
  const gap = found.gap_yen;
  const word = gap > 0 ? 'gap_more' : 'gap_less';
  const key = gap === 0 ? 'gap_none' : word;
  return {
    values: rows,
    has_values: amounts.some(([name, amount]) => name !== 'cost' && amount !== null),
    gap_text: gap === null ? '' : here.t(`reviews.${key}`, { yen: yenText(Math.abs(gap), here) }),
    expected_text: event.expected_value,
  };
}
