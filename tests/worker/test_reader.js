// The QR reader is a part of its own: not in the program's copy, fetched behind it, kept over versions.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import './program.js';

const kept = new Map();
let asked = [];
let hasNetwork = true;

/** What the browser keeps, in memory. */
function cacheOf(name) {
  if (!kept.has(name)) kept.set(name, new Map());
  const held = kept.get(name);
  return {
    match: async (url) => held.get(url)?.clone(),
    put: async (url, answer) => void held.set(url, answer),
    async add(url) {
      asked.push(url);
      if (!hasNetwork) throw new TypeError('Failed to fetch');
      held.set(url, new Response(url));
    },
  };
}

globalThis.caches = {
  open: async (name) => cacheOf(name),
  keys: async () => [...kept.keys()],
  delete: async (name) => kept.delete(name),
  match: async (url, { cacheName }) => kept.get(cacheName)?.get(url)?.clone(),
};

const { bringReader, CACHES, dropOlder, precache } = await import(
  '../../static/worker/precache.js'
);
const { files, version } = await import('../../static/worker/version.js');
const READER = ['page/qr_worker.js', 'vendor/zxing-wasm-3.1.4/zxing_reader.wasm'];
const url = (path) => `/static/${version}/${path}`;

beforeEach(() => {
  kept.clear();
  asked = [];
  hasNetwork = true;
  for (const path of READER) files[path] ??= `hash of ${path}`;
});

test('the copy of the program holds nothing of it', async () => {
  await precache();
  assert.deepEqual([...kept.keys()], [CACHES.program]);
  assert.deepEqual(
    asked.filter((each) => /zxing|qr_worker/u.test(each)),
    [],
  );
});

test('it comes once, and without a network it is asked for again later', async () => {
  hasNetwork = false;
  await bringReader();
  hasNetwork = true;
  await Promise.all([bringReader(), bringReader()]);
  for (const path of READER) assert.ok(kept.get(CACHES.reader).has(url(path)), path);
  asked = [];
  await bringReader();
  assert.deepEqual(asked, []);
});

test('a new version takes it over from the old one, before that one goes', async () => {
  const older = cacheOf('enishi-reader-000000000000');
  const known = Object.entries(files).filter(([path]) => /zxing|qr_worker/u.test(path));
  for (const [path] of known) await older.put(`/static/000000000000/${path}`, new Response(path));
  const urls = known.map(([path, hash]) => [hash, `/static/000000000000/${path}`]);
  await older.put('/worker/files.json', Response.json(Object.fromEntries(urls)));
  await precache();
  await dropOlder();
  assert.deepEqual([...kept.keys()].sort(), [CACHES.program, CACHES.reader].sort());
  assert.deepEqual(
    asked.filter((each) => /zxing|qr_worker/u.test(each)),
    [],
  );
  const wasm = kept.get(CACHES.reader).get(url(READER[1]));
  assert.equal(await wasm.text(), READER[1]);
});
