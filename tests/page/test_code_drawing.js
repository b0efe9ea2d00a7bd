// QR codes as the page draws them, read back by a reader that knows nothing of their maker (zxing-cpp).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cardText } from '../../static/page/card_text.js';
import { drawCode } from '../../static/page/code_drawing.js';
import {
  prepareZXingModule,
  readBarcodes,
} from '../../static/vendor/zxing-wasm-3.1.4/reader/index.js';

const HOUSE = new URL('../../', import.meta.url);
const wasm = readFileSync(new URL('static/vendor/zxing-wasm-3.1.4/zxing_reader.wasm', HOUSE));
prepareZXingModule({ overrides: { wasmBinary: wasm.buffer } });

const SCALE = 4;
const LINKS = [
  'http://localhost:8000/c/AAAAAAAAAAAAAAAAAAAAAA',
  'https://enishi.example/i/dNVc7vkGSJ5QaImfyQrvIg',
  'https://a.very.long.name.of.a.company.example.co.jp/c/_-zZ09_-zZ09_-zZ09_-zZ',
];
const cards = JSON.parse(
  readFileSync(new URL('tests/vectors/domain/slim_vcard.json', HOUSE), 'utf-8'),
).cases;

for (const link of LINKS) {
  test(`a link is read back: ${link}`, async () => assert.equal(await readBack(link), link));
}

for (const { name, given, expect } of cards) {
  test(`a vCard is read back: ${name}`, async () => {
    const read = await readBack(expect);
    assert.equal(read, expect);
    const { kind, fields } = cardText({ text: read });
    const [card] = given;
    assert.equal(kind, 'card');
    // A nameless card names itself with a dash; a very long name is cut.
    if (card.family_name === '' || card.family_name.length > 60) return;
    assert.equal(fields.family_name, card.family_name);
    assert.equal(fields.given_name, card.given_name);
  });
}

test('readings survive the way from card to card', async () => {
  const { expect } = cards.find((/** @type {any} */ each) => each.name === 'a whole card');
  const { fields } = cardText({ text: await readBack(expect) });
  assert.deepEqual(
    [fields.phonetic_family_name, fields.phonetic_given_name, fields.organization],
    ['やまだ', 'たろう', '株式会社みどりソフト'],
  );
});

test('a code has four modules of quiet around it and fills its box', () => {
  const { size, dark } = drawn(LINKS[0]);
  const reach = dark.flatMap(({ x, y, width }) => [x, y, size - x - width, size - y - 1]);
  assert.equal(Math.min(...reach), 4);
});

/** @param {string} text */
async function readBack(text) {
  const { size, dark } = drawn(text);
  const side = size * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const { x, y, width } of dark) {
    for (let row = y * SCALE; row < (y + 1) * SCALE; row += 1) {
      for (let column = x * SCALE; column < (x + width) * SCALE; column += 1) {
        data.set([34, 32, 28], (row * side + column) * 4);
      }
    }
  }
  const image = { data, width: side, height: side, colorSpace: 'srgb' };
  const [found] = await readBarcodes(/** @type {any} */ (image), { formats: ['QRCode'] });
  return found?.text ?? '';
}

/** Promise the dark runs of a drawing, in modules. @param {string} text */
function drawn(text) {
  /** @type {Record<string, string>} */
  const given = {};
  const path = {
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => {
      given[name] = value;
    },
  };
  const drawing = { ...path, querySelector: () => path };
  drawCode(/** @type {any} */ (drawing), text);
  const runs = [...given.d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu)];
  const dark = runs.map(([, x, y, width]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
  }));
  return { size: Number(given.viewBox.split(' ')[2]), dark };
}
