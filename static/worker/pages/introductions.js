// @ts-check
// Records -> the contexts of suggested pairs and of the list of introductions. One introduction is in introducing.

import { givenReceived, SIDES, state } from '../domain/introducing.js';
import { dateText, localDate } from '../domain/moment.js';
import { displayName, isLatin } from '../domain/name.js';
import { oneLine, queryString } from '../domain/text.js';
import { called, pairText } from './introducing.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {Record<string, StoredRecord>} ById
 */

/** So many pairs are read at once. */
export const SHOWN = 5;
/** @type {[string, string[]][]} */
const GROUPS = [
  ['waiting', ['waiting']],
  ['draft', ['draft']],
  ['tied', ['tied']],
  ['past', ['declined', 'expired', 'ended']],
  ['received', ['received']],
];

/**
 * Promise the context of introductions/index.html.
 *
 * found: introductions (newest first), contacts by id; pairs and what else suggestionsContext asks for.
 * @param {StoredRecord} found
 * @param {Here} here
 * @returns {Context}
 */
export function indexContext(found, here) {
  /** @type {StoredRecord[]} */
  const all = found.introductions;
  const rows = all.map((each) => rowOf(each, found.contacts, here));
  const counts = Object.entries(givenReceived(all, here.now));
  return {
    page_title: here.t('introductions.title'),
    tab: 'contacts',
    ...Object.fromEntries(counts.map(([name, count]) => [`${name}_count`, String(count)])),
    ...suggestionsContext(found, here),
    groups: GROUPS.map(([name, states]) => ({
      name,
      title: here.t(`introductions.group.${name}`),
      has_rows: rows.some((row) => states.includes(row.state)),
    })),
    rows: GROUPS.flatMap(([group, states]) =>
      rows.filter((row) => states.includes(row.state)).map((row) => ({ ...row, group })),
    ),
    has_introductions: rows.some((row) => row.state !== 'dismissed'),
  };
}

/**
 * Promise the context of introductions/_suggestions.html: pairs that may suit each other, and why (R34).
 *
 * found: pairs (domain/suggestion), contacts by id, event_id, ids (for each pair, in case it is put aside),
 * dismissed (id of the record just put aside, with its revision, or {}), most.
 * @param {StoredRecord} found
 * @param {Here} here
 * @returns {Context}
 */
export function suggestionsContext(found, here) {
  /** @type {StoredRecord[]} */
  const pairs = found.pairs.slice(0, found.most);
  const more = found.pairs.length - pairs.length;
  return {
    suggested: pairs.map((pair, n) => suggested(pair, found.ids[n], found, here)),
    has_suggested: pairs.length > 0,
    more_url: `/introductions${queryString({ event: found.event_id, many: 'yes' })}`,
    more_text: more > 0 ? here.t('introductions.more', { n: more }) : '',
    dismissed_id: found.dismissed.id ?? '',
    dismissed_revision: found.dismissed.revision ?? 0,
    event_id: found.event_id,
  };
}

/**
 * Promise 紹介した 3件・つながった 1件・紹介された 2件, or "" when there is none (R35).
 * @param {StoredRecord[]} introductions
 * @param {Here} here
 */
export function countsText(introductions, here) {
  const { given, tied, received } = givenReceived(introductions, here.now);
  const counts = Object.entries({ given, tied, received }).filter(([, n]) => n > 0);
  return counts.map(([name, n]) => here.t(`introductions.count.${name}`, { n })).join('・');
}

/** @param {StoredRecord} introduction @param {ById} contacts @param {Here} here */
function rowOf(introduction, contacts, here) {
  const at = state(introduction, here.now);
  const sides = at === 'received' ? ['first'] : SIDES;
  const names = sides.map((side) => called(contacts[introduction[`${side}_contact_id`]], here));
  const madeOn = localDate(introduction.created_at, here.time_zone);
  return {
    id: introduction.id,
    url: `/introductions/${introduction.id}`,
    text: pairText(names, here),
    state: at,
    is_tied: at === 'tied',
    state_text: here.t(`introductions.state.${at}`),
    sentence: oneLine(introduction.sentence),
    result: oneLine(introduction.result),
    when_text: dateText(madeOn, localDate(here.now, here.time_zone), here.locale, here.t),
  };
}

/** @param {StoredRecord} pair @param {string} id @param {StoredRecord} found @param {Here} here */
function suggested(pair, id, { contacts, event_id }, here) {
  const [first, second] = [contacts[pair.first_id], contacts[pair.second_id]];
  const [first_name, second_name] = [first, second].map((each) => displayName(each, here.t, ''));
  const asked = { first: first.id, second: second.id, event: event_id };
  return {
    id,
    first_id: first.id,
    second_id: second.id,
    first_name,
    first_is_latin: isLatin(first_name),
    second_name,
    second_is_latin: isLatin(second_name),
    pair_text: pairText([called(first, here), called(second, here)], here),
    need_label: here.t(`introductions.said.${pair.need.field}`),
    need_text: oneLine(pair.need.text),
    offer_label: here.t(`introductions.said.${pair.offer.field}`),
    offer_text: oneLine(pair.offer.text),
    words_text: pair.words.map((/** @type {any} */ each) => wordOf(each, here)).join('・'),
    url: `/introductions/new${queryString(asked)}`,
  };
}

/** @param {{need: string, offer: string}} word @param {Here} here */
function wordOf({ need, offer }, here) {
  return need === offer ? need : here.t('introductions.alike', { need, offer });
}
