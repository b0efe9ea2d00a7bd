import assert from 'node:assert/strict';
import test from 'node:test';
import { find, findAny } from '../../static/worker/store/database.js';
import { findByWords } from '../../static/worker/store/index.js';
import { applyChanges } from '../../static/worker/sync/apply.js';
import { runSync } from '../../static/worker/sync/loop.js';
import { change, doors, NOW, newDevice, newId, openOffice } from './stage.js';

const bytes = new Uint8Array([255, 216, 255]).buffer;
const sync = (/** @type {any} */ { db, account }) => runSync(db, account, doors());
const erasure = (/** @type {string} */ kind, /** @type {string} */ id) => ({
  ...change(kind, id, { erased: true }),
  deleted: true,
});

/** Everything this device keeps, as text. @param {any} db */
async function everything(db) {
  const rows = await Promise.all(
    [...db.objectStoreNames].map((/** @type {string} */ name) => db.getAll(name)),
  );
  return JSON.stringify(rows);
}

test('an erasure leaves nothing on this device but what waits to be sent', async () => {
  const device = await newDevice();
  openOffice();
  const [contact, photo, other] = [newId(), newId(), newId()];
  const sent = [
    change('contact', contact, { family_name: '勅使河原', note: '来春' }),
    change('photo', photo, { contact_id: contact, sha256: 'ab', side: 'front' }),
    change('photo', other, { contact_id: newId(), sha256: 'cd', side: 'front' }),
  ];
  const photos = ['ab', 'cd'].map((sha256) => ({ sha256, bytes, small: bytes }));
  await applyChanges(device.db, sent, { now: NOW, photos });
  await sync(device);
  const last = [erasure('contact', contact), erasure('photo', photo)];
  await applyChanges(device.db, last, { now: NOW });
  assert.equal((await everything(device.db)).includes('勅使河原'), false);
  assert.deepEqual(await device.db.getAllKeys('photo_file'), ['cd']);
  assert.deepEqual(await findByWords(device.db, '勅使河原', ''), []);
  assert.equal((await findAny(device.db, 'contact', contact)).erased, true);
  const late = change('contact', contact, { note: '知らずに書いた' });
  await applyChanges(device.db, [late], { now: NOW });
  assert.equal(await find(device.db, 'contact', contact), null);
  assert.equal((await findAny(device.db, 'contact', contact)).note, '');
});

test('an erasure made elsewhere takes the text and the photo from this device', async () => {
  const device = await newDevice();
  const office = openOffice();
  const [contact, photo] = [newId(), newId()];
  const sent = [
    change('contact', contact, { family_name: '勅使河原' }),
    change('photo', photo, { contact_id: contact, sha256: 'ab', side: 'front' }),
  ];
  await applyChanges(device.db, sent, {
    now: NOW,
    photos: [{ sha256: 'ab', bytes, small: bytes }],
  });
  await sync(device);
  for (const [kind, id] of [
    ['contact', contact],
    ['photo', photo],
  ]) {
    office.revision += 1;
    const set = { erased: true, deleted_at: NOW };
    office.rows.set(`${kind}:${id}`, { id, kind, revision: office.revision, set, deleted: true });
  }
  await sync(device);
  assert.equal((await everything(device.db)).includes('勅使河原'), false);
  assert.equal(await device.db.count('photo_file'), 0);
});
