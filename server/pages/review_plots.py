"""Figures -> the shapes of plots as whole numbers: beads on cords, cords side by side, points. No words, no rules."""

from collections.abc import Mapping, Sequence
from typing import Any

Figure = Mapping[str, Any]
Shape = dict[str, Any]

# Beads stand above the water line, money hangs below it.
WIDTH, STEP, DEEP, HEAD = 56, 19, 72, 40
MOST_BEADS, MOST_COLUMNS = 8, 24
CORD = 200
_LABEL, _PAD = 16, 12
# The points of the four checks run from 0 to 8.
_POINT_LEFT, _POINT_STEP, _POINT_FOOT, _POINT_RISE = 28, 32, 148, 16


def beads(evenings: Sequence[Figure]) -> Shape:
    """Promise one column for each evening, the oldest first: a bead for each real conversation, a second
    ring through it for each outcome, and what the evening cost hanging below.
    """
    shown = list(evenings)[-MOST_COLUMNS:]
    most = max((each["yen"] or 0 for each in shown), default=0)
    tallest = max((min(each["real"], MOST_BEADS) for each in shown), default=0)
    water = HEAD + max(tallest, 1) * STEP
    columns = [_column(n, each, most, water) for n, each in enumerate(shown)]
    width = len(shown) * WIDTH + 2 * _PAD
    height = water + DEEP + 3 * _LABEL
    return {
        "width": width,
        "height": height,
        "water": water,
        "right": width - _PAD,
        "left": _PAD,
        "columns": columns,
    }


def _column(n: int, each: Figure, most: int, water: int) -> Shape:
    x = _PAD + n * WIDTH + WIDTH // 2
    count = min(each["real"], MOST_BEADS)
    heights = [water - 15 - k * STEP for k in range(count)]
    deep = length(each["yen"] or 0, most, DEEP)
    return {
        "id": each["id"],
        "x": x,
        "top": heights[-1] if heights else water - 15,
        "count_y": (heights[-1] if heights else water - 15) - 13,
        "is_bare": not heights,
        "beads": [
            {"y": y, "is_tied": k < each["outcomes"], "ring_x": x + 8}
            for k, y in enumerate(heights)
        ],
        "bar_x": x - 11,
        "bar_height": deep,
        "has_bar": deep > 0,
        "yen_y": water + deep + _LABEL,
        "date_y": water + DEEP + 2 * _LABEL + 8,
    }


def length(amount: int, most: int, whole: int = CORD) -> int:
    """Promise how long a cord of this amount is when the longest is `whole`; something is never nothing."""
    if amount <= 0 or most <= 0:
        return 0
    return max((2 * amount * whole + most) // (2 * most), 2)


def points(evenings: Sequence[Figure]) -> list[Shape]:
    """Promise one point for each pair of score and conversations, larger for more evenings in one place."""
    found: dict[tuple[int, int], list[Figure]] = {}
    for each in evenings:
        if each["score"] is not None:
            place = (each["score"], min(each["real"], MOST_BEADS))
            found.setdefault(place, []).append(each)
    return [
        {
            "x": point_x(score),
            "y": point_y(real),
            "r": min(5 + 2 * (len(same) - 1), 11),
            "is_tied": any(each["outcomes"] for each in same),
        }
        for (score, real), same in sorted(found.items())
    ]


def point_x(score: int) -> int:
    """Promise where so many points stand."""
    return _POINT_LEFT + score * _POINT_STEP


def point_y(real: int) -> int:
    """Promise how high so many conversations stand."""
    return _POINT_FOOT - real * _POINT_RISE
