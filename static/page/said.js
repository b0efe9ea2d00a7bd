// @ts-check
// Says why something did not work, in words that stand in the page (sessions/_said.html).

import { Refusal } from './ask.js';

const FALLBACK = 'sessions.failed';

/** Show the words of a refusal; nothing for null. @param {unknown} error */
export function say(error) {
  const place = document.getElementById('said');
  if (!place) return;
  const key = error instanceof Refusal ? error.key : FALLBACK;
  place.textContent = error ? (wordsOf(key) ?? wordsOf(FALLBACK) ?? '') : '';
  // What was pressed may stand a screen away.
  if (error) place.scrollIntoView({ block: 'center' });
  if (error && !(error instanceof Refusal)) reportError(error);
}

/** @param {string} key */
function wordsOf(key) {
  return document.querySelector(`#words [data-key="${CSS.escape(key)}"]`)?.textContent;
}
