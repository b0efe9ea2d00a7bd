// @ts-check
// Records -> the contexts of an attendee list: its rows, the table before it is taken, one line by hand.

import { news, purgedAt } from '../domain/attendee.js';
import { attendees as attendeesOf, found as foundIn } from '../domain/attendee_list.js';
import { dateText, localDate } from '../domain/moment.js';
import { isLatin } from '../domain/name.js';
import { canonicalJson, oneLine, queryString } from '../domain/text.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

export const FIRST_ROWS = 12;
export const MORE_ROWS = 30;
export const SAMPLE = 12;
export const FIELDS = ['name', 'organization', 'title', 'reason'];

/**
 * Promise the context of preparations/_attendee_rows.html: people to meet first, then the list.
 *
 * asked: query, page (counted from 1): more pages come one under the other.
 * @param {StoredRecord} event
 * @param {StoredRecord[]} attendees
 * @param {{query: string, page: number}} asked
 * @param {Here} here
 * @returns {Context}
 */
export function rowsContext(event, attendees, asked, here) {
  const { query } = asked;
  const page = Math.max(1, asked.page);
  const found = foundIn(attendees, query);
  const ordered = [
    ...found.filter((each) => each.is_target),
    ...found.filter((each) => !each.is_target),
  ];
  const shown = ordered.slice(0, FIRST_ROWS + (page - 1) * MORE_ROWS);
  const targets = attendees.filter((each) => each.is_target).length;
  const prepare_url = `/events/${event.id}/prepare`;
  const more = queryString({ q: query, page: String(page + 1) });
  const count_text = here.t('preparations.list_count', { n: attendees.length, targets });
  const found_text = here.t('preparations.list_found', { n: found.length, of: attendees.length });
  return {
    prepare_url,
    query,
    attendees: shown.map((each) => row(each, {}, here)),
    has_attendees: shown.length > 0,
    has_list: attendees.length > 0,
    ask_text: askText(event, here),
    list_count_text: query ? found_text : count_text,
    nobody_text: here.t(query ? 'preparations.nobody_found' : 'preparations.no_list'),
    more_url: shown.length < ordered.length ? prepare_url + more : '',
    kept_text: keptText(event, attendees, here),
  };
}

/**
 * Promise until when other people's names stay here, or "" where nobody is left to forget (REQUIREMENTS 6).
 * @param {StoredRecord} event
 * @param {StoredRecord[]} attendees
 * @param {Here} here
 */
export function keptText(event, attendees, here) {
  const moments = attendees.map((each) => purgedAt(each, event)).filter(Boolean);
  const first = moments.sort()[0];
  if (!first) return '';
  const [day, today] = [first, here.now].map((at) => localDate(at, here.time_zone));
  return here.t('preparations.list_kept', { date: dateText(day, today, here.locale, here.t) });
}

/**
 * Promise what to do without a list: ask the organiser, with the purpose in the words (R47).
 * @param {StoredRecord} event
 * @param {Here} here
 */
export function askText(event, here) {
  const who = oneLine(event.who_to_meet);
  if (!who) return here.t('preparations.ask_organizer_plain');
  return here.t('preparations.ask_organizer', { who });
}

/**
 * Promise one line of the list as preparations/_attendee.html shows it.
 *
 * sent: {} or values, errors, revision and rendered of a form that could not be kept, or said.
 * @param {StoredRecord} attendee
 * @param {StoredRecord} sent
 * @param {Here} here
 * @returns {Context}
 */
export function row(attendee, sent, here) {
  const known = Object.fromEntries(FIELDS.map((field) => [field, attendee[field]]));
  /** @type {string[]} */
  const errors = Object.values(sent.errors ?? {});
  return {
    id: attendee.id,
    url: `/attendees/${attendee.id}`,
    revision: sent.revision ?? attendee.revision,
    rendered: sent.rendered ?? canonicalJson(known),
    ...known,
    ...sent.values,
    shown_name: shownName(attendee, here),
    is_latin: isLatin(attendee.name),
    organization_line: lineOf(attendee),
    line: attendee.line,
    is_target: attendee.is_target,
    is_met: attendee.contact_id !== '',
    contact_url: attendee.contact_id ? `/contacts/${attendee.contact_id}` : '',
    is_open: errors.length > 0,
    error_text: errors.length > 0 ? here.t(errors[0]) : '',
    said_text: sent.said ? here.t(sent.said) : '',
  };
}

/**
 * Promise the name of a person, or 北斗精機の方 for somebody of a company.
 * @param {StoredRecord} attendee
 * @param {Here} here
 * @returns {string}
 */
export function shownName(attendee, here) {
  const { name, organization } = attendee;
  return name || here.t('preparations.somebody_of', { organization });
}

/**
 * Promise the context of preparations/_attendee_form.html; sent: {} or values, errors, said.
 * @param {StoredRecord} event
 * @param {string} attendee_id
 * @param {StoredRecord} sent
 * @param {Here} here
 * @returns {Context}
 */
export function addContext(event, attendee_id, sent, here) {
  const empty = Object.fromEntries(FIELDS.map((field) => [field, '']));
  /** @type {string[]} */
  const errors = Object.values(sent.errors ?? {});
  return {
    attendee_id,
    attendee_url: `/events/${event.id}/attendees`,
    attendee: { ...empty, is_target: true, ...sent.values },
    attendee_error_text: errors.length > 0 ? here.t(errors[0]) : '',
    attendee_said: sent.said ? here.t(sent.said) : '',
  };
}

/**
 * Promise the context of preparations/_list_preview.html: the table before anything is kept.
 *
 * read: {} before a list was sent, else what domain/attendee_list readList said, with the text
 * and list_id; columns as guessed, or as the person chose them.
 * @param {StoredRecord} event
 * @param {StoredRecord[]} attendees
 * @param {StoredRecord} read
 * @param {Here} here
 * @returns {Context}
 */
export function listContext(event, attendees, read, here) {
  const { rows = [], columns = [], error = '' } = read;
  const lines = attendeesOf(rows, columns);
  const fresh = news(attendees, lines);
  return {
    list_url: `/events/${event.id}/attendee-list`,
    list_id: read.list_id ?? '',
    text: read.text ?? '',
    has_table: rows.length > 0,
    columns: columns.map((/** @type {string} */ kind, /** @type {number} */ place) => ({
      field_id: `column-${place}`,
      kind,
      label: here.t('preparations.column', { n: place + 1 }),
    })),
    rows: rows.slice(0, SAMPLE).map((/** @type {string[]} */ cells) => ({ cells })),
    read_text: rows.length > 0 ? readText(read, lines.length, fresh.length, here) : '',
    list_error: error ? here.t(error, { n: read.row }) : '',
    list_said: '',
  };
}

/**
 * Promise what an import did: 60人を取り込みました。2人はすでに名簿にあります。
 * @param {number} added
 * @param {number} known
 * @param {Here} here
 */
export function takenText(added, known, here) {
  let key = known ? 'taken_some' : 'taken';
  if (!added) key = 'taken_nobody';
  return here.t(`preparations.${key}`, { n: added, known });
}

/**
 * Promise the context of preparations/_attendee_deleted.html: what happened, and the way back.
 * @param {StoredRecord} attendee
 * @param {Here} here
 */
export function deletedContext(attendee, here) {
  const name = shownName(attendee, here);
  return {
    id: attendee.id,
    revision: attendee.revision,
    deleted_text: here.t('preparations.attendee_deleted', { name }),
  };
}

/** @param {StoredRecord} attendee */
function lineOf({ name, organization, title }) {
  return [name ? organization : '', title].filter((part) => part !== '').join('・');
}

/** @param {StoredRecord} read @param {number} count @param {number} fresh @param {Here} here */
function readText(read, count, fresh, here) {
  const texts = [here.t('preparations.list_read', { n: count, fresh })];
  if (read.skipped) texts.push(here.t('preparations.list_skipped', { n: read.skipped }));
  if (read.rows.length > SAMPLE) texts.push(here.t('preparations.list_sample', { n: SAMPLE }));
  return texts.join(here.locale === 'ja' ? '' : ' ');
}
