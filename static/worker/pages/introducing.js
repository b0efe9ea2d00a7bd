// @ts-check
// Records -> the context of one introduction: its form, its page, one received. The list is in introductions.

import {
  CONSENTS,
  FIELDS,
  LIFETIMES,
  SIDES,
  state,
  USUAL_LIFETIME,
  WAYS,
} from '../domain/introducing.js';
import { momentText } from '../domain/moment.js';
import { displayName, isLatin, organizationLine } from '../domain/name.js';
import { personOf } from '../domain/suggestion.js';
import { canonicalJson, oneLine } from '../domain/text.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {Record<string, StoredRecord>} ById
 */

export const EDITED = [
  ...['sentence', 'lifetime_days'],
  ...SIDES.flatMap((side) =>
    ['fields', 'consent', 'consent_note', 'consent_fields'].map((part) => `${side}_${part}`),
  ),
];
const RECEIVED = ['introducer_id', 'first_contact_id', 'event_id', 'sentence', 'result'];
/** @type {Record<string, string>} */
const OTHER = { first: 'second', second: 'first' };

/**
 * Promise the context of introductions/_form.html.
 *
 * introduction: the record, or a new one (revision 0) with what is proposed. around: people (contacts to
 * choose from), contacts and talks (a list for each) by id. sent: {} or values, rendered, revision, errors.
 * @param {StoredRecord} introduction
 * @param {StoredRecord} around
 * @param {StoredRecord} sent
 * @param {Here} here
 * @returns {Context}
 */
export function formContext(introduction, around, sent, here) {
  const values = { ...introduction, ...sent.values };
  const { errors = {} } = sent;
  const isNew = introduction.created_at === '';
  const days = values.lifetime_days || USUAL_LIFETIME;
  return {
    id: introduction.id,
    is_new: isNew,
    form_url: isNew ? '/introductions' : `/introductions/${introduction.id}`,
    revision: sent.revision ?? introduction.revision,
    rendered: sent.rendered ?? (isNew ? '{}' : rendered(introduction)),
    event_id: values.event_id,
    sentence: values.sentence,
    sentence_error: errors.sentence ?? '',
    ...flags('lifetime_is_', LIFETIMES, (each) => days === each),
    sides: SIDES.map((side) => sideForm(side, values, around, errors, here)),
    first_people: choices(around.people, values.first_contact_id, here),
    second_people: choices(around.people, values.second_contact_id, here),
    ...summary(errors, here),
  };
}

/**
 * Promise what a form of this introduction was printed with.
 * @param {StoredRecord} introduction
 */
export function rendered(introduction) {
  return canonicalJson(Object.fromEntries(EDITED.map((field) => [field, introduction[field]])));
}

/**
 * Promise the context of introductions/show.html; around as for the form, with event (record or null).
 * @param {StoredRecord} introduction
 * @param {StoredRecord} around
 * @param {Here} here
 * @returns {Context}
 */
export function showContext(introduction, around, here) {
  const { contacts, event } = around;
  const at = state(introduction, here.now);
  const is = (/** @type {string[]} */ ...states) => states.includes(at);
  const sides = is('received') ? ['first'] : SIDES;
  const names = sides.map((side) => called(contacts[introduction[`${side}_contact_id`]], here));
  const until = at === 'waiting' && introduction.expires_at;
  return {
    page_title: pairText(names, here),
    tab: 'contacts',
    state: at,
    is_tied: is('tied'),
    is_open: is('draft', 'waiting', 'expired'),
    has_links: is('waiting'),
    can_make_links: is('draft', 'expired', 'waiting'),
    is_given: !is('draft', 'dismissed', 'received'),
    is_received: is('received'),
    can_end: is('waiting', 'tied'),
    state_text: here.t(`introductions.state.${at}`),
    state_help: here.t(`introductions.state_help.${at}`),
    expires_text: until
      ? here.t('introductions.until', { when: when(introduction.expires_at, here) })
      : '',
    event_title: event ? event.title : '',
    event_url: event ? `/events/${introduction.event_id}` : '',
    introducer: called(contacts[introduction.introducer_id], here),
    introducer_url: urlOf(introduction.introducer_id, contacts),
    links: SIDES.map((side) => sideShown(side, introduction, contacts, here)),
    ...resultContext(introduction, {}, here),
    ...formContext(introduction, around, {}, here),
  };
}

/**
 * Promise the context of introductions/_result.html: what came of it. sent: as for the form.
 * @param {StoredRecord} introduction
 * @param {StoredRecord} sent
 * @param {Here} here
 * @returns {Context}
 */
export function resultContext(introduction, sent, here) {
  const { errors = {} } = sent;
  return {
    id: introduction.id,
    revision: sent.revision ?? introduction.revision,
    result: { ...introduction, ...sent.values }.result,
    result_rendered: sent.rendered ?? canonicalJson({ result: introduction.result }),
    result_text: when(introduction.result_at, here),
    result_error: errors.result ?? '',
    ...summary(errors, here),
  };
}

/**
 * Promise the context of introductions/_received_form.html: who introduced whom to the owner (R47).
 * @param {StoredRecord} introduction
 * @param {StoredRecord} around
 * @param {StoredRecord} sent
 * @param {Here} here
 * @returns {Context}
 */
export function receivedContext(introduction, around, sent, here) {
  const values = { ...introduction, ...sent.values };
  const { errors = {} } = sent;
  return {
    id: introduction.id,
    event_id: values.event_id,
    sentence: values.sentence,
    result: values.result,
    introducers: choices(around.people, values.introducer_id, here),
    first_people: choices(around.people, values.first_contact_id, here),
    errors: Object.fromEntries(RECEIVED.map((field) => [field, errors[field] ?? ''])),
    ...summary(errors, here),
  };
}

/**
 * Promise how a person is called in the app: 佐藤 健一さん; somebody taken out is named so.
 * @param {StoredRecord | undefined} contact
 * @param {Here} here
 */
export function called(contact, here) {
  if (!contact) return here.t('introductions.gone');
  return here.t('contacts.san', { name: displayName(contact, here.t, '') });
}

/**
 * Promise 佐藤さんと田中さんを紹介, or for one received 田中さんを紹介してもらった.
 * @param {string[]} names
 * @param {Here} here
 */
export function pairText([first, second], here) {
  if (second === undefined) return here.t('introductions.received_one', { name: first });
  return here.t('introductions.pair', { first, second });
}

/**
 * Promise the first wish or piece of work in one line: 探している：画像判定を小さく試せる会社.
 * @param {import('../domain/suggestion.js').Item[]} items
 * @param {Here} here
 */
export function lineOf(items, here) {
  if (items.length === 0) return '';
  const label = here.t(`introductions.said.${items[0].field}`);
  return here.t('contacts.talk_line', { label, text: oneLine(items[0].text) });
}

/** @param {string} side @param {StoredRecord} values @param {StoredRecord} around @param {Record<string, string>} errors @param {Here} here */
function sideForm(side, values, { contacts, talks }, errors, here) {
  const contact = contacts[values[`${side}_contact_id`]];
  const other = contacts[values[`${OTHER[side]}_contact_id`]];
  const told = contact ? personOf(contact, talks[contact.id] ?? []) : { needs: [], offers: [] };
  const name = contact ? called(contact, here) : here.t(`introductions.${side}_person`);
  const whom = other ? called(other, here) : here.t(`introductions.${OTHER[side]}_person`);
  const consent = values[`${side}_consent`];
  const has = (/** @type {string} */ part) => (/** @type {string} */ each) =>
    values[`${side}_${part}`].includes(each);
  return {
    side,
    label: here.t(`introductions.fields.${side}_contact_id`),
    name,
    need_line: lineOf(told.needs, here),
    offer_line: lineOf(told.offers, here),
    agreed: consent !== '',
    agreed_label: here.t('introductions.agreed', { name, other: whom }),
    shown_label: here.t('introductions.shown_of', { name, other: whom }),
    ...flags('how_', CONSENTS, (how) => (consent || 'in_person') === how),
    note: values[`${side}_consent_note`],
    note_error: errors[`${side}_consent_note`] ?? '',
    ...flags('shows_', FIELDS, has('fields')),
    ...flags('said_', WAYS, has('consent_fields')),
    error: errors[`${side}_contact_id`] ?? '',
  };
}

/** @param {string} side @param {StoredRecord} introduction @param {ById} contacts @param {Here} here */
function sideShown(side, introduction, contacts, here) {
  const id = introduction[`${side}_contact_id`];
  const contact = contacts[id];
  const name = called(contact, here);
  const answer = introduction[`${side}_answer`];
  const consent = introduction[`${side}_consent`];
  const link_hash = introduction[`${side}_link_hash`];
  return {
    side,
    name,
    is_latin: isLatin(name),
    url: urlOf(id, contacts),
    organization_line: contact ? organizationLine(contact) : '',
    answer_text: here.t(`introductions.answer.${answer || 'none'}`, {
      when: when(introduction[`${side}_answered_at`], here),
    }),
    is_shared: answer === 'shared',
    consent_text: here.t(`introductions.consent_was.${consent || 'none'}`, {
      when: when(introduction[`${side}_consent_at`], here),
    }),
    consent_note: introduction[`${side}_consent_note`],
    link_hash,
    has_link: link_hash !== '' && answer === '',
    code_label: here.t('introductions.code_label', { name }),
    title: here.t('introductions.link_for', { name }),
    renew_form: `renew-${side}`,
  };
}

/** @param {StoredRecord[]} people @param {string} chosen @param {Here} here */
function choices(people, chosen, here) {
  return people.map((each) => ({
    id: each.id,
    text: [displayName(each, here.t, ''), each.organization].filter(Boolean).join('・'),
    is_chosen: each.id === chosen,
  }));
}

/** The list of what is wrong. @param {Record<string, string>} errors @param {Here} here */
function summary(errors, here) {
  const rows = Object.entries(errors).map(([field, key]) => ({
    field,
    label: here.t(`introductions.fields.${field}`),
    key,
  }));
  return { has_errors: rows.length > 0, error_list: rows };
}

/**
 * @template {string | number} T
 * @param {string} prefix
 * @param {T[]} names
 * @param {(name: T) => boolean} test
 */
function flags(prefix, names, test) {
  return Object.fromEntries(names.map((name) => [`${prefix}${name}`, test(name)]));
}

/** @param {string} id @param {ById} contacts */
function urlOf(id, contacts) {
  return contacts[id] ? `/contacts/${id}` : '';
}

/** @param {string} at @param {Here} here */
function when(at, here) {
  return momentText(at, here.now, here.time_zone, here.locale, here.t);
}
