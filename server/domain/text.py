"""How written text is kept: as it was written, in one canonical form. Search keys live in search.py."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from urllib.parse import quote

# Python's strip() and JavaScript's trim() disagree about U+0085, U+001C-001F and U+FEFF.
_SPACE = (
    "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_SPACES = re.compile(f"[{_SPACE}]+")
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_UNSTORABLE = re.compile("[\u0000\ud800-\udfff]")


def normalise(written: str) -> str:
    """Promise the stored form: NFC, LF line ends, no NUL, no lone surrogate, no space at either end.

    Nothing else changes: ㈱, ①, 髙 and a printed telephone stay as printed (ARCHITECTURE 9.12).
    """
    text = _UNSTORABLE.sub("", written).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip(_SPACE)


def normalise_list(written: Iterable[str]) -> list[str]:
    """Promise each value in its stored form, in order, without the empty ones."""
    return [text for text in map(normalise, written) if text]


def lines(written: str) -> list[str]:
    """Promise the lines of a text field that holds a list, one value a line, in stored form."""
    return normalise_list(normalise(written).split("\n"))


def one_line(text: str) -> str:
    """Promise the text on a single line: every run of white space becomes one space."""
    return _SPACES.sub(" ", text.strip(_SPACE))


def canonical_json(value: object) -> str:
    """Promise the one JSON text of a value: sorted keys, no spaces, non-ASCII as it is."""
    return _CANONICAL.encode(value)


def query_string(asked: Mapping[str, str]) -> str:
    """Promise "?" and the values that are not empty, percent-encoded, in order; "" without any."""
    pairs = [f"{name}={quote(value, safe='')}" for name, value in asked.items() if value]
    return "?" + "&".join(pairs) if pairs else ""
