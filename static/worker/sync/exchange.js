// @ts-check
// One request to the sync interface and what its answer means. Only our own JSON counts; anything else is no network.

/**
 * @typedef {{kind: 'answer', body: import('./receive.js').Answer, date: string} | {kind: 'offline'} | {kind: 'expired'} |
 *   {kind: 'revoked'} | {kind: 'other_account'} | {kind: 'bad_batch', key: string} | {kind: 'too_old'} |
 *   {kind: 'wait', seconds: number}} Reply
 */

const TIMEOUT = 30_000;
const WORTH_PACKING = 8 * 1024;

/**
 * Promise what the server said. Never throws for a network that is missing, slow or a captive portal.
 * @param {Record<string, unknown>} message
 * @returns {Promise<Reply>}
 */
export async function exchange(message) {
  const { body, headers } = await packed(JSON.stringify(message));
  const response = await request('/api/sync', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    body,
  });
  const answer = response && (await json(response));
  if (!response || !answer) return plainReply(response);
  if (response.ok && answer.protocol === 1 && Array.isArray(answer.results)) {
    return { kind: 'answer', body: answer, date: response.headers.get('Date') ?? '' };
  }
  return refusal(response, answer.error);
}

/**
 * Promise the response, or null when none came in time.
 * @param {string} url
 * @param {RequestInit} options
 * @param {number} [patience] in milliseconds
 */
export async function request(url, options, patience = TIMEOUT) {
  try {
    return await fetch(url, {
      ...options,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    return null;
  }
}

/**
 * Promise the JSON body, or null when it is anything else.
 * @param {Response} response
 * @returns {Promise<any>}
 */
export async function json(response) {
  if (!response.headers.get('Content-Type')?.startsWith('application/json')) return null;
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** A busy proxy answers without JSON, but its Retry-After still counts. @param {Response | null} response @returns {Reply} */
function plainReply(response) {
  if (response && [429, 503].includes(response.status)) return waitReply(response);
  if (response?.status === 413) return { kind: 'bad_batch', key: 'errors.too_large' };
  return { kind: 'offline' };
}

/** @param {Response} response @param {{kind?: string, key?: string} | undefined} error @returns {Reply} */
function refusal(response, error) {
  switch (response.status) {
    case 401:
      return { kind: error?.key?.endsWith('revoked') ? 'revoked' : 'expired' };
    case 409:
      return { kind: 'other_account' };
    case 400:
    case 413:
    case 422:
      return { kind: 'bad_batch', key: error?.key ?? 'errors.invalid' };
    case 426:
      return { kind: 'too_old' };
    case 429:
    case 503:
      return waitReply(response);
    default:
      return { kind: 'offline' };
  }
}

/** @param {Response} response @returns {Reply} */
function waitReply(response) {
  const asked = response.headers.get('Retry-After') ?? '';
  const until = Date.parse(asked);
  const seconds = /^\d+$/u.test(asked) ? Number(asked) : (until - Date.now()) / 1000;
  return {
    kind: 'wait',
    seconds: Number.isFinite(seconds) ? Math.max(1, Math.min(seconds, 3600)) : 60,
  };
}

/** @param {string} text @returns {Promise<{body: BodyInit, headers: Record<string, string>}>} */
async function packed(text) {
  if (text.length < WORTH_PACKING || !('CompressionStream' in globalThis)) {
    return { body: text, headers: {} };
  }
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return {
    body: await new Response(stream).arrayBuffer(),
    headers: { 'Content-Encoding': 'gzip' },
  };
}
