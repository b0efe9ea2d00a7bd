"""An event as it is written in a form, when its door is open, and how far it has come. Dates are in moment."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from server.domain import form
from server.domain.contact import web_href
from server.domain.moment import instant, is_date, is_time, later, local_date, local_time
from server.domain.text import normalise

Record = Mapping[str, Any]

MODES = ("in_person", "online", "hybrid")
DECISIONS = ("going", "considering", "passed")
# The band of real conversations one evening can hold (R32).
FEWEST, MOST = 3, 5

_CHOICES = {"mode": MODES, "decision": DECISIONS}
_TEXTS = ("title", "held_on", "starts_at", "ends_at", "venue", "url")
_PURPOSE = ("who_to_meet", "what_to_gain")
_TIMES = ("held_on", "starts_at", "ends_at")
FIELDS = (*_TEXTS, "mode", "fee_yen", *_PURPOSE, "decision")

_DOOR_OPENS, _DOOR_CLOSES = -120, 180
_NOT_A_FEE = re.compile("[, 円¥\\\\]")


def printed(event: Record) -> dict[str, str]:
    """Promise the fields of an event as a form prints them: local times HH:MM, the fee as 5,000."""
    zone = event["time_zone"]
    texts = {field: str(event[field] or "") for field in FIELDS if field != "fee_yen"}
    times = {field: local_time(event[field], zone) for field in ("starts_at", "ends_at")}
    fee = event["fee_yen"]
    return texts | times | {"fee_yen": "" if fee is None else f"{fee:,}"}


def form_values(fields: form.Fields) -> dict[str, str]:
    """Promise the fields of an event that a form holds, as they would be printed; others stay out."""
    values = {f: normalise(form.last(fields, f)) for f in (*_TEXTS, *_PURPOSE) if f in fields}
    for field, choices in _CHOICES.items():
        if field in fields:
            chosen = form.last(fields, field)
            values[field] = chosen if chosen in choices else ""
    if "fee_yen" in fields:
        written = normalise(form.last(fields, "fee_yen"))
        fee = fee_yen(written)
        values["fee_yen"] = written if fee is None else f"{fee:,}"
    return values


def fee_yen(written: str) -> int | None:
    """Promise the yen in what was typed: full width, commas, 円 and 無料 are understood; else None."""
    text = _NOT_A_FEE.sub("", unicodedata.normalize("NFKC", written))
    if text == "無料":
        return 0
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def form_errors(values: Mapping[str, str]) -> dict[str, str]:
    """Promise the fields that cannot be kept, each with its locale key. Only the title is required;
    going needs both parts of the purpose (R5, R8).
    """
    errors = {}
    if not values["title"]:
        errors["title"] = "events.errors.title"
    if values["held_on"] and not is_date(values["held_on"]):
        errors["held_on"] = "events.errors.date"
    elif not values["held_on"] and (values["starts_at"] or values["ends_at"]):
        errors["held_on"] = "events.errors.date_first"
    for field in ("starts_at", "ends_at"):
        if values[field] and not is_time(values[field]):
            errors[field] = "events.errors.time"
    if values["url"] and not web_href(values["url"]):
        errors["url"] = "events.errors.url"
    if values["fee_yen"] and fee_yen(values["fee_yen"]) is None:
        errors["fee_yen"] = "events.errors.fee"
    missing = _PURPOSE if values["decision"] == "going" else ()
    return errors | {part: f"events.errors.{part}" for part in missing if not values[part]}


def record_values(
    values: Mapping[str, str], touched: Iterable[str], event: Record
) -> dict[str, Any]:
    """Promise what a checked form writes into the record: the touched fields that really differ.

    values: the whole form as printed; event: the record before, or empty fields and a time zone.
    """
    names = set(touched)
    written: dict[str, Any] = {field: values[field] for field in FIELDS if field in names}
    if "fee_yen" in names:
        written["fee_yen"] = fee_yen(values["fee_yen"])
    if names & set(_TIMES):
        written |= event_times(values, event["time_zone"])
    return {field: value for field, value in written.items() if value != event[field]}


def event_times(values: Mapping[str, str], time_zone: str) -> dict[str, str]:
    """Promise the instants of start and end; an end before the start is on the next day."""
    starts_at, ends_at = (instant(values["held_on"], values[f], time_zone) for f in _TIMES[1:])
    if starts_at and ends_at and ends_at < starts_at:
        ends_at = later(ends_at, 1440)
    return {"starts_at": starts_at, "ends_at": ends_at}


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


def stages(event: Record, now: str, met: int, waiting: int) -> list[str]:
    """Promise where an event stands: choose, prepare, meet, connect, each "done", "now" or "later".

    met: people met there; waiting: those among them still to be thanked. Derived, never set (R7).
    """
    done = [
        met > 0 or (event["decision"] == "going" and has_purpose(event)),
        met > 0 or (has_purpose(event) and door(event, now) != ""),
        met > 0,
        met > 0 and waiting == 0,
    ]
    first = done.index(False) if False in done else len(done)
    return [
        "done" if is_done else "now" if n == first else "later" for n, is_done in enumerate(done)
    ]


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
