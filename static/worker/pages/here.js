// @ts-check
// Who reads a page, and when: what every page function needs beside its records. No records live here.

/**
 * The reader's words, language, time zone, and the present as RFC 3339 text. A handler's ctx is one.
 * @typedef {{t: (key: string, values?: Record<string, string | number>) => string, locale: string,
 *   time_zone: string, now: string}} Here
 */

export {};
