import assert from 'node:assert/strict';
import test from 'node:test';
import { contactPage, contactsAround } from '../../static/worker/store/index.js';
import { applyChanges } from '../../static/worker/sync/apply.js';
import { renewKeys } from '../../static/worker/sync/derived.js';
import { change, NOW, newDevice, newId } from './stage.js';

async function withPeople() {
  const { db } = await newDevice();
  const [suzuki, tanaka, event] = [newId(), newId(), newId()];
  await applyChanges(
    db,
    [
      change('contact', suzuki, { family_name: '鈴木', phonetic_family_name: 'すずき' }),
      change('contact', tanaka, { family_name: '田中', phonetic_family_name: 'たなか' }),
      change('event', event, { title: '製造業DX交流会' }),
    ],
    { now: NOW },
  );
  return { db, suzuki, tanaka, event };
}

const ids = ({ records }) => records.map(({ id }) => id);

test('people are found by card, by talk and by the event where they were met', async () => {
  const { db, suzuki, tanaka, event } = await withPeople();
  assert.deepEqual(ids(await contactPage(db, '', '', 1)), [suzuki, tanaka]);
  const talk = { contact_id: tanaka, event_id: event, looking_for: '画像判定' };
  const encounter = newId();
  await applyChanges(db, [change('encounter', encounter, talk)], { now: NOW });
  assert.deepEqual(ids(await contactPage(db, '画像判定', '', 1)), [tanaka]);
  assert.deepEqual(ids(await contactPage(db, 'タナカ dx', '', 1)), [tanaka]);
  assert.deepEqual(ids(await contactPage(db, '', 'さ', 1)), [suzuki]);
  assert.deepEqual(ids(await contactPage(db, 'すずき 画像判定', '', 1)), []);

  await applyChanges(db, [change('event', event, { title: '朝活' })], { now: NOW });
  assert.deepEqual(ids(await contactPage(db, '朝活', '', 1)), [tanaka]);
  await applyChanges(db, [change('encounter', encounter, {}, { deleted: true })], { now: NOW });
  assert.deepEqual(ids(await contactPage(db, '画像判定', '', 1)), []);
});

test('a new reading moves a person, and a deleted one is gone', async () => {
  const { db, suzuki, tanaka } = await withPeople();
  await contactPage(db, '', '', 1);
  await applyChanges(db, [change('contact', suzuki, { phonetic_family_name: 'わだ' })], {
    now: NOW,
  });
  assert.deepEqual(ids(await contactPage(db, '', '', 1)), [tanaka, suzuki]);
  await applyChanges(db, [change('contact', tanaka, {}, { deleted: true })], { now: NOW });
  assert.deepEqual(await contactPage(db, 'たなか', '', 1), { records: [], total: 0 });
});

test('the list around a person holds that person', async () => {
  const { db } = await newDevice();
  const people = Array.from({ length: 120 }, (_, n) =>
    change('contact', newId(), { phonetic_family_name: `あ${String(n).padStart(3, '0')}` }),
  );
  await applyChanges(db, people, { now: NOW });
  for (const place of [0, 60, 119]) {
    const around = await contactsAround(db, people[place].id);
    assert.equal(around.length, 50);
    assert.equal(
      around.some(({ id }) => id === people[place].id),
      true,
    );
  }
  assert.deepEqual(await contactsAround(db, newId()), []);
});

test('rows written under older rules get fresh keys', async () => {
  const { db, suzuki } = await withPeople();
  const row = await db.get('contact', suzuki);
  await db.put('contact', { ...row, _search_text: 'old', _gone: 'x' });
  await renewKeys(db, 'v2');
  assert.deepEqual(await db.get('contact', suzuki), row);
  assert.deepEqual(ids(await contactPage(db, '鈴木', '', 1)), [suzuki]);
});
