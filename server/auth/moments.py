"""Spans of time between instants written as text. The clock itself is a door (config)."""

from datetime import UTC, datetime, timedelta

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def later(now: str, seconds: float) -> str:
    """Promise the instant that many seconds after `now`; before it when they are negative."""
    moment = datetime.fromisoformat(now).astimezone(UTC) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def seconds_between(earlier: str, now: str) -> float:
    """Promise how many seconds lie between two instants."""
    return (datetime.fromisoformat(now) - datetime.fromisoformat(earlier)).total_seconds()
