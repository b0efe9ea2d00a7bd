"""A spoken introduction of three parts: how it begins, how long it takes, whether it is whole. No clock."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from server.domain import form
from server.domain.text import normalise, one_line

Record = Mapping[str, Any]
Translate = Callable[..., str]

PARTS = ("who_i_am", "what_i_offer", "whom_to_meet")
# What a listener takes in one go, in seconds (R26).
SHORTEST, LONGEST = 30, 60
MARKS = (30, 45, 60)

# 300 characters a minute in Japanese, 150 words a minute in Latin letters.
_MS_A_LETTER, _MS_A_WORD = 200, 400
_WORD = re.compile("[0-9A-Za-z\u00c0-\u024f]+(?:['\u2019.,-][0-9A-Za-z\u00c0-\u024f]+)*")
_SILENT = re.compile("[\u0000-\u007f\u0300-\u036f\u2010-\u2027\ufe00-\ufe0f]")


def begun(event: Record, latest: Record | None, t: Translate) -> dict[str, str]:
    """Promise the three parts to begin with: the first two from the introduction written last, the
    third from the purpose of this event (R27).

    latest: the introduction of any event, or None.
    """
    known = {part: latest[part] if latest else "" for part in PARTS[:2]}
    return {**known, "whom_to_meet": from_purpose(event, t)}


def from_purpose(event: Record, t: Translate) -> str:
    """Promise a sentence that says whom one wants to meet here, or "" while there is no purpose."""
    who, gain = one_line(event["who_to_meet"]), one_line(event["what_to_gain"])
    if who:
        return t("preparations.third_part", who=who)
    return t("preparations.third_part_gain", gain=gain) if gain else ""


def form_values(fields: form.Fields) -> dict[str, str]:
    """Promise the parts that a form holds, in stored form; others stay out."""
    return {part: normalise(form.last(fields, part)) for part in PARTS if part in fields}


def missing(script: Record) -> list[str]:
    """Promise the parts that are still empty: with one of them it is not complete (R27)."""
    return [part for part in PARTS if not script[part]]


def letters(script: Record) -> int:
    """Promise how many characters are written, spaces left out."""
    return sum(len(one_line(script[part]).replace(" ", "")) for part in PARTS)


def spoken_seconds(script: Record) -> int:
    """Promise about how long it takes to say, in whole seconds.

    A character takes a 300th of a minute, a word or a number in Latin letters a 150th.
    """
    text = unicodedata.normalize("NFKC", " ".join(script[part] for part in PARTS))
    words = len(_WORD.findall(text))
    spoken = _SILENT.sub("", one_line(_WORD.sub(" ", text)))
    return (len(spoken) * _MS_A_LETTER + words * _MS_A_WORD + 500) // 1000


def verdict(seconds: int) -> str:
    """Promise "short" under 30 seconds, "good" up to 60, then "long" (R26)."""
    if seconds < SHORTEST:
        return "short"
    return "good" if seconds <= LONGEST else "long"
