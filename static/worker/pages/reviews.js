// @ts-check
// Records -> the context of all evenings side by side: plots, and the same numbers as a table (R6, R49, R51).

import { FORMATS, FULL } from '../domain/event_check.js';
import { dateText, localDate, nextDay } from '../domain/moment.js';
import {
  COLUMNS,
  GROUPED_BY,
  groups,
  notices,
  ordered,
  together,
} from '../domain/review_groups.js';
import { queryString } from '../domain/text.js';
import { yenText } from './event_verdict.js';
import { titleOf } from './events.js';
import { beads, length, points, pointX, pointY } from './review_plots.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{events: Record<string, StoredRecord>, organizers: Record<string, StoredRecord>}} Around
 */

/** @type {Record<string, number>} */
const PERIODS = { 3: 92, 12: 366, all: 0 };
/** @type {Record<string, string>} */
const USUAL = { period: '12', by: 'format', sort: 'held_on', order: 'down' };
/** @type {Record<string, string[]>} */
const KNOWN = {
  period: Object.keys(PERIODS),
  by: GROUPED_BY,
  sort: COLUMNS,
  order: ['down', 'up'],
};
const ENOUGH_POINTS = 3;

/**
 * Promise what a reader asked for: the period, the groups, the order of the table; else the usual.
 * @param {Record<string, string>} given
 * @returns {Record<string, string>}
 */
export function askedOf(given) {
  const names = Object.keys(USUAL);
  const chosen = names.map((name) => [
    name,
    KNOWN[name].includes(given[name]) ? given[name] : USUAL[name],
  ]);
  return Object.fromEntries(chosen);
}

/**
 * Promise the context of reviews/index.html.
 *
 * evenings: figures of domain/review; around: events and organizers by id; asked: of askedOf.
 * @param {StoredRecord[]} evenings
 * @param {Around} around
 * @param {Record<string, string>} asked
 * @param {Here} here
 */
export function indexContext(evenings, around, asked, here) {
  const kept = ofPeriod(evenings, asked.period, here);
  const rows = ordered(kept, asked.sort, asked.order === 'down');
  const plot = beads(ordered(kept, 'held_on', false));
  const byId = new Map(kept.map((each) => [each.id, each]));
  const columns = plot.columns.map((each) => ({ ...each, ...labels(byId.get(each.id), here) }));
  const noticed = notices(kept);
  return {
    page_title: here.t('reviews.all'),
    tab: 'events',
    has_rows: kept.length > 0,
    has_any: evenings.length > 0,
    rows: rows.map((each) => row(each, around.events[each.id], here)),
    headers: COLUMNS.map((column) => header(column, asked, here)),
    periods: KNOWN.period.map((each) => choice('period', each, asked, here)),
    by: GROUPED_BY.map((each) => choice('by', each, asked, here)),
    by_text: here.t(`reviews.by.${asked.by}`),
    groups: groupRows(kept, asked.by, around, here),
    totals: totals(kept, here),
    plot: { ...plot, columns },
    dots: points(kept),
    has_dots: kept.filter((each) => each.score !== null).length >= ENOUGH_POINTS,
    ticks: [0, 2, 4, 6, 8].map((n) => ({ x: pointX(n), text: String(n) })),
    rungs: [0, 3, 5, 8].map((n) => ({ y: pointY(n), text_y: pointY(n) + 4, text: String(n) })),
    notices: noticed.map((each) => notice(each, here)),
    has_notices: noticed.length > 0,
  };
}

/** @param {StoredRecord[]} evenings @param {string} period @param {Here} here */
function ofPeriod(evenings, period, here) {
  const days = PERIODS[period];
  const since = days ? nextDay(localDate(here.now, here.time_zone), -days) : '';
  return evenings.filter((each) => each.held_on >= since);
}

/** The words of one column: how many, what it cost, and which day, as short as 11/20. @param {any} each @param {Here} here */
function labels(each, here) {
  const [month, day] = [each.held_on.slice(5, 7), each.held_on.slice(8, 10)].map((part) =>
    part.replace(/^0+/u, ''),
  );
  return {
    count_text: String(each.real),
    yen_text: yenText(each.yen, here),
    date_text: month ? `${month}/${day}` : here.t('choosing.nothing'),
  };
}

/** @param {StoredRecord} each @param {StoredRecord} event @param {Here} here */
function row(each, event, here) {
  const today = localDate(here.now, here.time_zone);
  const nothing = here.t('choosing.nothing');
  const { percent_in_time: share, score, verdict } = each;
  /** @type {Record<string, string>} */
  const texts = {
    held_on: dateText(each.held_on, today, here.locale, here.t) || nothing,
    real: String(each.real),
    per_real: yenText(each.per_real, here),
    percent_in_time: share === null ? nothing : `${share}%`,
    next_steps: String(each.next_steps),
    outcomes: String(each.outcomes),
    score: score === null ? nothing : here.t('choosing.score', { n: score, of: FULL }),
    verdict: verdict ? here.t(`reviews.verdict.${verdict}`) : nothing,
  };
  return {
    id: each.id,
    url: `/events/${each.id}/review`,
    title: titleOf(event, here),
    record: `event:${each.id}`,
    cells: COLUMNS.map((column) => ({
      label: here.t(`reviews.columns.${column}`),
      text: texts[column],
      is_text: column === 'verdict',
    })),
  };
}

/** A header sorts by its column; pressed again, the other way round. @param {string} column @param {Record<string, string>} asked @param {Here} here */
function header(column, asked, here) {
  const isCurrent = column === asked.sort;
  const isDown = asked.order === 'down';
  const order = isCurrent && isDown ? 'up' : 'down';
  const state = isDown ? 'descending' : 'ascending';
  return {
    label: here.t(`reviews.columns.${column}`),
    url: urlOf({ ...asked, sort: column, order }, '#evenings'),
    sorted: isCurrent ? state : 'none',
  };
}

/** @param {string} name @param {string} value @param {Record<string, string>} asked @param {Here} here */
function choice(name, value, asked, here) {
  return {
    label: here.t(`reviews.${name}.${value}`),
    url: urlOf({ ...asked, [name]: value }, name === 'by' ? '#groups' : ''),
    is_current: asked[name] === value,
  };
}

/** @param {Record<string, string>} asked @param {string} anchor */
function urlOf(asked, anchor) {
  const told = Object.entries(asked).map(([name, value]) => [
    name,
    value === USUAL[name] ? '' : value,
  ]);
  return `/reviews${queryString(Object.fromEntries(told))}${anchor}`;
}

/** @param {StoredRecord[]} kept @param {string} by @param {Around} around @param {Here} here */
function groupRows(kept, by, around, here) {
  const found = groups(kept, by);
  const most = Math.max(0, ...found.map((each) => each.per_real ?? 0));
  return found.map((each) => ({
    label: groupName(each.key, by, around, here),
    length: length(each.per_real ?? 0, most),
    has_length: Boolean(each.per_real),
    per_real: yenText(each.per_real, here),
    per_outcome: yenText(each.per_outcome, here),
    events: String(each.events),
    real: String(each.real),
    outcomes: String(each.outcomes),
  }));
}

/** @param {string} key @param {string} by @param {Around} around @param {Here} here */
function groupName(key, by, around, here) {
  if (by === 'organizer')
    return around.organizers[key]?.name || here.t('reviews.group.no_organizer');
  if (by === 'fee') return here.t(`reviews.fee.${key || 'unknown'}`);
  const known = by === 'format' ? FORMATS : ['in_person', 'online', 'hybrid'];
  return known.includes(key) ? here.t(`events.${by}.${key}`) : here.t('reviews.group.unknown');
}

/** @param {StoredRecord[]} kept @param {Here} here */
function totals(kept, here) {
  const whole = together(kept);
  const share = whole.percent_in_time;
  const texts = {
    events: String(whole.events),
    real: String(whole.real),
    per_real: yenText(whole.per_real, here),
    in_time: share === null ? here.t('choosing.nothing') : `${share}%`,
    next_steps: String(whole.next_steps),
    introductions: String(whole.introductions),
    outcomes: String(whole.outcomes),
    per_outcome: yenText(whole.per_outcome, here),
  };
  return Object.entries(texts).map(([name, text]) => ({
    label: here.t(`reviews.totals.${name}`),
    text,
  }));
}

/** @param {StoredRecord} each @param {Here} here */
function notice({ code, yen, other_yen }, here) {
  const told = {
    ...(yen === undefined ? {} : { yen: yenText(yen, here) }),
    ...(other_yen === undefined ? {} : { other_yen: yenText(other_yen, here) }),
  };
  return here.t(`reviews.notice.${code}`, told);
}
