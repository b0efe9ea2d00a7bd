// @ts-check
// Front door of the second server: wires the browser's events to static/worker. Decides nothing by itself.

import { newId, now } from './static/worker/doors.js';
import { answerAboutTokens } from './static/worker/link_tokens.js';
import { bringReader, dropOlder, mendCache, precache } from './static/worker/precache.js';
import { openPush, showPush } from './static/worker/push.js';
import { warmUp } from './static/worker/render.js';
import { handleMessage, route } from './static/worker/router.js';
import { isComplete, openAccount } from './static/worker/store/database.js';
import { readMarker } from './static/worker/store/marker.js';
import { announceNobody, announceState } from './static/worker/sync/announce.js';
import { renewKeys } from './static/worker/sync/derived.js';
import { runSync } from './static/worker/sync/loop.js';
import { version } from './static/worker/version.js';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

worker.addEventListener('install', (event) => event.waitUntil(precache()));

// The first worker serves the page that brought it; a later one waits until nobody needs its elder.
worker.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([dropOlder(), worker.clients.claim()])),
);

worker.addEventListener('fetch', (event) => {
  const answer = route(event.request);
  if (answer) event.respondWith(answer);
});

worker.addEventListener('message', (event) => {
  const { type, url, fields, change_id, at } = event.data ?? {};
  if (type === 'switch') event.waitUntil(worker.skipWaiting());
  if (type === 'state?') event.waitUntil(tellState());
  if (type === 'link_token') event.waitUntil(answerAboutTokens(event.data).then(replyTo(event)));
  if (type === 'claim') event.waitUntil(worker.clients.claim());
  if (type === 'write') {
    event.waitUntil(handleMessage(url, [...fields, ['change_id', change_id], ['at', at]]));
  }
});

// Only where it exists (Chromium), and only a bonus: pages start every talk themselves.
worker.addEventListener('sync', (/** @type {any} */ event) => event.waitUntil(talk()));

worker.addEventListener('push', (event) => event.waitUntil(showPush(event.data)));

worker.addEventListener('notificationclick', (event) =>
  event.waitUntil(openPush(event.notification)),
);

/** @param {ExtendableMessageEvent} event */
function replyTo({ ports }) {
  return (/** @type {unknown} */ answer) => ports[0]?.postMessage(answer);
}

async function tellState() {
  const marker = await readMarker();
  if (!marker) return announceNobody();
  const db = await openAccount(marker.account_id);
  await announceState(db);
  await Promise.all([mendCache(), warmUp()]);
  await renewKeys(db, version);
  if (await isComplete(db)) await bringReader();
}

async function talk() {
  const marker = await readMarker();
  if (!marker) return;
  const db = await openAccount(marker.account_id);
  await runSync(db, marker.account_id, { now, newId, version, trigger: 'background' });
}
