// @ts-check
// The rehearsal: counts seconds aloud at the marks, keeps the screen awake, leaves the seconds in a form. No sound.

/** @type {any} */
let lock = null;
/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking;
let began = 0;

export function start() {
  const place = document.querySelector('[data-rehearsal]');
  if (!(place instanceof HTMLElement)) return;
  // A button that has the focus is pressed by Space as well.
  part(place, '[data-toggle]')?.addEventListener('click', () =>
    ticking === undefined ? begin(place) : end(place),
  );
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && ticking !== undefined) void stayAwake();
  });
}

/** @param {HTMLElement} place */
function begin(place) {
  began = performance.now();
  show(place, 0, '');
  for (const mark of place.querySelectorAll('[data-mark]')) mark.classList.remove('is-tied');
  let said = 0;
  ticking = setInterval(() => {
    const seconds = passed();
    const due = marksOf(place).filter((mark) => mark <= seconds);
    const words = due.length > said ? place.dataset.markWords : undefined;
    said = due.length;
    show(place, seconds, words?.replace('#', String(due.at(-1))));
  }, 200);
  press(place, true);
  void stayAwake();
}

/** @param {HTMLElement} place */
function end(place) {
  clearInterval(ticking);
  ticking = undefined;
  const seconds = passed();
  show(place, seconds);
  press(place, false);
  void lock?.release();
  lock = null;
  // The answer brings a fresh form, so it is looked for each time.
  const form = document.getElementById(place.dataset.form ?? '');
  const field = form?.querySelector('[name="seconds"]');
  if (!(form instanceof HTMLFormElement) || !(field instanceof HTMLInputElement) || seconds < 1)
    return;
  field.value = String(seconds);
  form.requestSubmit();
}

function passed() {
  return Math.floor((performance.now() - began) / 1000);
}

/** @param {HTMLElement} place */
function marksOf(place) {
  return (place.dataset.marks ?? '').split(' ').map(Number);
}

/**
 * Draw the time; a reader is told the words alone, at the marks.
 * @param {HTMLElement} place
 * @param {number} seconds
 * @param {string} [words]
 */
function show(place, seconds, words) {
  const longest = Number(place.dataset.longest);
  const time = part(place, '[data-time]');
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  if (time) time.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  const percent = Math.min(100, Math.round((seconds / longest) * 100));
  place.querySelector('[data-cord]')?.setAttribute('x2', `${percent}%`);
  for (const mark of place.querySelectorAll('[data-mark]'))
    mark.classList.toggle('is-tied', Number(mark.getAttribute('data-mark')) <= seconds);
  const long = part(place, '[data-long]');
  if (long) long.textContent = seconds > longest ? (place.dataset.longWords ?? '') : '';
  const said = part(place, '[data-said]');
  if (said && words !== undefined) said.textContent = words;
}

/** @param {HTMLElement} place @param {boolean} isRunning */
function press(place, isRunning) {
  const toggle = part(place, '[data-toggle]');
  if (!toggle) return;
  toggle.setAttribute('aria-pressed', String(isRunning));
  const words = toggle.querySelector('[data-words-of-toggle]');
  const { startWords, stopWords } = toggle.dataset;
  if (words) words.textContent = (isRunning ? stopWords : startWords) ?? '';
}

/** @param {HTMLElement} place @param {string} selector */
function part(place, selector) {
  const found = place.querySelector(selector);
  return found instanceof HTMLElement ? found : null;
}

/** Browsers let go of the screen when the page is hidden; without the right to hold it, it simply dims. */
async function stayAwake() {
  const { wakeLock } = /** @type {{wakeLock?: any}} */ (/** @type {unknown} */ (navigator));
  lock = (await wakeLock?.request('screen').catch(() => null)) ?? null;
  if (ticking === undefined) {
    void lock?.release();
    lock = null;
  }
}
