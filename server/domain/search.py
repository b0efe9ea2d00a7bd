"""Keys by which people are found and ordered. They live beside the record and are never shown."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from server.domain import kana
from server.domain.text import one_line

ROWS = (*"あかさたなはまやらわ", "英", "他")
# How the sort key of a person begins whose reading nobody knows.
NO_READING = f"{len(ROWS) - 1:02d}\t"

# One kanji in several shapes; the first stands for all, in keys only (REQUIREMENTS 5, Names).
_SHAPES = (
    "高髙 崎﨑嵜 斉斎齋齊斊 沢澤 辺邊邉 島嶋嶌 広廣 浜濱濵 真眞 国國 桜櫻 徳德 恵惠 富冨 瀬瀨 柳栁桺 "
    "吉𠮷 遥遙 曽曾 万萬 静靜 実實 学學 円圓 鉄鐵鐡 蔵藏 寿壽 与與 増增 黒黑 応應 渕淵渊 桑桒 館舘 "
    "条條 栄榮 豊豐 関關 滝瀧 渋澁 岳嶽 竜龍 礼禮 来來 県縣 会會 芸藝 医醫 亜亞 塩鹽 温溫 横橫 郎郞 "
    "緑綠 鶴靏靎 槙槇 桧檜 土圡 梅楳 峰峯 薮藪 籠篭 蛍螢 祢禰 弥彌 尭堯 晃晄 凜凛 穂穗 頼賴 戸戶 隣鄰 "
    "-‐‑‒–—―−"
).split()
_LETTERS = {"ß": "ss", "ς": "σ", "đ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"}
_KATAKANA = {chr(code): chr(code - 0x60) for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_TABLE = str.maketrans(
    {shape: group[0] for group in _SHAPES for shape in group[1:]} | _LETTERS | _KATAKANA
)
# Accents on letters, variation selectors, and characters of no width.
_UNSEEN = re.compile("[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef\u200b-\u200d\u2060\ufeff]")
_COMPANY_MARKS = {"(株)": "株式会社", "(有)": "有限会社", "(同)": "合同会社"}
_COMPANY_FORMS = re.compile(
    "株式会社|有限会社|合同会社|合資会社|合名会社|かぶしき[がか]いしゃ|ゆうげん[がか]いしゃ|"
    "ごうどう[がか]いしゃ|ごうし[がか]いしゃ|ごうめい[がか]いしゃ"
)
_KANA = re.compile("[ぁ-ゖゝー][ぁ-ゖゝゞー・ ]*\\Z")
_LATIN = re.compile("[a-z][a-z0-9 .,'&-]*\\Z")
_TELEPHONE = re.compile("(?=.*[0-9])[0-9+().-]+\\Z")

_CONTACT_FIELDS = (
    "organization",
    "phonetic_organization",
    "department",
    "title",
    "address",
    "note",
)
_CONTACT_LISTS = ("emails", "urls", "social", "offers", "needs")
_ENCOUNTER_FIELDS = (
    *("business", "challenge", "looking_for", "focus"),
    *("note", "memory_hook", "room", "target_class"),
)

Record = Mapping[str, Any]


# A record is folded for its order, its row and its search text at once, mostly the same few fields.
@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Promise the same key for every way of writing one word: NFKC, hiragana, small letters, one
    shape of each kanji, ㈱ opened, single spaces. ー stays: it is a vowel, not a hyphen.
    """
    split = _UNSEEN.sub("", unicodedata.normalize("NFKD", text)).lower()
    folded = unicodedata.normalize("NFKC", split).translate(_TABLE)
    for mark, form in _COMPANY_MARKS.items():
        folded = folded.replace(mark, form)
    return one_line(folded)


def company_key(name: str) -> str:
    """Promise the folded name or reading of a company without its legal form."""
    return one_line(_COMPANY_FORMS.sub("", fold(name)))


def reading(contact: Record) -> str:
    """Promise the folded reading a person is filed under, or "" when nobody knows it yet.

    A name in kana or in Latin letters reads itself; a card without a name is read as its company.
    """
    written = fold(f"{contact['phonetic_family_name']} {contact['phonetic_given_name']}")
    name = fold(f"{contact['family_name']} {contact['given_name']}")
    if not written and not name:
        written = company_key(contact["phonetic_organization"])
        name = company_key(contact["organization"])
    return written or (name if _KANA.match(name) or _LATIN.match(name) else "")


def row_key(contact: Record) -> str:
    """Promise the place in the index: one of あかさたなはまやらわ, 英 (Latin letters) or 他."""
    key = reading(contact)
    return kana.row(key) or ("英" if "a" <= key[:1] <= "z" else "他")


def sort_key(contact: Record) -> str:
    """Promise text that sorts people by row, then reading, then name, alike in every store.

    Its order by code point, by UTF-8 byte and by UTF-16 unit is the same.
    """
    key = reading(contact)
    name = fold(f"{contact['family_name']} {contact['given_name']} {contact['organization']}")
    rank = ROWS.index(row_key(contact))
    return _one_order(f"{rank:02d}{kana.plain(key)}\t{key}\t{name}")


def contact_search_text(contact: Record) -> str:
    """Promise everything a person is found by, folded, one value a line."""
    names = [f"{contact['family_name']} {contact['given_name']}"]
    names += [f"{contact['phonetic_family_name']} {contact['phonetic_given_name']}"]
    texts = [*names, *(contact[field] for field in _CONTACT_FIELDS)]
    texts += [text for field in _CONTACT_LISTS for text in contact[field]]
    texts += [tel["number"] for tel in contact["tels"]]
    keys = [fold(text) for text in texts]
    keys += [fold(name).replace(" ", "") for name in names]
    keys += [digits for tel in contact["tels"] for digits in telephone_digits(tel["number"])]
    keys += [re.sub("[^0-9]", "", fold(contact["postal_code"]))]
    for spoken in (reading(contact), company_key(contact["phonetic_organization"])):
        keys += [kana.latin(spoken), kana.short_latin(spoken)]
    return _joined(keys)


def encounter_search_text(encounter: Record) -> str:
    """Promise what was said at a meeting, folded, one answer a line."""
    return _joined([fold(encounter[field]) for field in _ENCOUNTER_FIELDS])


def event_search_text(event: Record) -> str:
    """Promise the name and the place of an event, folded."""
    return _joined([fold(event["title"]), fold(event["venue"])])


def query_words(query: str) -> list[list[str]]:
    """Promise what a search asks for: every word must be found, in any one of its forms.

    At most 8 words; a telephone number is also asked for by its digits alone.
    """
    words = fold(query[:200]).split(" ")[:8]
    return [_forms(word) for word in words if word]


def _forms(word: str) -> list[str]:
    digits = re.sub("[^0-9]", "", word) if _TELEPHONE.match(word) else word
    return [word] if digits == word else [word, digits]


def telephone_digits(number: str) -> list[str]:
    """Promise the digits of a telephone number; +81 is also written as a leading 0."""
    folded = fold(number)
    digits = re.sub("[^0-9]", "", folded)
    return [digits, f"0{digits[2:]}"] if folded.startswith("+81") else [digits]


def _joined(keys: list[str]) -> str:
    return "\n".join(dict.fromkeys(key for key in keys if key))


def _one_order(key: str) -> str:
    """Spell characters past U+D7FF in three characters below U+FFFE, which sort alike everywhere."""
    return re.sub("[\ud800-\uffff\U00010000-\U0010ffff]", _spelled, key)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\uffee" + chr(0xE000 + (code >> 11)) + chr(0xE000 + (code & 0x7FF))
