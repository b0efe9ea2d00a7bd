import assert from 'node:assert/strict';
import test from 'node:test';
import { ORIGIN } from './program.js';
import { change, NOW, newId, SHAPES } from './stage.js';

// The words and no engine: enough for every answer that holds no markup.
const BUNDLE = { templates: {}, locales: { ja: {}, en: {} }, shapes: SHAPES };
globalThis.caches = {
  match: async (asked) => (String(asked).endsWith('.json') ? Response.json(BUNDLE) : undefined),
  open: async () => ({}),
  keys: async () => [],
};
globalThis.fetch = async () => {
  throw new TypeError('Failed to fetch');
};

const { openDB } = await import('../../static/vendor/idb-8.0.4.js');
const { openAccount, writeMeta } = await import('../../static/worker/store/database.js');
const { applyChanges } = await import('../../static/worker/sync/apply.js');
const { route } = await import('../../static/worker/router.js');

const account_id = newId();
const followUp = newId();
const contact = newId();
const marker = await openDB('enishi', 1, { upgrade: (db) => void db.createObjectStore('marker') });
await marker.put('marker', { account_id, display_name: '佐藤', mode: 'keep' }, 'current');
marker.close();
const db = await openAccount(account_id);
await writeMeta(db, { complete: true });
const changes = [
  change('contact', contact, { family_name: '鈴木' }),
  change('follow_up', followUp, { contact_id: contact, due_at: NOW }),
  change('photo', newId(), { contact_id: contact, sha256: 'ab' }),
];
const photos = [{ sha256: 'ab', bytes: new TextEncoder().encode('JPEG').buffer, small: null }];
await applyChanges(db, changes, { now: NOW, photos });

/** A real request, as a script of the page sends it. */
function post(path, body, headers = {}) {
  const sent = { 'HX-Request': 'true', ...headers };
  return route(
    new Request(ORIGIN + path, { method: 'POST', mode: 'same-origin', headers: sent, body }),
  );
}

test('a post without a body is a form that says nothing', async () => {
  const answer = await post(`/follow-ups/${followUp}`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('HX-Redirect'), `/follow-ups/${followUp}`);
});

test('a post of another type is a form that says nothing', async () => {
  const answer = await post(`/follow-ups/${followUp}`, '{"sent": true}', {
    'Content-Type': 'application/json',
  });
  assert.equal(answer.status, 200);
});

test('a form that cannot be read is refused, and keeps nothing', async () => {
  const before = await db.count('outbox');
  const type = 'multipart/form-data; boundary=x';
  const answer = await post('/contacts', '--y', { 'Content-Type': type });
  assert.equal(answer.status, 400);
  assert.equal(await db.count('outbox'), before);
});

test('a full device says so with a status of its own, and loses nothing', async (t) => {
  const before = [await db.count('outbox'), await db.count('follow_up')];
  t.mock.method(IDBObjectStore.prototype, 'add', () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const sent = { change_id: newId(), at: NOW, rendered: '{}', sent: 'true', channel: 'mail' };
  const answer = await post(`/follow-ups/${followUp}`, new URLSearchParams(sent));
  assert.equal(answer.status, 507);
  t.mock.restoreAll();
  assert.deepEqual([await db.count('outbox'), await db.count('follow_up')], before);
});

test('what was not sent is handed out as a file that no browser runs', async () => {
  const answer = await post('/sync', new URLSearchParams({ unsent: 'true' }));
  assert.equal(answer.headers.get('Content-Type'), 'application/json');
  assert.match(answer.headers.get('Content-Disposition'), /^attachment; filename="[\w-]+\.json"$/u);
  const file = await answer.json();
  assert.equal(file.account_id, account_id);
  assert.deepEqual(file.changes, changes);
  assert.deepEqual(file.photos, [{ sha256: 'ab', jpeg_base64: btoa('JPEG') }]);
});

test('signing out asks first when only the bytes of a photo wait', async () => {
  await db.clear('outbox');
  // The question needs the engine, which is not here.
  await post('/sync', new URLSearchParams({ sign_out: 'true' }));
  const names = async () => (await indexedDB.databases()).map(({ name }) => name);
  assert.equal((await names()).includes(`enishi-${account_id}`), true);
  const answer = await post('/sync', new URLSearchParams({ sign_out: 'true', discard: 'true' }));
  assert.equal(answer.headers.get('HX-Redirect'), '/');
  assert.equal((await names()).includes(`enishi-${account_id}`), false);
});

test('a device that serves nobody still passes what is no page to the network', async () => {
  await assert.rejects(post('/contacts', new URLSearchParams()), TypeError);
});
