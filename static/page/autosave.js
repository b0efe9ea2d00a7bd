// @ts-check
// Forms with data-autosave: kept 400 ms after a pause, on leaving a field, and as the page goes (ARCHITECTURE 9.9).
// With data-autosave="leave" only on leaving.

import { hasWorker, tell } from './channel.js';
import { isOnTheWay, isUnsaved, sendingOf } from './sending.js';

const PAUSE = 400;
const SETTLED = 150;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {WeakMap<HTMLFormElement, string>} form to the change id last handed over */
const handed = new WeakMap();

export function start() {
  document.addEventListener('input', ({ target }) => {
    const form = formOf(target);
    // "leave": half a word would be kept as a whole one.
    if (!form || form.dataset.autosave === 'leave') return;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE, form);
  });
  document.addEventListener('change', ({ target }) => saveNow(formOf(target)));
  document.addEventListener('focusout', ({ target }) => saveNow(formOf(target)));
  // Firefox loses a fetch as a page goes; a message arrives (41 of 45 were lost otherwise).
  addEventListener('pagehide', hand);
  document.addEventListener('visibilitychange', () => document.hidden && hand());
  // Before the next page is made, so that it shows these words: pagehide comes after.
  const { navigation } = /** @type {{navigation?: EventTarget}} */ (
    /** @type {unknown} */ (window)
  );
  if (navigation) navigation.addEventListener('navigate', hand);
  else document.addEventListener('click', ({ target }) => isLink(target) && hand());
}

/** @param {EventTarget | null} target @returns {HTMLFormElement | null} */
function formOf(target) {
  const form = target instanceof Element ? target.closest('form') : null;
  return form?.hasAttribute('data-autosave') ? form : null;
}

/** @param {EventTarget | null} target */
function isLink(target) {
  return target instanceof Element && target.closest('a[href]') !== null;
}

/** @param {HTMLFormElement} form */
function save(form) {
  clearTimeout(timer);
  if (form.isConnected && isUnsaved(form) && !isOnTheWay(form)) form.requestSubmit();
}

/**
 * A field is left, perhaps for another page: hand the words over, and ask for the answer only if this page stays.
 * Firefox sends a request that dies with its page once more, past the worker, as if another device had written.
 * @param {HTMLFormElement | null} form
 */
function saveNow(form) {
  if (!form || !isUnsaved(form)) return;
  if (hasWorker()) handOver(form);
  clearTimeout(timer);
  timer = setTimeout(save, SETTLED, form);
}

/** Hand everything unsaved to whoever outlives this page. */
function hand() {
  clearTimeout(timer);
  for (const form of document.querySelectorAll('form[data-autosave]')) {
    if (form instanceof HTMLFormElement && isUnsaved(form)) handOver(form);
  }
}

/** Once is enough for the same words. @param {HTMLFormElement} form */
function handOver(form) {
  const { change_id, at } = sendingOf(form);
  if (handed.get(form) === change_id) return;
  handed.set(form, change_id);
  const url = form.getAttribute('hx-post') ?? '';
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  if (hasWorker()) tell({ type: 'write', url, fields, change_id, at });
  else post(url, [...fields, ['change_id', change_id], ['at', at]]);
}

/** @param {string} url @param {[string, FormDataEntryValue][]} fields */
function post(url, fields) {
  const body = new URLSearchParams(/** @type {[string, string][]} */ (fields));
  fetch(url, { method: 'POST', body, keepalive: true, headers: { 'HX-Request': 'true' } }).catch(
    () => {},
  );
}
