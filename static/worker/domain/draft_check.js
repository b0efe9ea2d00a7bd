// @ts-check
// What is still missing in a message before it is sent: an open place, the talk itself, a face of its own (R38, R41).

import { gist } from './draft.js';
import { STOCK } from './draft_words.js';
import { last } from './form.js';
import { length } from './letter.js';
import { normalise } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

const PLACE = /[〇○◯●◎]{2,}|[△▲□■]{2,}|[_＿]{3,}|\{[^{}\n]{1,20}\}|［[^［］\n]{1,20}］/u;
const WORDS = /[\u3400-\u9fff々〆]{2,}|[ァ-ヶー]{2,}|[A-Za-z0-9]{3,}/gu;
const FIELDS = ['looking_for', 'challenge', 'business', 'focus', 'note', 'memory_hook'];
const PLAIN = new Set(
  '情報交換 日程 都合 場所 資料 紹介 日時 時間 会社 御社 貴社 弊社 交流会'.split(' '),
);
const MOST_WORDS = 3;
const FEWEST_PARTS = 10;
export const ALIKE_PERCENT = 60;

/**
 * Promise the first place in a text that waits to be filled in, such as 〇〇, or "".
 * @param {string} text
 */
export function openPlace(text) {
  return PLACE.exec(text)?.[0] ?? '';
}

/**
 * Promise up to three words of the talk that a message holds; none means that it could be meant for anybody.
 *
 * Words that every message holds, or the address of the person, do not count.
 * @param {string} body
 * @param {StoredRecord | null} talk
 * @param {string} address
 * @returns {string[]}
 */
export function mentioned(body, talk, address) {
  if (!talk) return [];
  const [told, common] = [folded(body), folded(`${STOCK}\n${address}`)];
  const isOwn = (/** @type {string} */ word) =>
    !PLAIN.has(word) && told.includes(folded(word)) && !common.includes(folded(word));
  const words = FIELDS.flatMap((field) => talk[field].match(WORDS) ?? []).filter(isOwn);
  if (words.length > 0) return [...new Set(words)].slice(0, MOST_WORDS);
  const whole = FIELDS.map((field) => gist(talk[field]));
  return whole.filter((each) => length(each) >= 4 && told.includes(folded(each))).slice(0, 1);
}

/**
 * Promise how much of two messages is alike, in hundredths, outside the frame that any message would have.
 * @param {string} one
 * @param {string} other
 * @param {string} frame
 */
export function likeness(one, other, frame) {
  const common = parts(`${STOCK}\n${frame}`);
  const [first, second] = [one, other].map((text) => without(parts(text), common));
  const fewest = Math.min(first.size, second.size);
  if (fewest < FEWEST_PARTS) return 0;
  const shared = [...first].filter((part) => second.has(part)).length;
  return Math.floor((shared * 100) / fewest);
}

/**
 * Answer whether two people would be sent nearly the same words (R38).
 * @param {string} one
 * @param {string} other
 * @param {string} frame
 */
export function isAlike(one, other, frame) {
  return likeness(one, other, frame) >= ALIKE_PERCENT;
}

/**
 * Promise the locale keys of what keeps a message from being marked as sent: no words, or a place left open (R41).
 * @param {import('./form.js').Fields} fields
 * @returns {Record<string, string>}
 */
export function sendErrors(fields) {
  if (!Object.hasOwn(fields, 'body') || last(fields, 'channel') === 'phone') return {};
  if (!normalise(last(fields, 'body'))) return { body: 'follow_ups.errors.no_words' };
  const open = ['subject', 'body'].filter((field) => openPlace(last(fields, field)));
  return Object.fromEntries(open.map((field) => [field, 'follow_ups.errors.place']));
}

/** Every three characters in a row. @param {string} text */
function parts(text) {
  const letters = [...folded(text)];
  return new Set(letters.slice(2).map((_, n) => letters.slice(n, n + 3).join('')));
}

/** @param {Set<string>} all @param {Set<string>} taken */
function without(all, taken) {
  return new Set([...all].filter((part) => !taken.has(part)));
}

/** @param {string} text */
function folded(text) {
  return text
    .normalize('NFKC')
    .replace(/[\t\n\v\f\r \u00a0\u3000|、。「」『』（）()・,.“”]/gu, '')
    .toLowerCase();
}
