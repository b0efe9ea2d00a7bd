// @ts-check
// Settings that need the person themselves: step-up before some forms, one more passkey, a token to copy.

import { authenticate, register, signalAccepted } from './passkeys.js';
import { say } from './said.js';

/** Forms that were let through once, so that the second submit reaches htmx. @type {WeakSet<Element>} */
const verified = new WeakSet();

// Capturing, so that htmx sees the form only after the passkey.
document.addEventListener('submit', guard, { capture: true });
document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  if (target.closest('[data-add-passkey]')) void addPasskey();
  const copy = target.closest('[data-copy]');
  if (copy instanceof HTMLElement) void copyFrom(copy.dataset.copy ?? '');
});
document.addEventListener('htmx:after:swap', tellAccepted);

/** @param {SubmitEvent} event */
async function guard(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.stepUp) return;
  if (verified.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say(null);
  try {
    await authenticate('step-up');
    verified.add(form);
    form.requestSubmit();
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
