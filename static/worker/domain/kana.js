// @ts-check
// What kana stand for: their plain form, their row, their Latin letters. All take folded hiragana.

const SMALL = paired('ぁぃぅぇぉっゃゅょゎゕゖ', 'あいうえおつやゆよわかけ');
/** @type {Record<string, string>} */
const COLUMNS = {
  あ: 'あかさたなはまやらわ',
  い: 'いきしちにひみりゐ',
  う: 'うくすつぬふむゆる',
  え: 'えけせてねへめれゑ',
  お: 'おこそとのほもよろを',
};
const ROWS = [
  ...['あいうえお', 'かきくけこ', 'さしすせそ', 'たちつてと', 'なにぬねの'],
  ...['はひふへほ', 'まみむめも', 'やゆよ', 'らりるれろ', 'わゐゑをん'],
];
const VOWEL_OF = new Map(
  Object.entries(COLUMNS).flatMap(([vowel, column]) => [...column].map((kana) => [kana, vowel])),
);
const ROW_OF = new Map(ROWS.flatMap((row) => [...row].map((kana) => [kana, row[0]])));
const LATIN = new Map(
  (
    'あ:a い:i う:u え:e お:o か:ka き:ki く:ku け:ke こ:ko が:ga ぎ:gi ぐ:gu げ:ge ご:go ' +
    'さ:sa し:shi す:su せ:se そ:so ざ:za じ:ji ず:zu ぜ:ze ぞ:zo た:ta ち:chi つ:tsu て:te と:to ' +
    'だ:da ぢ:ji づ:zu で:de ど:do な:na に:ni ぬ:nu ね:ne の:no は:ha ひ:hi ふ:fu へ:he ほ:ho ' +
    'ば:ba び:bi ぶ:bu べ:be ぼ:bo ぱ:pa ぴ:pi ぷ:pu ぺ:pe ぽ:po ま:ma み:mi む:mu め:me も:mo ' +
    'や:ya ゆ:yu よ:yo ら:ra り:ri る:ru れ:re ろ:ro わ:wa ゐ:i ゑ:e を:o ん:n ゔ:vu ゕ:ka ゖ:ke'
  )
    .split(' ')
    .map((pair) => /** @type {[string, string]} */ (pair.split(':'))),
);
const GLIDES = new Map([...'ゃゅょ'].map((kana, place) => [kana, 'auo'[place]]));
const SMALL_VOWELS = new Map([...'ぁぃぅぇぉゎ'].map((kana, place) => [kana, 'aiueoa'[place]]));

/**
 * Promise the reading without voicing marks, small kana, ー and ゝ: the first key of あいうえお order.
 * @param {string} kana
 */
export function plain(kana) {
  const split = kana.normalize('NFD').replace(/[\u3099\u309a]/gu, '');
  let done = '';
  for (const written of split) {
    const letter = SMALL.get(written) ?? written;
    if (letter === 'ー') done += VOWEL_OF.get(done.slice(-1)) ?? letter;
    else if (letter === 'ゝ') done += [...done].at(-1) ?? letter;
    else done += letter;
  }
  return done.normalize('NFC');
}

/**
 * Promise the row a reading begins with: one of あかさたなはまやらわ, or "" for anything else.
 * @param {string} kana
 */
export function row(kana) {
  return ROW_OF.get(plain(kana).slice(0, 1)) ?? '';
}

/**
 * Promise the reading in Hepburn letters, long vowels as they are written: さとう is satou.
 * @param {string} kana
 */
export function latin(kana) {
  let done = '';
  let double = false;
  for (const letter of kana) {
    const glide = GLIDES.get(letter);
    const small = SMALL_VOWELS.get(letter);
    if (letter === 'っ') double = true;
    else if (glide && /[^aeiou ]i$/u.test(done)) {
      const stem = done.slice(0, -1);
      done = stem + (/(sh|ch|j)$/u.test(stem) ? '' : 'y') + glide;
    } else if (small && /[aeiou]$/u.test(done)) done = done.slice(0, -1) + small;
    else if (letter !== 'ー') {
      const syllable = LATIN.get(letter) ?? letter;
      done += (double ? [...syllable][0] : '') + syllable;
      double = false;
    }
  }
  return done;
}

/**
 * Promise the letters without long vowels, as names are mostly printed: とうきょう is tokyo.
 * @param {string} kana
 */
export function shortLatin(kana) {
  return latin(kana)
    .replaceAll('ou', 'o')
    .replace(/([aeiou])\1+/gu, '$1');
}

/** @param {string} from @param {string} to */
function paired(from, to) {
  return new Map([...from].map((letter, place) => [letter, [...to][place]]));
}
