import assert from 'node:assert/strict';
import test from 'node:test';
import { all, find, isComplete, readMeta } from '../../static/worker/store/database.js';
import { readState } from '../../static/worker/sync/announce.js';
import { applyChanges } from '../../static/worker/sync/apply.js';
import { runSync } from '../../static/worker/sync/loop.js';
import { change, doors, NOW, newDevice, newId, openOffice } from './stage.js';

const gone = () => {
  throw new TypeError('Failed to fetch');
};
const portal = () =>
  new Response('<html>login</html>', { headers: { 'Content-Type': 'text/html' } });
const refusal =
  (status, error = {}, headers = {}) =>
  () =>
    Response.json({ error }, { status, headers });

async function deviceWith(count) {
  const device = await newDevice();
  for (let n = 0; n < count; n += 1) {
    await applyChanges(device.db, [change('contact', newId(), { family_name: `人${n}` })], {
      now: NOW,
    });
  }
  return device;
}

const sync = ({ db, account }, more) => runSync(db, account, doors(more));

test('what waits is sent in batches of a hundred and leaves the outbox', async () => {
  const device = await deviceWith(205);
  const office = openOffice();
  assert.equal(await sync(device), 'done');
  assert.equal(office.rows.size, 205);
  assert.deepEqual(
    office.requests.map(({ body }) => body.changes.length),
    [100, 100, 5],
  );
  assert.equal(await device.db.count('outbox'), 0);
  assert.equal((await all(device.db, 'contact'))[0].revision > 0, true);
  assert.equal(await isComplete(device.db), true);
});

test('a first pull fetches every page, and only then is the device complete', async () => {
  const device = await newDevice();
  const office = openOffice({ page: 10 });
  for (let n = 0; n < 25; n += 1) office.write('contact', newId(), { family_name: `人${n}` });
  office.next = [undefined, gone];
  assert.equal(await sync(device), 'offline');
  assert.equal(await isComplete(device.db), false);
  assert.equal(await sync(device), 'done');
  assert.equal((await all(device.db, 'contact')).length, 25);
  assert.equal(await isComplete(device.db), true);
});

test('a lost answer costs a repeat and no second row', async () => {
  const device = await deviceWith(3);
  const office = openOffice();
  office.next = [
    (_body, answer) => {
      answer();
      throw new TypeError('lost');
    },
  ];
  assert.equal(await sync(device), 'offline');
  assert.equal(await device.db.count('outbox'), 3);
  assert.equal(await sync(device), 'done');
  assert.equal(office.rows.size, 3);
  assert.equal(office.known.size, 3);
});

test('no network, a captive portal and a foreign JSON answer leave everything waiting', async () => {
  const device = await deviceWith(2);
  for (const answer of [gone, portal, () => Response.json({ ok: true })]) {
    openOffice().next = [answer];
    assert.equal(await sync(device), 'offline');
    assert.equal(await device.db.count('outbox'), 2);
  }
  assert.equal((await readState(device.db)).failed, 'offline');
});

test('only the changes an answer names are settled', async () => {
  const device = await deviceWith(2);
  const office = openOffice();
  office.next = [
    (body) =>
      Response.json({
        protocol: 1,
        results: [office.take(body.changes[1])],
        records: [],
        cursor: 'e1.0',
        more: false,
      }),
    gone,
  ];
  await sync(device);
  const left = await device.db.getAll('outbox');
  assert.deepEqual(
    left.map(({ change }) => change.set.family_name),
    ['人0'],
  );
});

test('one refused change waits on /sync and never blocks the rest', async () => {
  const device = await deviceWith(3);
  const office = openOffice();
  office.refuse = ({ set }) =>
    set.family_name === '人1' ? { family_name: 'errors.invalid' } : null;
  assert.equal(await sync(device), 'done');
  assert.equal(office.rows.size, 2);
  const [refused] = await device.db.getAll('refused');
  assert.deepEqual(refused.error, { family_name: 'errors.invalid' });
  assert.equal((await find(device.db, 'contact', refused.change.id)).family_name, '人1');
});

test('a batch the server cannot read is halved until only the culprit is refused', async () => {
  const device = await deviceWith(5);
  const office = openOffice();
  const picky = (body, answer) =>
    body.changes.some(({ set }) => set.family_name === '人3') ? refusal(413)() : answer();
  office.next = Array(10).fill(picky);
  assert.equal(await sync(device), 'done');
  assert.equal(office.rows.size, 4);
  assert.equal(await device.db.count('refused'), 1);
});

test('an expired session keeps everything and says so', async () => {
  const device = await deviceWith(2);
  openOffice().next = [refusal(401, { kind: 'unauthenticated', key: 'errors.expired' })];
  assert.equal(await sync(device), 'expired');
  assert.equal((await readState(device.db)).session, 'expired');
  assert.equal(await device.db.count('outbox'), 2);
  openOffice();
  assert.equal(await sync(device), 'done');
  assert.equal((await readState(device.db)).session, 'ok');
});

test('a session ended by hand wipes this account and no other', async () => {
  const [device, other] = [await deviceWith(1), await deviceWith(1)];
  openOffice().next = [refusal(401, { kind: 'unauthenticated', key: 'errors.revoked' })];
  assert.equal(await sync(device), 'revoked');
  const names = (await indexedDB.databases()).map(({ name }) => name);
  assert.equal(names.includes(`enishi-${device.account}`), false);
  assert.equal(await other.db.count('outbox'), 1);
});

test('another account signed in: nothing is sent and everything is kept', async () => {
  const device = await deviceWith(2);
  openOffice().next = [refusal(409, { kind: 'conflict', key: 'errors.wrong_account' })];
  assert.equal(await sync(device), 'other_account');
  assert.equal(await device.db.count('outbox'), 2);
});

test('Retry-After is obeyed by everybody', async () => {
  const device = await deviceWith(1);
  const office = openOffice();
  office.next = [refusal(429, {}, { 'Retry-After': '120' })];
  assert.equal(await sync(device), 'waiting');
  assert.equal(await sync(device, { trigger: 'manual' }), 'waiting');
  assert.equal(office.requests.length, 1);
  const later = new Date(Date.parse(NOW) + 181_000).toISOString();
  assert.equal(await sync(device, { now: () => later }), 'done');
});

test('a version too old keeps its changes', async () => {
  const device = await deviceWith(1);
  openOffice().next = [refusal(426, { kind: 'too_old' })];
  assert.equal(await sync(device), 'too_old');
  assert.equal(await device.db.count('outbox'), 1);
});

test('what waits stays on top of what the server sends', async () => {
  const device = await newDevice();
  const office = openOffice();
  const id = newId();
  office.write('contact', id, { family_name: '佐藤', note: '古い' });
  await sync(device);
  await applyChanges(device.db, [change('contact', id, { note: '新しい' }, { base: 1 })], {
    now: NOW,
  });
  office.write('contact', id, { organization: '北辰製作所' });
  office.next = [(body) => office.answer({ ...body, changes: [] }, 1000), gone];
  await sync(device);
  const row = await find(device.db, 'contact', id);
  assert.deepEqual([row.note, row.organization, row.revision], ['新しい', '北辰製作所', 2]);
});

test('a restored server is offered everything this device knows', async () => {
  const device = await deviceWith(3);
  const before = openOffice();
  await sync(device);
  assert.equal(before.rows.size, 3);
  const restored = openOffice({ epoch: 'e2' });
  assert.equal(await sync(device), 'done');
  assert.equal(restored.rows.size, 3);
  assert.equal((await readMeta(device.db, 'cursor')).startsWith('e2.'), true);
});

test('a tombstone keeps the text on this device for undo', async () => {
  const device = await newDevice();
  const office = openOffice();
  const id = newId();
  office.write('contact', id, { family_name: '森' });
  await sync(device);
  office.revision = 2;
  office.rows.set(`contact:${id}`, {
    id,
    kind: 'contact',
    revision: 2,
    deleted: true,
  });
  await sync(device);
  assert.equal(await find(device.db, 'contact', id), null);
  assert.equal((await device.db.get('contact', id)).family_name, '森');
});

test('two calls at once are one talk', async () => {
  const device = await deviceWith(1);
  const office = openOffice();
  await Promise.all([sync(device), sync(device)]);
  assert.equal(office.requests.length, 1);
});

test('an ended session is not asked again by itself, only by a person or a fresh page', async () => {
  const device = await deviceWith(1);
  const office = openOffice();
  office.next = [refusal(401, { kind: 'unauthenticated', key: 'errors.session_expired' })];
  await sync(device);
  for (const trigger of ['timer', 'saved', 'background']) {
    assert.equal(await sync(device, { trigger }), 'waiting');
  }
  assert.equal(await sync(device, { trigger: 'start' }), 'done');
});

test('a clock that is off by more than five minutes is known after one answer, and no longer once it is right', async () => {
  const device = await deviceWith(1);
  const office = openOffice();
  const said = async (/** @type {number} */ minutes) => {
    const date = new Date(Date.parse(NOW) + minutes * 60_000).toUTCString();
    office.next = [
      async (_body, answer) => Response.json(await answer().json(), { headers: { date } }),
    ];
    assert.equal(await sync(device), 'done');
    return (await readState(device.db)).clock;
  };
  assert.equal(await said(-3 * 24 * 60), 'ahead');
  assert.equal(await said(4), '');
  assert.equal(await said(60), 'behind');
});
