// @ts-check
// Lines of vCards and calendars (RFC 6350, 3; RFC 5545, 3.1): escaping and folding. What they say is not known here.

export const MOST_OCTETS = 75;
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it removes.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/gu;

/**
 * Promise text in which nothing ends a value, a list or a line; controls are dropped.
 * @param {string} text
 */
export function escaped(text) {
  const plain = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(CONTROLS, '');
  return plain.replace(/[\\;,]/gu, '\\$&').replaceAll('\n', '\\n');
}

/**
 * Promise name:value folded at 75 octets, never within a character; line breaks in the value are dropped.
 * @param {string} name
 * @param {string} value
 */
export function contentLine(name, value) {
  const folded = [''];
  let room = MOST_OCTETS;
  for (const mark of `${name}:${value.replace(CONTROLS, '').replaceAll('\n', '')}`) {
    const size = octets(mark.codePointAt(0) ?? 0);
    if (size > room) {
      // The space that continues a line counts as well.
      folded.push(' ');
      room = MOST_OCTETS - 1;
    }
    folded[folded.length - 1] += mark;
    room -= size;
  }
  return folded.join('\r\n');
}

/** How many octets a character takes in UTF-8. @param {number} point */
function octets(point) {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
