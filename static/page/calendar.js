// @ts-check
// A calendar file (RFC 5545) -> what an event form can be filled with. The parser is handed in; no page is known here.

import { binary, bytesOf, guessed } from './charset.js';

/**
 * @typedef {Record<string, string>} Values as a form prints them: held_on, starts_at HH:MM, time_zone ...
 * @typedef {{values: Values, count: number}} Found count: how many events the file holds
 */

/** Outlook's own names, where a file brings no VTIMEZONE for them. @type {Record<string, string>} */
const WINDOWS_ZONES = {
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'China Standard Time': 'Asia/Shanghai',
  'Singapore Standard Time': 'Asia/Singapore',
  'India Standard Time': 'Asia/Kolkata',
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Paris',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Pacific Standard Time': 'America/Los_Angeles',
};
const JAPAN = /^\(?(?:UTC|GMT)\+0?9:?00\)?.*(?:Tokyo|Osaka|大阪|東京)/u;
const WEB = /https?:\/\/[^\s<>"'「」（）()\\]+/u;
const CALL = /zoom|teams|google meet|webex|オンライン|online/iu;
const MOST_OCCURRENCES = 1000;
const LONGEST = 200;

/**
 * Promise what the next event of a file says, and how many there are; null when the bytes are no calendar.
 * @param {any} ICAL the parser
 * @param {Uint8Array} bytes
 * @param {{zone: string, now: number}} here the form's time zone, and the present in milliseconds
 * @returns {Found | null}
 */
export function readCalendar(ICAL, bytes, here) {
  try {
    return nextOf(ICAL, parsed(ICAL, bytes), here);
  } catch (error) {
    // What the parser throws has no name of its own: times that are none, components left open.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** @param {any} ICAL @param {any[] | null} calendars @param {{zone: string, now: number}} here @returns {Found | null} */
function nextOf(ICAL, calendars, { zone, now }) {
  if (!calendars) return null;
  const events = calendars.flatMap((each) => each.getAllSubcomponents('vevent'));
  const held = events.filter((each) => each.hasProperty('dtstart'));
  const kept = held.filter((each) => each.getFirstPropertyValue('status') !== 'CANCELLED');
  const told = (kept.length > 0 ? kept : held).map((each) => timed(ICAL, each, zone, now));
  told.sort((one, other) => one.at - other.at);
  const next = told.find(({ until }) => until >= now) ?? told.at(-1);
  if (!next) return { values: {}, count: 0 };
  return { values: { ...textsOf(next.event), ...next.times }, count: told.length };
}

/** @param {any} ICAL @param {Uint8Array} bytes @returns {any[] | null} */
function parsed(ICAL, bytes) {
  // Lines are folded between octets, even within a character (RFC 5545, 3.1): unfold before decoding.
  const text = guessed(bytesOf(binary(bytes).replace(/\r?\n[ \t]/gu, '')))?.text.replace(
    /^\ufeff/u,
    '',
  );
  if (!text || !/^BEGIN:VCALENDAR\s*$/imu.test(text)) return null;
  const found = ICAL.parse(text);
  const roots = Array.isArray(found[0]) ? found : [found];
  return roots.map((/** @type {any} */ root) => new ICAL.Component(root));
}

/** When an event begins and ends, as the form's fields and in milliseconds. @param {any} ICAL @param {any} event @param {string} zone @param {number} now */
function timed(ICAL, event, zone, now) {
  const property = event.getFirstProperty('dtstart');
  const first = property.getFirstValue();
  const length = new ICAL.Event(event).duration.toSeconds();
  const start = occurrence(ICAL, event, first, now);
  const wall = zoneOf(property, first);
  const shown = wall || zone;
  const at = instantOf(ICAL, event, property, start, shown);
  const until = at + length * 1000;
  if (first.isDate) {
    return { event, at, until: at + 86_400_000, times: { held_on: dayOf(start) } };
  }
  const [held_on, starts_at] = local(at, shown);
  /** @type {Values} */
  const times = { held_on, starts_at, time_zone: shown };
  if (length > 0) times.ends_at = local(until, shown)[1];
  return { event, at, until, times };
}

/** The next time a repeated event takes place, else its only one. @param {any} ICAL @param {any} event @param {any} first @param {number} now */
function occurrence(ICAL, event, first, now) {
  const told = new ICAL.Event(event);
  if (!told.isRecurring()) return first;
  const all = told.iterator();
  let [next, last] = [all.next(), first];
  for (let n = 0; next && n < MOST_OCCURRENCES; n += 1) {
    last = next;
    if (next.toJSDate().getTime() >= now) return next;
    next = all.next();
  }
  return last;
}

/** The zone a property names, as browsers know it; "" for UTC, for none, and for one only its file knows. @param {any} property @param {any} time */
function zoneOf(property, time) {
  const name = String(property.getParameter('tzid') ?? '').replace(/^\/.*\/(?=[^/]+\/[^/]+$)/u, '');
  if (!name || time.isDate || isUtc(time)) return '';
  const known = WINDOWS_ZONES[name] ?? (JAPAN.test(name) ? 'Asia/Tokyo' : name);
  return isZone(known) ? known : '';
}

/** @param {any} time */
function isUtc(time) {
  return time.zone?.tzid === 'UTC' || time.zone?.tzid === 'Z';
}

/** @param {any} ICAL @param {any} event @param {any} property @param {any} time @param {string} zone */
function instantOf(ICAL, event, property, time, zone) {
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute);
  if (isUtc(time)) return wall;
  const name = property.getParameter('tzid');
  const isOwn = name && zoneOf(property, time) === '' && !time.isDate;
  const rules = isOwn
    ? event.parent
        ?.getAllSubcomponents('vtimezone')
        .find((/** @type {any} */ each) => each.getFirstPropertyValue('tzid') === name)
    : null;
  if (rules) {
    const own = new ICAL.Timezone({ component: rules, tzid: name });
    return wall - own.utcOffset(time) * 1000;
  }
  return wall - offset(wall - offset(wall, zone), zone);
}

/** Milliseconds by which clocks in the zone are ahead of UTC. @param {number} at @param {string} zone */
function offset(at, zone) {
  const [day, time] = local(at, zone);
  return Date.parse(`${day}T${time}Z`) - Math.floor(at / 60_000) * 60_000;
}

/** Date and HH:MM in the zone. @param {number} at @param {string} zone @returns {[string, string]} */
function local(at, zone) {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
  return [text.slice(0, 10), text.slice(11, 16)];
}

/** @param {any} time */
function dayOf({ year, month, day }) {
  return [
    String(year).padStart(4, '0'),
    ...[month, day].map((n) => String(n).padStart(2, '0')),
  ].join('-');
}

/** @param {string} name */
function isZone(name) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Title, place, link, mode and organizer, those that are told. @param {any} event @returns {Values} */
function textsOf(event) {
  const text = (/** @type {string} */ name) =>
    String(event.getFirstPropertyValue(name) ?? '').trim();
  const place = text('location');
  const call =
    text('x-google-conference') || text('x-microsoft-skypeteamsmeetingurl') || WEB.exec(place)?.[0];
  const venue = place.replace(WEB, '').replace(/^[\s,;/|]+|[\s,;/|]+$/gu, '');
  const isCall = Boolean(call) || CALL.test(place);
  const isPlace = venue !== '' && !CALL.test(venue);
  const found = {
    title: text('summary'),
    venue: isPlace ? venue : '',
    url: text('url') || call || WEB.exec(text('description'))?.[0] || '',
    mode: isCall ? (isPlace ? 'hybrid' : 'online') : '',
    organizer_name: String(event.getFirstProperty('organizer')?.getParameter('cn') ?? '').trim(),
  };
  const told = Object.entries(found).filter(([, value]) => value !== '');
  return Object.fromEntries(
    told.map(([field, value]) => [field, [...value].slice(0, LONGEST).join('')]),
  );
}
