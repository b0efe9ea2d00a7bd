// @ts-check
// Takes one account off this device: sign-out, or a session that a person ended by hand (ARCHITECTURE 9.2, 9.4).

import { deleteAccount } from '../store/database.js';
import { clearMarker } from '../store/marker.js';
import { announceWiped } from './announce.js';

/**
 * Promise the account's database, subscription and every cache gone; other accounts' databases stay.
 * @param {string} accountId
 * @param {{owesSignOut: boolean}} options whether the server still has to be told
 */
export async function wipe(accountId, options) {
  await clearMarker(accountId, options);
  await Promise.all([deleteAccount(accountId), deleteCaches(), endPush()]);
  // Not before: a page that leaves takes the request it waits for with it.
  announceWiped();
}

async function deleteCaches() {
  const names = await globalThis.caches?.keys();
  await Promise.all((names ?? []).map((name) => caches.delete(name)));
}

async function endPush() {
  const { registration } = /** @type {{registration?: ServiceWorkerRegistration}} */ (globalThis);
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}
