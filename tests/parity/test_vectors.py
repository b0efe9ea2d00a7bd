"""Rules and pages as cases: every file of tests/vectors/domain and tests/vectors/pages, through the first server.

tests/vectors/run.test.js plays the very same files through the second one. The format is in both:
{"rule", "source", "module", "function", "cases": [{"name", "given", "expect"}]}. `given` is a list of
arguments, or an object of named ones in the function's own order. Within it {"$t": "ja"} stands for
the words of a language, and {"$here": {"locale", "time_zone", "now"}} for who reads a page.
"""

import importlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from server.pages.here import Here
from tests.parity.house import HOUSE, locale

VECTORS = HOUSE / "tests" / "vectors"
ROOMS = ("domain", "pages")


def _files() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for room in ROOMS:
        for path in sorted((VECTORS / room).glob("*.json")):
            yield room, path.stem, json.loads(path.read_text(encoding="utf-8"))


CASES = [
    pytest.param(room, vector, case, id=f"{room}/{stem}: {case['name']}")
    for room, stem, vector in _files()
    for case in vector["cases"]
]


def words_of(language: str) -> Callable[..., str]:
    words = {key: text for room in locale(language).values() for key, text in room.items()}

    def t(key: str, **values: object) -> str:
        text = words[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    return t


def _meant(value: Any) -> Any:
    """The argument that a written value stands for."""
    if isinstance(value, list):
        return [_meant(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"$t"}:
        return words_of(value["$t"])
    if value.keys() == {"$here"}:
        return Here(t=words_of(value["$here"]["locale"]), **value["$here"])
    return {key: _meant(each) for key, each in value.items()}


@pytest.mark.parametrize(("room", "vector", "case"), CASES)
def test_the_rule_holds(room: str, vector: dict[str, Any], case: dict[str, Any]) -> None:
    module = importlib.import_module(f"server.{room}.{vector['module']}")
    function = getattr(module, vector["function"])
    given = _meant(case["given"])
    result = function(**given) if isinstance(given, dict) else function(*given)
    assert json.loads(json.dumps(result)) == case["expect"]


@pytest.mark.parametrize(("room", "stem", "vector"), list(_files()))
def test_every_file_says_its_rule_its_source_and_names_each_case_once(
    room: str, stem: str, vector: dict[str, Any]
) -> None:
    assert vector["rule"].endswith(".")
    assert vector["source"]
    names = [case["name"] for case in vector["cases"]]
    assert names
    assert len(set(names)) == len(names)
