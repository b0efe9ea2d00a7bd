// @ts-check
// Figures -> the shapes of plots as whole numbers: beads on cords, cords side by side, points. No words, no rules.

/** @typedef {Record<string, any>} Figure */

// Beads stand above the water line, money hangs below it.
const WIDTH = 56;
const STEP = 19;
const DEEP = 72;
const HEAD = 40;
export const MOST_BEADS = 8;
export const MOST_COLUMNS = 24;
const CORD = 200;
const LABEL = 16;
const PAD = 12;
// The points of the four checks run from 0 to 8.
const POINT_LEFT = 28;
const POINT_STEP = 32;
const POINT_FOOT = 148;
const POINT_RISE = 16;

/**
 * Promise one column for each evening, the oldest first: a bead for each real conversation, a second
 * ring through it for each outcome, and what the evening cost hanging below.
 * @param {Figure[]} evenings
 */
export function beads(evenings) {
  const shown = evenings.slice(-MOST_COLUMNS);
  const most = Math.max(0, ...shown.map((each) => each.yen ?? 0));
  const tallest = Math.max(1, ...shown.map((each) => Math.min(each.real, MOST_BEADS)));
  const water = HEAD + tallest * STEP;
  const width = shown.length * WIDTH + 2 * PAD;
  return {
    width,
    height: water + DEEP + 3 * LABEL,
    water,
    right: width - PAD,
    left: PAD,
    columns: shown.map((each, n) => column(n, each, most, water)),
  };
}

/** @param {number} n @param {Figure} each @param {number} most @param {number} water */
function column(n, each, most, water) {
  const x = PAD + n * WIDTH + WIDTH / 2;
  const count = Math.min(each.real, MOST_BEADS);
  const heights = Array.from({ length: count }, (_, k) => water - 15 - k * STEP);
  const top = heights.at(-1) ?? water - 15;
  const deep = length(each.yen ?? 0, most, DEEP);
  return {
    id: each.id,
    x,
    top,
    count_y: top - 13,
    is_bare: heights.length === 0,
    beads: heights.map((y, k) => ({ y, is_tied: k < each.outcomes, ring_x: x + 8 })),
    bar_x: x - 11,
    bar_height: deep,
    has_bar: deep > 0,
    yen_y: water + deep + LABEL,
    date_y: water + DEEP + 2 * LABEL + 8,
  };
}

/**
 * Promise how long a cord of this amount is when the longest is `whole`; something is never nothing.
 * @param {number} amount
 * @param {number} most
 * @param {number} [whole]
 */
export function length(amount, most, whole = CORD) {
  if (amount <= 0 || most <= 0) return 0;
  return Math.max(Math.floor((2 * amount * whole + most) / (2 * most)), 2);
}

/**
 * Promise one point for each pair of score and conversations, larger for more evenings in one place.
 * @param {Figure[]} evenings
 */
export function points(evenings) {
  /** @type {Map<number, Figure[]>} */
  const found = new Map();
  for (const each of evenings) {
    if (each.score === null) continue;
    const place = each.score * 100 + Math.min(each.real, MOST_BEADS);
    found.set(place, [...(found.get(place) ?? []), each]);
  }
  const places = [...found].sort(([one], [other]) => one - other);
  return places.map(([place, same]) => ({
    x: pointX(Math.floor(place / 100)),
    y: pointY(place % 100),
    r: Math.min(5 + 2 * (same.length - 1), 11),
    is_tied: same.some((each) => each.outcomes > 0),
  }));
}

/** Promise where so many points stand. @param {number} score */
export function pointX(score) {
  return POINT_LEFT + score * POINT_STEP;
}

/** Promise how high so many conversations stand. @param {number} real */
export function pointY(real) {
  return POINT_FOOT - real * POINT_RISE;
}
