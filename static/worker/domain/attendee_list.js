// @ts-check
// A list of attendees as people get it: a table, a CSV file, lines of a page. Words are attendee_words.

import { withoutHonorific } from './attendee.js';
import { guessedColumns, headerColumns, sortedCells } from './attendee_words.js';
import { fold, queryWords } from './search.js';
import { normalise, oneLine } from './text.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {string[][]} Rows
 * @typedef {{error: string, row: number, columns: string[], rows: Rows, skipped: number}} Read
 */

/** One sync takes 500 changes; a list in one go is one change a line. */
export const MAX_ROWS = 500;
export const MAX_LETTERS = 100_000;
export const MAX_LINES = 2_000;
export const MAX_COLUMNS = 12;
export const PREAMBLE = 10;
/** What a column may hold. "" is not taken. */
export const KINDS = [
  ...['name', 'family_name', 'given_name', 'organization', 'department', 'title', 'line', ''],
];
export const LINE_COLUMNS = ['name', 'organization', 'title', 'line'];
/** @type {Record<string, number>} */
export const LIMITS = { name: 200, organization: 200, title: 200, line: 500 };

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is one of what it finds.
const NOT_TEXT = /[\u0000\ud800-\udfff\ufeff\u200b]/gu;

/**
 * Promise what a pasted list says, as a table to be looked at before anything is kept.
 *
 * Result: error (a locale key, or ""), row (the line an error is in, else 0), columns (a guess for
 * each: one of KINDS), rows (cells of text, all as long as columns), skipped (lines without a person
 * or a company in them).
 * @param {string} text
 * @returns {Read}
 */
export function readList(text) {
  if (text.length > MAX_LETTERS && [...text].length > MAX_LETTERS)
    return refused('preparations.errors.list_too_long');
  const written = text
    .replace(NOT_TEXT, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/^\n+|\n+$/gu, '');
  if (written.split('\n').length > MAX_LINES) return refused('preparations.errors.list_too_long');
  if (!normalise(written)) return refused('preparations.errors.list_empty');
  const delimiter = delimiterOf(written);
  if (!delimiter) return lines(written);
  const { rows, broken } = cells(written, delimiter);
  if (!broken) return table(rows);
  if (delimiter === '\t') return table(written.split('\n').map((line) => line.split('\t')));
  return refused('preparations.errors.quotes', broken);
}

/**
 * Promise name, organization, title and line of every row that names a person or a company.
 * @param {Rows} rows
 * @param {string[]} columns
 * @returns {Record<string, string>[]}
 */
export function attendees(rows, columns) {
  return rows.flatMap((row) => {
    const held = (/** @type {string[]} */ ...kinds) =>
      kinds.flatMap((kind) => row.filter((_, place) => columns[place] === kind).map(normalise));
    /** @type {Record<string, string[]>} */
    const values = {
      name: held('name', 'family_name', 'given_name'),
      organization: held('organization'),
      title: held('department', 'title'),
      line: held('line'),
    };
    /** @type {Record<string, string>} */
    const texts = {};
    for (const [field, each] of Object.entries(values)) {
      const text = each.filter((part) => part !== '').join(' ');
      const whole = field === 'name' ? withoutHonorific(text) : text;
      texts[field] = normalise([...whole].slice(0, LIMITS[field]).join(''));
    }
    return texts.name || texts.organization ? [texts] : [];
  });
}

/**
 * Promise why this table cannot be taken with these columns, as a locale key, or "".
 * @param {Rows} rows
 * @param {string[]} columns
 */
export function columnErrors(rows, columns) {
  if (attendees(rows, columns).length === 0) return 'preparations.errors.no_names';
  return rows.length > MAX_ROWS ? 'preparations.errors.too_many_rows' : '';
}

/**
 * Promise the lines of a list in which every word of a search is found, in their order.
 * @param {StoredRecord[]} attendees_
 * @param {string} query
 */
export function found(attendees_, query) {
  const words = queryWords(query);
  const fields = ['name', 'organization', 'title', 'line', 'reason'];
  return attendees_.filter((each) =>
    holds(
      fields.map((field) => fold(each[field])),
      words,
    ),
  );
}

/** @param {string[]} texts @param {string[][]} words */
function holds(texts, words) {
  const text = texts.join(' ');
  const dense = text.replaceAll(' ', '');
  return words.every((forms) => forms.some((form) => text.includes(form) || dense.includes(form)));
}

/** @param {string} key @returns {Read} */
function refused(key, row = 0) {
  return { error: key, row, columns: [], rows: [], skipped: 0 };
}

/** Tabs, commas or semicolons when most lines have them, alike in number; "" for plain lines. @param {string} text */
function delimiterOf(text) {
  const written = text.split('\n').filter((line) => oneLine(line) !== '');
  return [...'\t,;'].find((delimiter) => {
    const counts = written.map((line) => line.split(delimiter).length - 1);
    const having = counts.filter((count) => count > 0);
    const isMost = having.length * 2 >= written.length;
    if (delimiter === '\t') return having.length > 0 && isMost;
    if (text.includes('"') && isMost) return having.length > 0;
    return having.length > 0 && written.length > 1 && mostAlike(having) * 5 >= written.length * 3;
  });
}

/** How often the most frequent number comes. @param {number[]} counts */
function mostAlike(counts) {
  /** @type {Map<number, number>} */
  const often = new Map();
  for (const count of counts) often.set(count, (often.get(count) ?? 0) + 1);
  return Math.max(...often.values());
}

/**
 * Cells by RFC 4180, and the line on which a quote opens that never closes, or 0.
 * @param {string} text
 * @param {string} delimiter
 */
function cells(text, delimiter) {
  /** @type {Rows} */
  const rows = [[]];
  let cell = '';
  let opened = 0;
  let line = 1;
  for (let place = 0; place < text.length; place += 1) {
    const letter = text[place];
    if (letter === '\n') line += 1;
    if (opened) {
      if (letter !== '"') cell += letter;
      else if (text[place + 1] === '"') {
        cell += letter;
        place += 1;
      } else opened = 0;
    } else if (letter === '"' && /^ *$/u.test(cell)) {
      cell = '';
      opened = line;
    } else if (letter === delimiter || letter === '\n') {
      rows[rows.length - 1].push(cell);
      cell = '';
      if (letter === '\n') rows.push([]);
    } else cell += letter;
  }
  rows[rows.length - 1].push(cell);
  return { rows, broken: opened };
}

/** @param {Rows} rows */
function table(rows) {
  const tidy = rows
    .map((row) => row.slice(0, MAX_COLUMNS).map(oneLine))
    .filter((row) => row.some((cell) => cell !== ''));
  if (tidy.length === 0) return refused('preparations.errors.no_names');
  const width = Math.max(...tidy.map(widthOf));
  const whole = tidy.map((row) => Array.from({ length: width }, (_, place) => row[place] ?? ''));
  for (const [place, row] of whole.slice(0, PREAMBLE).entries()) {
    const columns = headerColumns(row);
    if (columns.length > 0) return answer(columns, whole.slice(place + 1), 0);
  }
  return answer(guessedColumns(whole), whole, 0);
}

/** @param {string[]} row */
function widthOf(row) {
  return row.reduce((width, cell, place) => (cell === '' ? width : place + 1), 0);
}

/** Lines of a page: one person a line, or several lines for each with an empty one between. @param {string} text */
function lines(text) {
  /** @type {Rows} */
  let blocks = [[]];
  for (const each of marked(text).split('\n')) {
    const line = oneLine(each);
    if (line) blocks[blocks.length - 1].push(line);
    else if (blocks[blocks.length - 1].length > 0) blocks.push([]);
  }
  blocks = blocks.filter((block) => block.length > 0);
  const tall = blocks.filter((block) => block.length > 1);
  const isTall = blocks.length > 1 && tall.length * 5 >= blocks.length * 3;
  const people = isTall && blocks.every((block) => block.length <= 6);
  const rows = (people ? blocks : blocks.flat().map((line) => [line])).map(sortedCells);
  const named = rows.filter(([name, organization]) => name || organization);
  return answer(LINE_COLUMNS, named, rows.length - named.length);
}

/** Two spaces or a tab part cells, which oneLine would hide. @param {string} text */
function marked(text) {
  return text.replace(/(?<=[^ \u3000\t\n]) {2,}(?=[^ \u3000\t\n])|\t/gu, '｜');
}

/** @param {string[]} columns @param {Rows} rows @param {number} skipped @returns {Read} */
function answer(columns, rows, skipped) {
  return { error: columnErrors(rows, columns), row: 0, columns: [...columns], rows, skipped };
}
