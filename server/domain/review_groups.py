"""Several evenings laid side by side: put in order, put into groups, and what they teach. Never a ranking of people."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from server.domain.event_cost import per
from server.domain.review import VERDICTS, percent

Evening = Mapping[str, Any]

GROUPED_BY = ("organizer", "format", "fee", "mode")
COLUMNS = (
    "held_on",
    "real",
    "per_real",
    "percent_in_time",
    "next_steps",
    "outcomes",
    "score",
    "verdict",
)
# From so many evenings on there is something to notice; for in person and online so many of each (R51).
ENOUGH, ENOUGH_EACH = 3, 3
# Upper bounds of what an evening costs, in yen.
FEE_BANDS = (("free", 0), ("low", 2_999), ("usual", 4_999), ("more", 9_999))
_STRUCTURED = {"seminar", "discussion", "workshop"}
_HIGH_SCORE = 6
_GOOD_FEE = 3_000


def fee_band(fee_yen: int | None) -> str:
    """Promise free, low, usual, more or high; "" when the fee is not known."""
    if fee_yen is None:
        return ""
    return next((name for name, most in FEE_BANDS if fee_yen <= most), "high")


def ordered(evenings: Sequence[Evening], column: str, is_falling: bool) -> list[Evening]:
    """Promise the evenings in the order of a column; what is not known comes last, the newest evening first."""
    newest_first = sorted(evenings, key=lambda each: (each["held_on"], each["id"]), reverse=True)
    known = [each for each in newest_first if _rank(each, column) is not None]
    unknown = [each for each in newest_first if _rank(each, column) is None]
    steady = sorted(known, key=lambda each: _rank(each, column), reverse=is_falling)
    return [*steady, *unknown]


def _rank(each: Evening, column: str) -> Any:
    if column == "verdict":
        return VERDICTS.index(each["verdict"]) if each["verdict"] in VERDICTS else None
    return each[column] if each[column] != "" else None


def groups(evenings: Sequence[Evening], by: str) -> list[dict[str, Any]]:
    """Promise the evenings put together by organizer, format, fee or mode, the cheapest conversation first.

    An evening of two formats counts for both. Evenings whose money is not known, and those where nobody
    was noted, stay out of what a conversation or an outcome cost (R6, R49).
    """
    named: dict[str, list[Evening]] = {}
    for each in evenings:
        for key in _keys(each, by):
            named.setdefault(key, []).append(each)
    found = [{"key": key, **together(same)} for key, same in sorted(named.items())]
    return sorted(found, key=lambda g: (g["key"] == "", g["per_real"] is None, g["per_real"] or 0))


def _keys(each: Evening, by: str) -> list[str]:
    if by == "format":
        return list(dict.fromkeys(each["formats"])) or [""]
    if by == "fee":
        return [fee_band(each["fee_yen"])]
    return [each["organizer_id"] if by == "organizer" else each["mode"]]


def together(evenings: Sequence[Evening]) -> dict[str, Any]:
    """Promise what these evenings took and brought as one."""
    counted = [each for each in evenings if each["yen"] is not None and each["met"]]
    yen = sum(each["yen"] for each in counted) if counted else None
    sums = {
        name: sum(each[name] for each in evenings)
        for name in ("real", "outcomes", "next_steps", "introductions")
    }
    thanks, in_time = (sum(each[name] for each in evenings) for name in ("thanks", "in_time"))
    return {
        "events": len(evenings),
        **sums,
        "yen": yen,
        "per_real": per(yen, sum(each["real"] for each in counted)),
        "per_outcome": per(yen, sum(each["outcomes"] for each in counted)),
        "percent_in_time": percent(in_time, thanks),
    }  # fmt: skip


def notices(evenings: Sequence[Evening]) -> list[dict[str, Any]]:
    """Promise what one's own evenings say, once there are three: a kind of evening whose conversations cost
    two thirds or less of the others', what writing in time brought, whether the four checks held.
    """
    if len(evenings) < ENOUGH:
        return []
    return [*_cheaper(evenings), *_followed(evenings), *_checked(evenings), *_overrated(evenings)]


def _cheaper(evenings: Sequence[Evening]) -> list[dict[str, Any]]:
    traits: dict[str, Callable[[Evening], bool]] = {
        "limited": lambda each: each["is_limited"],
        "structured": lambda each: bool(_STRUCTURED & set(each["formats"])),
        "paid": lambda each: each["fee_yen"] is not None and each["fee_yen"] >= _GOOD_FEE,
        "online": lambda each: each["mode"] == "online",
    }
    found = []
    for name, has in traits.items():
        sides = [[e for e in evenings if has(e)], [e for e in evenings if not has(e)]]
        least = ENOUGH_EACH if name == "online" else 1
        one, other = (together(side)["per_real"] for side in sides)
        if one is None or other is None or min(map(len, sides)) < least:
            continue
        # One evening alone says nothing good of its kind.
        if 3 * one <= 2 * other and len(sides[0]) > 1:
            found.append({"code": name, "yen": one, "other_yen": other})
        elif 3 * other <= 2 * one and len(sides[1]) > 1:
            found.append({"code": f"not_{name}", "yen": other, "other_yen": one})
    return found


def _followed(evenings: Sequence[Evening]) -> list[dict[str, Any]]:
    """Outcomes for each evening: those after which everybody was written to in time, and the others."""
    asked = [each for each in evenings if each["thanks"]]
    kept = [each for each in asked if each["percent_in_time"] == 100]
    late = [each for each in asked if each["percent_in_time"] != 100]
    if len(asked) < ENOUGH or not kept or not late:
        return []
    more, fewer = (sum(each["outcomes"] for each in side) for side in (kept, late))
    return [{"code": "followed"}] if more * len(late) > fewer * len(kept) else []


def _checked(evenings: Sequence[Evening]) -> list[dict[str, Any]]:
    """Real conversations for each evening: those with six points or more, and the others."""
    scored = [each for each in evenings if each["score"] is not None]
    high = [each for each in scored if each["score"] >= _HIGH_SCORE]
    low = [each for each in scored if each["score"] < _HIGH_SCORE]
    if len(scored) < ENOUGH or not high or not low:
        return []
    more, fewer = (sum(each["real"] for each in side) for side in (high, low))
    return [{"code": "checks_held" if more * len(low) > fewer * len(high) else "checks_failed"}]


def _overrated(evenings: Sequence[Evening]) -> list[dict[str, Any]]:
    gaps = [each["gap_yen"] for each in evenings if each["gap_yen"] is not None]
    if len(gaps) < ENOUGH or sum(gaps) >= 0:
        return []
    return [{"code": "overrated", "yen": -sum(gaps)}]
