// @ts-check
// Records -> what an event adds up to: points, hours, yen, advice in words. The rules are in domain.

import { grouped, isPast } from '../domain/event.js';
import { advice } from '../domain/event_advice.js';
import { CHECKS, FULL, total, unanswered, unknown, verdict } from '../domain/event_check.js';
import {
  durationMinutes,
  moneyYen,
  timeYen,
  totalMinutes,
  travelMinutes,
} from '../domain/event_cost.js';
import { oneLine } from '../domain/text.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{organizer: StoredRecord | null, figures: StoredRecord[], preference: StoredRecord}} Known
 */

/** @type {Record<string, string>} */
const ICONS = { care: 'triangle-alert', good: 'circle-check', note: 'info' };

/**
 * Promise the context of events/_verdict.html.
 *
 * known: organizer (record or null), figures (of past events), preference (a record or {}).
 * @param {StoredRecord} event
 * @param {Known} known
 * @param {Here} here
 */
export function verdictContext(event, known, here) {
  const points = total(event);
  const advised = adviceRows(event, known, here);
  return {
    has_total: points !== null,
    total: points === null ? '' : String(points),
    of_text: here.t('choosing.of_points', { n: FULL }),
    verdict_text: here.t(`choosing.verdict.${verdict(event)}`),
    unanswered_text: named('choosing.unanswered', unanswered(event), here),
    unknown_text: named('choosing.stated_unknown', unknown(event), here),
    advice: advised,
    has_advice: advised.length > 0,
    costs: costRows(event, known.preference, here),
    is_passed: event.decision === 'passed',
    passed_text: passedText(event, here),
    expected_text: expected(event, here),
  };
}

/**
 * Promise 7／8, or "" while there is no purpose or no answer.
 * @param {StoredRecord} event
 * @param {Here} here
 */
export function scoreText(event, here) {
  const points = total(event);
  if (points === null || unanswered(event).length === CHECKS.length) return '';
  return here.t('choosing.score', { n: points, of: FULL });
}

/**
 * Promise the advice in words, each with its tone; what needs care first.
 * @param {StoredRecord} event
 * @param {Known} known
 * @param {Here} here
 */
export function adviceRows(event, { organizer, figures, preference }, here) {
  const is_quiet = preference.quiet_mode === 'on';
  const low_fee_yen = preference.low_fee_yen ?? null;
  const told = advice(event, { organizer, figures, is_quiet, low_fee_yen });
  return told.map(({ code, tone, values }) => ({
    tone,
    icon: ICONS[tone],
    tone_text: here.t(`choosing.tone.${tone}`),
    text: here.t(`choosing.advice.${code}`, printed(values, here)),
  }));
}

/**
 * Promise what the evening takes, line by line; no figure for time without an hourly value (R22).
 * @param {StoredRecord} event
 * @param {StoredRecord} preference
 * @param {Here} here
 */
export function costRows(event, preference, here) {
  const [yen, minutes] = [moneyYen(event), totalMinutes(event)];
  const worth = timeYen(minutes, preference.hourly_yen ?? null);
  const rows = {
    money: yen === null ? '' : yenText(yen, here),
    time: timeText(event, here),
    time_worth: worth === null ? '' : yenText(worth, here),
    together: worth === null || yen === null ? '' : yenText(yen + worth, here),
  };
  const told = Object.entries(rows).filter(([, text]) => text !== '');
  return told.map(([name, text]) => ({ label: here.t(`choosing.cost.${name}`), text }));
}

/**
 * Promise 見送りました。¥5,000と3時間を守りました, with as much of it as is known.
 * @param {StoredRecord} event
 * @param {Here} here
 */
export function passedText(event, here) {
  const [yen, minutes] = [moneyYen(event), totalMinutes(event)];
  const told = {
    yen: yen ? yenText(yen, here) : '',
    time: minutes ? minutesText(minutes, here) : '',
  };
  const kept = Object.entries(told).filter(([, text]) => text !== '');
  const name = kept.map(([part]) => part).join('_') || 'nothing';
  return here.t(`choosing.passed.${name}`, told);
}

/**
 * Promise ¥5,000, or — for nothing that could be counted.
 * @param {number | null} amount
 * @param {Here} here
 */
export function yenText(amount, here) {
  return amount === null
    ? here.t('choosing.nothing')
    : here.t('events.yen', { n: grouped(amount) });
}

/**
 * Promise 3時間, 3時間30分 or 45分.
 * @param {number} minutes
 * @param {Here} here
 */
export function minutesText(minutes, here) {
  const [h, n] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return here.t('choosing.minutes', { n });
  return here.t(n > 0 ? 'choosing.hours_minutes' : 'choosing.hours', { h, n });
}

/** @param {StoredRecord} event @param {Here} here */
function timeText(event, here) {
  const [minutes, travel] = [totalMinutes(event), travelMinutes(event)];
  // No travel online says nothing about how long it lasts.
  if (!minutes) return '';
  const time = minutesText(minutes, here);
  if (travel === null) return here.t('choosing.time_without_travel', { time });
  if (durationMinutes(event) === null || travel === 0) return time;
  return here.t('choosing.time_with_travel', { time, travel: minutesText(travel, here) });
}

/** @param {string} key @param {string[]} found @param {Here} here */
function named(key, found, here) {
  const names = found.map((check) => here.t(`choosing.check.${check}`));
  return names.length > 0 ? here.t(key, { names: joined(names, here) }) : '';
}

/** @param {string[]} names @param {Here} here */
function joined(names, here) {
  return names.join(here.locale === 'ja' ? '、' : ', ');
}

/** Amounts, classes and names as words. @param {Record<string, any>} values @param {Here} here */
function printed(values, here) {
  /** @type {Record<string, string>} */
  const told = {};
  for (const [name, value] of Object.entries(values)) {
    const classes = () =>
      value.map((/** @type {string} */ each) => here.t(`events.target_class.${each}`));
    if (['yen', 'in_person', 'online'].includes(name)) told[name] = yenText(value, here);
    else told[name] = name === 'classes' ? joined(classes(), here) : oneLine(String(value));
  }
  return told;
}

/** What was expected, to be read only once the event is over (R52). @param {StoredRecord} event @param {Here} here */
function expected(event, here) {
  if (!isPast(event, here.now)) return '';
  const yen = event.expected_value_yen;
  const parts = [oneLine(event.expected_value), yen === null ? '' : yenText(yen, here)];
  return parts.filter((part) => part !== '').join('・');
}
