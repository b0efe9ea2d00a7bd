// @ts-check
// The owner's own card: which code shows, a screen that stays on, the sheet to print. Codes are drawn by link_code.js.

import { listen } from './channel.js';

/** @type {any} */
let lock = null;
/** What the person chose; "" until then. */
let chosen = '';
let isWaiting = false;

export function start() {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'code') return;
    chosen = target.value;
    show();
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-print]')) print();
  });
  document.addEventListener('htmx:after:swap', show);
  // A link that the server has not heard of yet opens for nobody.
  listen('state', ({ records }) => {
    const name = codes()?.dataset.recordName ?? '';
    isWaiting = (records ?? []).includes(name);
    show();
  });
  for (const turn of ['online', 'offline']) addEventListener(turn, show);
  document.addEventListener('visibilitychange', stayAwake);
  show();
  return stayAwake();
}

/** @returns {HTMLElement | null} */
function codes() {
  return document.querySelector('[data-codes]');
}

/** Without a signal, or before the link is known, the code that needs neither comes first. */
function show() {
  const place = codes();
  if (!place) return;
  const hasLink = place.querySelector('[data-link-code]') !== null;
  const best = hasLink && navigator.onLine && !isWaiting ? 'link' : 'vcard';
  const shown = chosen || best;
  for (const code of place.querySelectorAll('[data-code]')) {
    if (code instanceof HTMLElement) code.hidden = code.dataset.code !== shown;
  }
  const button = place.querySelector(`input[name="code"][value="${shown}"]`);
  if (button instanceof HTMLInputElement) button.checked = true;
  const waiting = place.querySelector('[data-device="link-waiting"]');
  if (waiting instanceof HTMLElement) waiting.hidden = !isWaiting;
}

/** Somebody across the table is reading; browsers let go of the screen when the page is hidden. */
async function stayAwake() {
  const { wakeLock } = /** @type {{wakeLock?: any}} */ (/** @type {unknown} */ (navigator));
  if (document.hidden || !codes()) return;
  lock ??= (await wakeLock?.request('screen').catch(() => null)) ?? null;
  lock?.addEventListener('release', () => {
    lock = null;
  });
}
