"""An event as it is written in a form, whole or in parts: printed, read, checked, turned into a record."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from server.domain import form
from server.domain.contact import web_href
from server.domain.event import DECISIONS, MODES, fee_yen, is_past
from server.domain.event_check import CHECKS, FORMATS, ORGANIZER_ANSWERS, SCORES
from server.domain.moment import instant, is_date, is_time, later, local_time
from server.domain.target_class import TARGET_CLASSES
from server.domain.text import canonical_json, normalise

Record = Mapping[str, Any]
Values = Mapping[str, Any]

_PURPOSE = ("who_to_meet", "what_to_gain")
_TIMES = ("held_on", "starts_at", "ends_at")
_NOTES = tuple(f"check_{check}_note" for check in CHECKS)
_ATTENDEES = ("attendee_industries", "attendee_titles", "attendee_stages", "attendee_limits")
_EXPECTED = ("expected_value", "expected_value_yen")
_TEXTS = (
    "title",
    "venue",
    "url",
    *_PURPOSE,
    *_NOTES,
    *_ATTENDEES,
    "expected_value",
    "passed_reason",
)
_AMOUNTS = ("fee_yen", "other_cost_yen", "expected_value_yen")
_CHOICES = {
    "mode": MODES,
    "decision": DECISIONS,
    **{f"check_{check}": SCORES for check in CHECKS},
    "solicitation_risk": ("none", "suspected", "unknown"),
    "was_solicited": ("yes", "no"),
}
_LISTS = {
    "target_classes": TARGET_CLASSES,
    "attendee_classes": TARGET_CLASSES,
    "formats": FORMATS,
    "organizer_answers": ORGANIZER_ANSWERS,
}
FIELDS = (*_TEXTS, *_TIMES, *_AMOUNTS, "travel_minutes", *_CHOICES, *_LISTS)
# A form may hold one part; each part is kept by itself.
PARTS = {
    "purpose": (*_PURPOSE, "target_classes"),
    "basics": ("title", *_TIMES, "venue", "mode", "url"),
    "organizer": (
        "check_organizer",
        "organizer_answers",
        "solicitation_risk",
        "check_organizer_note",
    ),
    "attendees": ("check_attendees", *_ATTENDEES, "attendee_classes", "check_attendees_note"),
    "format": ("check_format", "formats", "check_format_note"),
    "fee": ("check_fee", *_AMOUNTS[:2], "travel_minutes", *_EXPECTED, "check_fee_note"),
    "after": ("was_solicited",),
    "passed": ("passed_reason",),
}


def printed(event: Record) -> dict[str, Any]:
    """Promise the fields of an event as a form prints them: local times HH:MM, amounts as 5,000, lists as known."""
    zone = event["time_zone"]
    shown: dict[str, Any] = {f: event[f] for f in (*_TEXTS, "held_on", *_CHOICES)}
    shown |= {field: local_time(event[field], zone) for field in _TIMES[1:]}
    amounts = {field: event[field] for field in (*_AMOUNTS, "travel_minutes")}
    shown |= {field: "" if n is None else f"{n:,}" for field, n in amounts.items()}
    return shown | {field: _known(field, event[field]) for field in _LISTS}


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the fields of an event that a form holds, as they would be printed; others stay out."""
    values: dict[str, Any] = {
        f: normalise(form.last(fields, f)) for f in (*_TEXTS, *_TIMES) if f in fields
    }
    for field, choices in _CHOICES.items():
        if field in fields:
            chosen = form.last(fields, field)
            values[field] = chosen if chosen in choices else ""
    for field in (*_AMOUNTS, "travel_minutes"):
        if field in fields:
            written = normalise(form.last(fields, field))
            number = _number(field, written)
            values[field] = written if number is None else f"{number:,}"
    return values | {field: _known(field, fields[field]) for field in _LISTS if field in fields}


def part_text(values: Values, part: str) -> str:
    """Promise the one text of a part's values, which its form is later compared with (ARCHITECTURE 9.8)."""
    return canonical_json({field: values[field] for field in PARTS[part]})


def minutes(written: str) -> int | None:
    """Promise the minutes in what was typed: 90, 90分, 1時間, 1時間30分, 1:30; else None."""
    text = re.sub("[ ,]", "", unicodedata.normalize("NFKC", written))
    if found := re.fullmatch("([0-9]{1,5})(?:分|min)?", text):
        return int(found[1])
    found = re.fullmatch("([0-9]{1,3})(?:時間|:|h)(?:([0-5]?[0-9])(?:分|min)?)?", text)
    return int(found[1]) * 60 + int(found[2] or 0) if found else None


def form_errors(values: Values, fields: Iterable[str]) -> dict[str, str]:
    """Promise those of these fields that cannot be kept, each with its locale key.

    values: the whole event as printed; fields: what the form held. Only the title is required;
    going needs both parts of the purpose (R5, R8).
    """
    names = set(fields)
    errors: dict[str, str] = {}
    if not values["title"]:
        errors["title"] = "events.errors.title"
    if values["held_on"] and not is_date(values["held_on"]):
        errors["held_on"] = "events.errors.date"
    elif not values["held_on"] and (values["starts_at"] or values["ends_at"]):
        errors["held_on"] = "events.errors.date_first"
    for field in _TIMES[1:]:
        if values[field] and not is_time(values[field]):
            errors[field] = "events.errors.time"
    if values["url"] and not web_href(values["url"]):
        errors["url"] = "events.errors.url"
    for field in (*_AMOUNTS, "travel_minutes"):
        if values[field] and _number(field, values[field]) is None:
            is_amount = field in _AMOUNTS
            errors[field] = "events.errors.fee" if is_amount else "events.errors.minutes"
    found = {field: key for field, key in errors.items() if field in names}
    missing = _PURPOSE if values["decision"] == "going" else ()
    asked = [part for part in missing if not values[part] and names & {part, "decision"}]
    return found | {part: f"events.errors.{part}" for part in asked}


def record_values(values: Values, touched: Iterable[str], event: Record) -> dict[str, Any]:
    """Promise what a checked form writes into the record: the touched fields that really differ.

    values: the whole event as printed; event: the record before, or empty fields and a time zone.
    """
    names = set(touched)
    written: dict[str, Any] = {field: values[field] for field in FIELDS if field in names}
    written |= {f: _number(f, values[f]) for f in (*_AMOUNTS, "travel_minutes") if f in names}
    # What a newer version put into a list is kept, though no form shows it.
    for field in names & _LISTS.keys():
        unknown = [each for each in event[field] if each not in _LISTS[field]]
        written[field] = [*values[field], *unknown]
    if names & set(_TIMES):
        written |= event_times(values, event["time_zone"])
    return {field: value for field, value in written.items() if value != event[field]}


def event_times(values: Values, time_zone: str) -> dict[str, str]:
    """Promise the instants of start and end; an end before the start is on the next day."""
    starts_at, ends_at = (instant(values["held_on"], values[f], time_zone) for f in _TIMES[1:])
    if starts_at and ends_at and ends_at < starts_at:
        ends_at = later(ends_at, 1440)
    return {"starts_at": starts_at, "ends_at": ends_at}


def frozen(event: Record, now: str) -> list[str]:
    """Promise the fields that nobody may write any more: what one expected, once the event is over (R52)."""
    return list(_EXPECTED) if is_past(event, now) else []


def _number(field: str, written: str) -> int | None:
    return minutes(written) if field == "travel_minutes" else fee_yen(written)


def _known(field: str, written: Iterable[str]) -> list[str]:
    named = set(written)
    return [each for each in _LISTS[field] if each in named]
