import assert from 'node:assert/strict';
import test from 'node:test';
import { openDB } from '../../static/vendor/idb-8.0.4.js';
import {
  contactPage,
  contactsAround,
  countWithoutReading,
} from '../../static/worker/store/contacts.js';
import { openAccount } from '../../static/worker/store/database.js';
import { readDrawers } from '../../static/worker/store/drawers.js';
import { countOpen } from '../../static/worker/store/follow_ups.js';
import { dropIndex } from '../../static/worker/store/index.js';
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

test('the order of those who are found follows every write', async () => {
  const { db, suzuki, tanaka } = await withPeople();
  const company = { organization: '北辰製作所' };
  const found = async () => ids(await contactPage(db, '北辰', '', 1));
  await applyChanges(db, [change('contact', tanaka, company)], { now: NOW });
  assert.deepEqual(await found(), [tanaka]);
  await applyChanges(db, [change('contact', suzuki, company)], { now: NOW });
  assert.deepEqual(await found(), [suzuki, tanaka]);
  const moved = { phonetic_family_name: 'わだ' };
  await applyChanges(db, [change('contact', suzuki, moved)], { now: NOW });
  assert.deepEqual(await found(), [tanaka, suzuki]);
  await applyChanges(db, [change('contact', tanaka, {}, { deleted: true })], { now: NOW });
  assert.deepEqual(await found(), [suzuki]);
  await applyChanges(db, [change('contact', tanaka, {}, { deleted: false })], { now: NOW });
  assert.deepEqual(await found(), [tanaka, suzuki]);
});

test('a worker that slept finds what was written before', async () => {
  const { db, tanaka, event } = await withPeople();
  const encounter = newId();
  const talk = { contact_id: tanaka, event_id: event, looking_for: '画像判定' };
  await applyChanges(db, [change('encounter', encounter, talk)], { now: NOW });
  dropIndex(db);
  assert.deepEqual(ids(await contactPage(db, '画像判定 dx', '', 1)), [tanaka]);
  await applyChanges(db, [change('encounter', encounter, {}, { deleted: true })], { now: NOW });
  dropIndex(db);
  assert.deepEqual(ids(await contactPage(db, '画像判定', '', 1)), []);
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

test('the list is read in pages, and so is a row of it', async () => {
  const { db } = await newDevice();
  const people = Array.from({ length: 120 }, (_, n) =>
    change('contact', newId(), { phonetic_family_name: `${n < 70 ? 'か' : 'さ'}か` }),
  );
  await applyChanges(db, people, { now: NOW });
  const everybody = people.map(({ id }) => id);
  for (const page of [1, 2, 3, 4]) {
    const { records, total } = await contactPage(db, '', '', page);
    assert.deepEqual(ids({ records }), everybody.slice((page - 1) * 50, page * 50));
    assert.equal(total, 120);
  }
  const { records, total } = await contactPage(db, '', 'か', 2);
  assert.deepEqual(ids({ records }), everybody.slice(50, 70));
  assert.equal(total, 70);
  assert.deepEqual(await contactPage(db, '', 'は', 1), { records: [], total: 0 });
  assert.equal(await countWithoutReading(db), 0);
});

test('nobody is counted who was taken out', async () => {
  const { db, suzuki, tanaka } = await withPeople();
  const thanks = [suzuki, tanaka, newId()].map((contact_id) =>
    change('follow_up', newId(), { contact_id, due_at: NOW }),
  );
  await applyChanges(db, thanks, { now: NOW });
  assert.equal(await countOpen(db), 3);
  await applyChanges(db, [change('contact', suzuki, {}, { deleted: true })], { now: NOW });
  assert.equal(await countOpen(db), 2);
  await applyChanges(db, [change('contact', suzuki, {}, { deleted: false })], { now: NOW });
  assert.equal(await countOpen(db), 3);
});

test('rows written under older rules get fresh keys', async () => {
  const { db, suzuki } = await withPeople();
  const row = await db.get('contact', suzuki);
  await db.put('contact', { ...row, _search_text: 'old', _gone: 'x' });
  await db.clear('drawer');
  await renewKeys(db, 'v2');
  assert.deepEqual(await db.get('contact', suzuki), row);
  assert.equal((await readDrawers(db)).length, 3);
  assert.deepEqual(ids(await contactPage(db, '鈴木', '', 1)), [suzuki]);
});

test('a database of the first version gets its drawers and its order when it is opened', async () => {
  const { db, tanaka } = await withPeople();
  const account = newId();
  const older = await openDB(`enishi-${account}`, 1, {
    upgrade(made) {
      for (const kind of ['contact', 'encounter', 'event']) {
        made.createObjectStore(kind, { keyPath: 'id' });
      }
    },
  });
  await older.put('contact', await db.get('contact', tanaka));
  older.close();
  const opened = await openAccount(account);
  assert.deepEqual(ids(await contactPage(opened, 'たなか', '', 1)), [tanaka]);
  assert.deepEqual(ids(await contactPage(opened, '', 'た', 1)), [tanaka]);
});
