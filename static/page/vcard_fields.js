// @ts-check
// The lines of a vCard -> the fields of a contact (REQUIREMENTS 4): RFC 2426, RFC 6350, 2.1, and what phones add.

import {
  addressParts,
  emptyFields,
  isKana,
  nameParts,
  readingParts,
  tidied,
} from './card_fields.js';
import { parts, plain } from './vcard.js';

/**
 * @typedef {import('./vcard.js').Line} Line
 * @typedef {import('./card_fields.js').Fields} Fields
 */

const SOCIAL =
  /^(?:X-SOCIALPROFILE|SOCIALPROFILE|IMPP|X-(?:TWITTER|FACEBOOK|LINKEDIN|INSTAGRAM|LINE|SKYPE).*)$/u;
const HOME_COUNTRY = /^(?:日本|日本国|japan|jp|jpn)$/iu;
const LABELS = /** @type {[RegExp, string][]} */ ([
  [/直通|direct/iu, 'direct'],
  [/fax|ファ[クッ]|ﾌｧ/iu, 'fax'],
  [/携帯|mobile|cell|iphone|スマホ/iu, 'mobile'],
  [/代表|会社|勤務|work|main/iu, 'work'],
  [/自宅|home|pager|car/iu, 'other'],
]);

/**
 * Promise the fields of the card in these lines. Photos, keys and birthdays are left out.
 * @param {Line[]} lines
 * @returns {Fields}
 */
export function vcardFields(lines) {
  const all = (/** @type {string} */ name) => lines.filter((line) => line.name === name);
  const texts = (/** @type {string} */ name) => all(name).map(({ value }) => plain(value).trim());
  const firsts = (/** @type {string} */ name) => texts(name).find(Boolean) ?? '';
  const fields = { ...emptyFields(), ...names(all, firsts), ...company(all, firsts) };
  const [place, ...others] = addresses(all);
  const titles = [...new Set(texts('TITLE').filter(Boolean))];
  return tidied({
    ...fields,
    ...place,
    title: titles.join('・') || firsts('ROLE'),
    emails: texts('EMAIL').map((text) => text.replace(/^mailto:/iu, '').normalize('NFKC')),
    tels: all('TEL').map((line) => tel(line, lines)),
    urls: texts('URL'),
    social: lines.filter(({ name }) => SOCIAL.test(name)).map(social),
    note: [...texts('NOTE'), ...others.map((one) => `${one.postal_code} ${one.address}`)].join(
      '\n',
    ),
  });
}

/** @param {(name: string) => Line[]} all @param {(name: string) => string} firsts */
function names(all, firsts) {
  const spoken = all('N').find(({ params }) => params.PHONETIC);
  const line = all('N').find((each) => each !== spoken);
  const [family = '', given = '', middle = ''] = parts(line?.value ?? '', ';').map(oneOf);
  const whole = [family, given].filter(Boolean).length < 2;
  const [first, second] = whole ? nameParts(family || given || firsts('FN')) : [family, given];
  const reading = [
    [firsts('X-PHONETIC-LAST-NAME'), firsts('X-PHONETIC-FIRST-NAME')],
    parts(spoken?.value ?? '', ';').slice(0, 2),
    sound(all('SOUND')),
    (line?.params['SORT-AS'] ?? []).slice(0, 2),
    [firsts('SORT-STRING')],
  ].map(readingParts);
  const [phoneticFamily, phoneticGiven] = reading.find((pair) => pair[0] || pair[1]) ?? ['', ''];
  return {
    family_name: first,
    given_name: [second, middle].filter(Boolean).join(' '),
    phonetic_family_name: phoneticFamily,
    phonetic_given_name: phoneticGiven,
  };
}

/** Several given names are listed with commas. @param {string} part */
function oneOf(part) {
  return part.replace(/\s*,\s*/gu, ' ');
}

/** The reading as Japanese phones wrote it in 2.1. @param {Line[]} lines */
function sound(lines) {
  const line = lines.find(({ params }) => params.TYPE?.includes('x-irmc-n'));
  return parts(line?.value ?? '', ';').slice(0, 2);
}

/** @param {(name: string) => Line[]} all @param {(name: string) => string} firsts */
function company(all, firsts) {
  const spoken = all('ORG').find(({ params }) => params.PHONETIC);
  const line = all('ORG').find((each) => each !== spoken);
  const [organization = '', ...units] = parts(line?.value ?? '', ';');
  const readings = [
    firsts('X-PHONETIC-ORG') || firsts('X-PHONETIC-ORGANIZATION'),
    spoken ? parts(spoken.value, ';')[0] : '',
    line?.params['SORT-AS']?.[0] ?? '',
  ];
  return {
    organization,
    phonetic_organization: readings.find((text) => text && isKana(text)) ?? '',
    department: units.filter(Boolean).join(' ') || firsts('X-DEPARTMENT'),
  };
}

/** @param {Line} line @param {Line[]} lines */
function tel({ value, params, group }, lines) {
  const label = lines.find(
    (each) => group && each.group === group && each.name === 'X-ABLABEL',
  )?.value;
  const written = [...(label ? [label] : []), ...(params.TYPE ?? [])].join(' ');
  const number = plain(value)
    .replace(/^tel:/iu, '')
    .replace(/;(?:ext|phone-context)=.*$/iu, '');
  return { kind: kindOf(written), number };
}

/** "" where the card does not say: the form then guesses by the number. @param {string} written */
function kindOf(written) {
  return LABELS.find(([pattern]) => pattern.test(written))?.[1] ?? '';
}

/** The place of work first. @param {(name: string) => Line[]} all */
function addresses(all) {
  const isWork = (/** @type {Line} */ { params }) => Number(params.TYPE?.includes('work') ?? false);
  const sorted = all('ADR').sort((one, other) => isWork(other) - isWork(one));
  return sorted.map(address).filter((each) => each.address || each.postal_code);
}

/** @param {Line} line */
function address({ value, params }) {
  const [box = '', extra = '', street = '', city = '', region = '', code = '', country = ''] =
    parts(value, ';');
  const isJapanese = /[\u3040-\u30ff\u3400-\u9fff]/u.test(region + city + street + extra);
  const abroad = HOME_COUNTRY.test(country) ? '' : country;
  const near = [box, extra, street].filter(Boolean);
  const whole = isJapanese
    ? [abroad, `${region}${city}${street}`, extra, box].filter(Boolean).join(' ')
    : [...near, city, region, abroad].filter(Boolean).join(', ');
  const found = addressParts(whole || plain(params.LABEL?.[0] ?? ''));
  const printed = isJapanese ? code.replace(/^〒?\s*(\d{3})-?(\d{4})$/u, '$1-$2') : code;
  return { address: found.address, postal_code: printed || found.postal_code };
}

/** @param {Line} line */
function social({ name, value, params }) {
  const text = plain(value).trim();
  const kind = params.TYPE?.[0] ?? name.replace(/^X-/u, '').toLowerCase();
  // x-apple: stands before a name that is no address.
  const known = text.replace(/^x-apple:/iu, '');
  return /^[a-z][a-z0-9+.-]*:/iu.test(known) ? known : `${kind}: ${known}`;
}
