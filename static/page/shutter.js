// @ts-check
// Photographing cards: the shutter saves at once; then the back of the card, the same side again, or the next person.

import { isLive, openCamera, shown, tellAbout } from './camera.js';
import { isComposing } from './compose.js';
import { isHeld, sendAgain, sendPictures } from './photo.js';

/** What the next shot is: front of a new card, more of the last one, or the last one again. */
let aim = 'front';

export async function start() {
  document.addEventListener('click', press);
  document.addEventListener('keydown', pressKey);
  document.addEventListener('htmx:after:swap', () => aimAt('front'));
  document.addEventListener('htmx:finally:request', () => {
    const form = aimed();
    if (form && isHeld(form)) tellAbout('unsent');
  });
  if (await openCamera()) aimAt('front');
}

/** @param {MouseEvent} event */
function press({ target }) {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button?.dataset.shutter !== undefined) shoot();
  const asked = button?.dataset.aim;
  if (!asked) return;
  aimAt(asked === aim ? 'front' : asked);
  // Without a camera in the page, the device's own opens.
  if (!isLive() && aim !== 'front') document.getElementById('shutter')?.click();
}

/** Space is the shutter, unless it types or presses something else. @param {KeyboardEvent} event */
function pressKey(event) {
  if (event.key !== ' ' || event.repeat || isComposing(event) || !isLive()) return;
  const isBusy = 'input, textarea, select, button, a, summary, label';
  if (event.target instanceof Element && event.target.closest(isBusy)) return;
  event.preventDefault();
  shoot();
}

function shoot() {
  const form = aimed();
  if (!form || !isLive()) return;
  // A photo that could not be saved comes first; one on its way is not taken twice.
  if (isHeld(form)) {
    if (!form.classList.contains('htmx-request')) sendAgain(form);
    return;
  }
  sendPictures(form, [shown()]).catch(() => tellAbout('unsent'));
}

/** @param {string} wanted */
function aimAt(wanted) {
  aim = wanted;
  for (const form of document.querySelectorAll('form[data-photo-form]')) {
    form.toggleAttribute('data-aimed', /** @type {HTMLElement} */ (form).dataset.photoForm === aim);
  }
  for (const button of document.querySelectorAll('[data-aim]')) {
    const { dataset } = /** @type {HTMLElement} */ (button);
    button.setAttribute('aria-pressed', String(dataset.aim === aim));
  }
  const isNext = aim === 'front' && document.querySelector('.captured') !== null;
  if (isLive()) tellAbout(isNext ? 'next' : aim);
}

/** @returns {HTMLFormElement | null} */
function aimed() {
  return document.querySelector(`form[data-photo-form="${aim}"]`);
}
