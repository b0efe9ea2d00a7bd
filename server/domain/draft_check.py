"""What a message still lacks before it is sent: an open place, the talk itself, a face of its own (R38, R41)."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from server.domain import form
from server.domain.draft import gist
from server.domain.draft_words import STOCK
from server.domain.text import normalise

Record = Mapping[str, Any]

_PLACE = re.compile("[〇○◯●◎]{2,}|[△▲□■]{2,}|[_＿]{3,}|\\{[^{}\n]{1,20}\\}|［[^［］\n]{1,20}］")
_WORDS = re.compile("[\u3400-\u9fff々〆]{2,}|[ァ-ヶー]{2,}|[A-Za-z0-9]{3,}")
_FIELDS = ("looking_for", "challenge", "business", "focus", "note", "memory_hook")
_PLAIN = frozenset(
    (
        "情報交換",
        "日程",
        "都合",
        "場所",
        "資料",
        "紹介",
        "日時",
        "時間",
        "会社",
        "御社",
        "貴社",
        "弊社",
        "交流会",
    )
)
_MOST_WORDS = 3
_FEWEST_PARTS = 10
ALIKE_PERCENT = 60


def open_place(text: str) -> str:
    """Promise the first place in a text that waits to be filled in, such as 〇〇, or ""."""
    found = _PLACE.search(text)
    return found[0] if found else ""


def mentioned(body: str, talk: Record | None, address: str) -> list[str]:
    """Promise up to three words of the talk that a message holds; none means that it could be meant for anybody.

    Words that every message holds, or the address of the person, do not count.
    """
    if not talk:
        return []
    told, common = _folded(body), _folded(f"{STOCK}\n{address}")
    words = [word for field in _FIELDS for word in _WORDS.findall(talk[field])]
    named = dict.fromkeys(
        word
        for word in words
        if word not in _PLAIN and _folded(word) in told and _folded(word) not in common
    )
    whole = [gist(talk[field]) for field in _FIELDS]
    quoted = [each for each in whole if len(each) >= 4 and _folded(each) in told]
    return [*named][:_MOST_WORDS] or quoted[:1]


def likeness(one: str, other: str, frame: str) -> int:
    """Promise how much of two messages is alike, in hundredths, outside the frame that any message would have."""
    common = _parts(f"{STOCK}\n{frame}")
    first, second = _parts(one) - common, _parts(other) - common
    fewest = min(len(first), len(second))
    return len(first & second) * 100 // fewest if fewest >= _FEWEST_PARTS else 0


def is_alike(one: str, other: str, frame: str) -> bool:
    """Answer whether two people would be sent nearly the same words (R38)."""
    return likeness(one, other, frame) >= ALIKE_PERCENT


def send_errors(fields: form.Fields) -> dict[str, str]:
    """Promise the locale keys of what keeps a message from being marked as sent: no words, a place left open (R41)."""
    if "body" not in fields or form.last(fields, "channel") == "phone":
        return {}
    errors = {
        field: "follow_ups.errors.place"
        for field in ("subject", "body")
        if open_place(form.last(fields, field))
    }
    return (
        errors if normalise(form.last(fields, "body")) else {"body": "follow_ups.errors.no_words"}
    )


def _parts(text: str) -> set[str]:
    """Every three characters in a row."""
    folded = _folded(text)
    return {folded[n : n + 3] for n in range(len(folded) - 2)}


def _folded(text: str) -> str:
    return re.sub(
        "[\t\n\v\f\r \u00a0\u3000|、。「」『』（）()・,.“”]",
        "",
        unicodedata.normalize("NFKC", text),
    ).lower()
