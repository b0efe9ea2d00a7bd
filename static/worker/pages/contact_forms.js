// @ts-check
// Records -> the context of the capture form and of the edit form. What is sent back is read in domain.

import { PHOTOS } from '../domain/capture.js';
import { nthChangeId } from '../domain/change_id.js';
import { isMail, LINES, TEL_KINDS, TEXTS } from '../domain/contact.js';
import { dateText, localDate, nextDay } from '../domain/moment.js';
import { displayName } from '../domain/name.js';
import { canonicalJson, queryString } from '../domain/text.js';
import { listRows } from './contacts.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

const PRINTED = TEXTS.filter((field) => field !== 'source');
const FIELDS = [...PRINTED, ...LINES, 'emails', 'tels', 'do_not_contact'];
const ERRORS = [...FIELDS, 'photo'];
const CAPTURED = [
  ...['family_name', 'given_name', 'phonetic_family_name', 'phonetic_given_name'],
  ...['organization', 'title', 'emails', 'tels', 'note'],
];
/** @type {StoredRecord} */
const NOTHING = Object.fromEntries([
  ...TEXTS.map((field) => [field, '']),
  ...[...LINES, 'emails', 'tels'].map((field) => [field, []]),
]);
const CHOICES = 20;
const IDS = ['id', 'encounter_id', 'follow_up_id', 'photo_id'];

/**
 * Promise the events a card may belong to, the newest first, and the one that is filled in.
 *
 * given: the event of the address, "" for none: then the one held today, if there is one.
 * @param {StoredRecord[]} events
 * @param {string} given
 * @param {Here} here
 * @returns {[StoredRecord[], string]}
 */
export function eventChoices(events, given, here) {
  const today = localDate(here.now, here.time_zone);
  const tomorrow = nextDay(today);
  const near = events.filter(({ id, held_on }) => id === given || held_on <= tomorrow);
  const heldToday = near.find(({ held_on }) => held_on === today);
  const chosen = near.some(({ id }) => id === given) ? given : (heldToday?.id ?? '');
  const later = near.slice(CHOICES).filter(({ id }) => id === chosen);
  return [[...near.slice(0, CHOICES), ...later], chosen];
}

/**
 * Promise the context of contacts/new.html and of its fragment contacts/_capture_form.html.
 *
 * asked: by ("photo", "qr" or "typing"), event_id, and the ids a capture is made with (IDS);
 * saved_id of the card kept before this one, or ""; values: what was typed so far; errors: field -> key.
 * @param {StoredRecord} asked
 * @param {StoredRecord[]} events
 * @param {StoredRecord} values
 * @param {Record<string, string>} errors
 * @param {Here} here
 * @returns {Context}
 */
export function newContext(asked, events, values, errors, here) {
  const byQr = asked.by === 'qr';
  const card = { ...NOTHING, ...values };
  const blank = byQr ? FIELDS.filter((field) => field in NOTHING) : CAPTURED;
  return {
    page_title: here.t(`contacts.new_by_${asked.by}`),
    tab: 'contacts',
    by_photo: asked.by === 'photo',
    by_qr: byQr,
    by: asked.by,
    ...only(asked, IDS),
    event_id: asked.event_id,
    saved_id: asked.saved_id,
    rendered: canonicalJson(only(NOTHING, blank)),
    events: eventOptions(events, asked.event_id, here),
    has_events: events.length > 0,
    back_url: asked.event_id ? `/events/${asked.event_id}/venue` : '/contacts',
    photo_url: newUrl('photo', asked.event_id),
    qr_url: newUrl('qr', asked.event_id),
    typing_url: newUrl('typing', asked.event_id),
    card: printed(card),
    mails: mailRows(card.emails),
    tels: telRows(card.tels, here),
    ...errorContext(errors, here),
  };
}

/**
 * Promise the context of contacts/_captured.html: saved, and forms for the next shot.
 *
 * asked: what was just captured; fresh: the ids of the next one (IDS); photos: those of the card.
 * @param {StoredRecord} asked
 * @param {Record<string, string>} fresh
 * @param {StoredRecord[]} photos
 * @param {Here} here
 * @returns {Context}
 */
export function capturedContext(asked, fresh, photos, here) {
  const shot = Array.from({ length: PHOTOS }, (_, place) => nthChangeId(asked.photo_id, place));
  const just = photos.filter(({ id }) => shot.includes(id));
  return {
    ...only(fresh, IDS),
    by: asked.by,
    event_id: asked.event_id,
    rendered: canonicalJson({}),
    saved_id: asked.id,
    saved_encounter_id: asked.encounter_id,
    saved_follow_up_id: asked.follow_up_id,
    photos: photos.map((photo) => shotRow(photo, here)),
    has_room: photos.length < PHOTOS,
    // Several at once came from the album: nobody has to take those again.
    replaces: just.length === 1 ? just[0].id : '',
    note_url: `/contacts/${asked.id}/note?encounter=${asked.encounter_id}`,
    next_url: newUrl(asked.by, asked.event_id, asked.id),
  };
}

/**
 * Promise the context of contacts/edit.html and of its fragment contacts/_edit_form.html.
 *
 * sent: {} at first; after an error the values, rendered and revision that the form was sent with;
 * around: contacts and latest for the list pane.
 * @param {StoredRecord} contact
 * @param {StoredRecord} sent
 * @param {StoredRecord} around
 * @param {Record<string, string>} errors
 * @param {Here} here
 * @returns {Context}
 */
export function editContext(contact, sent, around, errors, here) {
  const card = { ...contact, ...sent.values };
  const shown = displayName(contact, here.t);
  return {
    page_title: here.t('contacts.edit_of', { name: shown }),
    tab: 'contacts',
    id: contact.id,
    name: shown,
    revision: sent.revision ?? contact.revision,
    rendered: sent.rendered ?? canonicalJson(only(contact, FIELDS)),
    url: `/contacts/${contact.id}`,
    card: printed(card),
    mails: mailRows(card.emails),
    tels: telRows(card.tels, here),
    do_not_contact: card.do_not_contact,
    ...errorContext(errors, here),
    rows: listRows(around.contacts, around.latest, contact.id, here),
  };
}

/** @param {StoredRecord} photo @param {Here} here */
function shotRow(photo, here) {
  const alt = here.t(photo.side === 'back' ? 'camera.back' : 'camera.front');
  return { url: `/photos/${photo.sha256}`, alt };
}

/** @param {StoredRecord} card @returns {Context} */
function printed(card) {
  return {
    ...only(card, PRINTED),
    ...Object.fromEntries(LINES.map((field) => [field, card[field].join('\n')])),
    mail: card.emails[0] ?? '',
    tel: card.tels[0]?.number ?? '',
  };
}

/** @param {Record<string, string>} errors @param {Here} here */
function errorContext(errors, here) {
  const wrong = ERRORS.filter((field) => errors[field]);
  return {
    errors: Object.fromEntries(ERRORS.map((field) => [field, errors[field] ?? ''])),
    has_errors: Object.keys(errors).length > 0,
    error_list: wrong.map((field) => ({
      field,
      label: here.t(`contacts.fields.${field}`),
      key: errors[field],
    })),
  };
}

/** Promise the fields for mail addresses, with an empty one behind. @param {string[]} mails */
export function mailRows(mails) {
  return [...mails, ''].map((mail, place) => ({
    field_id: rowId('emails', place),
    value: mail,
    is_wrong: mail !== '' && !isMail(mail),
  }));
}

/** Promise the fields for telephones, with an empty one behind. @param {StoredRecord[]} tels @param {Here} here */
export function telRows(tels, here) {
  const labels = TEL_KINDS.map((kind) => [`${kind}_label`, here.t(`contacts.tel.${kind}`)]);
  return [...tels, { kind: '', number: '' }].map(({ kind, number }, place) => ({
    field_id: rowId('tels', place),
    number,
    kind,
    ...Object.fromEntries(labels),
  }));
}

/** @param {string} field @param {number} place */
function rowId(field, place) {
  return place > 0 ? `${field}-${place + 1}` : field;
}

/** @param {StoredRecord[]} events @param {string} chosen @param {Here} here */
function eventOptions(events, chosen, here) {
  const today = localDate(here.now, here.time_zone);
  return events.map((event) => ({
    value: event.id,
    label: [dateText(event.held_on, today, here.locale, here.t), event.title]
      .filter((part) => part !== '')
      .join(' '),
    is_chosen: event.id === chosen,
  }));
}

/** @param {string} by @param {string} eventId @param {string} [savedId] */
function newUrl(by, eventId, savedId = '') {
  return `/contacts/new${queryString({ by, event: eventId, saved: savedId })}`;
}

/** @param {StoredRecord} record @param {string[]} fields */
function only(record, fields) {
  return Object.fromEntries(fields.map((field) => [field, record[field]]));
}
