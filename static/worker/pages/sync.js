// @ts-check
// Records -> the context of the sync page: what waits, what was refused, two versions of one field.

import { DELETED, keptValue } from '../domain/conflict.js';
import { dateText, isDate, localDate, momentText } from '../domain/moment.js';
import { displayName } from '../domain/name.js';
import { oneLine } from '../domain/text.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {{subjects: Record<string, StoredRecord>, contacts: Record<string, StoredRecord>}} Known
 */

const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$/u;
/** Fields whose value is one of a few words, all of which stand in the locale as sync.value.<word>. */
// Fields that hold one of a few words of ours; words that are told as they stand have no label.
const CHOICES = [
  ...[
    'mode',
    'decision',
    'kind',
    'channel',
    'source',
    'side',
    'locale',
    'theme',
    'shortcuts',
    'quiet_mode',
  ],
  ...[
    'reminders',
    'accepts_cards',
    'verdict',
    'was_solicited',
    'solicitation_risk',
    'verb',
    'unit',
  ],
  ...['proposal', 'form', 'reply', 'direction', 'consent', 'first_consent', 'second_consent'],
  ...['first_answer', 'second_answer', 'ended_by'],
];

/**
 * Promise the context of sync/show.html and of its fragment sync/_panel.html.
 *
 * known: "subjects" and "contacts", the record each conflict speaks of and the person it is
 * about, by the conflict's id; one that is gone is missing.
 * device: what only the device knows: "waiting" (entries of one record each: record, title, kinds,
 * at), "refused" (the same with key), "log" (at, sent, received as counts by kind); all empty in
 * the office.
 * @param {StoredRecord[]} conflicts
 * @param {Known} known
 * @param {StoredRecord} device
 * @param {Here} here
 * @returns {Context}
 */
export function showContext(conflicts, known, device, here) {
  const shown = conflicts.map((one) => conflictContext(one, known, here));
  return {
    page_title: here.t('sync.title'),
    tab: '',
    conflicts: shown,
    has_conflicts: shown.length > 0,
    conflicts_text: here.t('sync.conflicts', { n: shown.length }),
    waiting: device.waiting.map((/** @type {StoredRecord} */ entry) => waitingOf(entry, here)),
    has_waiting: device.waiting.length > 0,
    waiting_text: here.t('sync.waiting', { n: device.waiting.length }),
    refused: device.refused.map((/** @type {StoredRecord} */ entry) => refusedOf(entry, here)),
    has_refused: device.refused.length > 0,
    log: device.log.map((/** @type {StoredRecord} */ talk) => talkOf(talk, here)),
    has_log: device.log.length > 0,
    last_answer_text: moment(device.last_answer_at, here),
  };
}

/**
 * Promise one conflict, readable: whose it is, which field, both values, from where and when.
 * @param {StoredRecord} conflict
 * @param {Known} known
 * @param {Here} here
 * @returns {Context}
 */
export function conflictContext(conflict, known, here) {
  const subject = known.subjects[conflict.id] ?? null;
  const contact = known.contacts[conflict.id] ?? null;
  return {
    id: conflict.id,
    title: titleOf(conflict, subject, contact, here),
    url: urlOf(conflict, contact),
    field_label: fieldLabel(conflict, here),
    kept_text: valueText(conflict, 'kept_value', here),
    kept_from: from(conflict.kept_device, conflict.kept_at, here),
    lost_text: valueText(conflict, 'lost_value', here),
    lost_from: from(conflict.lost_device, conflict.lost_at, here),
    can_keep_both: contact !== null && conflict.field !== DELETED,
  };
}

/**
 * Promise the line that 両方メモに残す writes under the note: the field and the value that lost.
 * @param {StoredRecord} conflict
 * @param {Here} here
 */
export function addedText(conflict, here) {
  const value = valueText(conflict, 'lost_value', here);
  return here.t('sync.added_line', { field: fieldLabel(conflict, here), value });
}

/**
 * @param {StoredRecord} conflict
 * @param {StoredRecord | null} subject
 * @param {StoredRecord | null} contact
 * @param {Here} here
 */
function titleOf(conflict, subject, contact, here) {
  if (contact) return displayName(contact, here.t);
  return subject?.title || here.t(`sync.kind.${conflict.record_kind}`);
}

/** @param {StoredRecord} conflict @param {StoredRecord | null} contact */
function urlOf(conflict, contact) {
  if (contact) return `/contacts/${contact.id}`;
  return conflict.record_kind === 'event' ? `/events/${conflict.record_id}` : '';
}

/** @param {StoredRecord} conflict @param {Here} here @returns {string} */
function fieldLabel(conflict, here) {
  if (conflict.field === DELETED) return here.t('sync.deletion');
  const key = `sync.field.${conflict.record_kind}.${conflict.field}`;
  return labelOf(key, conflict.field, here);
}

/**
 * What a newer version knows may have no words here yet.
 * @param {string} key
 * @param {string} otherwise
 * @param {Here} here
 */
function labelOf(key, otherwise, here) {
  const label = here.t(key);
  return label === key ? otherwise : label;
}

/** @param {StoredRecord} conflict @param {string} side @param {Here} here */
function valueText(conflict, side, here) {
  const value = keptValue(conflict[side]);
  if (conflict.field === DELETED)
    return here.t(value === true ? 'sync.is_deleted' : 'sync.is_kept');
  if (value === '' || value === null || (Array.isArray(value) && value.length === 0)) {
    return here.t('sync.nothing');
  }
  if (typeof value === 'boolean') return here.t(value ? 'sync.yes' : 'sync.no');
  if (Array.isArray(value)) return value.map(itemText).join(here.t('sync.comma'));
  return plainText(conflict.field, String(value), here);
}

/** @param {any} item */
function itemText(item) {
  return String(item?.number ?? item);
}

/** @param {string} field @param {string} text @param {Here} here */
function plainText(field, text, here) {
  if (field === 'target_class') return labelOf(`events.target_class.${text}`, text, here);
  if (CHOICES.includes(field)) return labelOf(`sync.value.${text}`, text, here);
  if (isDate(text)) {
    return dateText(text, localDate(here.now, here.time_zone), here.locale, here.t);
  }
  if (field.endsWith('_id')) return here.t('sync.other_record');
  return INSTANT.test(text) ? moment(text, here) : text;
}

/** @param {string} device @param {string} at @param {Here} here */
function from(device, at, here) {
  const parts = [device || here.t('sync.some_device'), moment(at, here)];
  return parts.filter((part) => part !== '').join(' ');
}

/** @param {StoredRecord} entry @param {Here} here */
function waitingOf(entry, here) {
  const kinds = entry.kinds.map((/** @type {string} */ kind) => here.t(`sync.kind.${kind}`));
  return {
    record: entry.record,
    title: entry.title || here.t('contacts.unnamed'),
    kinds_text: kinds.join(here.t('sync.dot')),
    when_text: moment(entry.at, here),
  };
}

/** @param {StoredRecord} entry @param {Here} here */
function refusedOf(entry, here) {
  return { ...waitingOf(entry, here), url: entry.url, reason: oneLine(here.t(entry.key)) };
}

/** @param {StoredRecord} talk @param {Here} here */
function talkOf(talk, here) {
  return {
    when_text: moment(talk.at, here),
    sent_text: counts(talk.sent, 'sync.sent', here),
    received_text: counts(talk.received, 'sync.received', here),
  };
}

/** @param {Record<string, number>} numbers @param {string} key @param {Here} here */
function counts(numbers, key, here) {
  const kinds = Object.keys(numbers).sort();
  const words = kinds.map((kind) => `${here.t(`sync.kind.${kind}`)} ${numbers[kind]}`);
  return words.length > 0 ? here.t(key, { what: words.join(here.t('sync.comma')) }) : '';
}

/** @param {string} at @param {Here} here */
function moment(at, here) {
  return momentText(at, here.now, here.time_zone, here.locale, here.t);
}
