// @ts-check
// Served in place of service_worker.js while KILL_SWITCH is on: the worker leaves every device, and what waits there
// stays (C28). Until the switch is off again, pages come from the office.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

worker.addEventListener('install', () => worker.skipWaiting());

worker.addEventListener('activate', (event) => event.waitUntil(worker.registration.unregister()));

// Pages that are still open hand over what they hold as they close (ARCHITECTURE 9.9): it goes on to the office.
worker.addEventListener('message', (event) => {
  const { type, url, fields, change_id, at } = event.data ?? {};
  if (type !== 'write') return;
  const body = new URLSearchParams([...fields, ['change_id', change_id], ['at', at]]);
  event.waitUntil(fetch(url, { method: 'POST', body, headers: { 'HX-Request': 'true' } }));
});
