"""Records -> what an event adds up to: points, hours, yen, advice in words. The rules are in domain."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import event_check as checks
from server.domain import event_cost as costs
from server.domain.event import is_past
from server.domain.event_advice import advice
from server.domain.text import one_line
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

_ICONS = {"care": "triangle-alert", "good": "circle-check", "note": "info"}


def verdict_context(event: Record, known: Record, here: Here) -> Context:
    """Promise the context of events/_verdict.html.

    known: organizer (record or None), figures (of past events), preference (a record or {}).
    """
    points, waiting = checks.total(event), checks.unanswered(event)
    said, unsure = checks.verdict(event), checks.unknown(event)
    advised = advice_rows(event, known, here)
    return {
        "has_total": points is not None,
        "total": "" if points is None else str(points),
        "of_text": here.t("choosing.of_points", n=checks.FULL),
        "verdict_text": here.t(f"choosing.verdict.{said}"),
        "unanswered_text": _named("choosing.unanswered", waiting, here),
        "unknown_text": _named("choosing.stated_unknown", unsure, here),
        "advice": advised,
        "has_advice": bool(advised),
        "costs": cost_rows(event, known["preference"], here),
        "is_passed": event["decision"] == "passed",
        "passed_text": passed_text(event, here),
        "expected_text": _expected(event, here),
    }


def score_text(event: Record, here: Here) -> str:
    """Promise 7／8, or "" while there is no purpose or no answer."""
    points = checks.total(event)
    if points is None or len(checks.unanswered(event)) == len(checks.CHECKS):
        return ""
    return here.t("choosing.score", n=points, of=checks.FULL)


def advice_rows(event: Record, known: Record, here: Here) -> list[Context]:
    """Promise the advice in words, each with its tone; what needs care first."""
    prefers = known["preference"]
    told = advice(
        event,
        {
            "organizer": known["organizer"],
            "figures": known["figures"],
            "is_quiet": prefers.get("quiet_mode") == "on",
            "low_fee_yen": prefers.get("low_fee_yen"),
        },
    )
    return [
        {
            "tone": each["tone"],
            "icon": _ICONS[each["tone"]],
            "tone_text": here.t(f"choosing.tone.{each['tone']}"),
            "text": here.t(f"choosing.advice.{each['code']}", **_printed(each["values"], here)),
        }
        for each in told
    ]


def cost_rows(event: Record, prefers: Record, here: Here) -> list[Context]:
    """Promise what the evening takes, line by line; no figure for time without an hourly value (R22)."""
    yen, minutes = costs.money_yen(event), costs.total_minutes(event)
    worth = costs.time_yen(minutes, prefers.get("hourly_yen"))
    rows = {
        "money": "" if yen is None else yen_text(yen, here),
        "time": _time_text(event, here),
        "time_worth": "" if worth is None else yen_text(worth, here),
        "together": "" if worth is None or yen is None else yen_text(yen + worth, here),
    }
    return [
        {"label": here.t(f"choosing.cost.{name}"), "text": text}
        for name, text in rows.items()
        if text
    ]


def passed_text(event: Record, here: Here) -> str:
    """Promise 見送りました。¥5,000と3時間を守りました, with as much of it as is known."""
    yen, minutes = costs.money_yen(event), costs.total_minutes(event)
    told = {
        "yen": yen_text(yen, here) if yen else "",
        "time": minutes_text(minutes, here) if minutes else "",
    }
    kept = "_".join(name for name, text in told.items() if text)
    return here.t(f"choosing.passed.{kept or 'nothing'}", **told)


def yen_text(amount: int | None, here: Here) -> str:
    """Promise ¥5,000, or — for nothing that could be counted."""
    return here.t("choosing.nothing") if amount is None else here.t("events.yen", n=f"{amount:,}")


def minutes_text(minutes: int, here: Here) -> str:
    """Promise 3時間, 3時間30分 or 45分."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return here.t("choosing.minutes", n=rest)
    key = "choosing.hours_minutes" if rest else "choosing.hours"
    return here.t(key, h=hours, n=rest)


def _time_text(event: Record, here: Here) -> str:
    minutes, travel = costs.total_minutes(event), costs.travel_minutes(event)
    # No travel online says nothing about how long it lasts.
    if not minutes:
        return ""
    whole = minutes_text(minutes, here)
    if travel is None:
        return here.t("choosing.time_without_travel", time=whole)
    if costs.duration_minutes(event) is None or not travel:
        return whole
    return here.t("choosing.time_with_travel", time=whole, travel=minutes_text(travel, here))


def _named(key: str, found: Sequence[str], here: Here) -> str:
    names = [here.t(f"choosing.check.{check}") for check in found]
    return here.t(key, names=_joined(names, here)) if names else ""


def _joined(names: Sequence[str], here: Here) -> str:
    return ("、" if here.locale == "ja" else ", ").join(names)


def _printed(values: Mapping[str, Any], here: Here) -> dict[str, str]:
    """Amounts, classes and names as words."""
    told = {}
    for name, value in values.items():
        if name in ("yen", "in_person", "online"):
            told[name] = yen_text(value, here)
        elif name == "classes":
            told[name] = _joined([here.t(f"events.target_class.{each}") for each in value], here)
        else:
            told[name] = one_line(str(value))
    return told


def _expected(event: Record, here: Here) -> str:
    """What was expected, to be read only once the event is over (R52)."""
    if not is_past(event, here.now):
        return ""
    yen = event["expected_value_yen"]
    parts = [one_line(event["expected_value"]), "" if yen is None else yen_text(yen, here)]
    return "・".join(part for part in parts if part)
