// The page builds its links as domain/channel does: the same vectors hold for both.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

globalThis.matchMedia = () => ({ matches: false });
const { urlOf } = await import('../../static/page/message.js');

/** @param {string} stem */
function cases(stem) {
  const file = new URL(`../vectors/domain/${stem}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf-8')).cases;
}

for (const { name, given, expect } of cases('mail_url')) {
  const [base, subject, body] = given;
  if (base) test(`mail: ${name}`, () => assert.equal(urlOf('mail', base, subject, body), expect));
}
for (const { name, given, expect } of cases('sms_url')) {
  const [base, body] = given;
  if (base) test(`sms: ${name}`, () => assert.equal(urlOf('sms', base, '', body), expect));
}
for (const { name, given, expect } of cases('line_url')) {
  test(`line: ${name}`, () => assert.equal(urlOf('line', '', '', given[0]), expect));
}
