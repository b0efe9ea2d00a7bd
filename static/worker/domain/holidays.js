// @ts-check
// Japanese public holidays and working days, by the law's own rules. No table to renew, no clock.
// Holds from 2022 on, as the law on national holidays stands; the equinoxes by the usual approximation.

import { nextDay } from './moment.js';

const [SUNDAY, MONDAY, SATURDAY] = [0, 1, 6];
const FIXED = new Set([
  ...['01-01', '02-11', '02-23', '04-29', '05-03'],
  ...['05-04', '05-05', '08-11', '11-03', '11-23'],
]);
/** Month -> which Monday of it. @type {Record<string, number>} */
const MONDAYS = { '01': 2, '07': 3, '09': 3, 10: 2 };
/** Millionths of a day in March and in September 1980. @type {Record<string, number>} */
const EQUINOXES = { '03': 20_843_100, '09': 23_248_800 };
/** How much later the equinox falls each year. */
const YEARLY = 242_194;

/**
 * Answer whether a date is a public holiday, a substitute for one, or a day between two (law, 2 and 3).
 * @param {string} day
 */
export function isHoliday(day) {
  return isNamed(day) || isSubstitute(day) || isBetween(day);
}

/**
 * Answer whether offices work: no weekend, no holiday, not 12-29 to 01-03 (law on closed days, 1).
 * @param {string} day
 */
export function isWorkingDay(day) {
  if ([SATURDAY, SUNDAY].includes(weekday(day)) || isHoliday(day)) return false;
  return day.slice(5) > '01-03' && day.slice(5) < '12-29';
}

/**
 * Promise the date so many working days after another; 0 is that day itself or the next working one.
 * @param {string} day
 * @param {number} days
 */
export function workingDayAfter(day, days) {
  let [found, left] = [day, days];
  while (left > 0) {
    found = nextDay(found);
    left -= Number(isWorkingDay(found));
  }
  while (!isWorkingDay(found)) found = nextDay(found);
  return found;
}

/** @param {string} day */
function isNamed(day) {
  if (FIXED.has(day.slice(5))) return true;
  const [month, number] = [day.slice(5, 7), Number(day.slice(8))];
  if (weekday(day) === MONDAY && Math.floor((number + 6) / 7) === MONDAYS[month]) return true;
  return month in EQUINOXES && number === equinox(month, Number(day.slice(0, 4)) - 1980);
}

/** @param {string} month @param {number} years since 1980 */
function equinox(month, years) {
  return Math.floor((EQUINOXES[month] + YEARLY * years) / 1_000_000) - Math.floor(years / 4);
}

/** A holiday on a Sunday is made up for on the next day that is none. @param {string} day */
function isSubstitute(day) {
  let before = nextDay(day, -1);
  while (isNamed(before)) {
    if (weekday(before) === SUNDAY) return true;
    before = nextDay(before, -1);
  }
  return false;
}

/** @param {string} day */
function isBetween(day) {
  return isNamed(nextDay(day, -1)) && isNamed(nextDay(day));
}

/** @param {string} day */
function weekday(day) {
  return new Date(`${day}T00:00:00.000Z`).getUTCDay();
}
