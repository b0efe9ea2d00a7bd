"""An event: its fee, its purpose, when its door is open, what was talked there. How it is written is in event_form."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.moment import later, local_date

Record = Mapping[str, Any]

MODES = ("in_person", "online", "hybrid")
DECISIONS = ("going", "considering", "passed")
# The band of real conversations one evening can hold (R32).
FEWEST, MOST = 3, 5

_DOOR_OPENS, _DOOR_CLOSES = -120, 180
_NOT_A_FEE = re.compile("[, 円¥\\\\]")


def fee_yen(written: str) -> int | None:
    """Promise the yen in what was typed: full width, commas, 円 and 無料 are understood; else None."""
    text = _NOT_A_FEE.sub("", unicodedata.normalize("NFKC", written))
    if text == "無料":
        return 0
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def has_purpose(event: Record) -> bool:
    """Answer whether both parts of the purpose are written (R8)."""
    return bool(event["who_to_meet"] and event["what_to_gain"])


def is_past(event: Record, now: str) -> bool:
    """Answer whether an event is over: its end, else its start, else its day has passed."""
    last = event["ends_at"] or event["starts_at"]
    if last:
        return bool(last < now)
    return bool(event["held_on"]) and bool(event["held_on"] < local_date(now, event["time_zone"]))


def door(event: Record, now: str) -> str:
    """Promise "open" from 2 hours before the start to 3 hours after the end, or all day when no time
    is known; "today" at other times of its day; "" otherwise.
    """
    starts_at = event["starts_at"] or event["ends_at"]
    is_today = event["held_on"] == local_date(now, event["time_zone"])
    if not starts_at:
        return "open" if is_today else ""
    ends_at = event["ends_at"] or starts_at
    if later(starts_at, _DOOR_OPENS) <= now <= later(ends_at, _DOOR_CLOSES):
        return "open"
    return "today" if is_today else ""


def event_at_door(events: Sequence[Record], now: str) -> Record | None:
    """Promise the event one may walk into now, else one of today that is not over; 行く goes first."""
    wanted = [each for each in events if each["decision"] != "passed" and door(each, now)]
    wanted = [each for each in wanted if door(each, now) == "open" or not is_past(each, now)]
    return min(wanted, key=lambda each: _rank(each, now) + _place(each, now), default=None)


def next_event(events: Sequence[Record], now: str) -> Record | None:
    """Promise the next event that is neither over nor passed on; one without a day comes last."""
    coming = [each for each in events if each["decision"] != "passed" and not is_past(each, now)]
    return min(coming, key=lambda each: _place(each, now), default=None)


def _rank(event: Record, now: str) -> str:
    return f"{door(event, now) != 'open':d}{event['decision'] != 'going':d}"


def _place(event: Record, now: str) -> str:
    """Text that sorts events in time: over ones last, then those without a day."""
    when = (event["held_on"] or "9", event["starts_at"] or "0", event["id"])
    return " ".join((str(int(is_past(event, now))), *when))


def real_conversations(encounters: Sequence[Record]) -> int:
    """Promise with how many people there was a real conversation; cards do not count (R3, R10)."""
    return len({each["contact_id"] for each in encounters if each["is_real_conversation"]})


def conversation_band(count: int) -> str:
    """Promise "none", "few", "good" from 3, "full" at 5, and "wide" past it (R32)."""
    if count > MOST:
        return "wide"
    if count >= FEWEST:
        return "full" if count == MOST else "good"
    return "few" if count else "none"
