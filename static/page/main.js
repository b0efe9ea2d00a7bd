// @ts-check
// What every page of the app loads: one small behaviour per file, each told to start; what few pages need comes later.

import './trusted_types.js';
import * as autosave from './autosave.js';
import * as badge from './badge.js';
import * as bfcache from './bfcache.js';
import * as compose from './compose.js';
import * as countdown from './countdown.js';
import * as device from './device.js';
import * as forms from './forms.js';
import * as furigana from './furigana.js';
import * as install from './install.js';
import * as keys from './keys.js';
import * as panes from './panes.js';
import * as persist from './persist.js';
import * as refresh from './refresh.js';
import * as signOut from './sign_out.js';
import * as sync from './sync.js';
import * as toast from './toast.js';
import * as version from './version.js';

// Composing comes first: it stops events that the others must not see.
for (const { start } of [
  ...[compose, forms, autosave, device, sync, refresh, countdown, furigana, keys, panes],
  ...[toast, signOut, version, persist, install, badge, bfcache],
]) {
  start();
}

/** What only some pages hold, and what it needs. @type {[string, () => Promise<{start: () => unknown}>][]} */
const LATER = [
  ['[data-photo]', () => import('./photo.js')],
  ['[data-shutter]', () => import('./shutter.js')],
  ['[data-picture]', () => import('./qr_scan.js')],
  ['[data-swipe]', () => import('./swipe.js')],
  ['[data-quick]', () => import('./quick.js')],
  ['[data-step], #goal-list', () => import('./stepper.js')],
  ['[data-rehearsal]', () => import('./rehearsal.js')],
  ['[data-list-file]', () => import('./attendee_file.js')],
  ['[data-ready]', () => import('./ready_check.js')],
  ['[data-new-token]', () => import('./link_tokens.js')],
  ['[data-codes], [data-print]', () => import('./my_card.js')],
  ['[data-link-code], [data-code-text]', () => import('./link_code.js')],
  ['#next-step', () => import('./next_step.js')],
  ['[data-compose]', () => import('./message.js')],
  ['[data-push]', () => import('./reminders.js')],
  ['[data-calendar]', () => import('./event_file.js')],
];
for (const [selector, load] of LATER) {
  if (document.querySelector(selector)) load().then(({ start }) => start());
}
