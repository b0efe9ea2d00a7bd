// @ts-check
// 本日, 昨日 or 先日: the word for the day of a meeting, by the moment a message is really sent (R40).

import { instant, localDate, nextDay } from './moment.js';

/** @typedef {{until: string, words: string}} DayWord */

const PLEASURE = 'It was a pleasure to talk with you';
/** @type {Record<string, string[]>} */
const WORDS = {
  ja: ['本日は', '昨日は', '先日は'],
  en: ['today', 'yesterday', 'the other day'].map((day) => `${PLEASURE} ${day}`),
};

/**
 * Promise the three beginnings of a sentence, each with the instant until which it is true, the last for ever.
 *
 * language is "ja" or "en". Days are those of the calendar in the zone; without a meeting only the last is true.
 * @param {string} met_at
 * @param {string} time_zone
 * @param {string} language
 * @returns {DayWord[]}
 */
export function dayWords(met_at, time_zone, language) {
  const day = localDate(met_at, time_zone);
  const ends = [1, 2].map((n) => (day ? instant(nextDay(day, n), '00:00', time_zone) : '-'));
  return [...ends, ''].map((until, n) => ({ until, words: WORDS[language][n] }));
}

/**
 * Promise the beginning that is true now.
 * @param {DayWord[]} words
 * @param {string} now
 */
export function wordAt(words, now) {
  return words.filter(({ until }) => !until || now < until)[0].words;
}

/**
 * Promise the text with every line that begins with one of them beginning with the one true now.
 * @param {string} text
 * @param {DayWord[]} words
 * @param {string} now
 */
export function inTime(text, words, now) {
  const right = wordAt(words, now);
  return text
    .split('\n')
    .map((line) => {
      const found = words.find((each) => line.startsWith(each.words));
      return found ? right + line.slice(found.words.length) : line;
    })
    .join('\n');
}
