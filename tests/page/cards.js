// What the tests of cards share: files of other makers, vCards put together, what is filled in. No test lives here.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cardText } from '../../static/page/card_text.js';

export const folder = new URL('cards/', import.meta.url);
export const lines = (/** @type {string[]} */ ...each) => each.join('\r\n');
export const vcard = (/** @type {string[]} */ ...each) =>
  lines('BEGIN:VCARD', 'VERSION:3.0', ...each, 'END:VCARD', '');
export const tel = (kind, number) => ({ kind, number });

/** As a reader hands it over: the text it made of the bytes, right or wrong, and the bytes. */
export function ofFile(name) {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
  return { bytes, text: new TextDecoder().decode(bytes) };
}

/** A test by that name: the content becomes a card, link ... with just these fields filled in. */
export function becomes(name, content, kind, fields) {
  test(name, () => {
    const read = cardText(typeof content === 'string' ? { text: content } : content);
    const said = Object.entries(read.fields).filter(([, value]) => value.length > 0);
    assert.deepEqual({ kind: read.kind, ...Object.fromEntries(said) }, { kind, ...fields });
  });
}
