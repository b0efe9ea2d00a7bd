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

/** UTF-16 puts 𠮷 before ｱ, code points after it. @param {any} one @param {any} other */
function compare(one, other) {
  if (one === other) return 0;
  if (typeof one !== 'string' || typeof other !== 'string') return (one ?? -1) - (other ?? -1);
  const [left, right] = [[...one], [...other]];
  const place = left.findIndex((letter, n) => letter !== right[n]);
  if (place < 0) return -1;
  return (left[place].codePointAt(0) ?? 0) - (right[place]?.codePointAt(0) ?? -1);
}
