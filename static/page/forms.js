// @ts-check
// Sends forms with their change id and moment, keeps them as they are when nothing came back, and says why.

import { say } from './notice.js';
import { noteAnswered, noteOver, noteSent, sendingOf } from './sending.js';

/** @typedef {{ctx: any, error?: unknown}} Detail htmx's own */

/** @type {Record<number, string>} status to the name of its words; 422 swaps and speaks for itself */
const WORDS = { 401: 'signedOut', 413: 'tooLarge', 429: 'tooMany', 507: 'deviceFull' };

export function start() {
  on('htmx:config:request', sign);
  on('htmx:after:request', note);
  on(
    'htmx:response:error',
    ({ ctx }) => ctx.response.status !== 422 && say(wordsOf(ctx.response.status)),
  );
  on('htmx:error', ({ ctx }) => ctx?.request && !ctx.response && say('unreachable'));
  on('htmx:finally:request', ({ ctx }) => noteOver(ctx.request.form));
  on('htmx:after:swap', ({ ctx }) => {
    markWrong();
    if (ctx?.response?.status === 422) focusSummary();
  });
}

/** @param {string} name @param {(detail: Detail) => void} handler */
function on(name, handler) {
  document.addEventListener(name, (event) => handler(/** @type {CustomEvent} */ (event).detail));
}

/** @param {Detail} detail */
function sign({ ctx }) {
  const { form, body, method, submitter } = ctx.request;
  if (method !== 'POST' || !(form instanceof HTMLFormElement) || !body) return;
  const { change_id, at } = sendingOf(form, submitter);
  // A photo brings ids of its own: several leave one form.
  if (!body.has('change_id')) body.set('change_id', change_id);
  body.set('at', at);
  ctx.change_id = change_id;
  noteSent(form);
}

/** @param {Detail} detail */
function note({ ctx }) {
  const { form } = ctx.request;
  if (!(form instanceof HTMLFormElement) || ctx.response.status >= 400) return;
  noteAnswered(form, ctx.change_id);
  // Its ids are spent: bfcache.js must not bring it back as a fresh one.
  form.dataset.sent = 'true';
  say('');
}

/** @param {number} status */
function wordsOf(status) {
  return WORDS[status] ?? (status >= 500 ? 'unreachable' : 'refused');
}

/** Words that came beside a field without it: the field says so too. */
function markWrong() {
  for (const words of document.querySelectorAll('.choosing .error[id$="-error"]')) {
    const field = document.getElementById(words.id.slice(0, -'-error'.length));
    if (words.textContent) field?.setAttribute('aria-invalid', 'true');
    else field?.removeAttribute('aria-invalid');
  }
}

function focusSummary() {
  const alerts = [...document.querySelectorAll('[role="alert"]')];
  const summary = alerts.find(({ textContent }) => textContent?.trim());
  if (!(summary instanceof HTMLElement)) return;
  summary.tabIndex = -1;
  summary.focus();
}
