// @ts-check
// Records -> people one has not been in touch with for long, each with a reason to write (R12).

import { displayName, organizationLine } from '../domain/name.js';
import { oneLine } from '../domain/text.js';
import { DAYS } from '../domain/untouched.js';
import { titleOf } from './events.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{contacts: Record<string, StoredRecord>, events: Record<string, StoredRecord>}} Around
 */

/**
 * Promise the rows of shared/_untouched.html; found: of domain/untouched; around: contacts, events by id.
 * @param {StoredRecord[]} found
 * @param {Around} around
 * @param {Here} here
 */
export function untouchedRows(found, around, here) {
  return found.map((each) => {
    const contact = around.contacts[each.contact_id];
    const event = around.events[each.event_id];
    return {
      id: each.contact_id,
      url: `/contacts/${each.contact_id}`,
      name: displayName(contact, here.t),
      organization_line: organizationLine(contact),
      days_text: here.t('untouched.days', { n: each.days }),
      is_long: each.band === DAYS[1],
      reason: here.t(`untouched.reason.${each.code}`, { text: oneLine(each.text) }),
      where: event ? titleOf(event, here) : '',
    };
  });
}

/**
 * Promise the context of contacts/untouched.html: those of 90 days and more, then those of 30.
 * @param {StoredRecord[]} found
 * @param {Around} around
 * @param {Here} here
 */
export function indexContext(found, around, here) {
  const [short, long] = DAYS.map((days) => found.filter((each) => each.band === days));
  return {
    page_title: here.t('untouched.title'),
    tab: 'contacts',
    long: untouchedRows(long, around, here),
    has_long: long.length > 0,
    short: untouchedRows(short, around, here),
    has_short: short.length > 0,
    is_empty: found.length === 0,
  };
}

/**
 * Promise what Today shows of them: two at most, never a heap.
 * @param {StoredRecord[]} found
 * @param {Around} around
 * @param {Here} here
 */
export function todayContext(found, around, here) {
  const rows = untouchedRows(found.slice(0, 2), around, here);
  return { untouched: rows, has_untouched: rows.length > 0 };
}
