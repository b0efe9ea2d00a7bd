"""What kana stand for: their plain form, their row, their Latin letters. All take folded hiragana."""

import re
import unicodedata

_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_COLUMNS = {
    "あ": "あかさたなはまやらわ",
    "い": "いきしちにひみりゐ",
    "う": "うくすつぬふむゆる",
    "え": "えけせてねへめれゑ",
    "お": "おこそとのほもよろを",
}
_ROWS = (
    *("あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの"),
    *("はひふへほ", "まみむめも", "やゆよ", "らりるれろ", "わゐゑをん"),
)
_VOWEL_OF = {kana: vowel for vowel, column in _COLUMNS.items() for kana in column}
_ROW_OF = {kana: row[0] for row in _ROWS for kana in row}
_LATIN_WORDS = (
    "あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go "
    "さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo た ta ち chi つ tsu て te と to "
    "だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho "
    "ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo "
    "や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n ゔ vu ゕ ka ゖ ke"
).split()
_LATIN = dict(zip(_LATIN_WORDS[::2], _LATIN_WORDS[1::2], strict=True))
_GLIDES = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_SMALL_VOWELS = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o", "ゎ": "a"}


def plain(kana: str) -> str:
    """Promise the reading without voicing marks, small kana, ー and ゝ: the first key of あいうえお order."""
    split = unicodedata.normalize("NFD", kana).translate({0x3099: None, 0x309A: None})
    done = ""
    for letter in split.translate(_SMALL):
        if letter == "ー":
            letter = _VOWEL_OF.get(done[-1:], letter)
        elif letter == "ゝ":
            letter = done[-1:] or letter
        done += letter
    return unicodedata.normalize("NFC", done)


def row(kana: str) -> str:
    """Promise the row a reading begins with: one of あかさたなはまやらわ, or "" for anything else."""
    return _ROW_OF.get(plain(kana)[:1], "")


def latin(kana: str) -> str:
    """Promise the reading in Hepburn letters, long vowels as they are written: さとう is satou."""
    done = ""
    double = False
    for letter in kana:
        if letter == "っ":
            double = True
        elif letter in _GLIDES and re.search("[^aeiou ]i\\Z", done):
            stem = done[:-1]
            done = stem + ("" if re.search("(sh|ch|j)\\Z", stem) else "y") + _GLIDES[letter]
        elif letter in _SMALL_VOWELS and re.search("[aeiou]\\Z", done):
            done = done[:-1] + _SMALL_VOWELS[letter]
        elif letter != "ー":
            syllable = _LATIN.get(letter, letter)
            done += (syllable[0] if double else "") + syllable
            double = False
    return done


def short_latin(kana: str) -> str:
    """Promise the letters without long vowels, as names are mostly printed: とうきょう is tokyo."""
    return re.sub("([aeiou])\\1+", "\\1", latin(kana).replace("ou", "o"))
