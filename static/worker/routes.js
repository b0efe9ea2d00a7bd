// @ts-check
// Every URL this worker answers, with its handler. Same names as the blueprints in server/web.

import * as contacts from './web/contacts.js';
import * as events from './web/events.js';
import * as followUps from './web/follow_ups.js';
import * as photos from './web/photos.js';
import * as sync from './web/sync.js';
import * as today from './web/today.js';

/**
 * @typedef {import('./answer.js').Context} Context
 * @typedef {(ctx: Context) => Promise<Response>} Handler
 */

/** @type {[string, string, Handler][]} method, pattern, handler; the first that fits answers */
const TABLE = [
  ['GET', '/', today.show],
  ['GET', '/events', events.index],
  ['GET', '/events/new', events.new_],
  ['POST', '/events', events.create],
  ['GET', '/events/:id', events.show],
  ['POST', '/events/:id', events.update],
  ['GET', '/events/:id/venue', events.venue],
  ['POST', '/events/:id/deletion', events.destroy],
  ['GET', '/contacts', contacts.index],
  ['GET', '/contacts/new', contacts.new_],
  ['POST', '/contacts', contacts.create],
  ['GET', '/contacts/:id', contacts.show],
  ['POST', '/contacts/:id', contacts.update],
  ['GET', '/contacts/:id/edit', contacts.edit],
  ['GET', '/contacts/:id/note', contacts.note],
  ['POST', '/contacts/:id/note', contacts.updateNote],
  ['POST', '/contacts/:id/deletion', contacts.destroy],
  ['GET', '/follow-ups', followUps.index],
  ['GET', '/follow-ups/:id', followUps.show],
  ['POST', '/follow-ups/:id', followUps.update],
  ['GET', '/sync', sync.show],
  ['POST', '/sync', sync.create],
  ['POST', '/sync/conflicts/:id', sync.resolve],
  ['GET', '/photos/:sha256', photos.show],
];

const ROUTES = TABLE.map(([method, pattern, handler]) => {
  const source = pattern.replace(/:(\w+)/gu, '(?<$1>[0-9a-f-]+)');
  return { method, path: new RegExp(`^${source}$`, 'u'), handler };
});

/**
 * Promise the handler of a URL and what its pattern names, or null when this worker does not answer it.
 * @param {string} method
 * @param {string} path
 * @returns {{handler: Handler, params: Record<string, string>} | null}
 */
export function findRoute(method, path) {
  for (const route of ROUTES) {
    const found = route.method === method && route.path.exec(path);
    if (found) return { handler: route.handler, params: { ...found.groups } };
  }
  return null;
}
