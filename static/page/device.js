// @ts-check
// Draws what only this device knows: what waits, what is tied. Words are in the templates (DESIGN-BRIEF 5).

import { hasWorker, listen, tell } from './channel.js';
import { keepsSomebody } from './marker.js';
import { canKeepData, knownWorker, registerWorker } from './worker.js';

/** @typedef {import('./channel.js').State} State */

/** @type {State | null} */
let state = null;
/** Nothing is kept here: what a page shows came from the server itself. */
let isOffice = false;

export function start() {
  listen('state', (/** @type {State} */ fresh) => {
    state = fresh;
    draw();
  });
  listen('nobody', drawOffice);
  document.addEventListener('htmx:after:swap', draw);
  if (hasWorker()) tell({ type: 'state?' });
  else {
    comeUnder();
    drawOffice();
  }
  navigator.serviceWorker?.addEventListener('controllerchange', () => tell({ type: 'state?' }));
  addEventListener('pageshow', ({ persisted }) => persisted && tell({ type: 'state?' }));
}

function drawOffice() {
  isOffice = true;
  each('sync', (chips) => mark(chips, 'tied', 0));
  each('record', (records) => dress(records, 'tied'));
}

/**
 * A forced or interrupted load goes past the worker that serves this device: ask it to take this page as well. One that
 * the browser or the kill switch took away comes back, since work may wait here.
 */
async function comeUnder() {
  const registration = await knownWorker();
  registration?.active?.postMessage({ type: 'claim' });
  if (!registration && canKeepData() && (await keepsSomebody())) await registerWorker();
}

function draw() {
  if (!state) {
    if (isOffice) drawOffice();
    return;
  }
  const { waiting, refused, conflicts, complete } = state;
  const chip = chipState(state);
  each('sync', (chips) => mark(chips, chip, chip === 'conflict' ? refused + conflicts : waiting));
  each('record', (records) => dress(records, recordState(records.dataset.record ?? '')));
  each('waiting', (texts) => fill(texts, waiting));
  each('unsent', (notes) => {
    notes.hidden = waiting + refused === 0;
    mark(notes, 'waiting', waiting + refused);
  });
  each('progress', (progress) => {
    progress.hidden = state?.is_complete ?? true;
    fill(progress, complete.done, complete.total);
  });
  each('session', (notes) => {
    notes.hidden = state?.session !== 'expired';
  });
  each('clock', (notes) => {
    notes.textContent = notes.dataset[state?.clock ?? ''] ?? '';
    notes.hidden = notes.textContent === '';
  });
}

/** @param {string} name @param {(element: HTMLElement) => void} paint */
function each(name, paint) {
  for (const element of document.querySelectorAll(`[data-device="${name}"]`)) {
    if (element instanceof HTMLElement) paint(element);
  }
}

/** @param {State} known */
function chipState({ conflicts, refused, sending, failed, waiting, last_answer_at, is_complete }) {
  if (conflicts + refused > 0) return 'conflict';
  if (sending && waiting > 0) return 'sending';
  // No signal is the everyday case at a venue: it says where the work is, not that something broke.
  if (waiting > 0) return failed && failed !== 'offline' ? 'failed' : 'waiting';
  return last_answer_at && is_complete ? 'tied' : 'unknown';
}

/** @param {string} record kind:id */
function recordState(record) {
  if (!state) return 'unknown';
  if (state.refused_records.includes(record)) return 'conflict';
  if (!state.records.includes(record)) return state.last_answer_at ? 'tied' : 'unknown';
  return state.sending ? 'sending' : 'waiting';
}

/** @param {HTMLElement} element @param {string} name @param {number} count */
function mark(element, name, count) {
  if (name !== 'unknown' || element.dataset.state !== 'tied') element.dataset.state = name;
  for (const words of element.querySelectorAll('[data-words]')) {
    if (words instanceof HTMLElement) fill(words, count);
  }
}

/**
 * A list has fifty records: the page holds their words once, and each takes what it is in.
 * @param {HTMLElement} element
 * @param {string} name
 */
function dress(element, name) {
  // A record being sent looks as it waits.
  mark(element, name === 'sending' ? 'waiting' : name, 0);
  const is = `[data-when="${element.dataset.state}"]`;
  if (element.querySelector(is)) return;
  const words = document.getElementById('states');
  const fresh = words instanceof HTMLTemplateElement && words.content.querySelector(is);
  element.replaceChildren(...(fresh ? [fresh.cloneNode(true)] : []));
}

/** Words of the template, with # for each number in turn. @param {HTMLElement} element @param {number[]} counts */
function fill(element, ...counts) {
  const { words } = element.dataset;
  if (!words) return;
  let place = 0;
  element.textContent = words.replaceAll('#', () => String(counts[place++] ?? ''));
}
