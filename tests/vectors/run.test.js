// @ts-check
// Rules and pages as cases, through the second server. The format is told in tests/parity/test_vectors.py.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const VECTORS = dirname(fileURLToPath(import.meta.url));
const HOUSE = join(VECTORS, '..', '..');
const ROOMS = ['domain', 'pages'];

for (const room of ROOMS) {
  for (const file of jsonFiles(join(VECTORS, room))) {
    const vector = readJson(join(VECTORS, room, file));
    for (const { name, given, expect } of vector.cases) {
      test(`${room}/${file}: ${name}`, async () => {
        const module = await import(join(HOUSE, 'static', 'worker', room, `${vector.module}.js`));
        const rule = module[camelCase(vector.function)];
        const result = rule(...Object.values(meant(given)));
        assert.deepEqual(JSON.parse(JSON.stringify(result ?? null)), expect);
      });
    }
  }
}

/** The argument that a written value stands for. @param {any} value @returns {any} */
function meant(value) {
  if (Array.isArray(value)) return value.map(meant);
  if (typeof value !== 'object' || value === null) return value;
  if ('$t' in value) return wordsOf(value.$t);
  if ('$here' in value) return { ...value.$here, t: wordsOf(value.$here.locale) };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, meant(each)]));
}

/** @param {string} language */
function wordsOf(language) {
  const folder = join(HOUSE, 'templates', 'locales', language);
  const words = Object.assign({}, ...jsonFiles(folder).map((file) => readJson(join(folder, file))));
  return (/** @type {string} */ key, values = {}) => {
    assert.ok(key in words, `no words for ${key}`);
    let text = words[key];
    for (const [name, value] of Object.entries(values)) {
      text = text.replaceAll(`{${name}}`, () => String(value));
    }
    return text;
  };
}

/** @param {string} folder */
function jsonFiles(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf-8'));
}

/** @param {string} name */
function camelCase(name) {
  return name.replace(/_([a-z0-9])/gu, (_, letter) => letter.toUpperCase());
}
