"""The four checks before an evening: what is answered, what it adds up to, what that says. Words are in locales."""

from collections.abc import Mapping
from typing import Any

from server.domain.event import has_purpose

Record = Mapping[str, Any]

CHECKS = ("organizer", "attendees", "format", "fee")
SCORES = ("2", "1", "0", "unknown")
ORGANIZER_ANSWERS = ("aims_known", "trusted_body", "site_seen", "sympathy")
FORMATS = ("standing", "seminar", "discussion", "workshop", "dinner", "pitch", "free_talk")
FULL = 8

_WORTH, _CLOSER = 6, 4


def unanswered(event: Record) -> list[str]:
    """Promise the checks nobody answered yet; "unknown" is an answer (R21)."""
    return [check for check in CHECKS if event[f"check_{check}"] not in SCORES]


def unknown(event: Record) -> list[str]:
    """Promise the checks answered with 不明."""
    return [check for check in CHECKS if event[f"check_{check}"] == "unknown"]


def total(event: Record) -> int | None:
    """Promise the points of the four checks, out of 8; None while there is no purpose to measure by."""
    if not has_purpose(event):
        return None
    given = [event[f"check_{check}"] for check in CHECKS]
    return sum(int(score) for score in given if score in ("2", "1", "0"))


def verdict(event: Record) -> str:
    """Promise what the total says: "no_purpose", "open" while checks wait, then "worth", "closer", "pass".

    It advises; nothing is blocked by it (DESIGN-BRIEF 6.2).
    """
    points = total(event)
    if points is None:
        return "no_purpose"
    if unanswered(event):
        return "open"
    if points >= _WORTH:
        return "worth"
    return "closer" if points >= _CLOSER else "pass"
