// @ts-check
// Asks the browser to protect what is kept here, after the first saved card, and shows the answer on /sync.

import { listen } from './channel.js';

export function start() {
  listen('records', ({ from, kinds }) => {
    if (from === 'here' && kinds.includes('contact')) protect();
  });
  document.addEventListener('htmx:after:swap', show);
  show();
}

async function protect() {
  if (!navigator.storage?.persist || (await navigator.storage.persisted())) return;
  await navigator.storage.persist();
  await show();
}

async function show() {
  const places = [...document.querySelectorAll('[data-device="storage"]')];
  if (places.length === 0 || !navigator.storage?.estimate) return;
  const [{ usage = 0 }, isProtected] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted?.() ?? false,
  ]);
  for (const place of places) {
    if (!(place instanceof HTMLElement)) continue;
    place.dataset.state = isProtected ? 'protected' : 'open';
    const { words, protectedWords } = place.dataset;
    const text = (isProtected ? protectedWords : words) ?? words ?? '';
    place.textContent = text.replace('#', String(Math.ceil(usage / 1024 / 1024)));
  }
}
