"""Whom one has not been in touch with for long, and what there is to write about (R12). No words, no clock."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

Record = Mapping[str, Any]

# After a month somebody comes to mind again, after three it is time.
DAYS = (30, 90)
# What the other person said, and what was felt, the best reason first.
REASONS = ("looking_for", "challenge", "focus", "wants_to_meet_again", "is_real_conversation")


def untouched(people: Sequence[Record], now: str) -> list[dict[str, Any]]:
    """Promise those not met or written to for 30 days who said something to write about, the warmest first.

    people: contact, encounters (newest first), touched (other instants and dates of being in touch).
    One who asked not to be written to stays out. band: 30 or 90 days.
    """
    found = []
    for each in people:
        reason = why(each["encounters"])
        days = days_since(last_touch(each), now)
        if days < DAYS[0] or not reason["code"] or each["contact"]["do_not_contact"]:
            continue
        band = DAYS[1] if days >= DAYS[1] else DAYS[0]
        found.append({"contact_id": each["contact"]["id"], "days": days, "band": band, **reason})
    return sorted(found, key=lambda e: (REASONS.index(e["code"]), e["days"], e["contact_id"]))


def last_touch(person: Record) -> str:
    """Promise the last instant or date one was in touch with somebody, or ""."""
    return max((*(each["met_at"] for each in person["encounters"]), *person["touched"]), default="")


def days_since(at: str, now: str) -> int:
    """Promise the whole days since an instant or a date; -1 for none."""
    if not at:
        return -1
    return (_moment(now) - _moment(at)) // timedelta(days=1)


def why(encounters: Sequence[Record]) -> dict[str, str]:
    """Promise the reason to write: its code, what was said, and in which talk; code "" for none."""
    for code in REASONS:
        for each in encounters:
            if each[code]:
                text = each[code] if isinstance(each[code], str) else ""
                return {"code": code, "text": text, "event_id": each["event_id"]}
    return {"code": "", "text": "", "event_id": ""}


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at if "T" in at else f"{at}T00:00:00.000Z")
