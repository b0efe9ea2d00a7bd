// What QR codes say beside vCards: MeCard and its kin, links, plain text, nothing a person could read.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cardText } from '../../static/page/card_text.js';
import { becomes, folder, lines, ofFile, tel, vcard } from './cards.js';

becomes(
  'MeCard of segno: reading, escapes, address in seven parts',
  ofFile('segno_mecard.txt'),
  'card',
  {
    family_name: '田中',
    given_name: '恵',
    phonetic_family_name: 'タナカ',
    phonetic_given_name: 'メグミ',
    emails: ['megumi@kogaku.example'],
    tels: [tel('', '0451234567')],
    postal_code: '220-0012',
    address: '神奈川県横浜市みなとみらい3-1',
    urls: ['https://kogaku.example/?a=1;b=2'],
    note: '外観検査のAI: 試作',
  },
);

becomes(
  'MeCard with a reading, an address in one piece and full-width 〒',
  'MECARD:N:山本,健;SOUND:ヤマモト,ケン;TEL:0312345678;TEL:09012345678;ORG:山本商店;ADR:〒150-0002 東京都渋谷区渋谷1-1;EMAIL:ken@yama.example;;',
  'card',
  {
    family_name: '山本',
    given_name: '健',
    phonetic_family_name: 'ヤマモト',
    phonetic_given_name: 'ケン',
    organization: '山本商店',
    tels: [tel('', '0312345678'), tel('', '09012345678')],
    postal_code: '150-0002',
    address: '東京都渋谷区渋谷1-1',
    emails: ['ken@yama.example'],
  },
);

becomes('MeCard without a comma in the name', 'MECARD:N:Jane Doe;TEL:+1 212 555 0100;;', 'card', {
  family_name: 'Doe',
  given_name: 'Jane',
  tels: [tel('', '+1 212 555 0100')],
});

becomes(
  'au and SoftBank: MEMORY',
  lines('MEMORY:', 'NAME1:加藤 舞', 'NAME2:ｶﾄｳ ﾏｲ', 'MAIL1:mai@kato.example', 'TEL1:08012341234'),
  'card',
  {
    family_name: '加藤',
    given_name: '舞',
    phonetic_family_name: 'カトウ',
    phonetic_given_name: 'マイ',
    emails: ['mai@kato.example'],
    tels: [tel('', '08012341234')],
  },
);

becomes(
  'BIZCARD',
  'BIZCARD:N:Sean;X:Owen;T:Engineer;C:Example Inc;A:76 9th Avenue;B:+12125551212;E:sean@example.com;;',
  'card',
  {
    family_name: 'Owen',
    given_name: 'Sean',
    title: 'Engineer',
    organization: 'Example Inc',
    address: '76 9th Avenue',
    tels: [tel('', '+12125551212')],
    emails: ['sean@example.com'],
  },
);

becomes('a plain link', ' https://example.jp/people?id=1 \n', 'link', {
  urls: ['https://example.jp/people?id=1'],
});
becomes('our own link', 'https://enishi.example/c/0123456789abcdefghijkl', 'link', {
  urls: ['https://enishi.example/c/0123456789abcdefghijkl'],
});
becomes('a bookmark of docomo', 'MEBKM:TITLE:例;URL:http\\://example.jp/;;', 'text', {
  note: 'MEBKM:TITLE:例;URL:http\\://example.jp/;;',
});
becomes('URLTO', 'URLTO:https://example.jp/', 'link', { urls: ['https://example.jp/'] });
becomes('a script is no link', 'javascript:alert(1)', 'text', { note: 'javascript:alert(1)' });
becomes('a telephone', 'tel:+81-3-1234-5678', 'card', { tels: [tel('', '+81-3-1234-5678')] });
becomes('a mail address', 'mailto:a.b@example.jp?subject=x', 'card', {
  emails: ['a.b@example.jp'],
});
becomes('other text is a note', '受付番号 42', 'text', { note: '受付番号 42' });
becomes(
  'text in Shift_JIS that the reader took for something else',
  { text: 'Žó•t', bytes: Uint8Array.of(0x8e, 0xf3, 0x95, 0x74) },
  'text',
  { note: '受付' },
);
becomes(
  'UTF-8 beside a Kanji segment: the bytes are neither, so the text of the reader counts',
  { text: '漢字とかな', bytes: Uint8Array.of(0x8a, 0xbf, 0xe3, 0x81, 0xa8, 0xff) },
  'text',
  { note: '漢字とかな' },
);
becomes(
  'bytes that are no text',
  { text: '\u0000\u0001ÿ', bytes: Uint8Array.of(0, 1, 2, 255) },
  'binary',
  {},
);
becomes(
  'bytes that the reader takes for no text',
  { text: 'ÿþý', bytes: Uint8Array.of(0xff, 0xfe, 0xfd), isBinary: true },
  'binary',
  {},
);
becomes('nothing but blanks', ' \r\n', 'empty', {});
becomes('a card that says nothing is kept as its text', vcard('PRODID:-//x//y'), 'text', {
  note: vcard('PRODID:-//x//y').trim(),
});

test('what is too long or too much goes to the note, and nothing is lost', () => {
  const long = '長'.repeat(201);
  const many = Array.from({ length: 23 }, (_, n) => `EMAIL:a${n}@example.jp`);
  const { fields } = cardText({ text: vcard(`ORG:${long}`, 'N:佐藤;健', ...many) });
  assert.equal(fields.organization, '');
  assert.equal(fields.emails.length, 20);
  assert.equal(
    fields.note,
    [long, 'a20@example.jp', 'a21@example.jp', 'a22@example.jp'].join('\n'),
  );
});

test('no card, however broken, throws or takes long', () => {
  const whole = readFileSync(new URL('outlook_2_1_sjis_qp.vcf', folder));
  const start = Date.now();
  for (let n = 0; n < 2000; n += 1) {
    const bytes = new Uint8Array(whole);
    for (let m = 0; m < 8; m += 1)
      bytes[(n * 7919 + m * 104729) % bytes.length] = (n * 31 + m * 17) % 256;
    const cut = bytes.slice(0, (n * 13) % bytes.length);
    for (const each of [bytes, cut])
      cardText({ bytes: each, text: new TextDecoder().decode(each) });
  }
  assert.ok(Date.now() - start < 10_000);
});
