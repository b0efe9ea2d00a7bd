// @ts-check
// Single keys: / searches, J and K walk a list, E edits, 1 2 3 capture. All can be turned off in settings.

import { isComposing } from './compose.js';

/** @type {Record<string, string>} key to what it presses; data-key names it where the page knows better */
const PRESSES = {
  e: 'a[href$="/edit"], a[href^="mailto:"]',
  1: 'a[href*="by=photo"]',
  2: 'a[href*="by=qr"]',
  3: 'a[href*="by=typing"]',
};

export function start() {
  document.addEventListener('keydown', (event) => {
    if (
      isComposing(event) ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      isField(event.target)
    )
      return;
    if (document.documentElement.dataset.shortcuts === 'off') return;
    if (press(event.key.toLowerCase())) event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
function isField(target) {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}

/** @param {string} key @returns {boolean} whether the key meant something here */
function press(key) {
  if (key === '/') return focus(document.querySelector('input[type="search"]'));
  if (key === 'j' || key === 'k') return walk(key === 'j' ? 1 : -1);
  if (!/^[a-z0-9]$/u.test(key)) return false;
  const pressed = document.querySelector(`[data-key="${key}"]`) ?? first(PRESSES[key]);
  if (pressed && isField(pressed)) return focus(pressed);
  if (pressed instanceof HTMLElement) pressed.click();
  return pressed !== null;
}

/** @param {string | undefined} selector */
function first(selector) {
  return selector
    ? document.querySelector(`main ${selector.replace(', ', ', main ')}, .dock ${selector}`)
    : null;
}

/** @param {number} step */
function walk(step) {
  const rows = [...document.querySelectorAll('a.cover')];
  const current = document.activeElement?.matches('a.cover')
    ? document.activeElement
    : document.querySelector('a.cover[aria-current]');
  const place = current ? rows.indexOf(current) + step : 0;
  const found = rows[place] ?? null;
  // Where one person after the other is written to, walking opens.
  if (found instanceof HTMLElement && location.pathname.startsWith('/follow-ups/')) {
    if (found.closest('[data-walk="open"]')) found.click();
  }
  return focus(found);
}

/** @param {Element | null} element */
function focus(element) {
  if (!(element instanceof HTMLElement)) return false;
  element.focus();
  element.scrollIntoView({ block: 'nearest' });
  return true;
}
