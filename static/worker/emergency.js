// @ts-check
// When the template engine is broken even after a restart: a tiny form in built-in markup that still saves a person.
// The one allowed second copy of markup (ARCHITECTURE 9.25).

import { html } from './answer.js';
import { normalise, oneLine } from './domain/text.js';
import { newId, now } from './doors.js';
import { assetUrl } from './precache.js';
import { shapeOf, useShapes } from './store/defaults.js';
import { applyChanges } from './sync/apply.js';

const WORDS = {
  ja: {
    title: '名刺を記録',
    text: '画面の一部を表示できませんが、記録はこの端末に残せます。',
    family_name: '名前',
    organization: '会社',
    note: 'ひとこと',
    save: '保存する',
    saved: '保存しました・端末のみ',
  },
  en: {
    title: 'Add a person',
    text: 'Part of the screen cannot be shown, but you can still save on this phone.',
    family_name: 'Name',
    organization: 'Company',
    note: 'Note',
    save: 'Save',
    saved: 'Saved on this phone',
  },
};
const FIELDS = /** @type {const} */ (['family_name', 'organization', 'note']);
/** Enough of a contact's shape for its keys, when the bundle with all shapes is gone. */
const CONTACT = Object.fromEntries([
  ...[
    ...['family_name', 'given_name', 'phonetic_family_name', 'phonetic_given_name'],
    ...['organization', 'phonetic_organization', 'department', 'title', 'postal_code', 'address'],
    'note',
  ].map((name) => [name, { type: 'text', max_length: name === 'note' ? 10_000 : 200 }]),
  ...['emails', 'tels', 'urls', 'social', 'offers', 'needs'].map((name) => [
    name,
    { type: 'text_list' },
  ]),
]);
const HTMX_CONFIG =
  '{"noSwap": [204, 304, 400, 401, 403, 404, 405, 409, 413, 415, 426, 429, "5xx"], "extensions": "enishi"}';

const STYLES = ['tokens', 'base', 'paper', 'controls', 'forms', 'screens'];

/** @param {string} locale @returns {Response} */
export function emergencyPage(locale) {
  const words = wordsOf(locale);
  return html(`<!doctype html>
<html lang="${locale === 'en' ? 'en' : 'ja'}"><head><meta charset="utf-8"><title>${words.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="htmx-config" content='${HTMX_CONFIG}'>
${STYLES.map((name) => `<link rel="stylesheet" href="${assetUrl(`css/${name}.css`)}">`).join('\n')}
<script type="module" src="${assetUrl('page/main.js')}"></script></head>
<body class="plain"><main id="main"><h1>${words.title}</h1><p>${words.text}</p>${form(words)}</main></body></html>`);
}

/**
 * Promise the person saved by the one writer, and the next empty form. Works without the bundle.
 * @param {import('./store/database.js').Database} db
 * @param {FormData} sent
 * @param {string} locale
 */
export async function emergencySave(db, sent, locale) {
  if (!shapeOf('contact').family_name) useShapes({ contact: CONTACT });
  const text = (/** @type {string} */ name) => normalise(String(sent.get(name) ?? ''));
  const change = {
    change_id: text('change_id') || newId(),
    kind: 'contact',
    id: text('id') || newId(),
    base: 0,
    at: text('at') || now(),
    set: {
      source: 'typing',
      family_name: oneLine(text('family_name')),
      organization: oneLine(text('organization')),
      note: text('note'),
    },
  };
  const { errors } = await applyChanges(db, [change], { now: now() });
  const words = wordsOf(locale);
  return errors ? html('', 400) : html(`<p role="status">${words.saved}</p>${form(words)}`);
}

/** @param {string} locale */
function wordsOf(locale) {
  return locale === 'en' ? WORDS.en : WORDS.ja;
}

/** @param {typeof WORDS.ja} words */
function form(words) {
  const fields = FIELDS.map(
    (name) => `<p><label for="${name}">${words[name]}</label><br>
<textarea class="line" id="${name}" name="${name}" rows="2" autocomplete="off"></textarea></p>`,
  );
  return `<form method="dialog" id="emergency" hx-post="/contacts" hx-target="#main">
<input type="hidden" name="emergency" value="1"><input type="hidden" name="id" value="${newId()}" autocomplete="off">
${fields.join('')}<button class="button main">${words.save}</button></form>`;
}
