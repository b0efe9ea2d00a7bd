"""When somebody is reminded, and of how much: twice for an evening at most, by day. Names nobody.

Only the office reminds, so this rule has no twin.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from server.domain.follow_up import ALLOWED_MINUTES
from server.domain.moment import instant, later, local_date, local_time, next_day

Record = Mapping[str, Any]

MORNING = "08:30"
EARLIEST, LATEST = "08:00", "20:00"
# How long after its moment a reminder is still worth sending; nobody is reminded after 21:00.
WINDOW_MINUTES = 60
_BEFORE_DUE_MINUTES = 180
# An evening ends at four: who was met after midnight belongs to the day before.
_DAY_BEGINS_MINUTES = 240


class Due(NamedTuple):
    """A reminder to send now. `key` names it for ever, in base64url letters; thanks and replies are counts."""

    key: str
    kind: str
    thanks: int
    replies: int


def reminders_due(
    follow_ups: Sequence[Record], back: Sequence[Record], now: str, time_zone: str
) -> list[Due]:
    """Promise the reminders whose time is now: at 8:30 for the evening before, and 3 h before its first deadline.

    follow_ups: the open ones; back: those who come back to Today. The second is left out where it falls together
    with the first, or into the night.
    """
    today = local_date(now, time_zone)
    waiting = [each for each in follow_ups if _is_waiting(each, now)]
    replies = [each for each in back if each["remind_on"] == today]
    found = []
    of_before = [each for each in waiting if _evening(each, time_zone) < today]
    if _is_now(instant(today, MORNING, time_zone), now) and (of_before or replies):
        found.append(Due(f"morning-{today}", "morning", len(of_before), len(replies)))
    for evening in sorted({_evening(each, time_zone) for each in waiting}):
        of_it = [each for each in waiting if _evening(each, time_zone) == evening]
        at = _last_call(min(each["due_at"] for each in of_it), time_zone)
        if _is_now(at, now) and not _is_in_the_morning(at, evening, time_zone):
            found.append(Due(f"last-{evening}", "last", len(of_it), 0))
    return found


def _is_waiting(follow_up: Record, now: str) -> bool:
    return bool(follow_up["due_at"] > now and follow_up["snoozed_until"] <= now)


def _evening(follow_up: Record, time_zone: str) -> str:
    """The date of the evening on which somebody was met."""
    met_at = later(follow_up["due_at"], -ALLOWED_MINUTES)
    return local_date(later(met_at, -_DAY_BEGINS_MINUTES), time_zone)


def _last_call(due_at: str, time_zone: str) -> str:
    """Three hours before a deadline, moved out of the night to before it."""
    at = later(due_at, -_BEFORE_DUE_MINUTES)
    day, time = local_date(at, time_zone), local_time(at, time_zone)
    if time < EARLIEST:
        return instant(next_day(day, -1), LATEST, time_zone)
    return instant(day, LATEST, time_zone) if time > LATEST else at


def _is_in_the_morning(at: str, evening: str, time_zone: str) -> bool:
    """The morning's reminder has just said it, or is about to."""
    morning = instant(next_day(evening), MORNING, time_zone)
    return later(morning, -120) < at < later(morning, 120)


def _is_now(at: str, now: str) -> bool:
    return at <= now < later(at, WINDOW_MINUTES)
