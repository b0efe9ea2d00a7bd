// @ts-check
// Keys by which people are found and ordered. They live beside the record and are never shown.

import * as kana from './kana.js';
import { oneLine } from './text.js';

export const ROWS = [...'あかさたなはまやらわ英他'];
/** How the sort key of a person begins whose reading nobody knows. */
export const NO_READING = `${ROWS.length - 1}\t`;

// One kanji in several shapes; the first stands for all, in keys only (REQUIREMENTS 5, Names).
const SHAPES = (
  '高髙 崎﨑嵜 斉斎齋齊斊 沢澤 辺邊邉 島嶋嶌 広廣 浜濱濵 真眞 国國 桜櫻 徳德 恵惠 富冨 瀬瀨 柳栁桺 ' +
  '吉𠮷 遥遙 曽曾 万萬 静靜 実實 学學 円圓 鉄鐵鐡 蔵藏 寿壽 与與 増增 黒黑 応應 渕淵渊 桑桒 館舘 ' +
  '条條 栄榮 豊豐 関關 滝瀧 渋澁 岳嶽 竜龍 礼禮 来來 県縣 会會 芸藝 医醫 亜亞 塩鹽 温溫 横橫 郎郞 ' +
  '緑綠 鶴靏靎 槙槇 桧檜 土圡 梅楳 峰峯 薮藪 籠篭 蛍螢 祢禰 弥彌 尭堯 晃晄 凜凛 穂穗 頼賴 戸戶 隣鄰 ' +
  '-‐‑‒–—―−'
).split(' ');
const LETTERS = { ß: 'ss', ς: 'σ', đ: 'd', ø: 'o', ł: 'l', ı: 'i', æ: 'ae', œ: 'oe' };
/** @param {string} group @returns {[string, string][]} */
function shapesOf(group) {
  const [first, ...others] = group;
  return others.map((shape) => [shape, first]);
}

/** @type {Map<string, string>} */
const TABLE = new Map([...SHAPES.flatMap(shapesOf), ...Object.entries(LETTERS)]);
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/u;
// Accents on letters, variation selectors, and characters of no width.
const UNSEEN = new RegExp(
  '[\\u0300-\\u036f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}\\u200b-\\u200d\\u2060\\ufeff]',
  'gu',
);
const COMPANY_MARKS = { '(株)': '株式会社', '(有)': '有限会社', '(同)': '合同会社' };
const COMPANY_FORMS = new RegExp(
  '株式会社|有限会社|合同会社|合資会社|合名会社|かぶしき[がか]いしゃ|ゆうげん[がか]いしゃ|' +
    'ごうどう[がか]いしゃ|ごうし[がか]いしゃ|ごうめい[がか]いしゃ',
  'gu',
);
const IN_KANA = /^[ぁ-ゖゝー][ぁ-ゖゝゞー・ ]*$/u;
const IN_LATIN = /^[a-z][a-z0-9 .,'&-]*$/u;
const TELEPHONE = /^(?=.*[0-9])[0-9+().-]+$/u;

const CONTACT_FIELDS = [
  ...['organization', 'phonetic_organization', 'department', 'title', 'address', 'note'],
];
const CONTACT_LISTS = ['emails', 'urls', 'social', 'offers', 'needs'];
const ENCOUNTER_FIELDS = [
  ...['business', 'challenge', 'looking_for', 'focus'],
  ...['note', 'memory_hook', 'room', 'target_class'],
];

/** @typedef {Record<string, any>} StoredRecord */

/**
 * Promise the same key for every way of writing one word: NFKC, hiragana, small letters, one
 * shape of each kanji, ㈱ opened, single spaces. ー stays: it is a vowel, not a hyphen.
 * @param {string} text
 */
export function fold(text) {
  const split = text.normalize('NFKD').replace(UNSEEN, '').toLowerCase();
  let folded = [...split.normalize('NFKC')].map(foldLetter).join('');
  for (const [mark, form] of Object.entries(COMPANY_MARKS)) folded = folded.replaceAll(mark, form);
  return oneLine(folded);
}

/** @param {string} letter */
function foldLetter(letter) {
  if (KATAKANA.test(letter)) return String.fromCharCode(letter.charCodeAt(0) - 0x60);
  return TABLE.get(letter) ?? letter;
}

/**
 * Promise the folded name or reading of a company without its legal form.
 * @param {string} name
 */
export function companyKey(name) {
  return oneLine(fold(name).replace(COMPANY_FORMS, ''));
}

/**
 * Promise the folded reading a person is filed under, or "" when nobody knows it yet.
 *
 * A name in kana or in Latin letters reads itself; a card without a name is read as its company.
 * @param {StoredRecord} contact
 */
export function reading(contact) {
  let written = fold(`${contact.phonetic_family_name} ${contact.phonetic_given_name}`);
  let name = fold(`${contact.family_name} ${contact.given_name}`);
  if (!written && !name) {
    written = companyKey(contact.phonetic_organization);
    name = companyKey(contact.organization);
  }
  return written || (IN_KANA.test(name) || IN_LATIN.test(name) ? name : '');
}

/**
 * Promise the place in the index: one of あかさたなはまやらわ, 英 (Latin letters) or 他.
 * @param {StoredRecord} contact
 */
export function rowKey(contact) {
  const key = reading(contact);
  return kana.row(key) || (/^[a-z]/u.test(key) ? '英' : '他');
}

/**
 * Promise how the sort keys of everybody in a row begin.
 * @param {string} row one of ROWS
 */
export function rank(row) {
  return String(ROWS.indexOf(row)).padStart(2, '0');
}

/**
 * Promise text that sorts people by row, then reading, then name, alike in every store.
 *
 * Its order by code point, by UTF-8 byte and by UTF-16 unit is the same.
 * @param {StoredRecord} contact
 */
export function sortKey(contact) {
  const key = reading(contact);
  const name = fold(`${contact.family_name} ${contact.given_name} ${contact.organization}`);
  return oneOrder(`${rank(rowKey(contact))}${kana.plain(key)}\t${key}\t${name}`);
}

/**
 * Promise everything a person is found by, folded, one value a line.
 * @param {StoredRecord} contact
 */
export function contactSearchText(contact) {
  const names = [
    `${contact.family_name} ${contact.given_name}`,
    `${contact.phonetic_family_name} ${contact.phonetic_given_name}`,
  ];
  /** @type {string[]} */
  const numbers = contact.tels.map((/** @type {{number: string}} */ tel) => tel.number);
  const texts = [...names, ...CONTACT_FIELDS.map((field) => contact[field])];
  texts.push(...CONTACT_LISTS.flatMap((field) => contact[field]), ...numbers);
  const keys = texts.map(fold);
  keys.push(...names.map((name) => fold(name).replaceAll(' ', '')));
  keys.push(...numbers.flatMap(telephoneDigits));
  keys.push(fold(contact.postal_code).replace(/[^0-9]/gu, ''));
  for (const spoken of [reading(contact), companyKey(contact.phonetic_organization)]) {
    keys.push(kana.latin(spoken), kana.shortLatin(spoken));
  }
  return joined(keys);
}

/**
 * Promise what was said at a meeting, folded, one answer a line.
 * @param {StoredRecord} encounter
 */
export function encounterSearchText(encounter) {
  return joined(ENCOUNTER_FIELDS.map((field) => fold(encounter[field])));
}

/**
 * Promise the name and the place of an event, folded.
 * @param {StoredRecord} event
 */
export function eventSearchText(event) {
  return joined([fold(event.title), fold(event.venue)]);
}

/**
 * Promise what a search asks for: every word must be found, in any one of its forms.
 *
 * At most 8 words; a telephone number is also asked for by its digits alone.
 * @param {string} query
 */
export function queryWords(query) {
  const words = fold([...query].slice(0, 200).join(''))
    .split(' ')
    .slice(0, 8);
  return words.filter((word) => word !== '').map(forms);
}

/** @param {string} word */
function forms(word) {
  const digits = TELEPHONE.test(word) ? word.replace(/[^0-9]/gu, '') : word;
  return digits === word ? [word] : [word, digits];
}

/**
 * Promise the digits of a telephone number; +81 is also written as a leading 0.
 * @param {string} number
 */
export function telephoneDigits(number) {
  const folded = fold(number);
  const digits = folded.replace(/[^0-9]/gu, '');
  return folded.startsWith('+81') ? [digits, `0${digits.slice(2)}`] : [digits];
}

/** @param {string[]} keys */
function joined(keys) {
  return [...new Set(keys.filter((key) => key !== ''))].join('\n');
}

/** Spell characters past U+D7FF in three characters below U+FFFE, which sort alike everywhere. @param {string} key */
function oneOrder(key) {
  return key.replace(/[\ud800-\uffff\u{10000}-\u{10ffff}]/gu, (letter) => {
    const code = /** @type {number} */ (letter.codePointAt(0));
    return `\uffee${String.fromCharCode(0xe000 + (code >> 11), 0xe000 + (code & 0x7ff))}`;
  });
}
