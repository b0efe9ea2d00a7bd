// @ts-check
// Text somebody shared or pasted -> what an event form can be filled with. Guesses; a person reads them before saving.

import { webHref } from './contact.js';
import { feeYen, grouped } from './event.js';
import { isDate } from './moment.js';
import { lines, normalise } from './text.js';

const URLS = /https?:\/\/[^ \t\n\u3000<>"'「」（）()]+/u;
const ALL_URLS = new RegExp(URLS.source, 'gu');
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;
const S = '[ \t]*';
const ERA = new RegExp(
  `(?:令和|R)${S}([0-9]{1,2}|元)${S}[年.]${S}([0-9]{1,2})${S}[月.]${S}([0-9]{1,2})`,
  'u',
);
const FULL = new RegExp(
  `([0-9]{4})${S}[年/.\\-]${S}([0-9]{1,2})${S}[月/.\\-]${S}([0-9]{1,2})`,
  'u',
);
const SHORT = new RegExp(`([0-9]{1,2})${S}月${S}([0-9]{1,2})${S}日`, 'u');
const SLASH = /(?<![0-9/])([0-9]{1,2})\/([0-9]{1,2})(?![0-9/])/u;
const MONTH_DAY = new RegExp(`${MONTH} ([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ([0-9]{4}))?`, 'iu');
const DAY_MONTH = new RegExp(`([0-9]{1,2})(?:st|nd|rd|th)? ${MONTH}(?:,? ([0-9]{4}))?`, 'iu');

const TIME =
  `(?:(午前|午後|夜)${S})?([0-9]{1,2})` +
  `(?::([0-5][0-9])|時(?:([0-5]?[0-9])分|(半))?|(?=${S}[ap]\\.?m))(?:${S}([ap])\\.?m)?`;
const RANGE = `${TIME}(?:${S}(?:[\\-–—~〜―]|から|to)${S}${TIME})?`;
const DOORS = new RegExp(
  `(?:受付|開場|doors?)[^0-9\n開]{0,6}${RANGE}|${TIME}${S}(?:受付|開場)`,
  'giu',
);
const TIMES = new RegExp(RANGE, 'iu');

const LABEL = '^[ \t\u3000■●◆・*【\\[<]*';
const COLON = '[ \t\u3000】\\]>]*[:：】\\]][ \t\u3000]*';
const VENUE = new RegExp(
  `${LABEL}(?:会場|場所|開催場所|venue|location|place)${COLON}([^\n]{1,200})$`,
  'imu',
);
const FEE = /(?:参加費|会費|料金|費用|fee|price)[^0-9無\n]{0,12}(無料|[0-9][0-9,]{0,10})/iu;
const YEN = /([0-9][0-9,]{1,9})円|¥([0-9][0-9,]{1,9})/u;
const ONLINE = /オンライン|ウェビナー|zoom|teams|google meet|webinar|online/iu;
const HYBRID = /ハイブリッド|hybrid|併用/iu;
const LONGEST_TITLE = 200;

/**
 * Promise the fields that text tells, as a form prints them; those it does not tell stay out.
 *
 * shared: title, text, url, each perhaps "". A day without a year is the next one from today on.
 * @param {{title: string, text: string, url: string}} shared
 * @param {string} today
 * @returns {Record<string, string>}
 */
export function guess(shared, today) {
  const text = normalise(shared.text);
  const plain = `${shared.title}\n${text}`.replace(ALL_URLS, ' ').normalize('NFKC');
  const [starts_at, ends_at] = hours(plain);
  const found = {
    title: titleOf(normalise(shared.title), text),
    held_on: dayOf(plain, today),
    starts_at,
    ends_at,
    venue: venueOf(text),
    mode: modeOf(plain, venueOf(text)),
    fee_yen: feeOf(plain),
    url: urlOf(shared.url, text, shared.title),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''));
}

/** @param {...string} places */
function urlOf(...places) {
  for (const place of places) {
    const found = URLS.exec(normalise(place));
    if (found) return webHref(found[0]) ? found[0] : '';
  }
  return '';
}

/** @param {string} title @param {string} text */
function titleOf(title, text) {
  const first = [title, ...lines(text)].find((line) => line && !isOnlyAddress(line)) ?? '';
  return normalise([...first.replace(ALL_URLS, ' ')].slice(0, LONGEST_TITLE).join(''));
}

/** @param {string} line */
function isOnlyAddress(line) {
  return normalise(line.replace(ALL_URLS, '')) === '';
}

/** @param {string} text @param {string} today */
function dayOf(text, today) {
  return [...days(text, today)].find(isDate) ?? '';
}

/** @param {string} text @param {string} today */
function* days(text, today) {
  const era = ERA.exec(text);
  if (era) yield written(2018 + (era[1] === '元' ? 1 : Number(era[1])), era[2], era[3]);
  const full = FULL.exec(text);
  if (full) yield written(full[1], full[2], full[3]);
  const short = SHORT.exec(text) ?? SLASH.exec(text);
  if (short) yield coming(short[1], short[2], today);
  const monthDay = MONTH_DAY.exec(text);
  if (monthDay) yield named(monthDay[1], monthDay[2], monthDay[3], today);
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth) yield named(dayMonth[2], dayMonth[1], dayMonth[3], today);
}

/** @param {string} month @param {string} day @param {string | undefined} year @param {string} today */
function named(month, day, year, today) {
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  return year ? written(year, number, day) : coming(number, day, today);
}

/** @param {string | number} month @param {string} day @param {string} today */
function coming(month, day, today) {
  const thisYear = written(today.slice(0, 4), month, day);
  return thisYear >= today ? thisYear : written(Number(today.slice(0, 4)) + 1, month, day);
}

/** @param {string | number} year @param {string | number} month @param {string} day */
function written(year, month, day) {
  const digits = (/** @type {string | number} */ part) => String(Number(part)).padStart(2, '0');
  return `${String(Number(year)).padStart(4, '0')}-${digits(month)}-${digits(day)}`;
}

/** The first hours that are not those of the doors; both of a range, or the start alone. @param {string} text */
function hours(text) {
  const at = TIMES.exec(text.replace(DOORS, ' '));
  if (!at) return ['', ''];
  const parts = at.slice(1).map((part) => part ?? '');
  const start = clock(parts.slice(0, 6), '');
  return start ? [start, clock(parts.slice(6), parts[0] || parts[5])] : ['', ''];
}

/** HH:MM of 午後, 7, 30, "", "", "". `before` is the 午後 of the start, which an end may leave out. @param {string[]} parts @param {string} before */
function clock(parts, before) {
  const [half, hour, minute, minuteJa, isHalf, letter] = parts;
  if (!hour) return '';
  let number = Number(hour);
  const isLate = ['午後', '夜', 'p'].includes((half || letter || before).toLowerCase());
  if (isLate && number < 12) number += 12;
  if (letter.toLowerCase() === 'a' && number === 12) number = 0;
  if (number >= 30) return '';
  const told = isHalf ? 30 : Number(minute || minuteJa || 0);
  return [number % 24, told].map((part) => String(part).padStart(2, '0')).join(':');
}

/** @param {string} text */
function venueOf(text) {
  const found = VENUE.exec(text);
  return found ? normalise(found[1].replace(ALL_URLS, ' ')) : '';
}

/** @param {string} text @param {string} venue */
function modeOf(text, venue) {
  if (HYBRID.test(text)) return 'hybrid';
  if (!ONLINE.test(text)) return '';
  return venue && !ONLINE.test(venue) ? 'hybrid' : 'online';
}

/** @param {string} text */
function feeOf(text) {
  const at = FEE.exec(text) ?? YEN.exec(text);
  const fee = at ? feeYen(at.slice(1).find(Boolean) ?? '') : null;
  return fee === null ? '' : grouped(fee);
}
