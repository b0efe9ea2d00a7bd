// @ts-check
// Sign-up, sign-in and recovery: one form, one button, and then the app. Also the language of these pages.

import { keepFor, keepNothing, keepsSomebody } from './marker.js';
import { authenticate, register } from './passkeys.js';
import { say } from './said.js';
import { canKeepData, registerWorker } from './worker.js';

/** @typedef {{account: import('./marker.js').Account, url: string}} Entered */

const YEAR = 31_536_000;
/** A worker that takes long to register goes on doing so behind the next page. */
const PATIENCE = 3_000;

/** @type {Record<string, (form: HTMLFormElement) => Promise<Entered>>} */
const CEREMONIES = {
  'sign-up': (form) =>
    register(
      'sign-up',
      { display_name: String(new FormData(form).get('display_name') ?? '') },
      { keeps_data: true },
    ),
  'sign-in': (form) => authenticate('sign-in', { keeps_data: isOwn(form) }),
  recovery: (form) =>
    register(
      'recovery',
      { token: location.pathname.split('/').pop() },
      { keeps_data: isOwn(form) },
    ),
};

const form = document.querySelector('form[data-ceremony]');
if (form instanceof HTMLFormElement) startForm(form);
for (const button of document.querySelectorAll('[data-locale]')) {
  button.addEventListener('click', () => speak(button.getAttribute('data-locale') ?? ''));
}

/** @param {HTMLFormElement} form */
function startForm(form) {
  let isBusy = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    form.ariaBusy = 'true';
    await enter(form).catch(say);
    form.ariaBusy = 'false';
    isBusy = false;
  });
  if (form.querySelector('#device-choice')) void offerShared();
}

/** @param {HTMLFormElement} form */
async function enter(form) {
  say(null);
  const { account, url } = await CEREMONIES[form.dataset.ceremony ?? ''](form);
  if (account.mode !== 'keep') {
    await keepNothing();
  } else if (canKeepData()) {
    await keepFor(account);
    await Promise.race([registerWorker().catch(() => {}), pause(PATIENCE)]);
  }
  location.replace(url);
}

/** @param {HTMLFormElement} form */
function isOwn(form) {
  return new FormData(form).get('device') === 'keep';
}

/** Where records of somebody are kept, a session that keeps nothing would see them (ARCHITECTURE 9.3). */
async function offerShared() {
  const isKept = await keepsSomebody();
  for (const id of ['device-choice', 'own-help', 'shared-help']) hide(id, isKept);
  hide('kept-help', !isKept);
}

/** @param {string} id @param {boolean} isHidden */
function hide(id, isHidden) {
  const element = document.getElementById(id);
  if (element) element.hidden = isHidden;
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @param {string} locale */
function speak(locale) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in Safari 17 and Firefox 120
  document.cookie = `locale=${locale}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  location.reload();
}
