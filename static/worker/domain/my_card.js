// @ts-check
// The owner's own card: what a form of it holds, what of it others may see, and its link. Files are in vcard.

import * as contact from './contact.js';
import { last } from './form.js';
import { instant, localDate, nextDay } from './moment.js';
import { normalise, normaliseList } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

/**
 * What can be shown or hidden, with the fields each stands for; the name and its reading always show.
 * @type {Record<string, string[]>}
 */
export const SHOWN_FIELDS = {
  organization: ['organization', 'phonetic_organization'],
  department: ['department'],
  title: ['title'],
  email: ['emails'],
  tel: ['tels'],
  address: ['postal_code', 'address'],
  urls: ['urls'],
  social: ['social'],
  introduction: ['introduction'],
  offers: ['offers'],
  needs: ['needs'],
};
/** What a new card proposes: enough to be found again, nothing that rings or stands at a door. */
export const FIRST_SHOWN = [
  ...['organization', 'department', 'title', 'email'],
  ...['urls', 'introduction', 'offers', 'needs'],
];
const HASH = /^[0-9a-f]{64}$/u;

/**
 * Promise the card with nothing in it that its owner does not show.
 * @param {StoredRecord} card
 * @returns {StoredRecord}
 */
export function shownCard(card) {
  const kept = { ...card };
  for (const [shown, names] of Object.entries(SHOWN_FIELDS)) {
    if (card.shown.includes(shown)) continue;
    for (const name of names) kept[name] = Array.isArray(card[name]) ? [] : '';
  }
  return kept;
}

/**
 * Answer whether the card has a link that was not stopped.
 * @param {StoredRecord} card
 */
export function isShared(card) {
  return card.link_hash !== '' && card.stopped_at === '';
}

/**
 * Promise the fields of the own card that a form holds, in stored form; a field it lacks stays out.
 * @param {import('./form.js').Fields} fields
 */
export function formValues(fields) {
  const { note, source, do_not_contact, ...values } = contact.formValues(fields);
  if (fields.introduction) values.introduction = normalise(last(fields, 'introduction'));
  if (fields.shown) {
    const chosen = normaliseList(fields.shown);
    values.shown = Object.keys(SHOWN_FIELDS).filter((name) => chosen.includes(name));
  }
  return values;
}

/**
 * Promise what of a card cannot be kept as it is, each with its locale key.
 * @param {StoredRecord} values
 * @returns {Record<string, string>}
 */
export function formErrors(values) {
  const parts = ['family_name', 'given_name'];
  const isNamed = parts.some((part) => (values[part] ?? '-') !== '');
  /** @type {Record<string, string>} */
  const named = isNamed ? {} : { family_name: 'me.errors.name' };
  return { ...named, ...contact.contactErrors({ emails: [], ...values }) };
}

/**
 * Promise what starts, remakes or stops the link of a card; nothing for the hash of no token.
 *
 * A stopped link keeps no hash: the old code answers nobody, whatever comes later.
 * @param {StoredRecord} card
 * @param {string} linkHash
 * @param {boolean} isStopped
 * @param {string} at
 * @returns {Record<string, string>}
 */
export function linkEdits(card, linkHash, isStopped, at) {
  if (isStopped) return isShared(card) ? { link_hash: '', stopped_at: at } : {};
  if (!HASH.test(linkHash) || linkHash === card.link_hash) return {};
  return { link_hash: linkHash, stopped_at: '' };
}

/**
 * Promise whether strangers may leave a card: "on", "today" (until accepts_until) or "off".
 * @param {StoredRecord} card
 * @param {string} now
 */
export function accepting(card, now) {
  if (card.accepts_cards !== 'on') return 'off';
  if (!card.accepts_until) return 'on';
  return now < card.accepts_until ? 'today' : 'off';
}

/**
 * Promise what keeps that choice: "today" ends with the day where the owner is; others are off.
 * @param {string} chosen
 * @param {string} now
 * @param {string} timeZone
 */
export function acceptingValues(chosen, now, timeZone) {
  const tomorrow = instant(nextDay(localDate(now, timeZone)), '00:00', timeZone);
  return {
    accepts_cards: chosen === 'on' || chosen === 'today' ? 'on' : 'off',
    accepts_until: chosen === 'today' ? tomorrow : '',
  };
}
