// @ts-check
// Orders as SQL has them: text by code point, absent numbers first.

/** @typedef {import('./database.js').StoredRecord} StoredRecord */

/**
 * Answer how two records compare by these fields, the first that differs deciding.
 * @param {...string} fields
 * @returns {(one: StoredRecord, other: StoredRecord) => number}
 */
export function byText(...fields) {
  return (one, other) => {
    for (const field of fields) {
      const order = compare(one[field], other[field]);
      if (order) return order;
    }
    return 0;
  };
}

/**
 * Answer how two values compare. UTF-16 puts 𠮷 before ｱ, code points after it.
 * @param {any} one
 * @param {any} other
 */
export function compare(one, other) {
  if (one === other) return 0;
  if (typeof one !== 'string' || typeof other !== 'string') return (one ?? -1) - (other ?? -1);
  const shorter = Math.min(one.length, other.length);
  for (let place = 0; place < shorter; place += 1) {
    const [left, right] = [one.charCodeAt(place), other.charCodeAt(place)];
    if (left !== right) return pointOrder(left) - pointOrder(right);
  }
  return one.length - other.length;
}

/** Halves of code points past U+FFFF come after all others. @param {number} unit */
function pointOrder(unit) {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
