// @ts-check
// The two doors through which time and chance enter this server. Tests set `enishi_doors` (ARCHITECTURE 9.34).

/** @typedef {{now?: () => string, new_id?: () => string}} Doors */

/** Promise the present as `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export function now() {
  return doors().now?.() ?? new Date().toISOString();
}

/** Promise a fresh UUIDv7 (RFC 9562, 5.7) in canonical lower case. */
export function newId() {
  return doors().new_id?.() ?? uuid7(Date.now());
}

/** @returns {Doors} */
function doors() {
  return /** @type {{enishi_doors?: Doors}} */ (globalThis).enishi_doors ?? {};
}

/** @param {number} milliseconds since 1970 */
function uuid7(milliseconds) {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  bytes[0] = (bytes[0] & 0x0f) | 0x70;
  bytes[2] = (bytes[2] & 0x3f) | 0x80;
  const tail = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const hex = milliseconds.toString(16).padStart(12, '0') + tail;
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
