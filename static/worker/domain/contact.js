// @ts-check
// A card as it is written in a form, and what may be made of the ways to reach a person.

import { isYes, last } from './form.js';
import { fold } from './search.js';
import { canonicalJson, lines, normalise, normaliseList, percent } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

export const TEXTS = [
  ...['family_name', 'given_name', 'phonetic_family_name', 'phonetic_given_name'],
  ...['organization', 'phonetic_organization', 'department', 'title'],
  ...['postal_code', 'address', 'note', 'source'],
];
export const LINES = ['urls', 'social', 'offers', 'needs'];
/** What a person offers and looks for, as chips beside the note. */
export const KEYWORDS = ['offers', 'needs'];
export const TEL_KINDS = ['work', 'direct', 'mobile', 'fax', 'other'];

const LABEL = '[0-9A-Za-z\\u00c0-\\u024f\\u3041-\\u30ff\\u4e00-\\u9fff]';
const HOST = `${LABEL}+(?:-+${LABEL}+)*(?:\\.${LABEL}+(?:-+${LABEL}+)*)+`;
const MAIL = new RegExp(`^([0-9A-Za-z.!#$%&'*+/=?^_\`{|}~-]+)@(${HOST})$`);
const TELEPHONE = /^\+?[0-9][0-9() .-]{2,30}$/u;
const SCHEME = '[Hh][Tt][Tt][Pp][Ss]?';
const WEB = new RegExp(`^(?:(${SCHEME})://)?(${HOST})(:[0-9]{1,5})?([/?#][^\\s"<>\\\\^\`{|}]*)?$`);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/u;

/**
 * Answer whether text could be one mail address; full width counts as half width.
 * @param {string} written
 */
export function isMail(written) {
  return MAIL.test(plain(written));
}

/**
 * Promise a mailto: link to that one address and nothing more, or "" (SECURITY C15).
 * @param {string} written
 */
export function mailHref(written) {
  const found = MAIL.exec(plain(written));
  if (!found || /[?&%#=/]/u.test(found[1])) return '';
  return `mailto:${percent(found[1])}@${percent(found[2])}`;
}

/**
 * Promise a tel: link of digits and at most a leading +, or "" (no *, #, ; or letters).
 * @param {string} written
 */
export function telHref(written) {
  const text = plain(written)
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/^(\+?)\(/u, '$1');
  if (!TELEPHONE.test(text)) return '';
  return `tel:${text.startsWith('+') ? '+' : ''}${text.replace(/[^0-9]/gu, '')}`;
}

/**
 * Promise an http or https address without a user name in it, or ""; example.jp gets https.
 * @param {string} written
 */
export function webHref(written) {
  const text = written.replace(/[\uff01-\uff5e]/gu, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
  const found = UNSEEN.test(text) ? null : WEB.exec(text);
  if (!found) return '';
  const [, scheme = '', host, port = '', rest = ''] = found;
  return `${scheme.toLowerCase() || 'https'}://${host}${port}${rest}`;
}

/**
 * Promise the fields of a card that cannot be kept as they are, each with its locale key.
 * @param {StoredRecord} contact
 * @returns {Record<string, string>}
 */
export function contactErrors(contact) {
  const wrong = contact.emails.some((/** @type {string} */ mail) => !isMail(mail));
  return wrong ? { emails: 'contacts.errors.mail' } : {};
}

/**
 * Promise the fields of a card that a form holds, in stored form; a field it lacks stays out.
 *
 * emails repeat; tels repeat beside their tel_kinds; other lists are written one value a line.
 * @param {import('./form.js').Fields} fields
 */
export function formValues(fields) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const field of TEXTS) if (fields[field]) values[field] = normalise(last(fields, field));
  for (const field of LINES) if (fields[field]) values[field] = lines(last(fields, field));
  if (fields.emails) values.emails = normaliseList(fields.emails);
  if (fields.tels) values.tels = tels(fields.tels, fields.tel_kinds ?? []);
  if (fields.do_not_contact) values.do_not_contact = isYes(fields, 'do_not_contact');
  return values;
}

/**
 * Promise the chips that a form adds (add_offers, add_needs: one a line) and takes away (remove_...).
 *
 * A word that is there already, in whatever way it is written, is not added again.
 * @param {StoredRecord} contact
 * @param {import('./form.js').Fields} fields
 */
export function keywordEdits(contact, fields) {
  /** @type {Record<string, string[]>} */
  const edits = {};
  for (const field of KEYWORDS) {
    /** @type {string[]} */
    const known = contact[field];
    const left = known.filter((each) => each !== last(fields, `remove_${field}`));
    for (const word of lines(last(fields, `add_${field}`))) {
      if (!left.map(fold).includes(fold(word))) left.push(word);
    }
    if (canonicalJson(left) !== canonicalJson(known)) edits[field] = left;
  }
  return edits;
}

/**
 * Promise the kind to propose for a number: mobile for 070, 080 and 090, else work.
 * @param {string} number
 */
export function telKind(number) {
  const digits = number.normalize('NFKC').replace(/[^0-9]/gu, '');
  return /^(0[789]0|81[789]0)/u.test(digits) ? 'mobile' : 'work';
}

/** @param {string[]} numbers @param {string[]} kinds */
function tels(numbers, kinds) {
  const pairs = numbers.map((number, place) => ({ kind: kinds[place], number: normalise(number) }));
  const written = pairs.filter(({ number }) => number !== '');
  return written.map(({ kind, number }) => ({
    kind: TEL_KINDS.includes(kind) ? kind : telKind(number),
    number,
  }));
}

/** @param {string} written */
function plain(written) {
  return UNSEEN.test(written) ? '' : written.normalize('NFKC').replace(/^ +| +$/gu, '');
}
