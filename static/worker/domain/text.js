// @ts-check
// How written text is kept: as it was written, in one canonical form. Search keys live in search.js.

// Python's strip() and JavaScript's trim() disagree about U+0085, U+001C-001F and U+FEFF.
const SPACE =
  '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'gu');
const RUNS = new RegExp(`[${SPACE}]+`, 'gu');
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what it removes.
const UNSTORABLE = /[\u0000\ud800-\udfff]/gu;

/**
 * Promise the stored form: NFC, LF line ends, no NUL, no lone surrogate, no space at either end.
 *
 * Nothing else changes: ㈱, ①, 髙 and a printed telephone stay as printed (ARCHITECTURE 9.12).
 * @param {string} written
 */
export function normalise(written) {
  const text = written.replace(UNSTORABLE, '').replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  return text.normalize('NFC').replace(ENDS, '');
}

/**
 * Promise each value in its stored form, in order, without the empty ones.
 * @param {Iterable<string>} written
 */
export function normaliseList(written) {
  return [...written].map(normalise).filter((text) => text !== '');
}

/**
 * Promise the lines of a text field that holds a list, one value a line, in stored form.
 * @param {string} written
 */
export function lines(written) {
  return normaliseList(normalise(written).split('\n'));
}

/**
 * Promise the text on a single line: every run of white space becomes one space.
 * @param {string} text
 */
export function oneLine(text) {
  return text.replace(ENDS, '').replace(RUNS, ' ');
}

/**
 * Promise the one JSON text of a value: sorted keys, no spaces, non-ASCII as it is.
 * @param {unknown} value
 */
export function canonicalJson(value) {
  return JSON.stringify(value, (_key, part) => (isObject(part) ? sorted(part) : part));
}

/**
 * Promise "?" and the values that are not empty, percent-encoded, in order; "" without any.
 * @param {Record<string, string>} asked
 */
export function queryString(asked) {
  const given = Object.entries(asked).filter(([, value]) => value !== '');
  const pairs = given.map(([name, value]) => `${name}=${percent(value)}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/**
 * Promise text in which everything but letters, digits and -._~ is percent-encoded.
 * @param {string} text
 */
export function percent(text) {
  const encoded = (/** @type {string} */ mark) =>
    `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/gu, encoded);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {Record<string, unknown>} value */
function sorted(value) {
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, value[key]]));
}
