// @ts-check
// Tokens of links born on this device: the server is told their hashes alone, so they are kept here (SECURITY 4.6).

import { hasWorker } from './channel.js';

/** @typedef {{token: string, hash: string}} Token the secret end of a link, and its SHA-256 in hex */

const BYTES = 16;
/** A worker that starts up is given this long; without it the tab remembers. */
const PATIENCE = 4_000;
const SELECTOR = 'input[data-new-token]';

/** Fill the hidden fields that ask for the hash of a new token, here and in what htmx brings. */
export function start() {
  document.addEventListener('htmx:after:swap', fill);
  return fill();
}

/** @returns {Promise<Token>} 128 random bits as 22 letters */
export async function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  const letters = btoa(String.fromCharCode(...bytes));
  const token = letters.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '');
  return { token, hash: await hashOf(token) };
}

/** @param {string} token @returns {Promise<string>} what the server knows a link by */
export async function hashOf(token) {
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Promise these tokens kept: by the worker until their links end, else in this tab alone.
 * @param {Token[]} tokens
 */
export async function keepTokens(tokens) {
  const answer = hasWorker() ? await ask({ keep: tokens }) : null;
  if (answer?.kept) return;
  for (const { hash, token } of tokens) sessionStorage.setItem(nameOf(hash), token);
}

/**
 * Promise the token of that hash when it was made on this device, else "".
 * @param {string} hash
 * @returns {Promise<string>}
 */
export async function tokenOf(hash) {
  const here = sessionStorage.getItem(nameOf(hash));
  if (here) return here;
  return (hasWorker() ? await ask({ hash }) : null)?.token ?? '';
}

/** A field is filled only once its token is safe: a link whose token is lost could never be shown. */
async function fill() {
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = document.querySelectorAll(SELECTOR);
  const empty = [...fields].filter(({ value }) => value === '');
  if (empty.length === 0) return;
  const tokens = await Promise.all(empty.map(newToken));
  await keepTokens(tokens);
  for (const [place, { hash }] of tokens.entries()) {
    if (empty[place].value === '') empty[place].value = hash;
  }
}

/** @param {string} hash */
function nameOf(hash) {
  return `link ${hash}`;
}

/**
 * @param {{keep?: Token[], hash?: string}} message
 * @returns {Promise<{kept?: boolean, token?: string} | null>}
 */
function ask(message) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE, null);
    port1.onmessage = ({ data }) => resolve(data);
    navigator.serviceWorker.controller?.postMessage({ type: 'link_token', ...message }, [port2]);
  });
}
