"""Moments and dates as people read them: local dates, clock times, weekdays, time left. No clock: `now` comes in."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Translate = Callable[..., str]

DEFAULT_ZONE = "Asia/Tokyo"

_ZONE = re.compile("[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*\\Z")
_DATE = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})\\Z")
_TIME = re.compile("([01][0-9]|2[0-3]):([0-5][0-9])\\Z")
_YEARS = range(1900, 2201)


def local_date(at: str, time_zone: str) -> str:
    """Promise the date that calendars in the zone show at an instant, YYYY-MM-DD; "" for no instant."""
    return _local(at, time_zone).date().isoformat() if at else ""


def local_time(at: str, time_zone: str) -> str:
    """Promise what clocks in the zone show at an instant, HH:MM; "" for no instant."""
    return _local(at, time_zone).strftime("%H:%M") if at else ""


def instant(day: str, time: str, time_zone: str) -> str:
    """Promise the instant at which the zone's clocks show HH:MM on that date, or "" when either is none.

    An hour that comes twice means the first; one that is skipped means as much later (RFC 5545, 3.3.5).
    """
    if not is_date(day) or not is_time(time):
        return ""
    local = datetime.fromisoformat(f"{day}T{time}:00").replace(tzinfo=_zone(time_zone))
    return _written(local)


def known_zone(name: str) -> str:
    """Promise the name of a time zone that everybody knows: this one, or Asia/Tokyo."""
    return _zone(name).key


def is_date(text: str) -> bool:
    """Answer whether text is a real date of the years 1900 to 2200, YYYY-MM-DD."""
    found = _DATE.match(text)
    if not found or int(found[1]) not in _YEARS:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_time(text: str) -> bool:
    """Answer whether text is a time of day, HH:MM from 00:00 to 23:59."""
    return bool(_TIME.match(text))


def later(at: str, minutes: int) -> str:
    """Promise the instant so many minutes after another, before it when negative."""
    return _written(datetime.fromisoformat(at) + timedelta(minutes=minutes))


def next_day(day: str, days: int = 1) -> str:
    """Promise the date so many days after another, before it when negative."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def remaining(due_at: str, now: str) -> int:
    """Promise the whole minutes until a deadline; negative as soon as it has passed, or without one."""
    if not due_at:
        return -1
    left = datetime.fromisoformat(due_at) - datetime.fromisoformat(now)
    return left // timedelta(minutes=1)


def remaining_text(minutes: int, t: Translate) -> str:
    """Promise 残り 3時間12分, from two days on 残り 2日, and after the deadline 期限を過ぎました."""
    if minutes < 0:
        return t("moment.passed")
    if minutes >= 2880:
        return t("moment.days_left", n=minutes // 1440)
    if minutes < 60:
        return t("moment.minutes_left", n=minutes)
    return t("moment.hours_left", h=minutes // 60, n=minutes % 60)


def date_text(day: str, today: str, locale: str, t: Translate) -> str:
    """Promise 11/20(木) or Thu 20 Nov, with the year when it is not this year; "" for no date."""
    if not is_date(day):
        return ""
    year, month, number = (int(part) for part in day.split("-"))
    weekday = t(f"moment.weekday.{date.fromisoformat(day).isoweekday()}")
    is_other_year = day[:4] != today[:4]
    if locale == "ja":
        return f"{f'{year}/' if is_other_year else ''}{month}/{number}({weekday})"
    return f"{weekday} {number} {t(f'moment.month.{month}')}{f' {year}' if is_other_year else ''}"


def heading_date(day: str, locale: str, t: Translate) -> str:
    """Promise a date as a heading: 11月21日（金） or Fri 21 Nov."""
    if locale != "ja":
        return date_text(day, day, locale, t)
    weekday = t(f"moment.weekday.{date.fromisoformat(day).isoweekday()}")
    return f"{t(f'moment.month.{int(day[5:7])}')}{int(day[8:])}日（{weekday}）"


def moment_text(at: str, now: str, time_zone: str, locale: str, t: Translate) -> str:
    """Promise 11/20(木) 18:30 or Thu 20 Nov, 18:30; "" for no instant."""
    if not at:
        return ""
    day = date_text(local_date(at, time_zone), local_date(now, time_zone), locale, t)
    return f"{day}{' ' if locale == 'ja' else ', '}{local_time(at, time_zone)}"


def _local(at: str, time_zone: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(_zone(time_zone))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    """A zone nobody knows is the default one: records come from many devices."""
    try:
        return ZoneInfo(name if _ZONE.match(name) else DEFAULT_ZONE)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(DEFAULT_ZONE)
