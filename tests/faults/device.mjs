// A phone without a browser: the worker's own modules on fake-indexeddb, driven by lines of JSON on standard input.
// One process is one device. What the network does to a request is done here; what the server does, in office.py.

import { createInterface } from 'node:readline';
import '../js/node_modules/fake-indexeddb/auto/index.mjs';
import { writeMeta, closeAccount, openAccount } from '../../static/worker/store/database.js';
import { useShapes } from '../../static/worker/store/defaults.js';
import { applyChanges } from '../../static/worker/sync/apply.js';
import { photoFile } from '../../static/worker/sync/photos.js';
import { runSync } from '../../static/worker/sync/loop.js';

const STORES = ['event', 'contact', 'encounter', 'follow_up', 'photo', 'conflict', 'outbox', 'refused', 'photo_file'];
const LONGEST = 5000;
const device = { base: '', cookie: '', account: '', fault: '', version: '', ahead: 0 };
const overNetwork = globalThis.fetch;

Object.defineProperty(globalThis, 'location', {
  value: { get origin() { return device.base; }, get href() { return `${device.base}/`; } },
});
globalThis.self ??= globalThis;

/** Every request goes to the server of this run, as from a page of its own origin. */
globalThis.fetch = async (input, init = {}) => {
  const url = new URL(typeof input === 'string' ? input : input.url ?? input.href, device.base);
  const headers = new Headers(init.headers);
  headers.set('Cookie', device.cookie);
  headers.set('Origin', device.base);
  headers.set('Sec-Fetch-Site', 'same-origin');
  const send = () => overNetwork(url, { ...init, headers, signal: AbortSignal.timeout(LONGEST) });
  const fault = url.pathname.startsWith('/api/') ? device.fault : '';
  if (fault) device.fault = '';
  if (fault === 'none') throw new TypeError('Failed to fetch');
  if (fault === 'twice') return (await Promise.all([send(), send()]))[Math.random() < 0.5 ? 0 : 1];
  if (fault === 'again') {
    await (await send()).arrayBuffer();
    return send();
  }
  return send();
};

const now = () => new Date(Date.now() + device.ahead).toISOString();
const newId = () => crypto.randomUUID();
const database = () => openAccount(device.account);

const commands = {
  async sign_in({ base, cookie, account, device_id, shapes, version, ahead = 0 }) {
    Object.assign(device, { base, cookie, account, fault: '', version, ahead });
    useShapes(shapes);
    await writeMeta(await database(), { device_id });
    return {};
  },
  async write({ changes, photo }) {
    const bytes = photo ? Uint8Array.from(Buffer.from(photo, 'base64')) : null;
    const photos = bytes ? [await photoFile(new Blob([bytes]), null)] : [];
    return applyChanges(await database(), changes, { now: now(), photos });
  },
  async sync({ fault = '' }) {
    const db = await database();
    device.fault = fault;
    // A person presses the button: what the server asked us to wait is over.
    await writeMeta(db, { busy_until: '', retry_at: '' });
    return { outcome: await runSync(db, device.account, { now, newId, version: device.version, trigger: 'manual' }) };
  },
  async dump() {
    const db = await database();
    const rows = await Promise.all(STORES.map((name) => db.getAll(name)));
    return Object.fromEntries(STORES.map((name, n) => [name, rows[n]]));
  },
  async now() {
    return { now: now() };
  },
  async sign_out() {
    await closeAccount(device.account);
    return {};
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = await commands[name](rest);
  } catch (error) {
    answer = { broken: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer ?? {})}\n`);
}
process.exit(0);
