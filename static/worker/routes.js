// @ts-check
// Every URL this worker answers, with its handler. Same names as the blueprints in server/web.

import * as attendees from './web/attendees.js';
import * as cardFiles from './web/card_files.js';
import * as contacts from './web/contacts.js';
import * as events from './web/events.js';
import * as followUps from './web/follow_ups.js';
import * as goals from './web/goals.js';
import * as held from './web/held.js';
import * as introductions from './web/introductions.js';
import * as me from './web/me.js';
import * as nextSteps from './web/next_steps.js';
import * as organizers from './web/organizers.js';
import * as outcomes from './web/outcomes.js';
import * as photos from './web/photos.js';
import * as preferences from './web/preferences.js';
import * as preparations from './web/preparations.js';
import * as reviews from './web/reviews.js';
import * as sync from './web/sync.js';
import * as today from './web/today.js';
import * as untouched from './web/untouched.js';
import * as venue from './web/venue.js';

/**
 * @typedef {import('./answer.js').Context} Context
 * @typedef {(ctx: Context) => Promise<Response>} Handler
 */

/** @type {[string, string, Handler][]} method, pattern, handler; the first that fits answers */
const TABLE = [
  ['GET', '/', today.show],
  ['GET', '/events', events.index],
  ['GET', '/events/new', events.new_],
  ['POST', '/events/new', events.read],
  ['GET', '/events/comparison', events.comparison],
  ['POST', '/events', events.create],
  ['GET', '/events/:id', events.show],
  ['POST', '/events/:id', events.update],
  ['GET', '/events/:id/venue', venue.show],
  ['GET', '/events/:id/acquaintances', venue.acquaintances],
  ['POST', '/events/:id/deletion', events.destroy],
  ['GET', '/events/:id/review', reviews.show],
  ['POST', '/events/:id/review', reviews.update],
  ['POST', '/events/:id/closure', reviews.close],
  ['GET', '/reviews', reviews.index],
  ['POST', '/outcomes', outcomes.create],
  ['POST', '/outcomes/:id/deletion', outcomes.destroy],
  ['GET', '/organizers/:id', organizers.show],
  ['POST', '/organizers/:id', organizers.update],
  ['GET', '/events/:id/prepare', preparations.show],
  ['POST', '/events/:id/introduction-script', preparations.updateIntroduction],
  ['POST', '/events/:id/rehearsals', preparations.createRehearsal],
  ['POST', '/events/:id/thanks', preparations.updateThanks],
  ['POST', '/events/:id/goals', goals.create],
  ['POST', '/goals/:id', goals.update],
  ['POST', '/goals/:id/deletion', goals.destroy],
  ['POST', '/events/:id/attendee-list', attendees.createList],
  ['POST', '/events/:id/attendees', attendees.create],
  ['POST', '/attendees/:id', attendees.update],
  ['POST', '/attendees/:id/deletion', attendees.destroy],
  ['POST', '/preferences', preferences.update],
  ['GET', '/contacts', contacts.index],
  ['GET', '/contacts/new', contacts.new_],
  ['GET', '/contacts/untouched', untouched.index],
  ['POST', '/contacts', contacts.create],
  ['GET', '/contacts/:id', contacts.show],
  ['POST', '/contacts/:id', contacts.update],
  ['GET', '/contacts/:id/edit', contacts.edit],
  ['GET', '/contacts/:id/note', contacts.note],
  ['POST', '/contacts/:id/note', contacts.updateNote],
  ['POST', '/contacts/:id/deletion', contacts.destroy],
  ['GET', '/contacts/:id/duplicate', contacts.duplicate],
  ['POST', '/contacts/:id/duplicate', contacts.updateDuplicate],
  ['POST', '/contacts/:id/keywords', contacts.updateKeywords],
  ['GET', '/contacts/:id/held', held.show],
  ['GET', '/contacts/:id/held.json', held.download],
  ['POST', '/contacts/:id/erasure', held.erase],
  ['GET', '/follow-ups', followUps.index],
  ['GET', '/follow-ups/:id', followUps.show],
  ['POST', '/follow-ups/:id', followUps.update],
  ['POST', '/follow-ups/:id/next-step', nextSteps.update],
  ['GET', '/follow-ups/:id/calendar.ics', nextSteps.calendar],
  ['GET', '/follow-ups/calendar.ics', nextSteps.calendarOfAll],
  ['GET', '/introductions', introductions.index],
  ['POST', '/introductions', introductions.create],
  ['GET', '/introductions/new', introductions.new_],
  ['POST', '/introductions/dismissals', introductions.createDismissal],
  ['GET', '/introductions/:id', introductions.show],
  ['POST', '/introductions/:id', introductions.update],
  ['POST', '/introductions/:id/links', introductions.updateLinks],
  ['POST', '/introductions/:id/ending', introductions.createEnding],
  ['POST', '/introductions/:id/deletion', introductions.destroy],
  ['GET', '/contacts/:id/card.vcf', cardFiles.show],
  ['GET', '/me/card', me.show],
  ['POST', '/me/card', me.update],
  ['POST', '/me/card/link', me.updateLink],
  ['GET', '/me/card/print', me.print],
  ['GET', '/me/card.vcf', cardFiles.showOwn],
  ['POST', '/me/left-cards/:id', me.updateLeftCard],
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
