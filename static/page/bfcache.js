// @ts-check
// A page that comes back from memory is shown only to whom it was made for, and never with ids that are spent.

import { hasWorker, listen, tell } from './channel.js';

const PATIENCE = 1_000;
/** @type {string | null} */
let account = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

export function start() {
  listen('state', ({ account_id }) => {
    if (account !== null && account !== account_id) location.reload();
    account = account_id;
    reveal();
  });
  listen('nobody', () => (account === null ? reveal() : location.reload()));
  addEventListener('pageshow', ({ persisted }) => persisted && comeBack());
}

function comeBack() {
  if (document.querySelector('form[data-sent]')) location.reload();
  else if (hasWorker() && account !== null) {
    document.documentElement.hidden = true;
    timer = setTimeout(() => location.reload(), PATIENCE);
    tell({ type: 'state?' });
  }
}

function reveal() {
  clearTimeout(timer);
  document.documentElement.hidden = false;
}
