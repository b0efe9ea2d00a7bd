// Tokens of links made here: kept with their hashes until no record names them any more.

import assert from 'node:assert/strict';
import test from 'node:test';
import { keepTokens, tokenOf } from '../../static/worker/store/link_tokens.js';
import { NOW, newDevice, newId } from './stage.js';

// The page's half runs in a document, of which only this is asked here.
Object.assign(globalThis, { window: {} });
const { hashOf, newToken } = await import('../../static/page/link_tokens.js');

const LATER = '2025-11-22T10:42:00.000Z';

test('C40: a token is 128 random bits in 22 letters, and only its hash is told', async () => {
  const made = await Promise.all(Array.from({ length: 10_000 }, newToken));
  assert.equal(new Set(made.map(({ token }) => token)).size, 10_000);
  for (const { token, hash } of made) {
    assert.match(token, /^[\w-]{22}$/u);
    assert.match(hash, /^[0-9a-f]{64}$/u);
  }
  assert.equal(made[0].hash, await hashOf(made[0].token));
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(await hashOf('abc'), abc);
});

test('a token is found by its hash, and no other', async () => {
  const { db } = await newDevice();
  const [one, other] = [await newToken(), await newToken()];
  await keepTokens(db, [one], NOW);
  assert.equal(await tokenOf(db, one.hash), one.token);
  assert.equal(await tokenOf(db, other.hash), '');
});

test('a token that no link names is forgotten after a day; those of links stay', async () => {
  const { db } = await newDevice();
  const [card, first, second, unused] = await Promise.all([1, 2, 3, 4].map(newToken));
  await keepTokens(db, [card, first, second, unused], NOW);
  const links = { first_link_hash: first.hash, second_link_hash: second.hash };
  await db.put('introduction', { id: newId(), deleted_at: '', ...links });
  await db.put('my_card', { id: newId(), deleted_at: '', link_hash: card.hash });
  const fresh = await newToken();
  await keepTokens(db, [fresh], LATER);
  const kept = (await db.getAll('link_token')).map(({ hash }) => hash);
  assert.deepEqual(kept.sort(), [card, first, second, fresh].map(({ hash }) => hash).sort());
});
