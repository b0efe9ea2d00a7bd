"""The twin rule (STYLE 1): rooms of the same name hold files of the same name on both servers."""

import ast

import pytest

from tests.parity.house import (
    HOUSE,
    TWIN_ROOMS,
    exported_names,
    one_sided,
    python_files,
    script_files,
    snake_case,
)


def _alone() -> set[str]:
    alone = set()
    for room in TWIN_ROOMS:
        ours, theirs = python_files(room), script_files(room)
        alone |= {f"server/{room}/{name}.py" for name in ours.keys() - theirs.keys()}
        alone |= {f"static/worker/{room}/{name}.js" for name in theirs.keys() - ours.keys()}
    return alone


def test_every_file_of_a_twin_room_has_its_twin_or_a_reason() -> None:
    assert sorted(_alone() - one_sided().keys()) == []


def test_no_reason_is_kept_for_a_file_that_has_a_twin_or_is_gone() -> None:
    rooms = tuple(f"{top}/{room}/" for top in ("server", "static/worker") for room in TWIN_ROOMS)
    listed = {path for path in one_sided() if path.startswith(rooms)}
    assert sorted(listed - _alone()) == []
    assert [path for path in one_sided() if not (HOUSE / path).exists()] == []


def test_every_reason_says_something() -> None:
    assert [path for path, reason in one_sided().items() if len(reason.split()) < 4] == []


def _public_functions(source: str) -> set[str]:
    nodes = ast.parse(source).body
    return {
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    }


@pytest.mark.parametrize("room", ["domain", "pages"])
def test_a_rule_has_the_same_name_in_both_languages(room: str) -> None:
    """`due_at` here is `dueAt` there. Helpers that only one side calls stay private."""
    different = {}
    ours, theirs = python_files(room), script_files(room)
    for name in sorted(ours.keys() & theirs.keys()):
        first = _public_functions(ours[name].read_text(encoding="utf-8"))
        exported = exported_names(theirs[name].read_text(encoding="utf-8"))
        second = {snake_case(word) for word in exported if not word.isupper()}
        missing = first - second
        if missing:
            different[name] = sorted(missing)
    assert different == {}
