"""How good the suggested pairs are (R34): two evenings, each with the pairs that a reader who knows everybody chose.

The pairs themselves are vectors, played through both servers by test_vectors. The words of the first evening were at
hand when the word lists were written; those of the second were not.
"""

import json
import time
from typing import Any

import pytest

from server.domain.suggestion import suggestions
from tests.figures import figure
from tests.parity.house import HOUSE

VECTOR = HOUSE / "tests" / "vectors" / "domain" / "suggestions_of_evenings.json"
EVENINGS = json.loads(VECTOR.read_text(encoding="utf-8"))["cases"]
FEWEST_OF_FIVE, LEAST_FOUND_PERCENT = 4, 75


def _pair(pair: dict[str, Any]) -> frozenset[str]:
    return frozenset((pair["first_id"], pair["second_id"]))


@pytest.mark.parametrize("evening", EVENINGS, ids=lambda each: each["name"])
def test_r34_the_first_pairs_are_worth_introducing_and_few_are_missed(
    evening: dict[str, Any],
) -> None:
    worth = {frozenset(pair) for pair in evening["worth_introducing"]}
    found = [_pair(pair) for pair in evening["expect"]]
    right = {n: sum(pair in worth for pair in found[:n]) for n in (5, 10, 20)}
    recall = 100 * len(worth & set(found)) // len(worth)
    missed = sorted("-".join(sorted(pair)) for pair in worth - set(found))
    figure(
        "R34",
        f"{evening['name']}: precision at 5 {right[5]}/5, at 10 {right[10]}/10, at 20 {right[20]}/20; "
        f"recall {len(worth & set(found))} of {len(worth)} ({recall} %); missed {', '.join(missed)}",
    )
    assert right[5] >= FEWEST_OF_FIVE
    assert recall >= LEAST_FOUND_PERCENT


def test_r34_every_pair_says_why() -> None:
    silent = [pair for evening in EVENINGS for pair in evening["expect"] if not pair["words"]]
    assert silent == []


def test_r34_a_thousand_people_take_at_most_sixty_times_as_long_as_sixty() -> None:
    """Not every pair is compared with every other one: that would take 250 times as long."""
    people = EVENINGS[0]["given"][0]
    crowd = [
        {**each, "id": f"{each['id']}-{n}", "firm": f"{each['firm']}-{n}"}
        for n in range(16)
        for each in people
    ]
    few, many = _milliseconds(people), _milliseconds(crowd)
    figure("R34", f"pairs among {len(people)}: {few} ms, among {len(crowd)}: {many} ms")
    assert many <= 60 * max(few, 1)


def _milliseconds(people: list[dict[str, Any]]) -> int:
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        suggestions(people, [])
        taken.append(time.perf_counter() - started)
    return round(1000 * min(taken))
