import assert from 'node:assert/strict';
import test from 'node:test';
import { applyChanges } from '../../static/worker/sync/apply.js';
import { runSync } from '../../static/worker/sync/loop.js';
import { photoFile } from '../../static/worker/sync/photos.js';
import { change, doors, NOW, newDevice, newId, openOffice } from './stage.js';

async function deviceWithPhoto() {
  const device = await newDevice();
  const file = await photoFile(new Blob(['a whole photo']), new Blob(['small']));
  const changes = [change('photo', newId(), { contact_id: newId(), sha256: file.sha256 })];
  await applyChanges(device.db, changes, { now: NOW, photos: [file] });
  return { ...device, sha256: file.sha256 };
}

test('a photo follows its text, and its full bytes leave once the server has them', async () => {
  const { db, account, sha256 } = await deviceWithPhoto();
  const office = openOffice();
  await runSync(db, account, doors());
  assert.deepEqual(
    office.requests.map(({ url }) => url),
    ['/api/sync', `/api/photos/${sha256}`],
  );
  const file = await db.get('photo_file', sha256);
  assert.deepEqual([file.on_server, file.bytes, file.small.byteLength], [true, null, 5]);
});

test('a photo stays until our own server says it has it', async () => {
  const { db, account, sha256 } = await deviceWithPhoto();
  const office = openOffice();
  office.next = [undefined, () => new Response('<html>welcome</html>')];
  await runSync(db, account, doors());
  assert.equal((await db.get('photo_file', sha256)).on_server, false);
  await runSync(db, account, doors());
  assert.equal((await db.get('photo_file', sha256)).on_server, true);
});

test('a photo the server lacks is sent again while its bytes are here', async () => {
  const { db, account, sha256 } = await deviceWithPhoto();
  const office = openOffice();
  await runSync(db, account, doors());
  await db.put('photo_file', { sha256, bytes: new ArrayBuffer(3), small: null, on_server: true });
  office.photos.clear();
  office.wanted = [sha256];
  await runSync(db, account, doors());
  assert.equal(office.photos.has(sha256), true);
});
