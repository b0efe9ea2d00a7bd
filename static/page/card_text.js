// @ts-check
// What a QR on a card says -> the fields of a contact, to be looked at and saved. How the QR is read: qr_reader.js.

import { addressParts, emptyFields, nameParts, readingParts, tidied } from './card_fields.js';
import { binary, guessed, isWritten } from './charset.js';
import { isVcard, unfoldedBytes, vcardLines } from './vcard.js';
import { vcardFields } from './vcard_fields.js';

/**
 * @typedef {import('./card_fields.js').Fields} Fields
 * @typedef {{text: string, bytes?: Uint8Array | null, isBinary?: boolean}} Content
 *   text as the reader took it; bytes where it tells them; isBinary when it takes them for no text
 * @typedef {{kind: 'card' | 'link' | 'text' | 'binary' | 'empty', fields: Fields}} Read
 */

const LINK = /^https?:\/\/[^\s"<>\\^`{|}]+$/iu;
const BARE_LINK = /^(?:www\.)[^\s"<>\\^`{|}]+\.[^\s"<>\\^`{|}]+$/iu;
const LONGEST_LINK = 500;
const LONGEST_NOTE = 10_000;

/**
 * Promise what a QR says: a card, a link, other text (kept as a note), or nothing a person could read.
 *
 * A link of our own (/c/...) is a link like any other.
 * @param {Content} content
 * @returns {Read}
 */
export function cardText({ text, bytes = null, isBinary = false }) {
  const isCard = bytes !== null && isVcard(binary(bytes));
  const known = bytes ? guessed(isCard ? unfoldedBytes(bytes) : bytes) : null;
  if (isBinary && (!known || known.charset === 'windows-1252')) return read('binary', {});
  // The reader knows more where a QR names its charset or mixes several: then its text is the better one.
  const trusted =
    known && (known.charset === 'utf-8' || !isWritten(text) || isJapanese(known.text));
  const written = (trusted ? known.text : text).replace(/^\ufeff/u, '');
  if (!isWritten(written)) return read('binary', {});
  if (written.trim() === '') return read('empty', {});
  if (isVcard(written)) {
    return card(vcardFields(vcardLines(written, trusted ? bytes : null)), written);
  }
  return marked(written.trim());
}

/** @param {string} text @returns {Read} */
function marked(text) {
  if (/^MECARD:/iu.test(text)) return card(mecard(pairs(text.slice(7))), text);
  if (/^BIZCARD:/iu.test(text)) return card(bizcard(pairs(text.slice(8))), text);
  if (/^MEMORY:/iu.test(text)) return card(memory(text.slice(7)), text);
  const [link] = /^MEBKM:/iu.test(text) ? (pairs(text.slice(6)).URL ?? []) : [unwrapped(text)];
  if (link && link.length <= LONGEST_LINK && (LINK.test(link) || BARE_LINK.test(link))) {
    return read('link', { urls: [link] });
  }
  if (/^tel:[+0-9().\- ]+$/iu.test(text)) {
    return card({ ...emptyFields(), tels: [{ kind: '', number: text.slice(4) }] }, text);
  }
  const mail = /^mailto:([^?\s]+@[^?\s]+)/iu.exec(text);
  if (mail) return card({ ...emptyFields(), emails: [mail[1]] }, text);
  return read('text', { note: text.slice(0, LONGEST_NOTE) });
}

/** A card that says nothing we know is kept as its text. @param {Fields} found @param {string} text @returns {Read} */
function card(found, text) {
  const fields = tidied(found);
  const isBlank = Object.values(fields).every((value) => value.length === 0);
  return isBlank
    ? read('text', { note: text.trim().slice(0, LONGEST_NOTE) })
    : read('card', fields);
}

/** @param {Read['kind']} kind @param {Partial<Fields>} fields @returns {Read} */
function read(kind, fields) {
  return { kind, fields: { ...emptyFields(), ...fields } };
}

/** @param {string} text */
function isJapanese(text) {
  return /[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]/u.test(text);
}

/** URL:, URLTO: and the like before an address. @param {string} text */
function unwrapped(text) {
  return text.replace(/^(?:URL|URLTO):(?=\S)/iu, '');
}

/**
 * Promise NAME:value; NAME:value; as MeCard writes them: a backslash takes the sign after it as it is.
 * @param {string} text
 */
function pairs(text) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const [, name, value] of text.matchAll(/([A-Za-z0-9-]+):((?:\\[\s\S]|[^;\\])*);?/gu)) {
    const key = name.toUpperCase();
    found[key] = [...(found[key] ?? []), value.trim()];
  }
  return found;
}

/** @param {string} value */
function bare(value) {
  return value.replace(/\\([\s\S])/gu, '$1').trim();
}

/** Family and given name, divided by the first comma that is not escaped. @param {string} value */
function divided(value) {
  const [, first, second = ''] = /^((?:\\[\s\S]|[^,\\])*),?([\s\S]*)$/u.exec(value) ?? [];
  return [bare(first ?? ''), bare(second)];
}

/** NTT docomo's MECARD, with what other makers add. @param {Record<string, string[]>} found @returns {Fields} */
function mecard(found) {
  const all = (/** @type {string} */ name) => (found[name] ?? []).map(bare).filter(Boolean);
  const [family, given] = divided(found.N?.[0] ?? '');
  const [name, second] = given ? [family, given] : nameParts(family);
  const reading = readingParts(divided(found.SOUND?.[0] ?? '').filter(Boolean));
  return {
    ...emptyFields(),
    ...{ family_name: name, given_name: second },
    ...{ phonetic_family_name: reading[0], phonetic_given_name: reading[1] },
    ...mecardAddress(found.ADR?.[0] ?? ''),
    organization: all('ORG')[0] ?? all('COMPANY')[0] ?? '',
    department: all('DIV')[0] ?? '',
    title: all('TITLE')[0] ?? '',
    emails: all('EMAIL'),
    tels: [
      ...all('TEL').map((number) => ({ kind: '', number })),
      ...all('TEL-AV').map((number) => ({ kind: '', number })),
      ...all('FAX').map((number) => ({ kind: 'fax', number })),
    ],
    urls: all('URL'),
    note: [...all('NOTE'), ...all('MEMO')].join('\n'),
  };
}

/** Box, room, house, city, prefecture, code, country, as the specification has it; or just the address. @param {string} value */
function mecardAddress(value) {
  const places = value.split(/(?<!\\),/u).map(bare);
  if (places.length !== 7) return addressParts(bare(value));
  const [box, room, house, city, region, code] = places;
  const found = addressParts([region + city + house, room, box].filter(Boolean).join(' '));
  return {
    ...found,
    postal_code: addressParts(code).postal_code || code || found.postal_code,
  };
}

/** @param {Record<string, string[]>} found @returns {Fields} */
function bizcard(found) {
  const first = (/** @type {string} */ name) => bare(found[name]?.[0] ?? '');
  return {
    ...emptyFields(),
    ...{ given_name: first('N'), family_name: first('X'), title: first('T') },
    organization: first('C'),
    ...addressParts(first('A')),
    tels: (found.B ?? []).map((number) => ({ kind: '', number: bare(number) })),
    emails: (found.E ?? []).map(bare),
  };
}

/** What au and SoftBank phones wrote: NAME1 the name, NAME2 its reading, one a line. @param {string} text @returns {Fields} */
function memory(text) {
  const lines = [...text.matchAll(/(NAME1|NAME2|MAIL\d|TEL\d|ADD|MEMORY):([^\r\n]*)/gu)];
  const all = (/** @type {RegExp} */ name) =>
    lines.filter(([, key]) => name.test(key)).map(([, , value]) => value.trim());
  const [family, given] = nameParts(all(/^NAME1$/u)[0] ?? '');
  const reading = readingParts([all(/^NAME2$/u)[0] ?? '']);
  return {
    ...emptyFields(),
    ...{ family_name: family, given_name: given },
    ...{ phonetic_family_name: reading[0], phonetic_given_name: reading[1] },
    ...addressParts(all(/^ADD$/u)[0] ?? ''),
    emails: all(/^MAIL/u),
    tels: all(/^TEL/u).map((number) => ({ kind: '', number })),
    note: all(/^MEMORY$/u).join('\n'),
  };
}
