// @ts-check
// Words found on a card -> the fields of a contact, whatever they were written in. What does not fit goes to the note.

/**
 * @typedef {{kind: string, number: string}} Tel
 * @typedef {{family_name: string, given_name: string, phonetic_family_name: string, phonetic_given_name: string,
 *   organization: string, phonetic_organization: string, department: string, title: string, emails: string[],
 *   tels: Tel[], postal_code: string, address: string, urls: string[], social: string[], note: string}} Fields
 */

const LONGEST = 200;
const LONGER = new Set(['title', 'address']);
const LONGER_BY = 500;
const MOST = 20;
/** @type {('emails' | 'urls' | 'social')[]} */
const LISTS = ['emails', 'urls', 'social'];
const KANA = /^[\u3041-\u309f\u30a0-\u30ff\uff65-\uff9f\s・･,]+$/u;
const LATIN = /^[\s!-\u024f\u2018\u2019]+$/u;
const POSTAL = /^\s*(?:〒\s*|T(?=\d))?(\d{3})[-‐－−ー]?(\d{4})(?!\d)\s*/u;
const HONORIFIC = /^(?:様|さん|氏|殿|先生|御中)$/u;

/** Promise a card with nothing on it. @returns {Fields} */
export function emptyFields() {
  return {
    ...{ family_name: '', given_name: '', phonetic_family_name: '', phonetic_given_name: '' },
    ...{ organization: '', phonetic_organization: '', department: '', title: '' },
    ...{ postal_code: '', address: '', note: '', emails: [], tels: [], urls: [], social: [] },
  };
}

/**
 * Promise family and given name of a name written in one piece: 姓 first, unless it is all Latin letters.
 * @param {string} name
 * @returns {[string, string]}
 */
export function nameParts(name) {
  const words = name
    .trim()
    .split(/[\s\u3000]+/u)
    .filter((word) => !HONORIFIC.test(word));
  if (words.length < 2) return [words[0] ?? '', ''];
  if (!LATIN.test(name)) return [words[0], words.slice(1).join(' ')];
  return [words.at(-1) ?? '', words.slice(0, -1).join(' ')];
}

/**
 * Promise family and given reading, or two blanks when it is not written in kana.
 * @param {string[]} written one piece, or family and given
 * @returns {[string, string]}
 */
export function readingParts(written) {
  const [family, given = ''] = written.map((part) => part.normalize('NFKC').trim());
  if (!KANA.test(`${family}${given}` || 'x')) return ['', ''];
  if (given) return [family, given];
  const [first, ...rest] = family.split(/[\s,]+/u);
  return [first, rest.join(' ')];
}

/** Answer whether text is a reading. @param {string} text */
export function isKana(text) {
  return KANA.test(text);
}

/**
 * Promise an address without its postal code, and the code as it is printed in Japan.
 * @param {string} written
 * @returns {{postal_code: string, address: string}}
 */
export function addressParts(written) {
  const text = written.replace(/\s*\n\s*/gu, ' ').trim();
  const found = POSTAL.exec(text);
  const rest = text.slice(found?.[0].length ?? 0);
  if (!found || (rest !== '' && LATIN.test(rest))) {
    return { postal_code: '', address: text };
  }
  return { postal_code: `${found[1]}-${found[2]}`, address: rest };
}

/**
 * Promise the fields ready for a form: trimmed, each value once, nothing longer than what can be kept.
 * @param {Fields} found
 * @returns {Fields}
 */
export function tidied(found) {
  const fields = { ...emptyFields(), ...found };
  /** @type {string[]} */
  const over = [];
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || name === 'note') continue;
    const text = value.replace(/\s*\n\s*/gu, ' ').trim();
    const fits = text.length <= (LONGER.has(name) ? LONGER_BY : LONGEST);
    if (!fits) over.push(text);
    Object.assign(fields, { [name]: fits ? text : '' });
  }
  for (const name of LISTS) {
    const [kept, rest] = few(fields[name].map((text) => text.trim()));
    fields[name] = kept;
    over.push(...rest);
  }
  fields.tels = onceEach(fields.tels);
  over.push(...fields.tels.splice(MOST).map(({ number }) => number));
  fields.note = [fields.note, ...over]
    .map((text) => text.replace(/\r\n?/gu, '\n').trim())
    .filter(Boolean)
    .join('\n');
  return fields;
}

/** @param {string[]} values @returns {[string[], string[]]} what is kept, and what is too much or too long */
function few(values) {
  const each = [...new Set(values.filter(Boolean))];
  const short = each.filter((text) => text.length <= LONGEST);
  return [short.slice(0, MOST), [...short.slice(MOST), ...each.filter((t) => t.length > LONGEST)]];
}

/** The same number twice is one; the more telling kind stays. @param {Tel[]} tels @returns {Tel[]} */
function onceEach(tels) {
  /** @type {Map<string, Tel>} */
  const known = new Map();
  for (const { kind, number } of tels) {
    const text = number.trim();
    const key = text.normalize('NFKC').replace(/[^0-9+]/gu, '') || text;
    const before = known.get(key);
    if (text && (!before || before.kind === '')) known.set(key, { kind, number: text });
  }
  return [...known.values()];
}
