// @ts-check
// Bytes to text, the way Japanese phones, Outlook and card makers wrote them. What the text means is not known here.

/** @type {Record<string, string>} names met in cards, to those a decoder knows */
const NAMES = {
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  shiftjis: 'shift_jis',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'windows-31j': 'shift_jis',
  eucjp: 'euc-jp',
  jis: 'iso-2022-jp',
  utf8: 'utf-8',
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it finds.
const ESCAPED_JIS = /\x1b(?:\$[@B]|\([BJI])/u;
// A western letter read as half of a Japanese one stands alone between western letters.
const TORN = /[A-Za-z](?:[\u3400-\u9fff\ue000-\uf8ff]|[\uff61-\uff9f])[A-Za-z]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds.
const UNWRITTEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/u;

/**
 * Answer whether text is something a person could have written: no control characters, nothing undecodable.
 * @param {string} text
 */
export function isWritten(text) {
  return !UNWRITTEN.test(text);
}

/**
 * Promise the text of bytes whose charset nobody named, and the charset it was read with; null when they are no text.
 * @param {Uint8Array} bytes
 * @returns {{text: string, charset: string} | null}
 */
export function guessed(bytes) {
  if (ESCAPED_JIS.test(binary(bytes))) return readAs(bytes, 'iso-2022-jp');
  const utf8 = readAs(bytes, 'utf-8');
  if (utf8) return utf8;
  const [japanese, euc] = [readAs(bytes, 'shift_jis'), readAs(bytes, 'euc-jp')];
  if (japanese && !TORN.test(japanese.text)) {
    // Kana of EUC read as Shift_JIS become a run of half-width ones.
    return euc && /[\uff61-\uff9f]{4}/u.test(japanese.text) ? euc : japanese;
  }
  return readAs(bytes, 'windows-1252');
}

/**
 * Promise the text of bytes in the charset a card names; what does not fit it is guessed.
 * @param {Uint8Array} bytes
 * @param {string} name
 * @param {string} fallback the charset of the whole card
 */
export function decoded(bytes, name, fallback) {
  const asked = NAMES[name.toLowerCase().replace('_', '-')] ?? (name.toLowerCase() || fallback);
  const found = readAs(bytes, asked) ?? readAs(bytes, fallback) ?? guessed(bytes);
  // Western letters fit any bytes: what calls itself UTF-8 and is broken stays UTF-8, with marks where it broke.
  const isBroken = !found || (found.charset === 'windows-1252' && asked === 'utf-8');
  return isBroken ? new TextDecoder().decode(bytes) : found.text;
}

/** One character for each byte. @param {Uint8Array} bytes */
export function binary(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Promise the bytes that binary() wrote; a character beyond them becomes UTF-8. @param {string} text */
export function bytesOf(text) {
  const bytes = [...text].flatMap((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 256 ? [code] : [...new TextEncoder().encode(letter)];
  });
  return new Uint8Array(bytes);
}

/** @param {Uint8Array} bytes @param {string} charset */
function readAs(bytes, charset) {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes);
    return isWritten(text) ? { text, charset } : null;
  } catch (error) {
    // No such charset, or bytes that it does not know.
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}
