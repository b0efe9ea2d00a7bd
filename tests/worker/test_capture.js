import assert from 'node:assert/strict';
import test from 'node:test';
import { find, findAny, findMany } from '../../static/worker/store/database.js';
import { readState } from '../../static/worker/sync/announce.js';
import { applyChanges } from '../../static/worker/sync/apply.js';
import { change, NOW, newDevice, newId } from './stage.js';

const bytes = new Uint8Array([255, 216, 255]).buffer;

test('a capture keeps person, talk, thanks and photo together, and waits for the server', async () => {
  const { db } = await newDevice();
  const [contact, encounter, followUp, photo] = [newId(), newId(), newId(), newId()];
  const changes = [
    change('contact', contact, { family_name: '鈴木', source: 'photo' }),
    change('encounter', encounter, { contact_id: contact, met_at: NOW }),
    change('follow_up', followUp, { contact_id: contact, due_at: '2025-11-21T10:42:00.000Z' }),
    change('photo', photo, { contact_id: contact, sha256: 'ab', side: 'front' }),
  ];
  const photos = [{ sha256: 'ab', bytes, small: bytes }];
  assert.deepEqual(await applyChanges(db, changes, { now: NOW, photos }), {});

  const kept = await find(db, 'contact', contact);
  assert.equal(kept.family_name, '鈴木');
  assert.deepEqual([kept.revision, kept.emails, kept.note, kept.created_at], [0, [], '', NOW]);
  const state = await readState(db);
  assert.equal(state.waiting, 4);
  assert.deepEqual(
    new Set(state.records),
    new Set([...changes.map(({ kind, id }) => `${kind}:${id}`)]),
  );
  assert.equal((await db.get('photo_file', 'ab')).on_server, false);
  assert.equal((await db.getAllFromIndex('follow_up', '_open')).length, 1);
});

test('the same form sent twice leaves one change', async () => {
  const { db } = await newDevice();
  const sent = change('contact', newId(), { family_name: '佐藤' });
  await applyChanges(db, [sent], { now: NOW });
  await applyChanges(db, [sent], { now: NOW });
  assert.equal(await db.count('outbox'), 1);
});

test('a late repeat of an answered change does not undo a later one', async () => {
  const { db } = await newDevice();
  const id = newId();
  const first = change('contact', id, { note: 'ひとつ' });
  await applyChanges(db, [first], { now: NOW });
  await db.put('acked', { change_id: first.change_id, record: `contact:${id}`, change: first });
  await db.clear('outbox');
  await applyChanges(db, [change('contact', id, { note: 'ふたつ' })], { now: NOW });
  await applyChanges(db, [first], { now: NOW });
  assert.equal((await find(db, 'contact', id)).note, 'ふたつ');
});

test('a value that cannot be kept leaves nothing behind', async () => {
  const { db } = await newDevice();
  const changes = [
    change('contact', newId(), { family_name: '佐藤' }),
    change('contact', newId(), { family_name: 'あ'.repeat(201) }),
  ];
  const { errors } = await applyChanges(db, changes, { now: NOW });
  assert.deepEqual(errors, { family_name: 'errors.too_long' });
  assert.equal(await db.count('outbox'), 0);
  assert.equal(await db.count('contact'), 0);
});

test('a deleted person is gone from reads and comes back by undo', async () => {
  const { db } = await newDevice();
  const id = newId();
  await applyChanges(db, [change('contact', id, { family_name: '伊藤' })], { now: NOW });
  await applyChanges(db, [change('contact', id, {}, { deleted: true })], { now: NOW });
  assert.equal(await find(db, 'contact', id), null);
  assert.equal((await findAny(db, 'contact', id)).family_name, '伊藤');
  await applyChanges(db, [change('contact', id, {}, { deleted: false })], { now: NOW });
  assert.deepEqual(Object.keys(await findMany(db, 'contact', [id, id, ''])), [id]);
});

test('an edit of a refused record carries the refused values along', async () => {
  const { db } = await newDevice();
  const id = newId();
  const refused = change('contact', id, { family_name: '田中', emails: ['?'] });
  await db.put('refused', {
    change_id: refused.change_id,
    record: `contact:${id}`,
    change: refused,
    error: {},
  });
  await applyChanges(db, [change('contact', id, { emails: ['tanaka@example.jp'] })], { now: NOW });
  const [{ change: waiting }] = await db.getAll('outbox');
  assert.deepEqual(waiting.set, { family_name: '田中', emails: ['tanaka@example.jp'] });
  assert.equal(await db.count('refused'), 0);
});
