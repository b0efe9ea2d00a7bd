// @ts-check
// The ways a message leaves: what opens with the text in it, and where the text must go by the clipboard.

import { mailHref, telHref, webHref } from './contact.js';
import { percent } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

// Some mail programs cut an address near 2,000 characters (REQUIREMENTS 4, mailto).
export const LONGEST_MAILTO = 1800;

/**
 * Promise a mailto: link with subject and body, or with the subject alone when both together are too long.
 *
 * address is a link as domain/contact makes it, "" for none: then nothing is made.
 * @param {string} address
 * @param {string} subject
 * @param {string} body
 */
export function mailUrl(address, subject, body) {
  if (!address) return '';
  const withSubject = `${address}?subject=${percent(subject)}`;
  const whole = `${withSubject}&body=${percent(body.replace(/\r?\n/gu, '\r\n'))}`;
  return whole.length <= LONGEST_MAILTO ? whole : withSubject;
}

/**
 * Promise the address that opens LINE on a telephone with the text.
 * @param {string} body
 */
export function lineUrl(body) {
  return `https://line.me/R/share?text=${percent(body)}`;
}

/**
 * Promise an sms: link with the text, or "" without a telephone link.
 * @param {string} tel
 * @param {string} body
 */
export function smsUrl(tel, body) {
  return tel ? `sms:${tel.replace(/^tel:/u, '')}?&body=${percent(body)}` : '';
}

/**
 * Promise where each channel leads, "" where it leads nowhere: mail, tel, sms, sns.
 * @param {StoredRecord} contact
 */
export function addresses(contact) {
  /** @type {{kind: string, number: string}[]} */
  const tels = contact.tels.filter((/** @type {{kind: string}} */ { kind }) => kind !== 'fax');
  const mobiles = tels.filter(({ kind }) => kind === 'mobile');
  const numbers = (/** @type {{number: string}[]} */ all) =>
    all.map(({ number }) => telHref(number));
  return {
    mail: first(contact.emails.map(mailHref)),
    tel: first(numbers(tels)),
    sms: first(numbers(mobiles.length > 0 ? mobiles : tels)),
    sns: first((contact.social ?? []).map(webHref)),
  };
}

/** @param {string[]} links */
function first(links) {
  return links.find((link) => link !== '') ?? '';
}
