// @ts-check
// How a Japanese message is laid out: short lines that break where one would breathe. No words of its own.

export const LONGEST_LINE = 30;
const HALF = 12;
// What no line begins with, and what none ends with.
const NO_START = '、。，．・：；？！）」』】〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜～,.!?)]}…';
const NO_END = '（「『【〔([{';
const GOOD_END = '、。）」』 をにはがでとのも';
const AMOUNT = '(?:[0-9０-９][0-9０-９,.，．:：/\\-]*[年月日時分秒円人名社件回個台億万千百%％]*)+';
const LATIN = "[A-Za-z\\u00c0-\\u024f][0-9A-Za-z\\u00c0-\\u024f.&'’_\\-]*";
const KANA = '[ァ-ヶー]{2,}';

/**
 * Promise the phrases of a template, divided by |, with {names} filled in once; a value may hold anything.
 * @param {string} template
 * @param {Record<string, string>} values
 */
export function filled(template, values) {
  return template
    .split('|')
    .map((phrase) => phrase.replace(/\{(\w+)\}/gu, (found, name) => values[name] ?? found));
}

/**
 * Promise text cut after each 、 and 。, so that it can be laid out.
 * @param {string} text
 * @returns {string[]}
 */
export function phrases(text) {
  return text.match(/[^、。]*[、。]+|[^、。]+/gu) ?? [];
}

/**
 * Promise lines of at most 30 characters that break between phrases, and after each 。.
 *
 * A longer phrase breaks where one may, never inside a name (kept), an amount, a date or a word of
 * Latin letters or katakana: such a one alone may be longer than a line.
 * @param {string[]} parts
 * @param {string[]} [kept]
 */
export function wrapped(parts, kept = []) {
  /** @type {string[]} */
  const lines = [];
  let line = '';
  for (const part of parts) {
    if (line && length(line) + length(part) > LONGEST_LINE) {
      lines.push(line);
      line = '';
    }
    line += part;
    while (length(line) > LONGEST_LINE) {
      const place = breakOf(line, kept);
      const letters = [...line];
      if (place === letters.length) break;
      lines.push(unspaced(letters.slice(0, place).join('')));
      line = unspaced(letters.slice(place).join(''));
    }
    if (line.endsWith('。')) {
      lines.push(line);
      line = '';
    }
  }
  return line ? [...lines, line] : lines;
}

/** @param {string} text */
export function length(text) {
  return [...text].length;
}

/** @param {string} text */
function unspaced(text) {
  return text.replace(/^ +| +$/gu, '');
}

/** The last good place before the end of a line, else the last allowed, else the first after it. @param {string} line @param {string[]} kept */
function breakOf(line, kept) {
  const letters = [...line];
  const places = placesOf(line, kept);
  const fitting = places.filter((place) => place <= LONGEST_LINE);
  const good = fitting.filter((place) => place >= HALF && GOOD_END.includes(letters[place - 1]));
  return good.at(-1) ?? fitting.at(-1) ?? places[0] ?? letters.length;
}

/** @param {string} line @param {string[]} kept */
function placesOf(line, kept) {
  const names = kept
    .filter((each) => each !== '')
    .sort((one, other) => length(other) - length(one) || Number(one > other) - Number(one < other));
  const escaped = names.map((each) => each.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  const whole = new RegExp([...escaped, AMOUNT, LATIN, KANA, '[^\\n]'].join('|'), 'gu');
  const letters = [...line];
  /** @type {number[]} */
  const found = [];
  let place = 0;
  for (const atom of line.match(whole) ?? []) {
    place += length(atom);
    const rest = letters[place];
    const last = [...atom].at(-1) ?? '';
    if (rest && !NO_START.includes(rest) && !NO_END.includes(last)) found.push(place);
  }
  return found;
}
