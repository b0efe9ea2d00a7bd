// @ts-check
// What a handler is given: whose records, which words, which moment. Made anew for every request.

import { newId, now } from './doors.js';
import { translator } from './render.js';
import { preference } from './store/preferences.js';
import { runSync } from './sync/loop.js';
import { version } from './version.js';

/**
 * @typedef {import('./answer.js').Context} Context
 * @typedef {import('./store/marker.js').Marker} Marker
 * @typedef {import('./store/database.js').Database} Database
 * @typedef {{url: URL, params: Record<string, string>, form: FormData, htmx: boolean,
 *   isAgain?: boolean}} Asked
 */

/**
 * @param {Marker} marker
 * @param {Database} db
 * @param {Asked} asked
 * @returns {Promise<Context>}
 */
export async function contextFor(marker, db, asked) {
  const { account_id: id, display_name } = marker;
  const eye = { ...settings(marker), ...chosen(await preference(db, id)) };
  return {
    db,
    account: { id, display_name },
    ...asked,
    now: now(),
    newId,
    ...eye,
    t: await translator(eye.locale),
    sync: (trigger) => runSync(db, id, { now, newId, version, trigger }),
  };
}

/** @param {Marker} marker as the sign-in page left it */
function settings({ locale, theme, time_zone }) {
  return {
    locale: locale || 'ja',
    theme: theme || 'auto',
    time_zone: time_zone || 'Asia/Tokyo',
    shortcuts: 'on',
  };
}

/** @param {Record<string, any>} record */
function chosen(record) {
  const names = ['locale', 'theme', 'time_zone', 'shortcuts'];
  return Object.fromEntries(
    names.filter((name) => record[name]).map((name) => [name, record[name]]),
  );
}
