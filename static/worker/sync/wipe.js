// @ts-check
// Takes one account off this device: sign-out, or a session that a person ended by hand (ARCHITECTURE 9.2, 9.4).

import { deleteAccount } from '../store/database.js';
import { clearMarker } from '../store/marker.js';
import { announceWiped } from './announce.js';

/**
 * Promise the account's database and subscription gone; other accounts' databases stay, and so does the program in
 * the cache: it is nobody's, and without a network it draws the next page.
 * @param {string} accountId
 * @param {{owesSignOut: boolean}} options whether the server still has to be told
 */
export async function wipe(accountId, options) {
  await clearMarker(accountId, options);
  await Promise.all([deleteAccount(accountId), endPush()]);
  // Not before: a page that leaves takes the request it waits for with it.
  announceWiped();
}

async function endPush() {
  const { registration } = /** @type {{registration?: ServiceWorkerRegistration}} */ (globalThis);
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}
