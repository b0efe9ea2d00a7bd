// @ts-check
// Settings that need the person themselves: step-up before some forms and files, one more passkey, a token to copy.

import { authenticate, register, signalAccepted } from './passkeys.js';
import { say } from './said.js';
import { leave } from './sign_out.js';

/** What was let through once, so that the second press reaches htmx or the browser. @type {WeakSet<Element>} */
const verified = new WeakSet();

// Capturing, so that htmx sees the form only after the passkey.
document.addEventListener('submit', guardForm, { capture: true });
document.addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const file = target.closest('a[data-step-up]');
  if (file instanceof HTMLElement) void guard(event, file, () => file.click());
  if (target.closest('[data-add-passkey]')) void addPasskey();
  const copy = target.closest('[data-copy]');
  if (copy instanceof HTMLElement) void copyFrom(copy.dataset.copy ?? '');
});
document.addEventListener('htmx:after:swap', tellAccepted);
document.addEventListener('htmx:after:swap', leaveDeleted);

/** @param {SubmitEvent} event */
function guardForm(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.stepUp) return;
  // What is missing is told by the answer, and nobody is asked for their passkey before.
  if (form.querySelector('[data-needed]:not(:checked)')) return;
  void guard(event, form, () => form.requestSubmit());
}

/** @param {Event} event @param {Element} pressed @param {() => void} pressAgain */
async function guard(event, pressed, pressAgain) {
  if (verified.delete(pressed)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say(null);
  try {
    await authenticate('step-up');
    verified.add(pressed);
    pressAgain();
  } catch (error) {
    say(error);
  }
}

async function addPasskey() {
  say(null);
  try {
    await authenticate('step-up');
    await register('passkeys');
    location.reload();
  } catch (error) {
    say(error);
  }
}

/** @param {string} id */
async function copyFrom(id) {
  const field = document.getElementById(id);
  const copied = document.getElementById('copied');
  if (!(field instanceof HTMLInputElement) || !copied) return;
  await navigator.clipboard.writeText(field.value);
  copied.textContent = copied.dataset.words ?? '';
}

/** After a passkey was removed here, the authenticator may forget it too. */
function tellAccepted() {
  const { userHandle, accepted } = document.getElementById('passkeys')?.dataset ?? {};
  if (userHandle && accepted)
    void signalAccepted(location.hostname, userHandle, accepted.split(' '));
}

/** The account is no more: its passkeys open nothing, and this device keeps nothing of it. */
async function leaveDeleted() {
  const gone = document.querySelector('[data-leave]');
  if (!(gone instanceof HTMLElement)) return;
  const { leave: url = '/', userHandle = '' } = gone.dataset;
  if (userHandle) await signalAccepted(location.hostname, userHandle, []);
  await leave(url);
}
