// @ts-check
// Guesses a reading while a name is typed: the kana before the conversion, only into an empty or guessed field.

const KANA = /^[ぁ-ゖァ-ヺー・　 ]+/u;
const PAIRS = [
  ['family_name', 'phonetic_family_name'],
  ['given_name', 'phonetic_given_name'],
  ['organization', 'phonetic_organization'],
];
/** The kana of the composition that goes on. */
let kana = '';

export function start() {
  addEventListener('compositionstart', () => {
    kana = '';
  });
  addEventListener('compositionupdate', ({ data }) => {
    // Romaji leave a letter at the end until the syllable is whole.
    const typed = data.replace(/[a-zａ-ｚ]+$/u, '');
    if (KANA.exec(typed)?.[0] === typed && typed !== '') kana = typed;
  });
  addEventListener('compositionend', ({ target, data }) => data && guess(target));
  document.addEventListener('input', ({ target, isTrusted }) => isTrusted && settle(target));
}

/** @param {EventTarget | null} target */
function guess(target) {
  const reading = readingOf(target);
  if (!reading || !kana || (reading.value !== '' && reading.dataset.guess !== 'true')) return;
  const isFirst = target instanceof HTMLInputElement && target.value.length <= kana.length;
  reading.value =
    (isFirst && reading.dataset.guess !== 'true' ? '' : reading.value) + hiragana(kana);
  mark(reading, true);
  kana = '';
}

/** A person's own reading, or a name emptied again, is no guess. @param {EventTarget | null} target */
function settle(target) {
  if (!(target instanceof HTMLInputElement)) return;
  if (target.dataset.guess === 'true') mark(target, false);
  const reading = readingOf(target);
  if (target.value === '' && reading?.dataset.guess === 'true') {
    reading.value = '';
    mark(reading, false);
  }
}

/** @param {EventTarget | null} target @returns {HTMLInputElement | null} */
function readingOf(target) {
  if (!(target instanceof HTMLInputElement)) return null;
  const name = PAIRS.find(([written]) => written === target.name)?.[1];
  const reading = name ? target.form?.elements.namedItem(name) : null;
  return reading instanceof HTMLInputElement ? reading : null;
}

/** @param {HTMLInputElement} reading @param {boolean} isGuess */
function mark(reading, isGuess) {
  reading.dataset.guess = String(isGuess);
  const guesses = reading.form?.querySelector('[data-guess="true"]');
  const note = reading.form?.querySelector('[data-device="guess"]');
  if (note instanceof HTMLElement) note.hidden = !guesses;
}

/** @param {string} text */
function hiragana(text) {
  return text.replace(/[ァ-ヶ]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}
