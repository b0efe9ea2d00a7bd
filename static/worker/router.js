// @ts-check
// Who answers a request: this worker, its cache, or the network (ARCHITECTURE 2 and 9.3). Decided before any await.

import { errorPage, html } from './answer.js';
import { contextFor } from './context.js';
import { emergencyPage, emergencySave } from './emergency.js';
import { AppError } from './errors.js';
import { fromCache, isOwnAsset } from './precache.js';
import { warmUp } from './render.js';
import { findRoute } from './routes.js';
import { signedOutPage } from './signed_out.js';
import { closeAccount, isComplete, openAccount } from './store/database.js';
import { readMarker } from './store/marker.js';
import { endOwedSession } from './sync/sign_out.js';

/**
 * @typedef {import('./answer.js').Context} Context
 * @typedef {import('./routes.js').Handler} Handler
 * @typedef {{handler: Handler, params: Record<string, string>}} Found
 */

/** htmx gives up after 8 s and keeps the form; what waits for the network must answer before. */
const PATIENCE = 6_000;
const PAGE_PATIENCE = 8_000;
const NEVER =
  /^\/(?:i|c|api|static|worker)\/|^\/(?:service_worker\.js|manifest\.webmanifest|healthz)$/u;

const FORM = /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/iu;

/** What waits on this device and how it is sent is never the server's to tell. */
const HERE = /^\/sync(?:\/|$)/u;

/**
 * Promise the answer, or null at once when the request is none of this worker's business.
 *
 * A navigation that is not GET is never touched: a worker that answers, queues or rebuilds one turns a cross-site post
 * into a same-origin one (SECURITY 0.1).
 * @param {Request} request
 * @returns {Promise<Response> | null}
 */
export function route(request) {
  const url = new URL(request.url);
  if (url.origin !== location.origin) return null;
  if (request.method === 'GET' && isOwnAsset(url)) return fromCache(request);
  if (NEVER.test(url.pathname)) return null;
  const isNavigation = request.mode === 'navigate';
  if (isNavigation && request.method !== 'GET') return null;
  const found = findRoute(request.method, url.pathname);
  if (isNavigation) return found ? answer(request, url, found) : otherPage(request, url);
  const isOurs = request.headers.has('HX-Request') || request.destination === 'image';
  return found && isOurs ? answer(request, url, found) : null;
}

/** @param {Request} request @param {URL} url @param {Found} found */
async function answer(request, url, found) {
  // A worker that slept starts its engine while the databases open; what breaks here breaks again in render.
  warmUp().catch(() => {});
  const marker = await readMarker();
  if (!marker) return passThrough(request, url);
  await handing;
  const db = await openAccount(marker.account_id).catch(reportError);
  if (!db) return fetch(request);
  if (!HERE.test(url.pathname) && !(await isComplete(db))) {
    const reply = await fromNetwork(request.clone(), PATIENCE);
    if (reply) return reply;
  }
  const form = await formOf(request).catch(() => null);
  if (!form) return html('', 400);
  const htmx = request.headers.has('HX-Request') && !request.headers.has('Enishi-Page');
  return handle(found, marker, db, { url, params: found.params, form, htmx });
}

/** A script may post nothing at all, and then names no type: the browser itself would throw. @param {Request} request */
async function formOf(request) {
  const isForm = FORM.test(request.headers.get('Content-Type') ?? '');
  return request.method === 'POST' && isForm ? request.formData() : new FormData();
}

/** What closing pages handed over; the next page must show it. @type {Promise<void>} */
let handing = Promise.resolve();

/**
 * Promise a form of one of our own pages handled without a request: what a page posts as it closes (ARCHITECTURE 9.9).
 * @param {string} path
 * @param {[string, string][]} fields
 */
export function handleMessage(path, fields) {
  handing = handing.then(() => handleForm(path, fields)).catch(reportError);
  return handing;
}

/** @param {string} path @param {[string, string][]} fields */
async function handleForm(path, fields) {
  const url = new URL(path, location.origin);
  const found = url.origin === location.origin ? findRoute('POST', url.pathname) : null;
  const marker = await readMarker();
  if (!found || !marker) return;
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const db = await openAccount(marker.account_id);
  if (!(await isComplete(db))) {
    const [method, headers] = ['POST', { 'HX-Request': 'true' }];
    const reply = await fromNetwork(new Request(url, { method, body: form, headers }), PATIENCE);
    if (reply?.ok) return;
  }
  await handle(found, marker, db, { url, params: found.params, form, htmx: true });
}

/**
 * Promise the handler's answer, or its error in words. When the engine itself is broken, a form still saves a person.
 * @param {Found} found
 * @param {import('./store/marker.js').Marker} marker
 * @param {import('./store/database.js').Database} db
 * @param {import('./context.js').Asked} asked
 * @returns {Promise<Response>}
 */
async function handle({ handler }, marker, db, asked) {
  const locale = marker.locale ?? 'ja';
  try {
    if (asked.form.has('emergency')) return await emergencySave(db, asked.form, locale);
    const ctx = await contextFor(marker, db, asked);
    return await handler(ctx).catch((error) => inWords(error, ctx));
  } catch (broken) {
    if (isClosed(broken) && !asked.isAgain) return handleAgain({ handler, params: {} }, asked);
    reportError(broken);
    return asked.htmx ? new Response('', { status: 500 }) : emergencyPage(locale);
  }
}

/** @param {unknown} error @param {Context} ctx */
function inWords(error, ctx) {
  if (error instanceof AppError) return errorPage(ctx, error);
  throw error;
}

/** Browsers close a database under us, and say so only when it is used. @param {unknown} error */
function isClosed(error) {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

/**
 * @param {Found} found
 * @param {import('./context.js').Asked} asked
 * @returns {Promise<Response>}
 */
async function handleAgain(found, asked) {
  const marker = await readMarker();
  if (!marker) return new Response('', { status: 401 });
  await closeAccount(marker.account_id);
  return handle(found, marker, await openAccount(marker.account_id), { ...asked, isAgain: true });
}

/** A page only the server makes: when the network does not answer, say so in words. @param {Request} request @param {URL} url */
async function otherPage(request, url) {
  const marker = await readMarker();
  if (!marker) return passThrough(request, url);
  const reply = await fromNetwork(request, PAGE_PATIENCE);
  if (reply) return reply;
  const db = await openAccount(marker.account_id);
  const asked = { url, params: {}, form: new FormData(), htmx: false };
  return handle({ handler: offline, params: {} }, marker, db, asked);
}

/** @param {Context} _ctx @returns {Promise<Response>} */
async function offline(_ctx) {
  throw new AppError('offline');
}

/**
 * Nobody is served here; but a session that still has to end ends before anything is shown.
 * @param {Request} request
 * @param {URL} url
 */
async function passThrough(request, url) {
  await endOwedSession();
  return fetch(request).catch((offline) => {
    if (request.mode !== 'navigate') throw offline;
    return signedOutPage(url);
  });
}

/** @param {Request} request @param {number} patience in milliseconds @returns {Promise<Response | null>} */
async function fromNetwork(request, patience) {
  const late = new Promise((resolve) => setTimeout(resolve, patience, null));
  const reply = fetch(request).catch(() => null);
  return /** @type {Promise<Response | null>} */ (Promise.race([reply, late]));
}
