// @ts-check
// Leaving a device: what was not sent can be kept as a file first; nothing is shown once the device was wiped.

import { listen } from './channel.js';
import { say } from './notice.js';

let next = '/';

export function start() {
  // Signed out here or in another window, or the session was ended by hand.
  listen('wiped', () => location.replace(next));
  // What a tab of a shared computer remembers: links made here, where a list was scrolled to.
  document.addEventListener('submit', ({ target }) => {
    const isLeaving = target instanceof Element && target.querySelector('[name="sign_out"]');
    if (isLeaving) sessionStorage.clear();
  });
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-export]') : null;
    if (button instanceof HTMLElement) exportUnsent(button.dataset.export ?? '');
  });
}

/**
 * Promise this device wiped as by signing out, whatever still waits, and then another page.
 * @param {string} url
 */
export async function leave(url) {
  next = url;
  sessionStorage.clear();
  const body = new URLSearchParams({ sign_out: 'true', discard: 'true' });
  const headers = { 'HX-Request': 'true' };
  // Unreachable or not: the next sync hears that the account is gone, and wipes as well.
  await fetch('/sync', { method: 'POST', body, headers }).catch(() => {});
  location.replace(next);
}

/**
 * No browser tells whether the file was kept, so signing out stays a tap of its own.
 * @param {string} name of the file
 */
async function exportUnsent(name) {
  const body = new URLSearchParams({ unsent: 'true' });
  const headers = { 'HX-Request': 'true' };
  const answer = await fetch('/sync', { method: 'POST', body, headers }).catch(() => null);
  if (!answer?.ok) {
    say('unreachable');
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  const exported = document.querySelector('[data-device="exported"]');
  if (exported instanceof HTMLElement) exported.textContent = exported.dataset.words ?? '';
}
