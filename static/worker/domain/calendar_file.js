// @ts-check
// Calendar files (RFC 5545): events -> text that calendars take in. What an event says is decided in pages.

import { contentLine, escaped } from './content_line.js';
import { DEFAULT_ZONE, localDate, localTime } from './moment.js';

/**
 * @typedef {{uid: string, starts_at: string, ends_at: string, summary: string, location: string, url: string,
 *   description: string, is_certain: boolean, alarms: number[]}} CalendarEvent
 */

export const PRODUCT = '-//Enishi//Enishi//JA';
/** Japan knows no summer time: one rule says it all. */
const JAPAN = [
  'BEGIN:VTIMEZONE',
  `TZID:${DEFAULT_ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0900',
  'TZOFFSETTO:+0900',
  'TZNAME:JST',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/**
 * Promise a calendar with CRLF and lines of at most 75 octets; times in Asia/Tokyo or in UTC.
 *
 * An event: uid, starts_at and ends_at (instants), summary, location, url, description ("" when absent), is_certain,
 * alarms (whole minutes before its start). The uid stays, so that a calendar moves what it already holds.
 * @param {string} name
 * @param {CalendarEvent[]} events
 * @param {string} now
 * @param {string} time_zone
 */
export function calendarFile(name, events, now, time_zone) {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${PRODUCT}`],
    ...['CALSCALE:GREGORIAN', 'METHOD:PUBLISH', contentLine('X-WR-CALNAME', escaped(name))],
    ...(time_zone === DEFAULT_ZONE ? JAPAN : []),
    ...events.flatMap((event) => eventLines(event, now, time_zone)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** @param {CalendarEvent} event @param {string} now @param {string} time_zone */
function eventLines(event, now, time_zone) {
  const texts = [
    ['SUMMARY', escaped(event.summary)],
    ['LOCATION', escaped(event.location)],
    ['DESCRIPTION', escaped(event.description)],
    ['URL', event.url],
  ].filter(([, text]) => text !== '');
  return [
    'BEGIN:VEVENT',
    contentLine('UID', event.uid),
    `DTSTAMP:${utc(now)}`,
    `DTSTART${moment(event.starts_at, time_zone)}`,
    `DTEND${moment(event.ends_at, time_zone)}`,
    ...texts.map(([name, text]) => contentLine(name, text)),
    `STATUS:${event.is_certain ? 'CONFIRMED' : 'TENTATIVE'}`,
    `SEQUENCE:${Number(event.is_certain)}`,
    // Some calendars refuse an event in which anything follows its alarms.
    ...event.alarms.flatMap((minutes) => alarm(minutes, event.summary)),
    'END:VEVENT',
  ];
}

/** @param {number} minutes @param {string} summary */
function alarm(minutes, summary) {
  return [
    'BEGIN:VALARM',
    `TRIGGER:-${duration(minutes)}`,
    'ACTION:DISPLAY',
    contentLine('DESCRIPTION', escaped(summary)),
    'END:VALARM',
  ];
}

/** @param {number} minutes */
function duration(minutes) {
  if (minutes % 1440 === 0) return `P${minutes / 1440}D`;
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}

/** @param {string} at @param {string} time_zone */
function moment(at, time_zone) {
  if (time_zone !== DEFAULT_ZONE) return `:${utc(at)}`;
  const [day, time] = [localDate(at, time_zone), localTime(at, time_zone)];
  return `;TZID=${DEFAULT_ZONE}:${day.replaceAll('-', '')}T${time.replace(':', '')}00`;
}

/** @param {string} at */
function utc(at) {
  return `${at.slice(0, 19).replace(/[-:]/gu, '')}Z`;
}
