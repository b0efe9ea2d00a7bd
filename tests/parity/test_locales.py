"""Words: both languages say the same things, nothing asked for is missing, nothing is left over."""

import re
from collections import Counter

import pytest

from server.schemas.change import SCHEMAS
from server.schemas.shapes import MADE_BY_SERVER, fields_of
from tests.parity.house import (
    LANGUAGES,
    locale,
    page_and_worker_scripts,
    server_sources,
    templates,
)

_CALL = re.compile(r"""(?<![\w.])t\(\s*["']([^"'{}$]+)["']\s*[,)]""")
_HOLE = re.compile(r"\{(\w+)\}")
_STEM = re.compile(r"""["'`]([a-z_]+(?:\.[a-z_]+)*[._])(?:\{|\$\{|["']\s*[~+])""")
_NOT_KEYS = (
    ".js",
    ".json",
    ".html",
    ".css",
    ".py",
    ".svg",
    ".png",
    ".webmanifest",
    ".wasm",
    ".ics",
)


def _sources() -> dict[str, str]:
    return templates() | page_and_worker_scripts() | server_sources()


def _keys(language: str) -> dict[str, str]:
    return {key: words for room in locale(language).values() for key, words in room.items()}


def _rooms() -> set[str]:
    return {key.split(".")[0] for key in _keys("ja")}


def test_both_languages_have_the_same_rooms_and_keys() -> None:
    ours, theirs = locale("ja"), locale("en")
    assert sorted(ours) == sorted(theirs)
    different = {
        room: sorted(ours[room].keys() ^ theirs[room].keys())
        for room in ours
        if ours[room].keys() != theirs[room].keys()
    }
    assert different == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_in_two_rooms(language: str) -> None:
    count = Counter(key for room in locale(language).values() for key in room)
    assert [key for key, n in count.items() if n > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_empty_and_none_end_in_a_space(language: str) -> None:
    assert [key for key, words in _keys(language).items() if not words.strip()] == []


def test_both_languages_take_the_same_named_values() -> None:
    ours, theirs = _keys("ja"), _keys("en")
    different = {
        key: (words, theirs[key])
        for key, words in ours.items()
        if key in theirs and set(_HOLE.findall(words)) != set(_HOLE.findall(theirs[key]))
    }
    assert different == {}


def test_every_key_that_is_asked_for_exists() -> None:
    known = _keys("ja").keys()
    missing = {
        f"{path}: {key}"
        for path, source in _sources().items()
        for key in _CALL.findall(source)
        if key not in known
    }
    assert sorted(missing) == []


def test_every_text_that_looks_like_a_key_is_one() -> None:
    """Error keys travel as plain text; a wrong one would show itself only on a bad day."""
    known = _keys("ja").keys()
    looks = re.compile(rf"""["'`]((?:{"|".join(sorted(_rooms()))})\.[a-z0-9_.]+)["'`]""")
    missing = {
        f"{path}: {key}"
        for path, source in _sources().items()
        for key in looks.findall(source)
        if key not in known and not key.endswith((".", *_NOT_KEYS))
    }
    assert sorted(missing) == []


def test_no_key_is_left_over() -> None:
    text = "\n".join(_sources().values())
    stems = {stem for stem in _STEM.findall(text) if "." in stem}
    unused = [
        key
        for key in _keys("ja")
        if not re.search(rf"""["'`]{re.escape(key)}["'`]""", text)
        and not any(key.startswith(stem) for stem in stems)
    ]
    assert unused == []


def test_nothing_says_offline_or_error_alone() -> None:
    """DESIGN-BRIEF 4."""
    assert [k for k, words in _keys("ja").items() if re.search("オフライン|エラー", words)] == []


def test_japanese_and_english_keep_to_the_tone() -> None:
    """No exclamation marks, no させていただく (DESIGN-BRIEF 4)."""
    loud = [
        f"{language} {key}"
        for language in LANGUAGES
        for key, words in _keys(language).items()
        if re.search(r"[!！]|させていただ[きくけ](?!ない)", words)
    ]
    assert loud == []


def test_the_sync_page_has_words_for_whatever_two_devices_may_disagree_about() -> None:
    words = _keys("ja").keys()
    kinds = {kind: fields_of(kind) for kind in SCHEMAS}
    wanted = {f"sync.kind.{kind}" for kind in kinds}
    wanted |= {
        f"sync.field.{kind}.{name}"
        for kind, fields in kinds.items()
        if kind not in MADE_BY_SERVER
        for name in fields
    }
    assert sorted(wanted - words) == []
