// @ts-check
// Tells the worker whom this device serves: one row in a database of its own. The worker's side is store/marker.js.

/**
 * @typedef {{account_id: string, display_name: string, mode: string, locale: string, theme: string,
 *   time_zone: string}} Account
 */

const NAME = 'enishi';
const STORE = 'marker';
const KEPT = /^enishi-/u;

/**
 * Promise whether records of somebody are kept on this device. Looks without making a database.
 * @returns {Promise<boolean>}
 */
export async function keepsSomebody() {
  if (indexedDB.databases) {
    const known = await indexedDB.databases().catch(() => []);
    return known.some(({ name }) => KEPT.test(name ?? ''));
  }
  return Boolean(await navigator.serviceWorker?.getRegistration('/'));
}

/**
 * Promise that this device serves this account from now on; a sign-out still owed is settled by the new session.
 * @param {Account} account
 */
export async function keepFor(account) {
  const db = await open();
  const tx = db.transaction(STORE, 'readwrite');
  tx.objectStore(STORE).put(account, 'current');
  tx.objectStore(STORE).delete('owes_sign_out');
  try {
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve;
      tx.onabort = () => reject(tx.error);
    });
  } finally {
    db.close();
  }
}

/** Promise that nothing of ours stays in this browser: a shared computer keeps no database and no worker. */
export async function keepNothing() {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((registration) => registration.unregister()));
  await new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(NAME);
    deleting.onsuccess = resolve;
    deleting.onerror = resolve;
    deleting.onblocked = resolve;
  });
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}
