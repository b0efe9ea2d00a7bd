// @ts-check
// Signs out on this device, also without a network: the worker wipes, the next page ends the session (ARCHITECTURE 9.4).

import { hasWorker, listen, tell } from './channel.js';

export function start() {
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-sign-out]')) signOut();
  });
  // Another window signed out, or the session was ended by hand: show nothing more.
  listen('wiped', leave);
}

async function signOut() {
  if (!hasWorker()) return;
  const { port1, port2 } = new MessageChannel();
  const wiped = new Promise((resolve) =>
    port1.addEventListener('message', resolve, { once: true }),
  );
  port1.start();
  tell({ type: 'wipe' }, [port2]);
  await wiped;
  leave();
}

function leave() {
  location.replace('/');
}
