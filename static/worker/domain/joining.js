// @ts-check
// 同じ人 as changes: two cards become one, and two again. Who may be the same is in duplicate. No clock, no ids.

import { newChange } from './capture.js';
import { nthChangeId } from './change_id.js';
import { LINES, TEXTS } from './contact.js';
import { fold, telephoneDigits } from './search.js';
import { canonicalJson } from './text.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, StoredRecord[]>} Records by kind
 * @typedef {{change_id: string, at: string}} Sent
 * @typedef {import('./capture.js').Change} Change
 * @typedef {[kind: string, record: StoredRecord, values: Record<string, any>, goes: boolean]} Step
 * @typedef {{fields: Record<string, [any, any]>, records: [string, string][]}} Undo
 */

/** What belongs to a card and goes with it. */
export const MOVED = ['encounter', 'follow_up', 'photo', 'attendee'];
const SINGLE = TEXTS.filter((field) => field !== 'note' && field !== 'source');
const LISTS = ['emails', 'tels', ...LINES];
/** Fields that need a word, because a value of theirs may end up in the note. */
export const LABELLED = [...SINGLE, ...LISTS];
/** Every field that joining may write, so that parting gives back no other. */
const FIELDS = [...LABELLED, 'note', 'do_not_contact', 'not_same_as'];
const ITEMS = 20;

/**
 * Promise what the card that stays learns from the other: its blanks are filled, its lists grow.
 *
 * Nothing that was typed is lost: a value that stands against another goes into the note, a line each,
 * after the word of its field (labels).
 * @param {StoredRecord} kept
 * @param {StoredRecord} gone
 * @param {Record<string, string>} labels
 */
export function joinedValues(kept, gone, labels) {
  /** @type {Record<string, any>} */
  const values = {};
  const spoken = SINGLE.filter((field) => differs(kept, gone, field)).map(
    (field) => `${labels[field]}：${gone[field]}`,
  );
  for (const field of SINGLE) if (gone[field] && !kept[field]) values[field] = gone[field];
  for (const field of LISTS) {
    const fresh = news(kept[field], gone[field]);
    const room = Math.max(0, ITEMS - kept[field].length);
    if (fresh.slice(0, room).length > 0) values[field] = [...kept[field], ...fresh.slice(0, room)];
    spoken.push(...fresh.slice(room).map((item) => `${labels[field]}：${wordOf(item)}`));
  }
  const note = [gone.note, ...spoken].filter((line) => line && !kept.note.includes(line));
  if (note.length > 0) values.note = [kept.note, ...note].filter(Boolean).join('\n');
  if (gone.do_not_contact && !kept.do_not_contact) values.do_not_contact = true;
  const known = [...kept.not_same_as, kept.id];
  const others = gone.not_same_as.filter((/** @type {string} */ id) => !known.includes(id));
  if (others.length > 0) values.not_same_as = newest([...kept.not_same_as, ...others]);
  return values;
}

/**
 * Promise the changes that make one card of two: `kept` learns `values`, `gone` goes into the trash.
 *
 * around: the records of `gone` by kind, and under "kept_follow_up" those of `kept`: one who is thanked
 * already for the same event is not thanked twice. The talk moves as it is.
 * @param {Sent} sent
 * @param {StoredRecord} kept
 * @param {StoredRecord} gone
 * @param {Record<string, any>} values
 * @param {Records} around
 */
export function joinedChanges(sent, kept, gone, values, around) {
  /** @type {Step[]} */
  const steps = Object.keys(values).length > 0 ? [['contact', kept, values, false]] : [];
  steps.push(['contact', gone, {}, true]);
  const thanked = new Set(around.kept_follow_up.map((each) => eventOf(around, each)));
  thanked.delete('');
  for (const kind of MOVED) {
    for (const record of around[kind]) {
      const isDouble = kind === 'follow_up' && thanked.has(eventOf(around, record));
      steps.push([kind, record, isDouble ? {} : { contact_id: kept.id }, isDouble]);
    }
  }
  return changesOf(sent, steps, false);
}

/**
 * Promise what parting needs to know, as JSON text: what was written over what, and what moved.
 * @param {StoredRecord} kept
 * @param {StoredRecord} gone
 * @param {Change[]} changes
 */
export function undoText(kept, gone, changes) {
  const own = changes.find(({ id }) => id === kept.id)?.set ?? {};
  const fields = Object.entries(own).map(([field, value]) => [field, [kept[field], value]]);
  const others = changes.filter(({ id }) => id !== kept.id && id !== gone.id);
  const records = others.map(({ kind, id }) => [kind, id]);
  return canonicalJson({ fields: Object.fromEntries(fields), records });
}

/**
 * Promise what `undoText` wrote; anything else in it is left out.
 * @param {string} text
 * @returns {Undo}
 */
export function readUndo(text) {
  const read = parsed(text);
  const isPair = (/** @type {any} */ pair) => Array.isArray(pair) && pair.length === 2;
  const fields = Object.entries(isPlain(read.fields) ? read.fields : {});
  const records = Array.isArray(read.records) ? read.records : [];
  return {
    fields: Object.fromEntries(
      fields.filter(([field, pair]) => FIELDS.includes(field) && isPair(pair)),
    ),
    records: records.filter(
      (/** @type {any} */ pair) =>
        isPair(pair) && MOVED.includes(pair[0]) && typeof pair[1] === 'string',
    ),
  };
}

/**
 * Promise the changes that make two cards again. What was written since stays where it is.
 *
 * undo: as readUndo gives it; around: the records it names, by kind, dead ones too.
 * @param {Sent} sent
 * @param {StoredRecord} kept
 * @param {StoredRecord} gone
 * @param {Undo} undo
 * @param {Records} around
 */
export function partedChanges(sent, kept, gone, undo, around) {
  const own = Object.entries(undo.fields).filter(
    ([field, [, after]]) => canonicalJson(kept[field]) === canonicalJson(after),
  );
  const values = Object.fromEntries(own.map(([field, [before]]) => [field, before]));
  /** @type {Step[]} */
  const steps = own.length > 0 ? [['contact', kept, values, false]] : [];
  if (gone.deleted_at) steps.push(['contact', gone, {}, false]);
  for (const kind of MOVED) {
    for (const record of around[kind]) {
      const { contact_id, deleted_at } = record;
      if (contact_id === kept.id) steps.push([kind, record, { contact_id: gone.id }, false]);
      else if (contact_id === gone.id && deleted_at) steps.push([kind, record, {}, false]);
    }
  }
  return changesOf(sent, steps, true);
}

/**
 * Promise 別の人 written on both cards, so that neither names the other again.
 * @param {Sent} sent
 * @param {StoredRecord} one
 * @param {StoredRecord} other
 */
export function apartChanges(sent, one, other) {
  /** @type {Step[]} */
  const steps = [];
  for (const [card, id] of [
    [one, other.id],
    [other, one.id],
  ]) {
    if (card.not_same_as.includes(id)) continue;
    steps.push(['contact', card, { not_same_as: newest([...card.not_same_as, id]) }, false]);
  }
  return changesOf(sent, steps, false);
}

/**
 * revive: what is dead lives again.
 * @param {Sent} sent
 * @param {Step[]} steps
 * @param {boolean} revive
 * @returns {Change[]}
 */
function changesOf({ change_id, at }, steps, revive) {
  return steps.map(([kind, record, values, goes], nth) => {
    const change = newChange(nthChangeId(change_id, nth), kind, record.id, at, values);
    const life = goes || (revive && record.deleted_at) ? { deleted: goes } : {};
    return { ...change, base: record.revision, ...life };
  });
}

/** The event of the talk a message thanks for; "" outside any. @param {Records} around @param {StoredRecord} followUp */
function eventOf(around, { encounter_id }) {
  const talks = [...around.encounter, ...around.kept_encounter];
  return talks.find(({ id }) => id === encounter_id)?.event_id ?? '';
}

/** Both say something, and the other card's words are not part of what is kept. @param {StoredRecord} kept @param {StoredRecord} gone @param {string} field */
function differs(kept, gone, field) {
  return Boolean(gone[field] && kept[field]) && !fold(kept[field]).includes(fold(gone[field]));
}

/** @param {any[]} known @param {any[]} items */
function news(known, items) {
  const keys = new Set(known.map(keyOf));
  return items.filter((item) => {
    const isNew = !keys.has(keyOf(item));
    keys.add(keyOf(item));
    return isNew;
  });
}

/** @param {any} item a text, or a telephone */
function keyOf(item) {
  return typeof item === 'string' ? fold(item) : telephoneDigits(item.number).at(-1);
}

/** @param {any} item */
function wordOf(item) {
  return typeof item === 'string' ? item : item.number;
}

/** As many as a record holds. @param {string[]} ids */
function newest(ids) {
  return ids.slice(-ITEMS);
}

/** @param {string} text @returns {Record<string, any>} */
function parsed(text) {
  try {
    const read = JSON.parse(text);
    return isPlain(read) ? read : {};
  } catch {
    return {};
  }
}

/** @param {any} value */
function isPlain(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
