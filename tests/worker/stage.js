// The worker's own modules on a double of IndexedDB, and a tiny office that speaks the protocol of SYNC 1.

import '../js/node_modules/fake-indexeddb/auto/index.mjs';
import { openAccount } from '../../static/worker/store/database.js';
import { useShapes } from '../../static/worker/store/defaults.js';

export const NOW = '2025-11-20T10:42:00.000Z';
const text = (max_length = 200) => ({ type: 'text', max_length, free: false, private: false });
const free = { type: 'free', max_length: 10_000, free: true, private: true };
const reference = { type: 'reference' };
const list = { type: 'text_list', max_length: 200, max_items: 20 };

export const SHAPES = {
  event: {
    title: text(500),
    held_on: { type: 'date' },
    fee_yen: { type: 'integer' },
    venue: text(),
  },
  contact: {
    ...Object.fromEntries(
      [
        ...['family_name', 'given_name', 'phonetic_family_name', 'phonetic_given_name'],
        ...['organization', 'phonetic_organization', 'department', 'postal_code', 'address'],
      ].map((name) => [name, text()]),
    ),
    title: text(500),
    emails: list,
    tels: { type: 'tel_list', max_length: 200, max_items: 20, choices: ['work', 'mobile'] },
    urls: list,
    social: list,
    offers: list,
    needs: list,
    note: free,
    source: { type: 'choice', choices: ['typing', 'photo', 'qr', 'import'] },
    do_not_contact: { type: 'boolean' },
  },
  encounter: {
    contact_id: reference,
    event_id: reference,
    met_at: { type: 'time' },
    ...Object.fromEntries(
      ['business', 'challenge', 'looking_for', 'focus', 'note', 'memory_hook'].map((name) => [
        name,
        free,
      ]),
    ),
    is_real_conversation: { type: 'boolean' },
    room: text(),
    target_class: text(),
  },
  follow_up: {
    contact_id: reference,
    encounter_id: reference,
    due_at: { type: 'time' },
    sent_at: { type: 'time' },
    skipped_reason: text(),
    channel: text(),
    subject: text(),
    body: text(),
    proposal: text(),
    topic: text(),
    form: text(),
    slots: { type: 'text_list', max_items: 20 },
    reply: text(),
    remind_on: { type: 'date' },
  },
  message: {
    contact_id: reference,
    follow_up_id: reference,
    event_id: reference,
    channel: text(),
    subject: text(),
    body: text(),
    sent_at: { type: 'time' },
  },
  photo: { contact_id: reference, sha256: text(64), side: text(), taken_at: { type: 'time' } },
  conflict: {
    record_kind: text(),
    record_id: reference,
    kept_at: { type: 'time' },
    resolved_at: { type: 'time' },
  },
  preference: { locale: { type: 'choice', choices: ['ja', 'en'] } },
};
useShapes(SHAPES);

let count = 0;

/** A fresh id, in the order of its making. */
export function newId() {
  count += 1;
  return `01930000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
}

/** A device with an empty database of its own. */
export async function newDevice(account = newId()) {
  return { account, db: await openAccount(account) };
}

export function change(kind, id, set, more = {}) {
  return { change_id: newId(), kind, id, base: 0, at: NOW, set, ...more };
}

export const doors = (more = {}) => ({ now: () => NOW, newId, version: 'test', ...more });

/**
 * An office in memory: it keeps what it is sent, by change id, and answers as SYNC 1 says. `next` may replace one
 * answer: a function of the request's body, returning a Response or throwing as a network does.
 */
export function openOffice({ epoch = 'e1', page = 1000 } = {}) {
  const office = {
    epoch,
    revision: 0,
    rows: new Map(),
    known: new Map(),
    photos: new Map(),
    requests: [],
    next: [],
    refuse: (_change) => null,
    wanted: [],
  };
  globalThis.fetch = async (url, options) => {
    const body = url === '/api/sync' ? JSON.parse(await textOf(options)) : null;
    office.requests.push({ url, body, headers: options.headers });
    const answer = office.next.shift();
    if (answer) return answer(body, () => office.answer(body, page));
    if (body) return office.answer(body, page);
    const sha256 = url.split('/').at(-1);
    office.photos.set(sha256, options.body);
    return Response.json({ sha256 });
  };
  office.write = (kind, id, set, more = {}) => {
    office.revision += 1;
    const row = { id, kind, set: { ...office.rows.get(`${kind}:${id}`)?.set, ...set }, ...more };
    office.rows.set(`${kind}:${id}`, { ...row, revision: office.revision });
    return office.revision;
  };
  office.answer = (body, limit) => {
    const results = body.changes.map((sent) => office.take(sent));
    const [ours, after] = (body.cursor ?? `${office.epoch}.0`).split('.');
    const from = ours === office.epoch ? Number(after) : 0;
    const rows = [...office.rows.values()].filter((row) => row.revision > from);
    rows.sort((one, other) => one.revision - other.revision);
    const records = rows.slice(0, limit);
    const more = rows.length > limit;
    const cursor = `${office.epoch}.${more ? records.at(-1).revision : office.revision}`;
    return Response.json({
      protocol: 1,
      results,
      records,
      cursor,
      more,
      wanted_photos: office.wanted,
    });
  };
  office.take = ({ change_id, kind, id, set, deleted }) => {
    const known = office.known.get(change_id);
    if (known) return known;
    const error = office.refuse({ kind, id, set });
    if (error) return { change_id, error };
    const result = { change_id, revision: office.write(kind, id, set, deleted ? { deleted } : {}) };
    office.known.set(change_id, result);
    return result;
  };
  return office;
}

async function textOf({ body, headers }) {
  if (headers['Content-Encoding'] !== 'gzip') return body;
  const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}
