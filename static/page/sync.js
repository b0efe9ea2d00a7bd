// @ts-check
// Starts the talk with the server while a page is open: a sleeping worker cannot (ARCHITECTURE 9.27).

import { listen } from './channel.js';

const AFTER_SAVE = 2_000;
const AFTER_ONLINE = 3_000;
const FIRST_RETRY = 5_000;
const WHILE_SHOWN = 60_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;
let isKept = false;
let delay = FIRST_RETRY;

export function start() {
  // Only a worker that serves somebody tells its state; elsewhere there is nothing to send.
  listen('state', () => {
    if (isKept) return;
    isKept = true;
    send('start');
    setInterval(() => document.visibilityState === 'visible' && send('timer'), WHILE_SHOWN);
  });
  listen('state', ({ failed, sending, waiting }) => {
    if (!failed) delay = FIRST_RETRY;
    if (failed !== 'offline' || sending || waiting === 0) return;
    after(delay);
    delay = Math.min(delay * 2, WHILE_SHOWN);
  });
  listen('records', ({ from }) => from === 'here' && after(AFTER_SAVE));
  addEventListener('online', () => {
    send('online');
    // A network is often announced a moment before it carries anything.
    after(AFTER_ONLINE);
  });
  document.addEventListener('visibilitychange', () => !document.hidden && send('shown'));
}

/** @param {number} milliseconds */
function after(milliseconds) {
  clearTimeout(soon);
  soon = setTimeout(send, milliseconds, 'saved');
}

/** @param {string} trigger */
async function send(trigger) {
  if (!isKept) return;
  const body = new URLSearchParams({ trigger });
  const headers = { 'HX-Request': 'true' };
  // How it went is told to every page by the worker; nobody waits here.
  await fetch('/sync', { method: 'POST', body, headers }).catch(() => {});
}
