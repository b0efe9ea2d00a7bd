// @ts-check
// The codes of a page: of a link whose token this device knows, and of text that it holds. Copies and shares the link.

import { drawCode } from './code_drawing.js';
import { tokenOf } from './link_tokens.js';

export function start() {
  document.addEventListener('htmx:after:swap', draw);
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-copy], [data-share]') : null;
    const code = button?.closest('[data-link-code]');
    if (!(code instanceof HTMLElement)) return;
    if (button?.hasAttribute('data-copy')) copy(code);
    else share(code);
  });
  return draw();
}

async function draw() {
  for (const code of document.querySelectorAll('[data-link-code]')) {
    if (code instanceof HTMLElement) await drawLink(code);
  }
  for (const drawing of document.querySelectorAll('svg[data-code-text]')) {
    // Attributes hold bare line ends; a vCard has both (RFC 2426, 2.1).
    const text = drawing.getAttribute('data-code-text') ?? '';
    drawCode(drawing, text.replaceAll(/\r?\n/gu, '\r\n'));
  }
}

/** @param {HTMLElement} code */
async function drawLink(code) {
  const { hash = '', path = '' } = code.dataset;
  if (hash === '') return;
  const token = await tokenOf(hash);
  show(code, token ? 'here' : 'elsewhere');
  if (!token) return;
  const url = `${location.origin}${path}${token}`;
  const drawing = code.querySelector('svg.code');
  if (drawing) drawCode(drawing, url);
  const link = code.querySelector('a[data-link]');
  if (link instanceof HTMLAnchorElement) link.href = url;
  if (link) link.textContent = url;
  const sharing = code.querySelector('[data-share]');
  if (sharing instanceof HTMLElement) sharing.hidden = !('share' in navigator);
}

/** @param {HTMLElement} code @param {'here' | 'elsewhere'} state */
function show(code, state) {
  for (const part of code.querySelectorAll('[data-where]')) {
    if (part instanceof HTMLElement) part.hidden = part.dataset.where !== state;
  }
}

/** @param {HTMLElement} code */
function urlOf(code) {
  return code.querySelector('a[data-link]')?.getAttribute('href') ?? '';
}

/** @param {HTMLElement} code */
async function copy(code) {
  const isCopied = await navigator.clipboard.writeText(urlOf(code)).then(
    () => true,
    () => false,
  );
  const said = code.querySelector('[data-said]');
  const { copied, notCopied } = code.dataset;
  if (said) said.textContent = (isCopied ? copied : notCopied) ?? '';
}

/** Whoever closes the sheet again did nothing wrong. @param {HTMLElement} code */
async function share(code) {
  await navigator.share({ url: urlOf(code), title: code.dataset.title ?? '' }).catch(() => {});
}
