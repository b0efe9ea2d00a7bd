// @ts-check
// Pushes that arrive: shown as they say, and opened where they lead. They hold numbers, never a name (SECURITY C56).

import { readMarker } from './store/marker.js';

const ICON = '/static/icons/icon-192.png';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

/**
 * Promise the notification shown. A push for somebody who has left this device is answered with the program's name
 * alone: browsers want something shown for each.
 * @param {PushMessageData | null} data the declarative form of Web Push
 */
export async function showPush(data) {
  const { notification = {}, app_badge } = read(data);
  const { title, navigate, ...options } = notification;
  if (!(await readMarker())) {
    await worker.registration.showNotification('Enishi', { tag: 'enishi', icon: ICON });
    return;
  }
  const shown = { ...options, icon: ICON, badge: ICON, data: { navigate: navigate ?? '/' } };
  await worker.registration.showNotification(title ?? 'Enishi', shown);
  if (Number.isInteger(app_badge)) await setBadge(app_badge);
}

/**
 * Promise the page a notification leads to: in a window that is open, else in a new one.
 * @param {Notification} notification
 */
export async function openPush(notification) {
  notification.close();
  const url = new URL(notification.data?.navigate ?? '/', worker.location.origin);
  if (url.origin !== worker.location.origin) return;
  const [open] = await worker.clients.matchAll({ type: 'window' });
  if (!open) {
    await worker.clients.openWindow(url);
    return;
  }
  await open.navigate(url.href);
  await open.focus();
}

/** @param {PushMessageData | null} data @returns {Record<string, any>} */
function read(data) {
  try {
    return data?.json() ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** @param {number} count */
function setBadge(count) {
  // Refused where the app is not installed.
  return worker.navigator.setAppBadge?.(count).catch(() => {});
}
