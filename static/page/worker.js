// @ts-check
// Brings the second server to this device. The sign-in page calls it once a person chose to keep data here.

/** Below Firefox 147 and without module workers there is no offline use; the page says so. */
export function canKeepData() {
  return 'serviceWorker' in navigator && 'BroadcastChannel' in window && 'locks' in navigator;
}

/**
 * Promise the registration of the one worker of this site.
 * @returns {Promise<ServiceWorkerRegistration>}
 */
export function registerWorker() {
  return navigator.serviceWorker.register(workerUrl(), {
    type: 'module',
    updateViaCache: 'none',
  });
}

/**
 * Promise the registration, or undefined on a device that keeps nothing.
 * @returns {Promise<ServiceWorkerRegistration | undefined>}
 */
export async function knownWorker() {
  return navigator.serviceWorker?.getRegistration('/');
}

/** @type {string | undefined} */
let url;

/** Trusted Types ask for a policy that knows this one URL and no other. */
function workerUrl() {
  const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy: Function}}} */ (
    /** @type {unknown} */ (window)
  );
  const createScriptURL = () => '/service_worker.js';
  url ??= trustedTypes?.createPolicy('enishi', { createScriptURL }).createScriptURL('');
  return url ?? createScriptURL();
}
