// @ts-check
// Ids born on the device: UUIDv7 in canonical lower case (RFC 9562, 5.7).

/** @returns {string} */
export function newId() {
  const time = Date.now().toString(16).padStart(12, '0');
  const chance = crypto.getRandomValues(new Uint8Array(10));
  chance[0] = (chance[0] & 0x0f) | 0x70;
  chance[2] = (chance[2] & 0x3f) | 0x80;
  const hex = time + [...chance].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}
