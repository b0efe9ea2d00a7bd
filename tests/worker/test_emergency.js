import assert from 'node:assert/strict';
import test from 'node:test';
import { ORIGIN, request } from './program.js';
import { newId } from './stage.js';

// Neither cache nor network: the bundle and the engine cannot be had.
globalThis.caches = { match: async () => undefined, open: async () => ({}), keys: async () => [] };
globalThis.fetch = async () => {
  throw new TypeError('Failed to fetch');
};
globalThis.reportError = () => {};

const { openDB } = await import('../../static/vendor/idb-8.0.4.js');
const { openAccount, all, writeMeta } = await import('../../static/worker/store/database.js');
const { useShapes } = await import('../../static/worker/store/defaults.js');
const { route } = await import('../../static/worker/router.js');

const account_id = newId();

async function signedIn() {
  const marker = await openDB('enishi', 1, {
    upgrade: (db) => void db.createObjectStore('marker'),
  });
  await marker.put('marker', { account_id, display_name: '佐藤', mode: 'keep' }, 'current');
  marker.close();
  const db = await openAccount(account_id);
  await writeMeta(db, { complete: true });
  return db;
}

test('when nothing can be rendered, a form still saves a person and never runs what they typed', async () => {
  useShapes({});
  const db = await signedIn();
  const page = await route(request('/contacts/new'));
  assert.equal(page.status, 200);
  assert.match(page.headers.get('Content-Security-Policy'), /default-src/);
  const markup = await page.text();
  assert.match(markup, /hx-post="\/contacts"/);
  const body = new FormData();
  const id = /name="id" value="([^"]+)"/.exec(markup)[1];
  const sent = {
    emergency: '1',
    id,
    family_name: '<b>鈴木</b>',
    organization: '港区商工会',
    note: 'あ\r\nい',
  };
  for (const [name, value] of Object.entries(sent)) body.set(name, value);
  const headers = { 'HX-Request': 'true' };
  const saved = await route(
    request('/contacts', { method: 'POST', mode: 'same-origin', headers, body }),
  );
  assert.equal(saved.status, 200);
  const [contact] = await all(db, 'contact');
  assert.deepEqual([contact.id, contact.family_name, contact.note], [id, '<b>鈴木</b>', 'あ\nい']);
  assert.equal(await db.count('outbox'), 1);
  assert.equal((await saved.text()).includes('鈴木'), false);
});

test('a broken part of a page keeps the form that asked for it', async () => {
  await signedIn();
  const headers = { 'HX-Request': 'true' };
  const answer = await route(request(`${ORIGIN}/contacts`, { mode: 'same-origin', headers }));
  assert.equal(answer.status, 500);
});
