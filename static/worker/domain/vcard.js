// @ts-check
// A card as a vCard 3.0 file, and as the short one that fits a QR code. What a person shows is decided in my_card.
//
// 3.0 in UTF-8 with CRLF is what iOS, Android and macOS all read (REQUIREMENTS 4); readings go as X-PHONETIC lines,
// which their importers know, and as SORT-STRING (RFC 2426).

import { webHref } from './contact.js';
import { contentLine, escaped } from './content_line.js';
import { fullName, readingText } from './name.js';
import { percent } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

/** A code of 240 px is read across a table up to about this many (REQUIREMENTS 4). */
const SLIM_OCTETS = 500;
const SLIM_NAME = 60;
/** @type {Record<string, string>} */
const TEL_TYPES = { work: 'WORK,VOICE', direct: 'WORK,VOICE', mobile: 'CELL', fax: 'WORK,FAX' };
const REGION = /^(東京都|北海道|(?:京都|大阪)府|[^ 　都道府県]{2,3}県)([\s\S]*)$/u;
/** Everything that some reader takes for the end of a line or for no text at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds.
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/gu;

/**
 * Promise the whole card as a file: every line ends with CRLF and has at most 75 octets.
 *
 * card: fields of a contact or of my_card; introduction is optional and becomes NOTE.
 * @param {StoredRecord} card
 * @returns {string}
 */
export function vcard(card) {
  const lines = [...head(card), ...names(card), ...work(card), ...ways(card)].filter(Boolean);
  return [...lines, 'END:VCARD'].map((line) => `${folded(line)}\r\n`).join('');
}

/**
 * Promise the card for a QR code: names, then what fits into 500 octets, the most useful first.
 *
 * Its lines are not folded: folding is only advised, and small readers do not undo it.
 * @param {StoredRecord} card
 * @returns {string}
 */
export function slimVcard(card) {
  const short = { ...card, family_name: cut(card.family_name), given_name: cut(card.given_name) };
  /** @type {StoredRecord[]} */
  const tels = card.tels;
  const mobiles = tels.filter(({ kind }) => kind === 'mobile');
  const numbers = [...mobiles, ...tels.filter(({ kind }) => kind !== 'mobile' && kind !== 'fax')];
  const lines = head(short);
  let left = [...lines, 'END:VCARD'].reduce((room, line) => room - octets(line), SLIM_OCTETS);
  const wishes = [
    work({ ...card, department: '', phonetic_organization: '' })[0],
    ...card.emails
      .slice(0, 1)
      .map((/** @type {string} */ mail) => line('EMAIL;TYPE=INTERNET', mail)),
    ...numbers.slice(0, 1).map(telLine),
    ...readings(card),
    line('TITLE', card.title),
  ];
  for (const each of wishes) {
    if (!each || octets(each) > left) continue;
    lines.push(each);
    left -= octets(each);
  }
  return [...lines, 'END:VCARD'].map((each) => `${each}\r\n`).join('');
}

/**
 * Promise the file's name: that of the person without what a file system refuses, else contact.vcf.
 * @param {StoredRecord} card
 */
export function vcardName(card) {
  const name = fullName(card)
    .replace(UNSEEN, '')
    .replace(/[\\/:*?"<>|%;\s]+/gu, '_');
  return `${cut(name.replace(/^[._]+|[._]+$/gu, '')) || 'contact'}.vcf`;
}

/**
 * Promise the Content-Disposition of the file: a name every browser takes, and the real one (RFC 6266, D).
 * @param {StoredRecord} card
 */
export function vcardDisposition(card) {
  return `attachment; filename="card.vcf"; filename*=UTF-8''${percent(vcardName(card))}`;
}

/** N and FN are always written: some readers sort by one, some show the other. @param {StoredRecord} card */
function head(card) {
  const shown = fullName(card) || card.organization;
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${textOf(card.family_name)};${textOf(card.given_name)};;;`,
    // Nobody has no name: without one FN is a dash, since RFC 2426 asks for it.
    `FN:${textOf(shown) || '-'}`,
  ];
}

/** @param {StoredRecord} card */
function names(card) {
  return [...readings(card), line('SORT-STRING', readingText(card))];
}

/** @param {StoredRecord} card */
function readings(card) {
  return [
    line('X-PHONETIC-LAST-NAME', card.phonetic_family_name),
    line('X-PHONETIC-FIRST-NAME', card.phonetic_given_name),
  ];
}

/** @param {StoredRecord} card */
function work(card) {
  const units = [textOf(card.organization), textOf(card.department)];
  return [
    units.some(Boolean) ? `ORG:${units.join(';').replace(/;+$/u, '')}` : '',
    line('X-PHONETIC-ORG', card.phonetic_organization),
    line('TITLE', card.title),
  ];
}

/** @param {StoredRecord} card */
function ways(card) {
  /** @type {string[][]} */
  const [emails, urls, social] = [card.emails, card.urls, card.social];
  const sites = [...urls, ...social].map(webHref).filter(Boolean);
  const handles = social.filter((each) => !webHref(each));
  return [
    ...emails.map((mail) => line('EMAIL;TYPE=INTERNET', mail)),
    ...card.tels.map(telLine),
    address(card),
    ...sites.map((site) => line('URL', site)),
    line('NOTE', [card.introduction ?? '', ...handles].filter(Boolean).join('\n')),
  ];
}

/** @param {StoredRecord} tel */
function telLine({ kind, number }) {
  return line(`TEL;TYPE=${TEL_TYPES[kind] ?? 'VOICE'}`, number);
}

/**
 * The prefecture is the region; where the town ends nobody can tell for sure, so the rest is the street.
 * @param {StoredRecord} card
 */
function address(card) {
  const [, region = '', street = card.address] = REGION.exec(card.address) ?? [];
  const parts = [street, '', region, card.postal_code].map(textOf);
  return parts.some(Boolean) ? `ADR;TYPE=WORK:;;${parts.join(';')};` : '';
}

/** @param {string} name @param {string} value */
function line(name, value) {
  const text = textOf(value);
  return text ? `${name}:${text}` : '';
}

/** @param {string} value */
function textOf(value) {
  return escaped(value.replace(UNSEEN, ' '));
}

/** @param {string} whole */
function folded(whole) {
  const end = whole.indexOf(':');
  return contentLine(whole.slice(0, end), whole.slice(end + 1));
}

/** Promise how long a line is in UTF-8, with its end. @param {string} text */
function octets(text) {
  let size = 2;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}

/** @param {string} text */
function cut(text) {
  return [...text].slice(0, SLIM_NAME).join('');
}
