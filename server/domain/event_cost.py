"""What an evening takes, in hours and in yen, and what past ones took for each real conversation. No words."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from server.domain.event import is_past, real_conversations

Record = Mapping[str, Any]


def duration_minutes(event: Record) -> int | None:
    """Promise how long an event lasts, or None when start or end is not known."""
    if not event["starts_at"] or not event["ends_at"]:
        return None
    start, end = (datetime.fromisoformat(event[field]) for field in ("starts_at", "ends_at"))
    return max((end - start) // timedelta(minutes=1), 0)


def travel_minutes(event: Record) -> int | None:
    """Promise the minutes there and back: as written, else 0 online (R49), else None."""
    if event["travel_minutes"] is None and event["mode"] == "online":
        return 0
    written: int | None = event["travel_minutes"]
    return written


def total_minutes(event: Record) -> int | None:
    """Promise the hours an event takes with the way there and back, as far as they are known (R22)."""
    known = [m for m in (duration_minutes(event), travel_minutes(event)) if m is not None]
    return sum(known) if known else None


def money_yen(event: Record) -> int | None:
    """Promise the fee and other costs, as far as they are known (R6)."""
    known = [each for each in (event["fee_yen"], event["other_cost_yen"]) if each is not None]
    return sum(known) if known else None


def time_yen(minutes: int | None, hourly_yen: int | None) -> int | None:
    """Promise what these minutes are worth; None without an hourly value of one's own (R22)."""
    if minutes is None or hourly_yen is None:
        return None
    return (minutes * hourly_yen + 30) // 60


def per(amount: int | None, count: int) -> int | None:
    """Promise an amount shared by a number of people, rounded; None for nobody (R6)."""
    if amount is None or count < 1:
        return None
    return (2 * amount + count) // (2 * count)


def figures(events: Sequence[Record], talks: Sequence[Record], now: str) -> list[dict[str, Any]]:
    """Promise for each event that is over, and was not passed on, what it took and what came of it.

    talks: the encounters of these events. real: people talked with for real; again: people to meet again.
    """
    over = [each for each in events if is_past(each, now) and each["decision"] != "passed"]
    found = []
    for event in over:
        met = [each for each in talks if each["event_id"] == event["id"]]
        again = {each["contact_id"] for each in met if each["wants_to_meet_again"]}
        taken = {"yen": money_yen(event), "minutes": total_minutes(event)}
        came = {"met": len(met), "real": real_conversations(met), "again": len(again)}
        found.append({"id": event["id"], "mode": event["mode"], **taken, **came})
    return found


def cost(found: Sequence[Record]) -> dict[str, int | None]:
    """Promise what these figures cost together: for each real conversation, for each person to meet again.

    Only events whose money is known count, and those where nobody was noted at all stay out.
    """
    counted = [each for each in found if each["yen"] is not None and each["met"] > 0]
    yen, real, again = (sum(each[name] for each in counted) for name in ("yen", "real", "again"))
    costs = {"per_real": per(yen, real), "per_again": per(yen, again)}
    return {"events": len(counted), "yen": yen, "real": real, "again": again, **costs}
