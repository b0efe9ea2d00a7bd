// @ts-check
// The ladder of questions: どのようなお仕事 → 力を入れていること → 今お困りのこと (R48). Their words are in locales.

/** The field of the note in which each answer is written, in the order in which one asks. */
export const LADDER = ['business', 'focus', 'challenge', 'looking_for'];

/**
 * Promise which question to show, counted from 1: the one asked for, else the first without an answer.
 * @param {number} asked
 * @param {Record<string, any>} talk
 */
export function place(asked, talk) {
  if (asked > 0) return Math.min(asked, LADDER.length);
  const open = LADDER.findIndex((field) => talk[field] === '');
  return open < 0 ? LADDER.length : open + 1;
}
