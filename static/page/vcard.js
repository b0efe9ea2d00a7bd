// @ts-check
// A vCard 2.1, 3.0 or 4.0 as its lines: charset, quoted-printable, folding, escapes. What a line means: vcard_fields.js.

import { binary, bytesOf, decoded, guessed } from './charset.js';

/**
 * @typedef {{name: string, group: string, params: Record<string, string[]>, value: string}} Line
 *   name and the keys of params in capitals, kinds (TYPE) in small letters; value with its escapes
 */

const SOFT_BREAK = /=[ \t]*\n/gu;
const HAS_QUOTED = /^[^:\r\n]*QUOTED-PRINTABLE[^:\r\n]*:/iu;
const ENCODINGS = /^(?:QUOTED-PRINTABLE|BASE64|B|8BIT|7BIT)$/iu;

/** @param {string} text */
export function isVcard(text) {
  return /^\s*BEGIN:VCARD/iu.test(text);
}

/**
 * Promise the lines of the first card in it.
 *
 * bytes: the card as it was written, when known: then each line is read in the charset it names.
 * @param {string} text
 * @param {Uint8Array | null} bytes
 * @returns {Line[]}
 */
export function vcardLines(text, bytes) {
  const charset = (bytes && guessed(unfoldedBytes(bytes))?.charset) || 'utf-8';
  const whole = bytes ? binary(bytes) : text;
  const lines = unfolded(whole).map((line) => parsed(line, bytes ? charset : ''));
  const found = lines.filter((line) => line !== null);
  const end = found.findIndex(({ name, value }) => name === 'END' && /^VCARD$/iu.test(value));
  return (end < 0 ? found : found.slice(0, end)).filter(({ name }) => name !== 'BEGIN');
}

/**
 * Promise the parts of a value, split at a mark that is not escaped, each with its escapes undone.
 * @param {string} value
 * @param {string} mark ; or ,
 */
export function parts(value, mark) {
  const found = [''];
  for (const piece of value.match(/\\[\s\S]|[\s\S]/gu) ?? []) {
    if (piece === mark) found.push('');
    else found[found.length - 1] += piece;
  }
  return found.map((part) => plain(part).trim());
}

/** Promise a value with its escapes undone. @param {string} value */
export function plain(value) {
  return value.replace(/\\([\s\S])/gu, (_, sign) => (/[nN]/u.test(sign) ? '\n' : sign));
}

/** Promise the card without its folds, which may lie inside a character. @param {Uint8Array} bytes */
export function unfoldedBytes(bytes) {
  return bytesOf(unfolded(binary(bytes)).join('\n'));
}

/** @param {string} whole @returns {string[]} */
function unfolded(whole) {
  /** @type {string[]} */
  const lines = [];
  let open = false;
  for (const line of whole.split(/\r\n|\r|\n/u)) {
    const last = lines.length - 1;
    // Quoted-printable goes on after "=", other lines where the next one begins with a blank.
    if (open) lines[last] += `\n${line}`;
    else if (/^[ \t]/u.test(line) && last >= 0) lines[last] += line.slice(1);
    else if (line !== '') lines.push(line);
    open = line.endsWith('=') && HAS_QUOTED.test(lines.at(-1) ?? '');
  }
  return lines;
}

/** @param {string} line @param {string} charset "" when the line is text already @returns {Line | null} */
function parsed(line, charset) {
  const found = /^((?:"[^"]*"|[^":])*):([\s\S]*)$/u.exec(line);
  if (!found) return null;
  const head = charset ? decoded(bytesOf(found[1]), '', charset) : found[1];
  const [full, ...rest] = head.match(/(?:"[^"]*"|[^";])+/gu) ?? [''];
  const [group, name] = full.includes('.') ? full.split('.', 2) : ['', full];
  const params = paramsOf(rest);
  const value = written(found[2], params, charset);
  return { name: name.trim().toUpperCase(), group: group.toLowerCase(), params, value };
}

/** In 2.1 a kind or an encoding stands without its name. @param {string[]} written */
function paramsOf(written) {
  /** @type {Record<string, string[]>} */
  const params = {};
  for (const each of written) {
    const [first, ...rest] = each.split('=');
    const bare = ENCODINGS.test(first) ? 'ENCODING' : 'TYPE';
    const [name, value] = rest.length
      ? [first.trim().toUpperCase(), rest.join('=')]
      : [bare, first];
    const values = value.replaceAll('"', '').split(',');
    const known = params[name] ?? [];
    params[name] = [...known, ...values.map((one) => (name === 'TYPE' ? one.toLowerCase() : one))];
  }
  return params;
}

/** @param {string} raw @param {Record<string, string[]>} params @param {string} charset */
function written(raw, params, charset) {
  const named = params.CHARSET?.[0] ?? '';
  const encoding = params.ENCODING?.[0]?.toUpperCase() ?? '';
  if (encoding === 'QUOTED-PRINTABLE') return decoded(quoted(raw), named, charset || 'utf-8');
  if (/^(?:BASE64|B)$/u.test(encoding)) return unpacked(raw, named, charset || 'utf-8');
  return charset ? decoded(bytesOf(raw), named, charset) : raw;
}

/** @param {string} raw */
function quoted(raw) {
  const whole = raw.replace(SOFT_BREAK, '');
  return bytesOf(
    whole.replace(/=([0-9A-Fa-f]{2})/gu, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

/** @param {string} raw @param {string} named @param {string} charset */
function unpacked(raw, named, charset) {
  try {
    return decoded(bytesOf(atob(raw.replace(/\s+/gu, ''))), named, charset);
  } catch (error) {
    if (error instanceof DOMException) return '';
    throw error;
  }
}
