// @ts-check
// The kinds of answer a handler gives. All carry the same headers as the server's pages (ARCHITECTURE 1, rule 3).

import { AppError } from './errors.js';
import { shellContext } from './pages/shell.js';
import { render } from './render.js';
import { countOpen } from './store/follow_ups.js';
import { page_headers } from './version.js';

/** The kinds with a page of their own; "offline" is this server's alone. */
const ERROR_PAGES = ['not_found', 'forbidden', 'unavailable', 'offline'];

/**
 * What every handler is given. `form` is empty for GET; `sync` talks with the server and tells how it ended.
 * @typedef {{db: import('./store/database.js').Database, account: {id: string, display_name: string}, url: URL,
 *   params: Record<string, string>, form: FormData, htmx: boolean, now: string, newId: () => string,
 *   t: import('./render.js').Translate, locale: string, time_zone: string, theme: string, shortcuts: string,
 *   sync: (trigger?: string) => Promise<string>}} Context
 */

/**
 * Promise a whole page, with the shell around what the page says itself.
 * @param {Context} ctx
 * @param {string} template
 * @param {Record<string, unknown>} context
 * @param {number} [status]
 */
export async function page(ctx, template, context, status = 200) {
  const shell = shellContext({ ...known(ctx), due_count: await countOpen(ctx.db) });
  return html(await render(template, { ...shell, ...context }, ctx.t), status);
}

/**
 * Promise a piece of a page, from the very partial that the page includes.
 * @param {Context} ctx
 * @param {string} template
 * @param {Record<string, unknown>} context
 * @param {number} [status]
 */
export async function fragment(ctx, template, context, status = 200) {
  return html(await render(template, { ...known(ctx), ...context }, ctx.t), status);
}

/**
 * Promise the form again with its words, for values that cannot be kept: the only refusal htmx swaps.
 * @param {Context} ctx
 * @param {string} template
 * @param {Record<string, unknown>} context
 */
export function invalid(ctx, template, context) {
  return fragment(ctx, template, context, 422);
}

/**
 * Promise an answer that makes htmx open another page.
 * @param {string} url
 */
export function go(url) {
  return html('', 200, { 'HX-Redirect': url });
}

/**
 * Promise a file to keep. Never a type that a browser would run.
 * @param {string} name
 * @param {string} json
 */
export function attachment(name, json) {
  return html(json, 200, {
    'Content-Type': 'application/json',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

/**
 * Promise a file of text to keep, of a type that other programs know.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function file(name, type, text) {
  return html(text, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

/**
 * Promise an answer that leads a navigation to another page.
 * @param {string} url
 */
export function move(url) {
  return html('', 302, { Location: url });
}

/** @param {Context} ctx */
export function notFound(ctx) {
  return errorPage(ctx, new AppError('not_found'));
}

/**
 * Promise an error in words: a page for a person who came by link; htmx keeps the form, and page script says why.
 * @param {Context} ctx
 * @param {AppError} error
 */
export async function errorPage(ctx, { kind, status }) {
  if (ctx.htmx) return html('', status);
  const name = ERROR_PAGES.includes(kind) ? kind : 'unavailable';
  const page_title = ctx.t(`errors.${name}.title`);
  return html(await render(`errors/${name}.html`, { ...known(ctx), page_title }, ctx.t), status);
}

/**
 * @param {string} text
 * @param {number} [status]
 * @param {Record<string, string>} [headers]
 */
export function html(text, status = 200, headers = {}) {
  return new Response(text, {
    status,
    headers: { ...page_headers, 'Content-Type': 'text/html; charset=utf-8', ...headers },
  });
}

/** @param {Context} ctx */
function known({ account, locale, theme, shortcuts }) {
  const { display_name } = account;
  return { locale, theme, shortcuts, is_signed_in: true, keeps_data: true, display_name };
}
