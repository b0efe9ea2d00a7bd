// @ts-check
// Records arrived that this page shows: draw its live part anew, never while a field holds unsaved words.

import htmx from '../vendor/htmx-4.0.1.esm.min.js';
import { listen } from './channel.js';
import { hasUnsaved } from './sending.js';

const QUIET = 300;
const AGAIN = 2_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let known = '';

export function start() {
  // What this very page wrote, it shows already; a hidden one may show what another window wrote.
  listen('records', ({ from }) => (from === 'server' || document.hidden) && plan(QUIET));
  listen('state', ({ waiting, refused, conflicts }) => {
    const counts = `${waiting} ${refused} ${conflicts}`;
    if (known && known !== counts && document.querySelector('[data-device="outbox"]')) plan(QUIET);
    known = counts;
  });
}

/** @param {number} milliseconds */
function plan(milliseconds) {
  if (!document.getElementById('live')) return;
  clearTimeout(timer);
  timer = setTimeout(refresh, milliseconds);
}

async function refresh() {
  if (hasUnsaved() || isWriting()) {
    plan(AGAIN);
    return;
  }
  await htmx.ajax('GET', location.pathname + location.search, {
    target: '#live',
    select: '#live',
    swap: 'outerMorph',
    // The whole page, not the fragment this URL may answer to htmx.
    headers: { 'Enishi-Page': 'whole' },
  });
}

/** Somebody may be about to type: an empty field in focus counts as well. */
function isWriting() {
  const field = document.activeElement;
  return Boolean(
    field?.matches('input:not([type="hidden"]), textarea, select') && field.closest('#live'),
  );
}
