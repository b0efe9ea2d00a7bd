"""Japanese public holidays and working days, by the law's own rules. No table to renew, no clock.

Holds from 2022 on, as the law on national holidays stands; the equinoxes by the usual approximation.
"""

from datetime import date, timedelta

MONDAY, SATURDAY, SUNDAY = 1, 6, 7

_FIXED = frozenset(
    ("01-01", "02-11", "02-23", "04-29", "05-03", "05-04", "05-05", "08-11", "11-03", "11-23")
)
# Month -> which Monday of it.
_MONDAYS = {1: 2, 7: 3, 9: 3, 10: 2}
# Millionths of a day in March and in September 1980, and how much later the equinox falls each year.
_EQUINOXES, _YEARLY = {3: 20_843_100, 9: 23_248_800}, 242_194


def is_holiday(day: str) -> bool:
    """Answer whether a date is a public holiday, a substitute for one, or a day between two (law, 2 and 3)."""
    found = date.fromisoformat(day)
    if _is_named(found):
        return True
    return _is_substitute(found) or _is_between(found)


def is_working_day(day: str) -> bool:
    """Answer whether offices work: no weekend, no holiday, not 12-29 to 01-03 (law on closed days, 1)."""
    if date.fromisoformat(day).isoweekday() >= SATURDAY or is_holiday(day):
        return False
    return "01-03" < day[5:] < "12-29"


def working_day_after(day: str, days: int) -> str:
    """Promise the date so many working days after another; 0 is that day itself or the next working one."""
    found, left = date.fromisoformat(day), days
    while left > 0:
        found += timedelta(days=1)
        left -= is_working_day(found.isoformat())
    while not is_working_day(found.isoformat()):
        found += timedelta(days=1)
    return found.isoformat()


def _is_named(day: date) -> bool:
    if day.isoformat()[5:] in _FIXED:
        return True
    if day.isoweekday() == MONDAY and (day.day + 6) // 7 == _MONDAYS.get(day.month):
        return True
    return day.month in _EQUINOXES and day.day == _equinox(day)


def _equinox(day: date) -> int:
    years = day.year - 1980
    return (_EQUINOXES[day.month] + _YEARLY * years) // 1_000_000 - years // 4


def _is_substitute(day: date) -> bool:
    """A holiday on a Sunday is made up for on the next day that is none."""
    before = day - timedelta(days=1)
    while _is_named(before):
        if before.isoweekday() == SUNDAY:
            return True
        before -= timedelta(days=1)
    return False


def _is_between(day: date) -> bool:
    one = timedelta(days=1)
    return _is_named(day - one) and _is_named(day + one)
