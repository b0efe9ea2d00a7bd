// @ts-check
// The classes of people one goes to meet (R13). Their words are in locales, events.target_class.*.

export const TARGET_CLASSES = ['prospect', 'partner', 'supplier', 'referrer', 'peer'];

/**
 * Answer whether text names a class that pages have words for.
 * @param {string} written
 */
export function isTargetClass(written) {
  return TARGET_CLASSES.includes(written);
}

/**
 * Promise the classes among these that pages have words for, each once, in the order of the list.
 *
 * Unknown ones come from newer versions: they stay in the record and are not shown.
 * @param {Iterable<string>} written
 */
export function knownClasses(written) {
  const named = new Set(written);
  return TARGET_CLASSES.filter((each) => named.has(each));
}
