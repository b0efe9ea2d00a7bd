// @ts-check
// Whom one has not been in touch with for long, and what there is to write about (R12). No words, no clock.

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{contact: StoredRecord, encounters: StoredRecord[], touched: string[]}} Person
 */

/** After a month somebody comes to mind again, after three it is time. */
export const DAYS = [30, 90];
/** What the other person said, and what was felt, the best reason first. */
const REASONS = [
  ...['looking_for', 'challenge', 'focus'],
  ...['wants_to_meet_again', 'is_real_conversation'],
];
const DAY = 86_400_000;

/**
 * Promise those not met or written to for 30 days who said something to write about, the warmest first.
 *
 * people: contact, encounters (newest first), touched (other instants and dates of being in touch).
 * One who asked not to be written to stays out. band: 30 or 90 days.
 * @param {Person[]} people
 * @param {string} now
 */
export function untouched(people, now) {
  const found = people.flatMap((each) => {
    const reason = why(each.encounters);
    const days = daysSince(lastTouch(each), now);
    if (days < DAYS[0] || !reason.code || each.contact.do_not_contact) return [];
    const band = days >= DAYS[1] ? DAYS[1] : DAYS[0];
    return [{ contact_id: each.contact.id, days, band, ...reason }];
  });
  const place = (/** @type {{code: string}} */ each) => REASONS.indexOf(each.code);
  return found.sort(
    (one, other) =>
      place(one) - place(other) ||
      one.days - other.days ||
      (one.contact_id < other.contact_id ? -1 : 1),
  );
}

/** Promise the last instant or date one was in touch with somebody, or "". @param {Person} person */
export function lastTouch({ encounters, touched }) {
  const times = [...encounters.map((each) => each.met_at), ...touched];
  return times.reduce((last, each) => (each > last ? each : last), '');
}

/**
 * Promise the whole days since an instant or a date; -1 for none.
 * @param {string} at
 * @param {string} now
 */
export function daysSince(at, now) {
  return at ? Math.floor((moment(now) - moment(at)) / DAY) : -1;
}

/**
 * Promise the reason to write: its code, what was said, and in which talk; code "" for none.
 * @param {StoredRecord[]} encounters
 */
export function why(encounters) {
  for (const code of REASONS) {
    const talk = encounters.find((each) => each[code]);
    if (!talk) continue;
    const text = typeof talk[code] === 'string' ? talk[code] : '';
    return { code, text, event_id: talk.event_id };
  }
  return { code: '', text: '', event_id: '' };
}

/** @param {string} at */
function moment(at) {
  return Date.parse(at.includes('T') ? at : `${at}T00:00:00.000Z`);
}
