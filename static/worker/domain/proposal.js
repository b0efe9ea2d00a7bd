// @ts-check
// The proposal of a next step as a message says it, in the language of the message. The draft around it is in draft.

import { DEFAULT_ZONE, later, localDate, localTime } from './moment.js';
import { agreedSlots } from './next_step.js';
import { oneLine } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

export const LONGEST_LINE = 30;
const WEEKDAYS = {
  ja: [...'日月火水木金土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** @type {Record<string, string>} */
const OPENING = {
  document: 'よろしければ、',
  introduction: 'よろしければ一度、',
};
/** @type {Record<string, string>} */
const WISH = {
  exchange: '情報交換させていただけないでしょうか。',
  meeting: '打ち合わせをさせていただけないでしょうか。',
  visit: 'お伺いしてお話しできないでしょうか。',
  online: 'オンラインでお話しできないでしょうか。',
  document: '資料をお送りしてもよろしいでしょうか。',
  introduction: 'お力になれそうな方を\nご紹介してもよろしいでしょうか。',
  '': 'お話しさせていただけないでしょうか。',
};
/** @type {Record<string, string>} */
const ENGLISH_WISH = {
  exchange: 'to exchange notes',
  meeting: 'for a meeting',
  visit: 'for a visit to your office',
  online: 'for an online call',
  '': 'to talk',
};

/**
 * Promise the paragraph that proposes the next step, "ja" or "en"; lines of Japanese up to 30 characters.
 *
 * Topic, form, length, place and the times that still stand are taken from the record; what is missing is left out.
 * @param {StoredRecord} follow_up
 * @param {string} language
 * @param {string} time_zone
 * @param {string} now
 */
export function proposalText(follow_up, language, time_zone, now) {
  const write = language === 'ja' ? japanese : english;
  return write(follow_up, time_zone, now).join('\n');
}

/**
 * Promise one time in full: 11月25日(火) 10:00〜10:30, or Tue 25 Nov, 10:00–10:30.
 * @param {string} at
 * @param {number} minutes
 * @param {string} language
 * @param {string} time_zone
 * @param {string} now
 */
export function slotText(at, minutes, language, time_zone, now) {
  const day = localDate(at, time_zone);
  const isJapanese = language === 'ja';
  const weekday = WEEKDAYS[isJapanese ? 'ja' : 'en'][new Date(`${day}T00:00:00Z`).getUTCDay()];
  const year = day.slice(0, 4) === localDate(now, time_zone).slice(0, 4) ? '' : day.slice(0, 4);
  const [month, number] = [Number(day.slice(5, 7)), Number(day.slice(8))];
  const time = localTime(at, time_zone);
  const until = minutes ? localTime(later(at, minutes), time_zone) : '';
  if (isJapanese) {
    const shown = `${year ? `${year}年` : ''}${month}月${number}日(${weekday}) ${time}`;
    return until ? `${shown}〜${until}` : shown;
  }
  const shown = `${weekday} ${number} ${MONTHS[month - 1]}${year ? ` ${year}` : ''}, ${time}`;
  return until ? `${shown}–${until}` : shown;
}

/** @param {StoredRecord} step @param {string} time_zone @param {string} now */
function japanese(step, time_zone, now) {
  const [kind, minutes] = [step.form, step.length_minutes ?? 0];
  const length = minutes ? `${lengthText(minutes)}ほど` : '';
  const opening = OPENING[kind] ?? `ぜひ一度、改めて${length}お時間をいただき、`;
  const found = [opening, ...about(oneLine(step.topic), kind), ...WISH[kind].split('\n')];
  const slots = agreedSlots(step);
  if (kind === 'document' || (kind === 'introduction' && slots.length === 0)) return found;
  if (slots.length > 0) {
    found.push('', '日程は、次のいずれかではいかがでしょうか。');
    found.push(...slots.map((each) => `・${slotText(each, minutes, 'ja', time_zone, now)}`));
  } else {
    found.push('', 'ご都合のよい日時を', 'いくつかお知らせいただけますと幸いです。');
  }
  const place = oneLine(step.place);
  return place ? [...found, ...wrapped(`場所：${place}`)] : found;
}

/** @param {string} topic @param {string} kind */
function about(topic, kind) {
  return topic ? wrapped(topic + (kind === 'document' ? 'についての' : 'について')) : [];
}

/** @param {number} minutes */
function lengthText(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${minutes}分`;
  return `${hours}時間${rest ? `${rest}分` : ''}`;
}

/** Lines of at most 30 characters. @param {string} text */
function wrapped(text) {
  const marks = [...text];
  const count = Math.ceil(marks.length / LONGEST_LINE);
  return Array.from({ length: count }, (_, n) =>
    marks.slice(n * LONGEST_LINE, (n + 1) * LONGEST_LINE).join(''),
  );
}

/** @param {StoredRecord} step @param {string} time_zone @param {string} now */
function english(step, time_zone, now) {
  const [kind, minutes] = [step.form, step.length_minutes ?? 0];
  const topic = step.topic ? ` about ${oneLine(step.topic)}` : '';
  if (kind === 'document') return [`May I send you some material${topic}?`];
  if (kind === 'introduction') return [`May I introduce you to somebody who could help${topic}?`];
  const length = minutes ? `${minutes} minutes` : 'some time';
  const found = [`Would you have ${length} ${ENGLISH_WISH[kind]}${topic}?`];
  const slots = agreedSlots(step);
  const zone = time_zone === DEFAULT_ZONE ? 'Tokyo time' : time_zone;
  if (slots.length > 0) {
    found.push('', `Would one of these suit you (${zone})?`);
    found.push(...slots.map((each) => `- ${slotText(each, minutes, 'en', time_zone, now)}`));
  } else {
    found.push('', 'Please let me know what times would suit you.');
  }
  const place = oneLine(step.place);
  return place ? [...found, `Place: ${place}`] : found;
}
