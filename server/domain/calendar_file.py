"""Calendar files (RFC 5545): events -> text that calendars take in. What an event says is decided in pages."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from server.domain.content_line import content_line, escaped
from server.domain.moment import DEFAULT_ZONE, local_date, local_time

Event = Mapping[str, Any]

PRODUCT = "-//Enishi//Enishi//JA"
# Japan knows no summer time: one rule says it all.
_JAPAN = (
    "BEGIN:VTIMEZONE",
    f"TZID:{DEFAULT_ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:JST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def calendar_file(name: str, events: Iterable[Event], now: str, time_zone: str) -> str:
    """Promise a calendar with CRLF and lines of at most 75 octets; times in Asia/Tokyo or in UTC.

    An event: uid, starts_at and ends_at (instants), summary, location, url, description ("" when absent), is_certain,
    alarms (whole minutes before its start). The uid stays, so that a calendar moves what it already holds.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    lines.append(content_line("X-WR-CALNAME", escaped(name)))
    if time_zone == DEFAULT_ZONE:
        lines += _JAPAN
    for event in events:
        lines += _event(event, now, time_zone)
    return "".join(f"{line}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, now: str, time_zone: str) -> list[str]:
    texts = [
        ("SUMMARY", escaped(event["summary"])),
        ("LOCATION", escaped(event["location"])),
        ("DESCRIPTION", escaped(event["description"])),
        ("URL", event["url"]),
    ]
    return [
        "BEGIN:VEVENT",
        content_line("UID", event["uid"]),
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART{_moment(event['starts_at'], time_zone)}",
        f"DTEND{_moment(event['ends_at'], time_zone)}",
        *(content_line(name, text) for name, text in texts if text),
        f"STATUS:{'CONFIRMED' if event['is_certain'] else 'TENTATIVE'}",
        f"SEQUENCE:{int(event['is_certain'])}",
        # Some calendars refuse an event in which anything follows its alarms.
        *(line for minutes in event["alarms"] for line in _alarm(minutes, event["summary"])),
        "END:VEVENT",
    ]


def _alarm(minutes: int, summary: str) -> list[str]:
    return [
        "BEGIN:VALARM",
        f"TRIGGER:-{_duration(minutes)}",
        "ACTION:DISPLAY",
        content_line("DESCRIPTION", escaped(summary)),
        "END:VALARM",
    ]


def _duration(minutes: int) -> str:
    if minutes % 1440 == 0:
        return f"P{minutes // 1440}D"
    return f"PT{minutes // 60}H" if minutes % 60 == 0 else f"PT{minutes}M"


def _moment(at: str, time_zone: str) -> str:
    if time_zone != DEFAULT_ZONE:
        return f":{_utc(at)}"
    local = f"{local_date(at, time_zone)}T{local_time(at, time_zone)}"
    return f";TZID={DEFAULT_ZONE}:{datetime.fromisoformat(local).strftime('%Y%m%dT%H%M%S')}"


def _utc(at: str) -> str:
    return datetime.fromisoformat(at).strftime("%Y%m%dT%H%M%SZ")
