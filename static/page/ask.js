// @ts-check
// One JSON question to the office. Nothing is kept, nothing is shown.

/** What went wrong: `key` names the words, in templates/locales. */
export class Refusal extends Error {
  /** @param {string} key */
  constructor(key) {
    super(key);
    this.key = key;
  }
}

const TIMEOUT = 20_000;

/**
 * Promise the answer. Throws a Refusal.
 * @param {string} path below /api/auth/
 * @param {Record<string, unknown>} [body]
 * @returns {Promise<any>}
 */
export async function ask(path, body = {}) {
  const response = await send(path, body);
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  if (response.status === 429) throw new Refusal('sessions.too_many');
  throw new Refusal(answer?.error?.key ?? 'sessions.failed');
}

/** @param {string} path @param {Record<string, unknown>} body */
async function send(path, body) {
  try {
    return await fetch(`/api/auth/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch {
    throw new Refusal('sessions.no_network');
  }
}
