// @ts-check
// Records -> the context of the page that shows everything held about one person.

import { isAnythingLeft, isSaid } from '../domain/held.js';
import { dateText, localDate, momentText } from '../domain/moment.js';
import { displayName, fullName, isLatin } from '../domain/name.js';
import { printedYen } from '../domain/preference.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {{events: Record<string, StoredRecord>, contacts: Record<string, StoredRecord>}} Around
 */

const NAMES = ['family_name', 'given_name', 'phonetic_family_name', 'phonetic_given_name'];
const POST = ['organization', 'phonetic_organization', 'department', 'title'];
const WAYS = ['emails', 'tels', 'postal_code', 'address', 'urls', 'social'];
const ANSWERS = ['business', 'challenge', 'looking_for', 'focus', 'note', 'memory_hook'];
const STEP = ['topic', 'place', 'slots', 'decided_slot', 'reply', 'replied_at', 'remind_on'];
const CONSENTS = ['consent', 'consent_at', 'consent_note'];
const KEPT = ['provision'];
/**
 * Kind -> what of it is shown, in the order of reading. Ids and revisions say nothing to people.
 * @type {Record<string, string[]>}
 */
const SHOWN = {
  contact: words(...NAMES, ...POST, ...WAYS, 'offers needs note source do_not_contact created_at'),
  encounter: words(
    'met_at event_id room target_class',
    ...ANSWERS,
    'is_real_conversation wants_to_meet_again',
  ),
  follow_up: words('due_at channel subject body sent_at skipped_reason snoozed_until', ...STEP),
  message: words('sent_at channel subject body'),
  outcome: words('happened_on kind event_id value_yen note'),
  photo: words('taken_at side'),
  attendee: words('event_id name organization title line reason'),
  left_card: words('left_at name organization email note'),
  introduction: words(
    'created_at event_id introducer_id first_contact_id second_contact_id sentence',
    ...CONSENTS.map((each) => `first_${each}`),
    ...CONSENTS.map((each) => `second_${each}`),
    'first_answer second_answer ended_at result',
  ),
  provision: words(
    'provided_at person_name recipient_name recipient_organization fields_passed',
    'consent consent_at consent_by purpose channel actor withdrawn_at',
  ),
  conflict: words('field kept_value lost_value'),
};
/** Fields whose value is one of few words, or a list of them. */
const CODED = words(
  'source channel kind side target_class consent first_consent second_consent',
  'first_answer second_answer fields_passed',
);
const CODES = words(
  'typing photo qr import introduction left_card mail line sms sns phone other front back deal collaboration',
  'shared declined in_person oral message own_page link organization title email tel name prospect partner',
  'supplier referrer peer',
);

/** @param {...string} texts */
function words(...texts) {
  return texts.join(' ').split(' ');
}

/**
 * Promise the context of contacts/held.html.
 *
 * contact: living, in the trash, or erased; held: the living records that speak of it, by kind; around: events
 * and contacts by id, for the names of those.
 * @param {StoredRecord} contact
 * @param {Record<string, StoredRecord[]>} held
 * @param {Around} around
 * @param {Here} here
 * @returns {Context}
 */
export function heldContext(contact, held, around, here) {
  const isGone = contact.deleted_at !== '' && !isAnythingLeft(held) && !fullName(contact);
  const name = displayName(contact, here.t);
  const called = fullName(contact) ? here.t('contacts.san', { name }) : name;
  /** @type {Record<string, StoredRecord[]>} */
  const shown = { ...(isGone ? {} : { contact: [contact] }), ...held };
  const kinds = Object.keys(SHOWN).filter((kind) => (shown[kind] ?? []).length > 0);
  return {
    page_title: here.t('held.title'),
    tab: 'contacts',
    back_url: contact.deleted_at ? '/contacts' : `/contacts/${contact.id}`,
    is_gone: isGone,
    name,
    is_latin: isLatin(name),
    held_text: here.t('held.help', { name: called }),
    sections: kinds.map((kind) => section(kind, shown[kind], around, here)),
    has_kept: KEPT.some((kind) => (held[kind] ?? []).length > 0),
    json_url: `/contacts/${contact.id}/held.json`,
    erasure_url: `/contacts/${contact.id}/erasure`,
  };
}

/** @param {string} kind @param {StoredRecord[]} records @param {Around} around @param {Here} here */
function section(kind, records, around, here) {
  return {
    id: `held-${kind}`,
    title: here.t(`held.kind.${kind}`),
    count_text: here.t('held.count', { n: records.length }),
    records: records.map((each) => ({ facts: facts(kind, each, around, here) })),
  };
}

/** @param {string} kind @param {StoredRecord} record @param {Around} around @param {Here} here */
function facts(kind, record, around, here) {
  return SHOWN[kind]
    .filter((field) => isSaid(record[field]))
    .map((field) => ({
      label: here.t(`held.field.${field}`),
      text: textOf(field, record[field], around, here),
    }))
    .filter(({ text }) => text !== '');
}

/**
 * Lists, lists of telephones and lists of instants are one line.
 * @param {string} field
 * @param {any} value
 * @param {Around} around
 * @param {Here} here
 * @returns {string}
 */
function textOf(field, value, around, here) {
  if (Array.isArray(value)) {
    const texts = value.map((each) => textOf(field, each, around, here));
    return texts.filter(Boolean).join(here.locale === 'ja' ? '、' : ', ');
  }
  if (typeof value === 'object') return value.number;
  if (value === true) return here.t('held.yes');
  if (field.endsWith('_id')) return named(field, value, around, here);
  if (CODED.includes(field)) return CODES.includes(value) ? here.t(`held.value.${value}`) : value;
  if (/_(?:at|until)$/u.test(field) || field === 'slots' || field === 'decided_slot')
    return momentText(value, here.now, here.time_zone, here.locale, here.t);
  if (field.endsWith('_on'))
    return dateText(value, localDate(here.now, here.time_zone), here.locale, here.t);
  return field === 'value_yen' ? `¥${printedYen(value)}` : String(value);
}

/** @param {string} field @param {string} id @param {Around} around @param {Here} here */
function named(field, id, { events, contacts }, here) {
  if (field === 'event_id') return events[id]?.title ?? '';
  return contacts[id] ? displayName(contacts[id], here.t) : '';
}
