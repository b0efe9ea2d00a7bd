"""The next step with a person: about what, in which form, when; the answer to it, and the day to ask again.

The words of the proposal are in proposal.
"""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from server.domain import form
from server.domain.holidays import working_day_after
from server.domain.moment import instant, is_date, is_time, local_date
from server.domain.text import normalise

Record = Mapping[str, Any]

FORMS = ("exchange", "meeting", "visit", "online", "document", "introduction")
MOST_SLOTS = 3
LONGEST_MINUTES = 1440
# Working days without an answer until the person is back on Today, once.
PATIENCE_DAYS = 3
_NO_ANSWER = {"reply": "", "replied_at": "", "decided_slot": "", "remind_on": ""}


def has_step(follow_up: Record) -> bool:
    """Answer whether a next step was thought of: a topic, a form, a time."""
    return bool(follow_up["topic"] or follow_up["form"] or follow_up["slots"])


def step_values(fields: form.Fields, time_zone: str) -> dict[str, Any]:
    """Promise what the form of a next step writes; times are instants, in order, each once."""
    slots = {instant(day, time, time_zone) for day, time in typed_slots(fields)} - {""}
    # Not named form: on a page, form.form would then be these buttons, and htmx asks every form for it.
    kind = form.last(fields, "step_form")
    return {
        "topic": normalise(form.last(fields, "topic")),
        "form": kind if kind in FORMS else "",
        "length_minutes": form.whole_number(form.last(fields, "length_minutes")) or None,
        "slots": sorted(slots),
        "place": normalise(form.last(fields, "place")),
    }


def typed_slots(fields: form.Fields) -> list[tuple[str, str]]:
    """Promise the days and times as typed, without the empty rows."""
    days, times = fields.get("slot_day", []), fields.get("slot_time", [])
    rows = zip_longest(map(normalise, days), map(normalise, times), fillvalue="")
    return [row for row in rows if row != ("", "")]


def step_errors(fields: form.Fields, rendered: str, now: str, time_zone: str) -> dict[str, str]:
    """Promise the locale keys of what cannot be kept: half a time, a past one that is new, too many."""
    errors = {}
    slots = typed_slots(fields)
    fresh = form.changed(step_values(fields, time_zone), rendered).get("slots", [])
    if any(not is_date(day) or not is_time(time) for day, time in slots):
        errors["slots"] = "next_step.errors.slot"
    elif len(slots) > MOST_SLOTS:
        errors["slots"] = "next_step.errors.too_many_slots"
    elif any(slot < now for slot in fresh):
        errors["slots"] = "next_step.errors.slot_passed"
    length = normalise(form.last(fields, "length_minutes"))
    if length and not 0 < form.whole_number(length) <= LONGEST_MINUTES:
        errors["length_minutes"] = "next_step.errors.length"
    return errors


def answer_values(fields: form.Fields, at: str, time_zone: str) -> dict[str, Any]:
    """Promise what a form about the answer writes: waiting, decided for a time, later in a month, declined.

    "" takes the answer back; "seen" only takes the person off Today.
    """
    reply = form.last(fields, "reply")
    if reply == "seen":
        return {"remind_on": ""}
    if reply == "waiting":
        return {**_NO_ANSWER, **_waiting(at, time_zone)}
    if reply == "decided":
        return {
            **_NO_ANSWER,
            "reply": reply,
            "replied_at": at,
            "decided_slot": _decided(fields, time_zone),
        }
    if reply == "later":
        first = f"{form.last(fields, 'month')}-01"
        day = working_day_after(first, 0) if is_date(first) else ""
        return {**_NO_ANSWER, "reply": reply, "replied_at": at, "remind_on": day}
    return {**_NO_ANSWER, "reply": reply, "replied_at": at} if reply == "declined" else _NO_ANSWER


def answer_errors(fields: form.Fields, now: str, time_zone: str) -> dict[str, str]:
    """Promise the locale keys of what an answer lacks: its time, or a month that is not over."""
    reply = form.last(fields, "reply")
    if reply == "decided" and not _decided(fields, time_zone):
        return {"decided_slot": "next_step.errors.slot"}
    month = form.last(fields, "month")
    if reply == "later" and not is_date(f"{month}-01"):
        return {"month": "next_step.errors.month"}
    if reply == "later" and month < local_date(now, time_zone)[:7]:
        return {"month": "next_step.errors.month_passed"}
    return {}


def sent_values(follow_up: Record, at: str, time_zone: str) -> dict[str, Any]:
    """Promise what sending a message that proposes something writes besides: from now on an answer is awaited."""
    is_open = has_step(follow_up) and not follow_up["reply"] and follow_up["proposal"] != "none"
    return _waiting(at, time_zone) if is_open else {}


def is_back(follow_up: Record, today: str) -> bool:
    """Answer whether somebody who owes an answer, or asked for a later month, is back on Today."""
    day = back_on(follow_up)
    return bool(day) and day <= today


def back_on(follow_up: Record) -> str:
    """Promise the date on which a person comes back to Today, or ""; it is also the key they are found by."""
    return str(follow_up["remind_on"]) if follow_up["reply"] in ("waiting", "later") else ""


def agreed_slots(follow_up: Record) -> list[str]:
    """Promise the times that still stand: the one decided for, else all proposed, none when it was put off."""
    if follow_up["decided_slot"]:
        return [follow_up["decided_slot"]]
    return [] if follow_up["reply"] in ("later", "declined") else list(follow_up["slots"])


def last_slot(follow_up: Record) -> str:
    """Promise the last of the times that still stand, or "": the key a step is found by."""
    return max(agreed_slots(follow_up), default="")


def _waiting(at: str, time_zone: str) -> dict[str, Any]:
    day = working_day_after(local_date(at, time_zone), PATIENCE_DAYS)
    return {"reply": "waiting", "remind_on": day}


def _decided(fields: form.Fields, time_zone: str) -> str:
    """One of the times proposed, or another one that was agreed on."""
    day, time = form.last(fields, "decided_day"), form.last(fields, "decided_time")
    if day or time:
        return instant(day, time, time_zone)
    chosen = form.last(fields, "decided_slot")
    return chosen if is_date(chosen[:10]) and is_time(chosen[11:16]) else ""
