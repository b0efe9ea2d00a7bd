// @ts-check
// Passkey ceremonies as this browser does them: options of the office in, its answer out. No pages, no words.

import { ask, Refusal } from './ask.js';

/** Names of browser errors to the keys of our words. @type {Record<string, string>} */
const KEYS = {
  NotAllowedError: 'sessions.cancelled',
  AbortError: 'sessions.cancelled',
  InvalidStateError: 'sessions.already_here',
  NotSupportedError: 'sessions.not_supported',
  SecurityError: 'sessions.not_supported',
};
const UNKNOWN = 'sessions.unknown_passkey';

/**
 * Promise the office's answer after a new passkey. Throws a Refusal.
 * @param {string} path of the ceremony, below /api/auth/
 * @param {Record<string, unknown>} [start] what the first half needs
 * @param {Record<string, unknown>} [end] what the second half needs
 */
export async function register(path, start = {}, end = {}) {
  const { options } = await ask(`${path}/options`, start);
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: options.excludeCredentials?.map(descriptor),
  };
  const made = await inBrowser((container) => container.create({ publicKey }));
  const { response } = made;
  return ask(path, {
    ...end,
    credential: plain(made, {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    }),
  });
}

/**
 * Promise the office's answer after a passkey was used, or at once when none is asked for. Throws a Refusal.
 * @param {string} path of the ceremony, below /api/auth/
 * @param {Record<string, unknown>} [end] what the second half needs
 */
export async function authenticate(path, end = {}) {
  const { options, ...rest } = await ask(`${path}/options`);
  if (!options) return rest;
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: options.allowCredentials?.map(descriptor),
  };
  const used = await inBrowser((container) => container.get({ publicKey }));
  const { response } = used;
  const credential = plain(used, {
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : undefined,
  });
  try {
    return await ask(path, { ...end, credential });
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.key === UNKNOWN) {
      await signal('signalUnknownCredential', { rpId: options.rpId, credentialId: used.id });
    }
    throw refusal;
  }
}

/**
 * Tell the authenticator which passkeys of this account still count, so that it forgets the others.
 * @param {string} rpId
 * @param {string} userId base64url
 * @param {string[]} allAcceptedCredentialIds base64url
 */
export function signalAccepted(rpId, userId, allAcceptedCredentialIds) {
  return signal('signalAllAcceptedCredentials', { rpId, userId, allAcceptedCredentialIds });
}

/** A courtesy that not every browser knows. @param {string} name @param {object} told */
async function signal(name, told) {
  const known = /** @type {any} */ (globalThis).PublicKeyCredential;
  await known?.[name]?.(told)?.catch(() => {});
}

/**
 * @param {(container: CredentialsContainer) => Promise<Credential | null>} work
 * @returns {Promise<any>}
 */
async function inBrowser(work) {
  if (!('PublicKeyCredential' in globalThis)) throw new Refusal('sessions.not_supported');
  try {
    const credential = await work(navigator.credentials);
    if (credential) return credential;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new Refusal(KEYS[error.name] ?? 'sessions.failed');
  }
  throw new Refusal('sessions.cancelled');
}

/** @param {any} credential @param {Record<string, unknown>} response */
function plain(credential, response) {
  const { id, type, authenticatorAttachment } = credential;
  return { id, rawId: id, type, authenticatorAttachment, response };
}

/** @param {{id: string}} known */
function descriptor(known) {
  return { ...known, id: bytes(known.id) };
}

/** @param {string} base64url */
function bytes(base64url) {
  const letters = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer */
function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
