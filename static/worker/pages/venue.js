// @ts-check
// Records -> the context of the venue: purpose, goals, people to look for, people met. Capture is in contact_forms.

import { acquaintances, withoutHonorific } from '../domain/attendee.js';
import { nthChangeId } from '../domain/change_id.js';
import { meetingOrder } from '../domain/encounter.js';
import { conversationBand, MOST, realConversations } from '../domain/event.js';
import { isGoal, isReached, progress } from '../domain/goal.js';
import { PARTS } from '../domain/introduction.js';
import { dateText, localDate, localTime } from '../domain/moment.js';
import { displayName, isLatin } from '../domain/name.js';
import { LADDER } from '../domain/question.js';
import { rooms } from '../domain/room.js';
import { canonicalJson } from '../domain/text.js';
import { shownName } from './attendees.js';
import { personRow } from './contacts.js';
import { hoursAndPlace, titleOf } from './events.js';
import { progressText, words } from './goals.js';
import { openerContext } from './preparations.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {Record<string, StoredRecord>} ById
 */

/** So many people to look for fit on one screen; the rest is one tap away. */
const TARGETS = 12;
const IDS = ['id', 'encounter_id', 'follow_up_id', 'photo_id'];
const QUICK = ['family_name', 'given_name', 'organization', 'room'];

/**
 * Promise the context of venue/show.html and of its fragment venue/_kept.html.
 *
 * met: the encounters of this event, newest first. around: contacts by id, those in the trash left out;
 * goals, attendees, organizer and script (records or null), is_quiet; first_id, from which the ids of
 * everything that may be captured here follow; quick: saved_id (of a card just kept), name, organization
 * and room as typed, ids and errors (field -> key) of what could not be kept.
 * @param {StoredRecord} event
 * @param {StoredRecord[]} met
 * @param {Record<string, any>} around
 * @param {Here} here
 * @returns {Context}
 */
export function venueContext(event, met, around, here) {
  const { contacts } = around;
  const known = met.filter((each) => Object.hasOwn(contacts, each.contact_id));
  return {
    page_title: titleOf(event, here),
    tab: 'events',
    event_url: `/events/${event.id}`,
    event_id: event.id,
    when_text: hoursAndPlace(event, here),
    ...countOf(known, here),
    has_purpose: Boolean(event.who_to_meet || event.what_to_gain),
    who_to_meet: event.who_to_meet,
    what_to_gain: event.what_to_gain,
    ...goalsOf(around.goals, known, contacts, here),
    ...targetsOf(event, around, known, here),
    rows: meetingOrder(known).map((each) => person(each, contacts, here)),
    has_rows: known.length > 0,
    ...openerContext(event, around.organizer, here),
    acquaintances_url: around.attendees.some(
      (/** @type {StoredRecord} */ each) => each.name && !each.contact_id,
    )
      ? `/events/${event.id}/acquaintances`
      : '',
    opens_openers: around.is_quiet || known.length === 0,
    questions: LADDER.map((_, n) => here.t(`contacts.question.${n + 1}`)),
    ...scriptOf(around.script, here),
    ...quickOf(event, known, around, here),
    photo_url: `/contacts/new?by=photo&event=${event.id}`,
    qr_url: `/contacts/new?by=qr&event=${event.id}`,
    typing_url: `/contacts/new?by=typing&event=${event.id}`,
  };
}

/**
 * Promise the context of venue/_acquaintances.html: people on the list whom one knows, and since when (R47).
 *
 * contacts: those who may be on the list; around: talks (the last one of each, by contact id), events by id,
 * met (ids of the contacts met at this very event).
 * @param {StoredRecord[]} attendees
 * @param {StoredRecord[]} contacts
 * @param {{talks: ById, events: ById, met: string[]}} around
 * @param {Here} here
 * @returns {Context}
 */
export function acquaintancesContext(attendees, contacts, around, here) {
  const others = contacts.filter(({ id }) => !around.met.includes(id));
  const byId = Object.fromEntries(others.map((each) => [each.id, each]));
  const rows = acquaintances(attendees, others).map(({ contact_id }) =>
    acquaintance(byId[contact_id], around, here),
  );
  return { acquaintances: rows.slice(0, TARGETS), has_acquaintances: rows.length > 0 };
}

/** @param {StoredRecord} contact @param {{talks: ById, events: ById}} around @param {Here} here */
function acquaintance(contact, { talks, events }, here) {
  const talk = talks[contact.id];
  const event = talk && events[talk.event_id];
  const day = talk ? localDate(talk.met_at, here.time_zone) : '';
  const metOn = dateText(day, localDate(here.now, here.time_zone), here.locale, here.t);
  const name = displayName(contact, here.t, '');
  return {
    url: `/contacts/${contact.id}`,
    name: here.t('contacts.san', { name }),
    is_latin: isLatin(name),
    met_text: [metOn, event ? titleOf(event, here) : ''].filter(Boolean).join(' '),
  };
}

/** @param {StoredRecord[]} known @param {Here} here */
function countOf(known, here) {
  const count = realConversations(known);
  const band = conversationBand(count);
  return {
    count: String(count),
    of_text: here.t(band === 'wide' ? 'events.people' : 'events.of_people', { n: MOST }),
    knots: Array.from({ length: MOST }, (_, n) => ({ is_tied: n < count })),
    band,
    band_text: here.t(`events.band.${band}`, { n: MOST - count }),
  };
}

/**
 * Memos wait on the page of preparations: here stands only what can be reached.
 * @param {StoredRecord[]} goals
 * @param {StoredRecord[]} known
 * @param {ById} contacts
 * @param {Here} here
 */
function goalsOf(goals, known, contacts, here) {
  const rows = goals.filter(isGoal).map((goal) => {
    const count = progress(goal, known, contacts);
    return {
      words: words(goal, here),
      progress_text: progressText(goal, count, here),
      is_reached: isReached(goal, count),
      percent: String(Math.min(100, Math.floor((count * 100) / goal.target_number))),
    };
  });
  return { goals: rows, has_goals: rows.length > 0 };
}

/**
 * Whom to look for: first those not met yet, each with the ids of the card that a tap makes.
 * @param {StoredRecord} event
 * @param {Record<string, any>} around
 * @param {StoredRecord[]} known
 * @param {Here} here
 */
function targetsOf(event, { contacts, attendees, first_id }, known, here) {
  const talks = new Map([...known].reverse().map(({ contact_id, id }) => [contact_id, id]));
  const isMet = (/** @type {StoredRecord} */ { contact_id }) => Object.hasOwn(contacts, contact_id);
  const wanted = attendees.filter((/** @type {StoredRecord} */ each) => each.is_target);
  const met = wanted.filter(isMet);
  const open = wanted.filter((/** @type {StoredRecord} */ each) => !isMet(each));
  const isCut = open.length > TARGETS || met.length > TARGETS;
  return {
    targets: open
      .slice(0, TARGETS)
      .map((/** @type {StoredRecord} */ each, /** @type {number} */ n) => ({
        attendee_id: each.id,
        name: called(each, here),
        reason: each.reason,
        ...idsOf(first_id, n + 1),
      })),
    met_targets: met.slice(0, TARGETS).map((/** @type {StoredRecord} */ each) => ({
      name: called(each, here),
      url: noteUrl(each.contact_id, talks.get(each.contact_id) ?? ''),
    })),
    has_targets: wanted.length > 0,
    more_url: isCut ? `/events/${event.id}/prepare` : '',
    has_list: attendees.length > 0,
    prepare_url: `/events/${event.id}/prepare`,
  };
}

/** @param {{encounter: StoredRecord, order: number}} each @param {ById} contacts @param {Here} here */
function person({ encounter, order }, contacts, here) {
  const contact = contacts[encounter.contact_id];
  const time = localTime(encounter.met_at, here.time_zone);
  const when = here.t('venue.order', { n: order, time });
  const row = personRow(contact, encounter, when, false, here);
  // At the venue one writes: the note is one tap away (R11).
  return { ...row, url: noteUrl(contact.id, encounter.id) };
}

/** @param {StoredRecord | null} script @param {Here} here */
function scriptOf(script, here) {
  const written = PARTS.filter((part) => script?.[part]);
  const parts = written.map((part) => ({
    label: here.t(`preparations.${part}`),
    text: script?.[part],
  }));
  return { script_parts: parts, has_script: parts.length > 0 };
}

/**
 * A line to type into during a call: name, company, room (R50).
 * @param {StoredRecord} event
 * @param {StoredRecord[]} known
 * @param {Record<string, any>} around
 * @param {Here} here
 */
function quickOf(event, known, { first_id, quick }, here) {
  const ids = idsOf(first_id, 0);
  const [wrong] = Object.entries(quick.errors);
  return {
    has_quick: event.mode === 'online' || event.mode === 'hybrid',
    ...Object.fromEntries(IDS.map((name) => [name, quick.ids[name] ?? ids[name]])),
    quick_rendered: canonicalJson(Object.fromEntries(QUICK.map((field) => [field, '']))),
    name: quick.name,
    organization: quick.organization,
    room: quick.room,
    saved_id: quick.saved_id,
    rooms: rooms(known),
    quick_error: wrong ? wrongText(wrong[0], wrong[1], here) : '',
  };
}

/** @param {string} field @param {string} key @param {Here} here */
function wrongText(field, key, here) {
  const label = here.t(field === 'room' ? 'contacts.note.room' : `contacts.fields.${field}`);
  return here.t('contacts.not_saved', { field: label, reason: here.t(key) });
}

/** @param {string} firstId @param {number} place */
function idsOf(firstId, place) {
  return Object.fromEntries(IDS.map((name, n) => [name, nthChangeId(firstId, 4 * place + n)]));
}

/** @param {StoredRecord} attendee @param {Here} here */
function called(attendee, here) {
  const name = withoutHonorific(attendee.name);
  return name ? here.t('contacts.san', { name }) : shownName(attendee, here);
}

/** @param {string} contactId @param {string} encounterId */
function noteUrl(contactId, encounterId) {
  const url = `/contacts/${contactId}/note`;
  return encounterId ? `${url}?encounter=${encounterId}` : url;
}
