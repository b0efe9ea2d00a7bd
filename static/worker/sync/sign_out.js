// @ts-check
// Ends the session a person left while there was no network (ARCHITECTURE 9.4). Nothing personal is needed for it.

import { owesSignOut, settleSignOut } from '../store/marker.js';
import { request } from './exchange.js';

/** A page waits behind this. */
const PATIENCE = 6_000;

/** Promise the owed session ended when the server can be reached; else it stays owed. */
export async function endOwedSession() {
  if (!(await owesSignOut())) return;
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const options = { method: 'POST', headers, body: '{}' };
  const response = await request('/api/auth/sign-out', options, PATIENCE);
  // Already ended counts as well.
  if (response && (response.ok || response.status === 401)) await settleSignOut();
}
