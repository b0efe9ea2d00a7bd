// @ts-check
// Calendar files as Google Calendar, Outlook, connpass and Apple write them, and files that are none.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCalendar } from '../../static/page/calendar.js';
import ICAL from '../../static/vendor/ical-2.2.1.min.js';

const NOW = Date.parse('2026-11-21T00:30:00.000Z');
const HERE = { zone: 'Asia/Tokyo', now: NOW };
/** 会 and 夜 in CP932, which no encoder of the platform writes. */
const CP932 = { 会: [0x89, 0xef], 夜: [0x96, 0xe9], '①': [0x87, 0x40] };

const read = (/** @type {Uint8Array} */ bytes, here = HERE) => readCalendar(ICAL, bytes, here);
const utf8 = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** @param {string[]} lines of one VEVENT @param {string[]} before lines of the calendar @returns {string} */
function calendar(lines, before = []) {
  const all = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...before, 'BEGIN:VEVENT', ...lines, 'END:VEVENT'];
  return [...all, 'END:VCALENDAR', ''].join('\r\n');
}

/** Lines folded after 75 octets, as RFC 5545 3.1 allows: in the middle of a character too. @param {string} text */
function folded(text) {
  const found = text.split('\r\n').flatMap((line) => {
    const bytes = [...utf8(line)];
    const parts = [bytes.splice(0, 75)];
    while (bytes.length > 0) parts.push([0x20, ...bytes.splice(0, 74)]);
    return parts.map((part) => [...part, 0x0d, 0x0a]);
  });
  return new Uint8Array(found.flat());
}

test('Google Calendar: UTC, an organizer by name, the link in the description', () => {
  const file = calendar(
    [
      ...['DTSTART:20261127T100000Z', 'DTEND:20261127T120000Z', 'UID:1@google.com'],
      ...['ORGANIZER;CN=港区商工会:mailto:a@example.jp', 'SUMMARY:SaaS経営者の会'],
      ...['LOCATION:渋谷スクエア\\, 3F', 'DESCRIPTION:詳細は https://example.jp/1 へ\\n名刺を'],
    ],
    ['PRODID:-//Google Inc//Google Calendar 70.9054//EN', 'X-WR-TIMEZONE:Asia/Tokyo'],
  );
  assert.deepEqual(read(utf8(file)), {
    count: 1,
    values: {
      ...{ title: 'SaaS経営者の会', venue: '渋谷スクエア, 3F', url: 'https://example.jp/1' },
      ...{ organizer_name: '港区商工会', held_on: '2026-11-27', starts_at: '19:00' },
      ...{ ends_at: '21:00', time_zone: 'Asia/Tokyo' },
    },
  });
});

const OUTLOOK_ZONE = [
  ...['BEGIN:VTIMEZONE', 'TZID:Customized Time Zone', 'BEGIN:STANDARD'],
  ...['DTSTART:16010101T000000', 'TZOFFSETFROM:+0900', 'TZOFFSETTO:+0900', 'END:STANDARD'],
  'END:VTIMEZONE',
];

test('Outlook: a zone of its own with VTIMEZONE, Teams, an end after midnight', () => {
  const lines = [
    'DTSTART;TZID="Customized Time Zone":20261127T223000',
    'DTEND;TZID="Customized Time Zone":20261128T003000',
    ...['SUMMARY;LANGUAGE=ja:オンライン交流会', 'LOCATION:Microsoft Teams 会議'],
    'X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.example.com/l/1',
  ];
  const file = calendar(lines, ['PRODID:-//Microsoft Corporation//Outlook 16.0', ...OUTLOOK_ZONE]);
  const { values } = read(utf8(file)) ?? assert.fail();
  assert.equal(values.starts_at, '22:30');
  assert.equal(values.ends_at, '00:30');
  assert.equal(values.mode, 'online');
  assert.equal(values.url, 'https://teams.example.com/l/1');
  assert.equal(values.venue, undefined);
});

test('a zone only its file knows is turned into the clocks of the form', () => {
  const zone = OUTLOOK_ZONE.map((line) => line.replaceAll('+0900', '-0500'));
  const file = calendar(['DTSTART;TZID=Customized Time Zone:20261127T080000', 'SUMMARY:会'], zone);
  assert.equal(read(utf8(file))?.values.starts_at, '22:00');
});

test('Outlook without VTIMEZONE: the names of Windows are known', () => {
  for (const name of ['Tokyo Standard Time', '"(UTC+09:00) 大阪、札幌、東京"']) {
    const file = calendar([`DTSTART;TZID=${name}:20261127T190000`, 'SUMMARY:会']);
    const { values } = read(utf8(file), { ...HERE, zone: 'Europe/Paris' }) ?? assert.fail();
    assert.deepEqual([values.starts_at, values.time_zone], ['19:00', 'Asia/Tokyo']);
  }
});

test('connpass and Apple: TZID with and without VTIMEZONE keep the clocks of the event', () => {
  const zone = [
    ...['BEGIN:VTIMEZONE', 'TZID:America/New_York', 'BEGIN:DAYLIGHT', 'DTSTART:20070311T020000'],
    ...['TZOFFSETFROM:-0500', 'TZOFFSETTO:-0400', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU'],
    ...['END:DAYLIGHT', 'BEGIN:STANDARD', 'DTSTART:20071104T020000', 'TZOFFSETFROM:-0400'],
    ...['TZOFFSETTO:-0500', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU', 'END:STANDARD'],
    'END:VTIMEZONE',
  ];
  for (const before of [[], zone]) {
    const lines = ['DTSTART;TZID=America/New_York:20261127T180000', 'DURATION:PT2H', 'SUMMARY:会'];
    const { values } = read(utf8(calendar(lines, before))) ?? assert.fail();
    assert.deepEqual(
      [values.held_on, values.starts_at, values.ends_at, values.time_zone],
      ['2026-11-27', '18:00', '20:00', 'America/New_York'],
    );
  }
});

test('hours without any zone are those of the form', () => {
  const { values } =
    read(utf8(calendar(['DTSTART:20261127T190000', 'SUMMARY:会']))) ?? assert.fail();
  assert.deepEqual([values.held_on, values.starts_at], ['2026-11-27', '19:00']);
});

test('a whole day has no hours', () => {
  const file = calendar([
    'DTSTART;VALUE=DATE:20261127',
    'DTEND;VALUE=DATE:20261128',
    'SUMMARY:展示会',
  ]);
  assert.deepEqual(read(utf8(file))?.values, { title: '展示会', held_on: '2026-11-27' });
});

test('folded lines are joined, even within a character', () => {
  const title = '製造業DX交流会と検査工程の画像判定を小さく試したい会社のための夜の集まり';
  const file = folded(calendar(['DTSTART:20261127T100000Z', `SUMMARY:${title}`]));
  assert.equal(read(file)?.values.title, title);
});

test('CP932 is read as well as UTF-8, with and without a byte order mark', () => {
  const [before, after] = calendar(['DTSTART:20261127T100000Z', 'SUMMARY:@']).split('@');
  const title = [...CP932.夜, ...CP932.会, ...CP932['①']];
  const bytes = new Uint8Array([...utf8(before), ...title, ...utf8(after)]);
  assert.equal(read(bytes)?.values.title, '夜会①');
  const marked = utf8(`\ufeff${calendar(['DTSTART:20261127T100000Z', 'SUMMARY:夜会'])}`);
  assert.equal(read(marked)?.values.title, '夜会');
});

test('of several events the next one is taken, and a cancelled one is not', () => {
  const one = (/** @type {string} */ day, /** @type {string} */ name, status = 'CONFIRMED') =>
    [
      'BEGIN:VEVENT',
      `DTSTART:${day}T100000Z`,
      `SUMMARY:${name}`,
      `STATUS:${status}`,
      'END:VEVENT',
    ].join('\r\n');
  const events = [
    one('20261101', '前'),
    one('20261220', '後'),
    one('20261125', '中止', 'CANCELLED'),
    one('20261127', '次'),
  ];
  const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');
  const found = read(utf8(file));
  assert.equal(found?.values.title, '次');
  assert.equal(found?.count, 3);
});

test('of a repeated event the next time is taken', () => {
  const file = calendar(['DTSTART:20260101T100000Z', 'RRULE:FREQ=WEEKLY;BYDAY=FR', 'SUMMARY:朝活']);
  assert.equal(read(utf8(file))?.values.held_on, '2026-11-27');
});

test('a calendar without an event says so', () => {
  assert.deepEqual(read(utf8('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n')), {
    count: 0,
    values: {},
  });
});

for (const [name, bytes] of /** @type {[string, Uint8Array][]} */ ([
  ['plain text', utf8('hello')],
  ['nothing', new Uint8Array()],
  ['a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0])],
  ['a file cut off', utf8('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026')],
  ['a card', utf8('BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n')],
  ['a start that is none', utf8(calendar(['DTSTART:soon', 'SUMMARY:会']))],
])) {
  test(`broken: ${name} is no calendar`, () => {
    assert.equal(read(bytes), null);
  });
}
