// @ts-check
// Moments and dates as people read them: local dates, clock times, weekdays, time left. No clock: `now` comes in.

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Translate */

export const DEFAULT_ZONE = 'Asia/Tokyo';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ZONE = /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/u;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/u;
const TIME = /^([01][0-9]|2[0-3]):([0-5][0-9])$/u;
/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * Promise the date that calendars in the zone show at an instant, YYYY-MM-DD; "" for no instant.
 * @param {string} at
 * @param {string} time_zone
 */
export function localDate(at, time_zone) {
  return at ? local(Date.parse(at), time_zone).slice(0, 10) : '';
}

/**
 * Promise what clocks in the zone show at an instant, HH:MM; "" for no instant.
 * @param {string} at
 * @param {string} time_zone
 */
export function localTime(at, time_zone) {
  return at ? local(Date.parse(at), time_zone).slice(11) : '';
}

/**
 * Promise the instant at which the zone's clocks show HH:MM on that date, or "" when either is none.
 *
 * An hour that comes twice means the first; one that is skipped means as much later (RFC 5545, 3.3.5).
 * @param {string} day
 * @param {string} time
 * @param {string} time_zone
 */
export function instant(day, time, time_zone) {
  if (!isDate(day) || !isTime(time)) return '';
  const wanted = Date.parse(`${day}T${time}Z`);
  const before = wanted - offset(wanted - DAY, time_zone);
  const after = wanted - offset(wanted + DAY, time_zone);
  const isMet = (/** @type {number} */ at) => at + offset(at, time_zone) === wanted;
  return written(!isMet(before) && isMet(after) ? after : before);
}

/**
 * Promise the name of a time zone that everybody knows: this one, or Asia/Tokyo.
 * @param {string} name
 */
export function knownZone(name) {
  return isZone(name) ? name : DEFAULT_ZONE;
}

/**
 * Answer whether text is a real date of the years 1900 to 2200, YYYY-MM-DD.
 * @param {string} text
 */
export function isDate(text) {
  const found = DATE.exec(text);
  if (!found || Number(found[1]) < 1900 || Number(found[1]) > 2200) return false;
  const day = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * Answer whether text is a time of day, HH:MM from 00:00 to 23:59.
 * @param {string} text
 */
export function isTime(text) {
  return TIME.test(text);
}

/**
 * Promise the instant so many minutes after another, before it when negative.
 * @param {string} at
 * @param {number} minutes
 */
export function later(at, minutes) {
  return written(Date.parse(at) + minutes * MINUTE);
}

/**
 * Promise the date so many days after another, before it when negative.
 * @param {string} day
 * @param {number} days
 */
export function nextDay(day, days = 1) {
  return written(Date.parse(day) + days * DAY).slice(0, 10);
}

/**
 * Promise the whole minutes until a deadline; negative as soon as it has passed, or without one.
 * @param {string} due_at
 * @param {string} now
 */
export function remaining(due_at, now) {
  if (!due_at) return -1;
  return Math.floor((Date.parse(due_at) - Date.parse(now)) / MINUTE);
}

/**
 * Promise 残り 3時間12分, from two days on 残り 2日, and after the deadline 期限を過ぎました.
 * @param {number} minutes
 * @param {Translate} t
 */
export function remainingText(minutes, t) {
  if (minutes < 0) return t('moment.passed');
  if (minutes >= 2880) return t('moment.days_left', { n: Math.floor(minutes / 1440) });
  if (minutes < 60) return t('moment.minutes_left', { n: minutes });
  return t('moment.hours_left', { h: Math.floor(minutes / 60), n: minutes % 60 });
}

/**
 * Promise 11/20(木) or Thu 20 Nov, with the year when it is not this year; "" for no date.
 * @param {string} day
 * @param {string} today
 * @param {string} locale
 * @param {Translate} t
 */
export function dateText(day, today, locale, t) {
  if (!isDate(day)) return '';
  const [year, month, number] = day.split('-').map(Number);
  const isOtherYear = day.slice(0, 4) !== today.slice(0, 4);
  if (locale === 'ja')
    return `${isOtherYear ? `${year}/` : ''}${month}/${number}(${weekday(day, t)})`;
  return `${weekday(day, t)} ${number} ${t(`moment.month.${month}`)}${isOtherYear ? ` ${year}` : ''}`;
}

/**
 * Promise a date as a heading: 11月21日（金） or Fri 21 Nov.
 * @param {string} day
 * @param {string} locale
 * @param {Translate} t
 */
export function headingDate(day, locale, t) {
  if (locale !== 'ja') return dateText(day, day, locale, t);
  const [, month, number] = day.split('-').map(Number);
  return `${t(`moment.month.${month}`)}${number}日（${weekday(day, t)}）`;
}

/**
 * Promise 11/20(木) 18:30 or Thu 20 Nov, 18:30; "" for no instant.
 * @param {string} at
 * @param {string} now
 * @param {string} time_zone
 * @param {string} locale
 * @param {Translate} t
 */
export function momentText(at, now, time_zone, locale, t) {
  if (!at) return '';
  const day = dateText(localDate(at, time_zone), localDate(now, time_zone), locale, t);
  return `${day}${locale === 'ja' ? ' ' : ', '}${localTime(at, time_zone)}`;
}

/** @param {string} day @param {Translate} t */
function weekday(day, t) {
  return t(`moment.weekday.${new Date(`${day}T00:00:00.000Z`).getUTCDay() || 7}`);
}

/** Milliseconds by which the zone's clocks are ahead of UTC. @param {number} at @param {string} time_zone */
function offset(at, time_zone) {
  return Date.parse(`${local(at, time_zone)}Z`) - Math.floor(at / MINUTE) * MINUTE;
}

/** YYYY-MM-DDTHH:MM in the zone. @param {number} at @param {string} time_zone */
function local(at, time_zone) {
  /** @type {Record<string, string>} */
  const parts = {};
  for (const { type, value } of formatOf(time_zone).formatToParts(at)) parts[type] = value;
  return `${parts.year.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** @param {number} at */
function written(at) {
  return new Date(at).toISOString();
}

/** A zone nobody knows is the default one: records come from many devices. @param {string} name */
function formatOf(name) {
  const known = formats.get(name);
  if (known) return known;
  const format = made(knownZone(name));
  formats.set(name, format);
  return format;
}

/** Python knows one spelling of a name, browsers any: asia/tokyo is no zone. @param {string} name */
function isZone(name) {
  if (!ZONE.test(name)) return false;
  try {
    const { timeZone } = made(name).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** @param {string} timeZone */
function made(timeZone) {
  return new Intl.DateTimeFormat('en-US', {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  });
}
