// @ts-check
// What a page asks about the tokens of its links, answered through the port that came with the question.

import { now } from './doors.js';
import { openAccount } from './store/database.js';
import { keepTokens, tokenOf } from './store/link_tokens.js';
import { readMarker } from './store/marker.js';

const HASH = /^[0-9a-f]{64}$/u;
const TOKEN = /^[\w-]{22}$/u;

/**
 * Promise tokens kept, or one found; a device that serves nobody keeps none.
 * @param {{keep?: unknown, hash?: unknown}} message
 * @returns {Promise<{kept: boolean} | {token: string}>}
 */
export async function answerAboutTokens({ keep, hash }) {
  const marker = await readMarker();
  if (!marker) return { kept: false };
  const db = await openAccount(marker.account_id);
  if (!Array.isArray(keep)) return { token: await tokenOf(db, String(hash)) };
  const tokens = keep.filter(isToken);
  await keepTokens(db, tokens, now());
  return { kept: tokens.length === keep.length };
}

/** @param {any} value */
function isToken(value) {
  return HASH.test(value?.hash) && TOKEN.test(value?.token);
}
