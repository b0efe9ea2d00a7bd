// @ts-check
// Records -> the context of the people list and of one person's page. Forms are in contact_forms.

import { PHOTOS } from '../domain/capture.js';
import { mailHref, telHref, webHref } from '../domain/contact.js';
import { hasTalk, isUnfinished, TEXTS } from '../domain/encounter.js';
import {
  dateText,
  localDate,
  localTime,
  momentText,
  remaining,
  remainingText,
} from '../domain/moment.js';
import {
  displayName,
  fullName,
  isLatin,
  organizationLine,
  post,
  readingText,
} from '../domain/name.js';
import { ROWS } from '../domain/search.js';
import { oneLine, queryString } from '../domain/text.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

const PAGE = 50;
/** What the other person said, the most useful first. */
const ANSWERS = ['looking_for', 'challenge', 'business', 'focus', 'note'];

/**
 * Promise the context of contacts/index.html and of its fragment contacts/_rows.html.
 *
 * found: contacts, total, query, row, page, without_reading (a count);
 * latest: the last encounter of each contact by contact id.
 * @param {StoredRecord} found
 * @param {Record<string, StoredRecord>} latest
 * @param {Here} here
 * @returns {Context}
 */
export function indexContext(found, latest, here) {
  const { query, row } = found;
  const more = found.page * PAGE < found.total;
  return {
    page_title: here.t('contacts.title'),
    tab: 'contacts',
    query,
    chosen_row: row,
    rows: listRows(found.contacts, latest, '', here),
    has_rows: found.contacts.length > 0,
    is_empty: found.total === 0,
    is_filtered: query !== '' || row !== '',
    count_text: here.t('contacts.count', { n: found.total }),
    has_unread: found.without_reading > 0,
    unread_text: here.t('contacts.without_reading', { n: found.without_reading }),
    unread_url: listUrl('', ROWS[ROWS.length - 1]),
    index_keys: ROWS.map((key) => indexKey(key, query, row)),
    all_url: listUrl(query, ''),
    has_more: more,
    more_url: more ? listUrl(query, row, found.page + 1) : '',
    empty_text: here.t(query || row ? 'contacts.nobody_found' : 'contacts.nobody_yet'),
  };
}

/**
 * Promise the rows of the list pane; `current` is the id of the person whose page it stands by.
 * @param {StoredRecord[]} contacts
 * @param {Record<string, StoredRecord>} latest
 * @param {string} current
 * @param {Here} here
 */
export function listRows(contacts, latest, current, here) {
  return contacts.map((contact) => {
    const talk = latest[contact.id] ?? null;
    const met = talk ? day(talk.met_at, here) : '';
    return personRow(contact, talk, met, contact.id === current, here);
  });
}

/**
 * Promise the row of one person (shared/_person_row.html).
 * @param {StoredRecord} contact
 * @param {StoredRecord | null} encounter
 * @param {string} metAtText
 * @param {boolean} isCurrent
 * @param {Here} here
 */
export function personRow(contact, encounter, metAtText, isCurrent, here) {
  return {
    id: contact.id,
    url: `/contacts/${contact.id}`,
    ...who(contact, encounter, here),
    organization_line: organizationLine(contact),
    talk_line: encounter ? talkLine(encounter, here) : '',
    met_at_text: metAtText,
    is_real: Boolean(encounter?.is_real_conversation),
    is_unfinished: encounter !== null && encounter !== undefined && isUnfinished(encounter),
    room: encounter?.room ?? '',
    is_current: isCurrent,
  };
}

/**
 * Promise the one line of a talk that helps tomorrow; without any, the word that it is missing.
 * @param {StoredRecord} encounter
 * @param {Here} here
 */
export function talkLine(encounter, here) {
  const field = ANSWERS.find((name) => encounter[name] !== '');
  if (!field) return here.t('contacts.no_talk');
  const label = here.t(`contacts.short.${field}`);
  return here.t('contacts.talk_line', { label, text: oneLine(encounter[field]) });
}

/**
 * Promise the context of contacts/show.html.
 *
 * around: talks (encounters, newest first), events by id, photos, follow_up (or null),
 * contacts and latest for the list pane.
 * @param {StoredRecord} contact
 * @param {StoredRecord} around
 * @param {Here} here
 * @returns {Context}
 */
export function showContext(contact, around, here) {
  const { talks } = around;
  const newest = talks[0] ?? null;
  const person = who(contact, newest, here);
  return {
    page_title: person.name,
    tab: 'contacts',
    id: contact.id,
    revision: contact.revision,
    ...person,
    organization: contact.organization,
    role: post(contact),
    card_lines: cardLines(contact),
    ...waysOf(contact, here),
    offers: contact.offers,
    has_offers: contact.offers.length > 0,
    needs: contact.needs,
    has_needs: contact.needs.length > 0,
    note: contact.note,
    do_not_contact: contact.do_not_contact,
    photos: around.photos.map((/** @type {StoredRecord} */ one) => photo(one, person.name, here)),
    has_photos: around.photos.length > 0,
    has_photo_room: around.photos.length < PHOTOS,
    talks: talks.map((/** @type {StoredRecord} */ one) => talkOf(one, around.events, here)),
    has_talks: talks.length > 0,
    note_url: noteUrl(contact.id, newest),
    edit_url: `/contacts/${contact.id}/edit`,
    ...followUp(around.follow_up, here),
    rows: listRows(around.contacts, around.latest, contact.id, here),
  };
}

/**
 * Promise the context of contacts/_deleted.html: what happened, and the way back.
 * @param {StoredRecord} contact
 * @param {Here} here
 * @returns {Context}
 */
export function deletedContext(contact, here) {
  return {
    id: contact.id,
    revision: contact.revision,
    deleted_text: here.t('contacts.deleted', { name: displayName(contact, here.t) }),
  };
}

/** @param {StoredRecord} contact @param {StoredRecord | null} encounter @param {Here} here */
function who(contact, encounter, here) {
  const met = encounter ? localTime(encounter.met_at, here.time_zone) : '';
  return {
    name: displayName(contact, here.t, met),
    reading: readingText(contact),
    is_latin: isLatin(fullName(contact)),
  };
}

/** @param {StoredRecord} contact @param {Here} here */
function waysOf(contact, here) {
  const mails = links(contact.emails, mailHref);
  const tels = contact.tels.map((/** @type {StoredRecord} */ { kind, number }) => ({
    text: number,
    url: kind === 'fax' ? '' : telHref(number),
    label: here.t(`contacts.tel.${kind || 'other'}`),
  }));
  const sites = links(contact.urls, webHref);
  const social = links(contact.social, webHref);
  const listed = [mails, tels, sites, social].some((list) => list.length > 0);
  return {
    mails,
    tels,
    sites,
    social,
    postal_code: contact.postal_code,
    address: contact.address,
    has_ways: listed || contact.postal_code !== '' || contact.address !== '',
    tel_url: firstUrl(tels),
    mail_url: firstUrl(mails),
  };
}

/** @param {string[]} texts @param {(text: string) => string} href */
function links(texts, href) {
  return texts.map((text) => ({ text, url: href(text) }));
}

/** @param {{url: string}[]} list */
function firstUrl(list) {
  return list.find(({ url }) => url !== '')?.url ?? '';
}

/** What a card prints under the name: the first mail and the first telephone, not as links. @param {StoredRecord} contact */
function cardLines(contact) {
  const tels = contact.tels.filter((/** @type {StoredRecord} */ { kind }) => kind !== 'fax');
  const numbers = tels.map((/** @type {StoredRecord} */ { number }) => number);
  const texts = [...contact.emails.slice(0, 1), ...numbers.slice(0, 1)];
  return texts.map((text) => ({ text, url: '' }));
}

/** @param {StoredRecord} one @param {string} shown @param {Here} here */
function photo(one, shown, here) {
  const side = one.side === 'back' ? 'contacts.photo_back' : 'contacts.photo_front';
  return { url: `/photos/${one.sha256}`, alt: here.t(side, { name: shown }) };
}

/** @param {StoredRecord} talk @param {Record<string, StoredRecord>} events @param {Here} here */
function talkOf(talk, events, here) {
  const event = events[talk.event_id] ?? null;
  return {
    id: talk.id,
    when_text: momentText(talk.met_at, here.now, here.time_zone, here.locale, here.t),
    event_title: event?.title ?? '',
    event_url: event ? `/events/${event.id}` : '',
    note_url: `/contacts/${talk.contact_id}/note?encounter=${talk.id}`,
    is_real: talk.is_real_conversation,
    wants_again: talk.wants_to_meet_again,
    has_answers: hasTalk(talk),
    ...Object.fromEntries(TEXTS.map((field) => [field, talk[field]])),
  };
}

/** @param {string} contactId @param {StoredRecord | null} newest */
function noteUrl(contactId, newest) {
  return `/contacts/${contactId}/note` + queryString({ encounter: newest?.id ?? '' });
}

/** Open: how long is left. Sent or passed over: that. None: nothing. @param {StoredRecord | null} one @param {Here} here */
function followUp(one, here) {
  if (!one) return { follow_up_url: '', follow_up_text: '', follow_up_state: '' };
  const [state, text] = followUpState(one, here);
  return {
    follow_up_url: `/follow-ups/${one.id}`,
    follow_up_text: text,
    follow_up_state: state,
  };
}

/** @param {StoredRecord} one @param {Here} here */
function followUpState(one, here) {
  if (one.sent_at) return ['done', here.t('contacts.thanked_on', { date: day(one.sent_at, here) })];
  if (one.skipped_reason) return ['done', here.t('contacts.thanks_skipped')];
  if (!one.due_at) return ['open', here.t('contacts.thanks_open')];
  const left = remaining(one.due_at, here.now);
  return [left >= 0 ? 'open' : 'late', remainingText(left, here.t)];
}

/** @param {string} at @param {Here} here */
function day(at, here) {
  const today = localDate(here.now, here.time_zone);
  return dateText(localDate(at, here.time_zone), today, here.locale, here.t);
}

/** @param {string} key @param {string} query @param {string} row */
function indexKey(key, query, row) {
  return { key, url: listUrl(query, key), is_current: key === row };
}

/** @param {string} query @param {string} row @param {number} [page] */
function listUrl(query, row, page = 1) {
  return `/contacts${queryString({ q: query, row, page: page > 1 ? String(page) : '' })}`;
}
