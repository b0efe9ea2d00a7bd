"""How a person is named on a page. Honorifics belong to messages and are not made here."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from server.domain.text import normalise, one_line

Record = Mapping[str, Any]
Translate = Callable[..., str]

_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER = re.compile("[\u0250-\u02ff\u0370-\u1dff\u1f00-\u1fff\u2c00-\U0010ffff]")


def is_latin(name: str) -> bool:
    """Answer whether a name is written in Latin letters alone, so that it is marked lang="en"."""
    text = unicodedata.normalize("NFKC", name)
    return bool(_LATIN.search(text)) and not _OTHER.search(text)


def full_name(contact: Record) -> str:
    """Promise 姓 名 with one space, or a Latin name in its own order; "" when nothing is known."""
    parts = [part for part in (contact["family_name"], contact["given_name"]) if part]
    return " ".join(reversed(parts) if is_latin("".join(parts)) else parts)


def display_name(contact: Record, t: Translate, met_time: str = "") -> str:
    """Promise a name for every card: without one, 名前未入力の名刺 and the local time of meeting."""
    unnamed = t("contacts.unnamed_at", time=met_time) if met_time else t("contacts.unnamed")
    return full_name(contact) or unnamed


def reading_text(contact: Record) -> str:
    """Promise the reading as it was written, family name first, or ""."""
    parts = (contact["phonetic_family_name"], contact["phonetic_given_name"])
    return " ".join(part for part in parts if part)


def post(contact: Record) -> str:
    """Promise department and title on one line, or ""."""
    return " ".join(part for part in (contact["department"], contact["title"]) if part)


def organization_line(contact: Record) -> str:
    """Promise company, department and title on one line: 北辰製作所・生産技術部 部長."""
    return "・".join(part for part in (contact["organization"], post(contact)) if part)


def split_name(written: str) -> dict[str, str]:
    """Promise family_name and given_name of a name typed in one field: 姓 名, or a Latin name in its own order.

    A name without a space is kept whole as the family name: where it ends nobody knows.
    """
    words = one_line(normalise(written)).split(" ")
    if is_latin(written) and len(words) > 1:
        return {"family_name": words[-1], "given_name": " ".join(words[:-1])}
    return {"family_name": words[0], "given_name": " ".join(words[1:])}
