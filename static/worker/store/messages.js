// @ts-check
// Reads for the log of messages. No writes.

import { all } from './database.js';
import { byText } from './order.js';

/**
 * Promise what was sent to one person, the last one first.
 * @param {import('./database.js').Database} db
 * @param {string} contactId
 */
export async function messagesOfContact(db, contactId) {
  const found = await all(db, 'message', 'contact_id', contactId);
  return found.sort(byText('sent_at', 'id')).reverse();
}
