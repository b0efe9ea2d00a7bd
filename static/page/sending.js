// @ts-check
// What a form says and under which change id: the same words keep the same id until they are answered (SYNC 1).

import { newId } from './ids.js';

/** @typedef {{text: string, pressed: string, change_id: string, at: string}} Sending */

/** @type {WeakMap<HTMLFormElement, Sending>} */
const unanswered = new WeakMap();
/** @type {WeakMap<HTMLFormElement, string>} */
const answered = new WeakMap();

/**
 * Promise the text of everything the form would send, to tell whether it changed.
 * @param {HTMLFormElement} form
 */
export function textOf(form) {
  const fields = [...new FormData(form)].filter(
    ([name]) => name !== 'revision' && name !== 'rendered',
  );
  return JSON.stringify(
    fields.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  );
}

/**
 * Promise the change id and the moment for sending the form as it is now. A button that says something of its own
 * (行く) makes it another change than the same words saved by themselves.
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | HTMLInputElement | null} [submitter]
 * @returns {Sending}
 */
export function sendingOf(form, submitter = null) {
  const text = textOf(form);
  const pressed = submitter?.name ? `${submitter.name}=${submitter.value}` : '';
  const known = unanswered.get(form);
  if (known?.text === text && known.pressed === pressed) return known;
  const sending = { text, pressed, change_id: newId(), at: new Date().toISOString() };
  unanswered.set(form, sending);
  return sending;
}

/** The form's words are kept: what is typed next is a change of its own. @param {HTMLFormElement} form @param {string} changeId */
export function noteAnswered(form, changeId) {
  const known = unanswered.get(form);
  if (known?.change_id !== changeId) return;
  answered.set(form, known.text);
  unanswered.delete(form);
}

/** @type {WeakMap<HTMLFormElement, string>} */
const onTheWay = new WeakMap();

/** @param {HTMLFormElement} form */
export function noteSent(form) {
  onTheWay.set(form, textOf(form));
}

/** Answered or lost: either way nothing is on its way any more. @param {HTMLFormElement | null} form */
export function noteOver(form) {
  if (form) onTheWay.delete(form);
}

/** Answer whether just these words were sent and nothing came back yet. @param {HTMLFormElement} form */
export function isOnTheWay(form) {
  return onTheWay.get(form) === textOf(form);
}

/**
 * Answer whether the form holds words that nobody has kept yet.
 * @param {HTMLFormElement} form
 */
export function isUnsaved(form) {
  const kept = answered.get(form);
  return kept === undefined ? isTouched(form) : kept !== textOf(form);
}

/** Answer whether any form of the page would lose words. */
export function hasUnsaved() {
  return [...document.forms].some((form) => form.hasAttribute('hx-post') && isUnsaved(form));
}

/** @param {HTMLFormElement} form */
function isTouched(form) {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLInputElement) {
      if (field.type === 'hidden') return false;
      const isBox = field.type === 'checkbox' || field.type === 'radio';
      return isBox ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
    }
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (field instanceof HTMLSelectElement) return [...field.options].some(isOtherChoice);
    return false;
  });
}

/** @param {HTMLOptionElement} option @param {number} place @param {HTMLOptionElement[]} all */
function isOtherChoice(option, place, all) {
  // Without a printed choice the first one is shown.
  const printed = all.some(({ defaultSelected }) => defaultSelected);
  return option.selected !== (printed ? option.defaultSelected : place === 0);
}
