// @ts-check
// The part of the program a phone keeps: pages' assets and the worker's bundle. Never anything personal (ARCHITECTURE 1).

import { files, version } from './version.js';

/** Every cache of this program, in one place. */
export const CACHES = {
  program: `enishi-program-${version}`,
  reader: `enishi-reader-${version}`,
};
export const BUNDLE = `/worker/${version}.json`;
const FILES = '/worker/files.json';
/** What reads QR codes: a part of its own, as large as all the rest and fetched behind it. */
const READER = /^vendor\/zxing-wasm|^page\/qr_worker\.js$/u;
/** What this worker is made of is kept by the browser with the worker itself; large icons belong to the system. */
const NOT_NEEDED = /^vendor\/(idb|minijinja)[^/]*(\.js|\/.*\.js)$|\.png$/u;

/**
 * Promise the URL of a shipped file of this version.
 * @param {string} path
 */
export function assetUrl(path) {
  return `/static/${version}/${path}`;
}

/** @param {URL} url */
export function isOwnAsset(url) {
  return url.pathname === BUNDLE || url.pathname.startsWith(`/static/${version}/`);
}

/** Promise every needed file in the cache of this version, and the reader too where an older version had it. */
export async function precache() {
  const cache = await caches.open(CACHES.program);
  const [program, reader] = [parts(false), parts(true)];
  await Promise.all([cache.add(BUNDLE), gather(CACHES.program, program)]);
  const older = await olderFiles();
  if (reader.every(([, hash]) => older.has(hash))) await gather(CACHES.reader, reader);
}

/** @param {boolean} isReader @returns {[string, string][]} path and hash of each file */
function parts(isReader) {
  return Object.entries(files).filter(
    ([path]) => READER.test(path) === isReader && !NOT_NEEDED.test(path),
  );
}

/**
 * Promise these files in that cache. What an older version already had is copied, not fetched.
 * @param {string} name
 * @param {[string, string][]} needed
 */
async function gather(name, needed) {
  const cache = await caches.open(name);
  const older = await olderFiles();
  await Promise.all(
    needed.map(async ([path, hash]) => {
      const known = await older.get(hash)?.();
      await (known ? cache.put(assetUrl(path), known) : cache.add(assetUrl(path)));
    }),
  );
  const urls = Object.fromEntries(needed.map(([path, hash]) => [hash, assetUrl(path)]));
  await cache.put(FILES, Response.json(urls));
}

/** Promise what older caches hold, by hash. @returns {Promise<Map<string, () => Promise<Response | undefined>>>} */
async function olderFiles() {
  const found = new Map();
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const listed = await (await cache.match(FILES))?.json();
    for (const [hash, url] of Object.entries(listed ?? {})) {
      found.set(hash, () => cache.match(/** @type {string} */ (url)));
    }
  }
  return found;
}

/** Promise only this version's caches left. */
export async function dropOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => !Object.values(CACHES).includes(name));
  await Promise.all(older.map((name) => caches.delete(name)));
}

/**
 * Promise a file of this version: from the cache, else from the network, as after a wipe or an eviction.
 * @param {Request | string} request
 * @returns {Promise<Response>}
 */
export async function fromCache(request) {
  for (const cacheName of Object.values(CACHES)) {
    const known = await caches.match(request, { cacheName });
    if (known) return known;
  }
  return fetch(request);
}

/** Promise the program on this device again when a wipe or the browser took its cache away. */
export async function mendCache() {
  if (!(await caches.match(FILES, { cacheName: CACHES.program }))) await precache();
}

/** @type {Promise<void> | null} */
let fetching = null;

/** Promise the reader on this device; without a network the next page asks for it again. */
export async function bringReader() {
  if (await caches.match(FILES, { cacheName: CACHES.reader })) return;
  fetching ??= gather(CACHES.reader, parts(true)).catch(() => {});
  await fetching;
  fetching = null;
}
