// @ts-check
// A new version waits until a person switches on 今日, never while a field holds unsaved words (DESIGN-BRIEF 7).

import { listen } from './channel.js';
import { hasUnsaved } from './sending.js';
import { knownWorker } from './worker.js';

let isAsked = false;

export async function start() {
  listen('too_old', async () => (await knownWorker())?.update().catch(() => {}));
  const registration = await knownWorker();
  if (!registration) return;
  const line = document.querySelector('[data-device="version"]');
  if (!(line instanceof HTMLElement)) return;
  show(line, registration);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => show(line, registration));
  });
  line.querySelector('[data-switch]')?.addEventListener('click', () => switchOver(registration));
  navigator.serviceWorker.addEventListener('controllerchange', () => isAsked && location.reload());
}

/** @param {HTMLElement} line @param {ServiceWorkerRegistration} registration */
function show(line, registration) {
  line.hidden = !registration.waiting;
}

/** @param {ServiceWorkerRegistration} registration */
function switchOver(registration) {
  if (hasUnsaved()) return;
  isAsked = true;
  registration.waiting?.postMessage({ type: 'switch' });
}
