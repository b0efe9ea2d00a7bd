// @ts-check
// Records -> the context of the owner's own card: the page, its form, its print, the cards that strangers left.

import { mailHref } from '../domain/contact.js';
import { DECLINED_DAYS, WAITING_DAYS } from '../domain/left_card.js';
import { momentText } from '../domain/moment.js';
import { accepting, FIRST_SHOWN, isShared, SHOWN_FIELDS, shownCard } from '../domain/my_card.js';
import { fullName, isLatin, post, readingText, splitName } from '../domain/name.js';
import { canonicalJson } from '../domain/text.js';
import { slimVcard } from '../domain/vcard.js';
import { mailRows, telRows } from './contact_forms.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

export const TEXTS = [
  ...['family_name', 'given_name', 'phonetic_family_name', 'phonetic_given_name'],
  ...['organization', 'phonetic_organization', 'department', 'title'],
  ...['postal_code', 'address', 'introduction'],
];
export const LINES = ['urls', 'social', 'offers', 'needs'];
export const FIELDS = [...TEXTS, ...LINES, 'emails', 'tels', 'shown'];
export const LEFT_IDS = ['id', 'encounter_id', 'follow_up_id'];
/** As many as an A4 sheet holds in the size of a Japanese card. */
const SHEET = 10;

/**
 * Promise the context of me/card.html.
 *
 * around: display_name of the account, left (cards waiting), ids (for each of them LEFT_IDS).
 * @param {StoredRecord} card
 * @param {StoredRecord} around
 * @param {Here} here
 * @returns {Context}
 */
export function cardContext(card, around, here) {
  return {
    page_title: here.t('me.title'),
    tab: 'me',
    is_made: isMade(card),
    ...cardOf(card),
    ...linkOf(card, here),
    ...acceptingOf(card, here),
    ...leftContext(around.left, around.ids, {}, here),
    ...formContext(card, around, {}, here),
  };
}

/**
 * Promise the context of me/_form.html.
 *
 * around: display_name; sent: {} at first; after an error values, accepting, rendered, revision and errors.
 * @param {StoredRecord} card
 * @param {StoredRecord} around
 * @param {StoredRecord} sent
 * @param {Here} here
 * @returns {Context}
 */
export function formContext(card, around, sent, here) {
  const errors = sent.errors ?? {};
  const isFirst = !isMade(card);
  const proposed = isFirst ? proposedCard(around.display_name) : {};
  /** @type {StoredRecord} */
  const printed = { ...card, ...proposed, ...sent.values };
  const chosen = sent.accepting ?? (isFirst ? 'on' : accepting(card, here.now));
  return {
    revision: sent.revision ?? card.revision,
    rendered: sent.rendered ?? canonicalJson(pick(FIELDS, (field) => card[field])),
    is_open: isFirst || Object.keys(errors).length > 0,
    asks_link: card.link_hash === '' && card.stopped_at === '',
    card: {
      ...pick(TEXTS, (field) => printed[field]),
      ...pick(LINES, (field) => printed[field].join('\n')),
    },
    mails: mailRows(printed.emails),
    tels: telRows(printed.tels, here),
    marks: Object.keys(SHOWN_FIELDS).map((name) => ({
      name,
      label: here.t(`me.shown.${name}`),
      is_on: printed.shown.includes(name),
    })),
    accepts_on: chosen === 'on',
    accepts_today: chosen === 'today',
    accepts_off: chosen !== 'on' && chosen !== 'today',
    errors: pick(FIELDS, (field) => errors[field] ?? ''),
    has_errors: Object.keys(errors).length > 0,
    error_list: FIELDS.filter((field) => errors[field]).map((field) => ({
      field,
      label: labelOf(field, here),
      key: errors[field],
    })),
  };
}

/**
 * Promise the context of me/_left_cards.html.
 *
 * ids: LEFT_IDS for each card; said: {} or the key of what just happened, name, and contact_id or declined_id.
 * @param {StoredRecord[]} left
 * @param {StoredRecord[]} ids
 * @param {StoredRecord} said
 * @param {Here} here
 * @returns {Context}
 */
export function leftContext(left, ids, said, here) {
  return {
    left_cards: left.map((each, place) => ({
      url: `/me/left-cards/${each.id}`,
      ...Object.fromEntries(LEFT_IDS.map((part) => [`new_${part}`, ids[place][part]])),
      name: each.name || here.t('contacts.unnamed'),
      is_latin: isLatin(each.name),
      organization: each.organization,
      mail: each.email,
      mail_url: mailHref(each.email),
      note: each.note,
      when_text: momentText(each.left_at, here.now, here.time_zone, here.locale, here.t),
      revision: each.revision,
    })),
    has_left_cards: left.length > 0,
    left_text: left.length > 0 ? here.t('me.left_count', { n: left.length }) : '',
    left_kept_text: here.t('me.left_kept', { declined: DECLINED_DAYS, waiting: WAITING_DAYS }),
    said_text: said.key ? here.t(said.key, { name: said.name }) : '',
    person_url: said.contact_id ? `/contacts/${said.contact_id}` : '',
    undo_url: said.declined_id ? `/me/left-cards/${said.declined_id}` : '',
  };
}

/**
 * Promise the context of me/print.html: a sheet of cards, all alike.
 * @param {StoredRecord} card
 * @param {Here} here
 * @returns {Context}
 */
export function printContext(card, here) {
  return {
    page_title: here.t('me.print_title'),
    tab: 'me',
    is_made: isMade(card),
    ...cardOf(card),
    ...linkOf(card, here),
    sheet: Array.from({ length: SHEET }, (_, place) => ({ place: place + 1 })),
  };
}

/** @param {StoredRecord} card */
function isMade(card) {
  return fullName(card) !== '';
}

/** What others see of it, as paper. @param {StoredRecord} card */
function cardOf(card) {
  const shown = shownCard(card);
  /** @type {StoredRecord[]} */
  const tels = shown.tels;
  const numbers = tels.filter(({ kind }) => kind !== 'fax').map(({ number }) => number);
  const [mail, number, url] = [shown.emails[0], numbers[0], shown.urls[0]];
  const lines = [mail, number, url, shown.address].filter(Boolean);
  return {
    name: fullName(card),
    reading: readingText(card),
    is_latin: isLatin(fullName(card)),
    organization: shown.organization,
    role: post(shown),
    card_lines: lines.map((text) => ({ text, url: '' })),
  };
}

/** @param {StoredRecord} card @param {Here} here */
function linkOf(card, here) {
  const who = fullName(card);
  return {
    has_link: isShared(card),
    is_stopped: card.stopped_at !== '',
    link_hash: card.link_hash,
    link_path: '/c/',
    renew_form: 'link-form',
    code_label: here.t('me.link_label', { name: who }),
    vcard_label: here.t('me.vcard_label', { name: who }),
    // A line end within an attribute is one sign in a page; page script makes it two again.
    vcard_text: slimVcard(shownCard(card)).replaceAll('\r\n', '\n'),
    link_record: `my_card:${card.id}`,
  };
}

/** @param {StoredRecord} card @param {Here} here */
function acceptingOf(card, here) {
  const until = card.accepts_until;
  const when = until ? momentText(until, here.now, here.time_zone, here.locale, here.t) : '';
  const state = accepting(card, here.now);
  return { accepting_text: here.t(`me.accepting.${state}_text`, { when }) };
}

/** What the form of a card never written holds already; saving it writes that too. @param {string} displayName */
function proposedCard(displayName) {
  return { ...splitName(displayName), shown: FIRST_SHOWN };
}

/** @param {string} field @param {Here} here */
function labelOf(field, here) {
  const isOwn = ['introduction', 'shown', 'offers', 'needs'].includes(field);
  return here.t(isOwn ? `me.fields.${field}` : `contacts.fields.${field}`);
}

/** @param {string[]} names @param {(name: string) => any} valueFor @returns {Record<string, any>} */
function pick(names, valueFor) {
  return Object.fromEntries(names.map((name) => [name, valueFor(name)]));
}
