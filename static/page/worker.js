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
  return navigator.serviceWorker.register(scriptUrl(FRONT_DOOR), {
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

const FRONT_DOOR = '/service_worker.js';
/** Scripts beside this one that may run in a worker of their own. */
const BESIDE = ['qr_worker.js'];

/** @type {{createScriptURL: (name: string) => string} | undefined} */
let policy;

/**
 * Promise the URL of a worker script as Trusted Types ask for it: of the known ones, and of no other.
 * @param {string} name
 */
export function scriptUrl(name) {
  const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy: Function}}} */ (
    /** @type {unknown} */ (window)
  );
  policy ??= trustedTypes?.createPolicy('enishi', { createScriptURL }) ?? { createScriptURL };
  return /** @type {{createScriptURL: (name: string) => string}} */ (policy).createScriptURL(name);
}

/** @param {string} name */
function createScriptURL(name) {
  if (name === FRONT_DOOR) return name;
  if (BESIDE.includes(name)) return new URL(name, import.meta.url).href;
  throw new TypeError('no script of ours');
}
