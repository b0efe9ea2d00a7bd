import assert from 'node:assert/strict';
import test from 'node:test';
import { request } from './program.js';

const { route } = await import('../../static/worker/router.js');
const htmx = { mode: 'same-origin', headers: { 'HX-Request': 'true' } };
const PATHS = ['/', '/contacts', '/contacts/new', '/events', '/sync', '/settings', '/sign-in'];

test('a navigation that is not GET is never touched (C07)', () => {
  const requests = PATHS.flatMap((path) =>
    ['POST', 'PUT', 'DELETE'].map((method) => request(path, { method })),
  );
  assert.ok(requests.length >= 20);
  for (const each of requests) assert.equal(route(each), null, `${each.method} ${each.url}`);
});

test('public pages, the interface, other versions and other sites are left alone', () => {
  const paths = [
    ...['/i/abc', '/c/abc', '/c/abc/leave', '/api/sync', '/api/auth/sign-in', '/healthz'],
    ...['/service_worker.js', '/static/worker/router.js', '/static/0123456789ab/css/base.css'],
    'https://example.com/contacts',
  ];
  for (const path of paths) {
    for (const mode of ['navigate', 'cors'])
      assert.equal(route(request(path, { mode })), null, path);
    assert.equal(route(request(path, { ...htmx, method: 'POST' })), null, path);
  }
});

test('a write is taken from htmx alone', () => {
  assert.equal(route(request('/contacts', { method: 'POST', mode: 'cors' })), null);
  assert.equal(route(request('/contacts', { method: 'POST', mode: 'no-cors' })), null);
  assert.equal(route(request('/settings/devices', { ...htmx, method: 'POST' })), null);
});

test('with no marker everything passes through to the network', async () => {
  const seen = [];
  globalThis.fetch = async (asked) => {
    seen.push(asked.url ?? asked);
    return new Response('from the office');
  };
  for (const path of ['/', '/contacts', '/settings']) {
    assert.equal(await (await route(request(path))).text(), 'from the office');
  }
  const posted = await route(request('/contacts', { ...htmx, method: 'POST' }));
  assert.equal(await posted.text(), 'from the office');
  assert.equal(seen.length, 4);
});
