"""Shared or pasted text -> what an event form can be filled with. Guesses; a person reads them before saving."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from server.domain.contact import web_href
from server.domain.event import fee_yen
from server.domain.moment import is_date
from server.domain.text import lines, normalise

_URL = re.compile(r"https?://[^ \t\n\u3000<>\"'「」（）()]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = f"({'|'.join(_MONTHS)})[a-z]*\\.?"
_S = "[ \t]*"
_ERA = re.compile(
    f"(?:令和|R){_S}([0-9]{{1,2}}|元){_S}[年.]{_S}([0-9]{{1,2}}){_S}[月.]{_S}([0-9]{{1,2}})"
)
_FULL = re.compile(f"([0-9]{{4}}){_S}[年/.-]{_S}([0-9]{{1,2}}){_S}[月/.-]{_S}([0-9]{{1,2}})")
_SHORT = re.compile(f"([0-9]{{1,2}}){_S}月{_S}([0-9]{{1,2}}){_S}日")
_SLASH = re.compile("(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
_MONTH_DAY = re.compile(f"{_MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? ([0-9]{{4}}))?", re.I)
_DAY_MONTH = re.compile(f"([0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?:,? ([0-9]{{4}}))?", re.I)

_TIME = (
    f"(?:(午前|午後|夜){_S})?([0-9]{{1,2}})"
    f"(?::([0-5][0-9])|時(?:([0-5]?[0-9])分|(半))?|(?={_S}[ap]\\.?m))(?:{_S}([ap])\\.?m)?"
)
_RANGE = f"{_TIME}(?:{_S}(?:[-–—~〜―]|から|to){_S}{_TIME})?"
_DOORS = re.compile(f"(?:受付|開場|doors?)[^0-9\n開]{{0,6}}{_RANGE}|{_TIME}{_S}(?:受付|開場)", re.I)
_TIMES = re.compile(_RANGE, re.I)

_LABEL = "^[ \t\u3000■●◆・*【\\[<]*"
_COLON = "[ \t\u3000】\\]>]*[:：】\\]][ \t\u3000]*"
_VENUE = re.compile(
    f"{_LABEL}(?:会場|場所|開催場所|venue|location|place){_COLON}(.{{1,200}})$", re.I | re.M
)
_FEE = re.compile(
    "(?:参加費|会費|料金|費用|fee|price)[^0-9無\n]{0,12}(無料|[0-9][0-9,]{0,10})", re.I
)
_YEN = re.compile("([0-9][0-9,]{1,9})円|¥([0-9][0-9,]{1,9})")
_ONLINE = re.compile("オンライン|ウェビナー|zoom|teams|google meet|webinar|online", re.I)
_HYBRID = re.compile("ハイブリッド|hybrid|併用", re.I)
_LONGEST_TITLE = 200


def guess(shared: Mapping[str, str], today: str) -> dict[str, str]:
    """Promise the fields that text tells, as a form prints them; those it does not tell stay out.

    shared: title, text, url, each perhaps "". A day without a year is the next one from today on.
    """
    text = normalise(shared["text"])
    plain = unicodedata.normalize("NFKC", _URL.sub(" ", f"{shared['title']}\n{text}"))
    starts_at, ends_at = _hours(plain)
    found = {
        "title": _title(normalise(shared["title"]), text),
        "held_on": _day(plain, today),
        "starts_at": starts_at,
        "ends_at": ends_at,
        "venue": _venue(text),
        "mode": _mode(plain, _venue(text)),
        "fee_yen": _fee(plain),
        "url": _url(shared["url"], text, shared["title"]),
    }
    return {field: value for field, value in found.items() if value}


def _url(*places: str) -> str:
    for place in places:
        if found := _URL.search(normalise(place)):
            return found[0] if web_href(found[0]) else ""
    return ""


def _title(title: str, text: str) -> str:
    told = [title, *lines(text)]
    first = next((line for line in told if line and not _is_only_address(line)), "")
    return normalise(_URL.sub(" ", first)[:_LONGEST_TITLE])


def _is_only_address(line: str) -> bool:
    return normalise(_URL.sub("", line)) == ""


def _day(text: str, today: str) -> str:
    return next((day for day in _days(text, today) if is_date(day)), "")


def _days(text: str, today: str) -> Iterator[str]:
    if at := _ERA.search(text):
        yield _written(2018 + (1 if at[1] == "元" else int(at[1])), int(at[2]), int(at[3]))
    if at := _FULL.search(text):
        yield _written(int(at[1]), int(at[2]), int(at[3]))
    if at := _SHORT.search(text) or _SLASH.search(text):
        yield _coming(int(at[1]), int(at[2]), today)
    if at := _MONTH_DAY.search(text):
        yield _named(at[1], int(at[2]), at[3] or "", today)
    if at := _DAY_MONTH.search(text):
        yield _named(at[2], int(at[1]), at[3] or "", today)


def _named(month: str, day: int, year: str, today: str) -> str:
    number = _MONTHS.index(month.lower()) + 1
    return _written(int(year), number, day) if year else _coming(number, day, today)


def _coming(month: int, day: int, today: str) -> str:
    this_year = _written(int(today[:4]), month, day)
    return this_year if this_year >= today else _written(int(today[:4]) + 1, month, day)


def _written(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _hours(text: str) -> tuple[str, str]:
    """The first hours that are not those of the doors; both of a range, or the start alone."""
    at = _TIMES.search(_DOORS.sub(" ", text))
    if not at:
        return "", ""
    parts = [part or "" for part in at.groups()]
    start, end = _clock(parts[:6], ""), _clock(parts[6:], parts[0] or parts[5])
    return (start, end) if start else ("", "")


def _clock(parts: list[str], before: str) -> str:
    """HH:MM of 午後, 7, 30, "", "", "". `before` is the 午後 of the start, which an end may leave out."""
    half, hour, minute, minute_ja, is_half, letter = parts
    if not hour:
        return ""
    number = int(hour)
    is_late = (half or letter or before).lower() in ("午後", "夜", "p")
    if is_late and number < 12:
        number += 12
    if letter.lower() == "a" and number == 12:
        number = 0
    told = "30" if is_half else minute or minute_ja or "0"
    return f"{number % 24:02}:{int(told):02}" if number < 30 else ""


def _venue(text: str) -> str:
    found = _VENUE.search(text)
    return normalise(_URL.sub(" ", found[1])) if found else ""


def _mode(text: str, venue: str) -> str:
    if _HYBRID.search(text):
        return "hybrid"
    if not _ONLINE.search(text):
        return ""
    return "hybrid" if venue and not _ONLINE.search(venue) else "online"


def _fee(text: str) -> str:
    at = _FEE.search(text) or _YEN.search(text)
    fee = fee_yen(next((part for part in at.groups() if part), "")) if at else None
    return "" if fee is None else f"{fee:,}"
