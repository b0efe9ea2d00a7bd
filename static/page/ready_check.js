// @ts-check
// What only this device knows before leaving for an event: installed, signed in, list, storage, camera, notifications.

import { hasWorker, listen, tell } from './channel.js';

/** @typedef {'yes' | 'no' | 'refused' | 'unknown'} Answer */

/** @type {import('./channel.js').State | null} */
let state = null;

/** @type {Record<string, () => Answer | Promise<Answer>>} */
const FACTS = {
  installed: () => (isInstalled() ? 'yes' : 'no'),
  // Without a worker between, this page came from the server itself, which asks who is there.
  signed_in: () => told(({ session }) => session !== 'expired') ?? 'yes',
  list: () => told(({ is_complete }) => is_complete) ?? 'no',
  storage: async () => ((await navigator.storage?.persisted?.()) ? 'yes' : 'no'),
  camera: async () => ((await hasCamera()) ? permission('camera') : 'no'),
  notifications: () => notifications(),
};

/** @type {Record<string, () => unknown>} what its button asks for; installing is install.js, notifications are asked for in settings */
const ASKS = {
  storage: () => navigator.storage?.persist?.(),
  camera: openCamera,
};

export function start() {
  listen('state', (/** @type {import('./channel.js').State} */ fresh) => {
    state = fresh;
    void draw();
  });
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-ask]') : null;
    if (button instanceof HTMLElement) void ask(button.dataset.ask ?? '');
  });
  addEventListener('appinstalled', () => void draw());
  document.addEventListener('visibilitychange', () => !document.hidden && void draw());
  if (hasWorker()) tell({ type: 'state?' });
  void draw();
}

/** @param {string} name */
async function ask(name) {
  try {
    await ASKS[name]?.();
  } catch (error) {
    // A person, or the device for them, said no: the line says so.
    if (!(error instanceof DOMException)) throw error;
  }
  await draw();
}

async function draw() {
  const lines = [...document.querySelectorAll('[data-device="ready"]')];
  const answers = await Promise.all(lines.map(answerOf));
  for (const [place, line] of lines.entries()) {
    if (line instanceof HTMLElement) line.dataset.state = answers[place];
  }
  const count = document.querySelector('[data-device="ready-count"]');
  if (!(count instanceof HTMLElement)) return;
  const numbers = [answers.filter((answer) => answer === 'yes').length, count.dataset.of ?? ''];
  const text = count.dataset.words?.replaceAll('#', () => String(numbers.shift() ?? '')) ?? '';
  if (count.textContent !== text) count.textContent = text;
}

/** @param {Element} line @returns {Promise<Answer>} */
async function answerOf(line) {
  return (await FACTS[line.getAttribute('data-fact') ?? '']?.()) ?? 'unknown';
}

/**
 * What the worker has told; null where there is none.
 * @param {(known: import('./channel.js').State) => boolean} isGood
 * @returns {Answer | null}
 */
function told(isGood) {
  if (!hasWorker()) return null;
  if (!state) return 'unknown';
  return isGood(state) ? 'yes' : 'no';
}

function isInstalled() {
  const { standalone } = /** @type {{standalone?: boolean}} */ (/** @type {unknown} */ (navigator));
  return standalone === true || matchMedia('(display-mode: standalone)').matches;
}

async function hasCamera() {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return devices.some(({ kind }) => kind === 'videoinput');
}

/** @param {string} name @returns {Promise<Answer>} */
async function permission(name) {
  try {
    const asked = { name: /** @type {PermissionName} */ (name) };
    const { state: granted } = await navigator.permissions.query(asked);
    if (granted === 'granted') return 'yes';
    return granted === 'denied' ? 'refused' : 'no';
  } catch (error) {
    // Firefox and older Safari do not tell about the camera before it is asked for.
    if (error instanceof TypeError) return wasOpened ? 'yes' : 'no';
    throw error;
  }
}

/** Being allowed is not enough: they come once somebody asked for them in settings. @returns {Promise<Answer>} */
async function notifications() {
  if (!('Notification' in globalThis)) return 'no';
  if (Notification.permission === 'denied') return 'refused';
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ? 'yes' : 'no';
}

let wasOpened = false;

/** Open and close at once: the question is asked here, with the reason on the screen, and not at the first card. */
async function openCamera() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  for (const track of stream.getTracks()) track.stop();
  wasOpened = true;
}
