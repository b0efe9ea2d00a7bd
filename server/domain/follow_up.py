"""The promise to write within 24 hours: its deadline, how much of it is left, how it ends. Words are in pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import form
from server.domain.moment import instant, later, local_date, next_day, remaining
from server.domain.text import normalise

Record = Mapping[str, Any]

PROPOSALS = ("none", "next_step")
CHANNELS = ("mail", "line", "sms", "sns", "phone", "other")
ALLOWED_MINUTES = 1440
_WARM_MINUTES = 360


def due_at(met_at: str) -> str:
    """Promise the instant 24 hours after a meeting, whenever that meeting is synced (R36)."""
    return later(met_at, ALLOWED_MINUTES)


def percent_left(due_at: str, now: str) -> int:
    """Promise how much of the 24 hours is left, in whole hundredths from 0 to 100."""
    left = remaining(due_at, now) * 100 // ALLOWED_MINUTES
    return max(0, min(100, left))


def is_late(due_at: str, now: str) -> bool:
    """Answer whether the 24 hours are over."""
    return remaining(due_at, now) < 0


def is_warm(due_at: str, now: str) -> bool:
    """Answer whether less than 6 hours are left (DESIGN-BRIEF 6.9)."""
    return 0 <= remaining(due_at, now) < _WARM_MINUTES


def state(follow_up: Record) -> str:
    """Promise "sent", "skipped" or "open"."""
    if follow_up["sent_at"]:
        return "sent"
    return "skipped" if follow_up["skipped_reason"] else "open"


def likely_channel(contact: Record) -> str:
    """Promise the channel a person would be thanked by: mail, else telephone, else another way."""
    if contact["emails"]:
        return "mail"
    return "phone" if any(tel["kind"] != "fax" for tel in contact["tels"]) else "other"


def is_snoozed(follow_up: Record, now: str) -> bool:
    """Answer whether somebody was put off to a later moment; the deadline stays what it is."""
    return bool(follow_up["snoozed_until"] > now)


def tomorrow_morning(now: str, time_zone: str) -> str:
    """Promise eight o'clock of the next day, as clocks in the zone show it."""
    return instant(next_day(local_date(now, time_zone)), "08:00", time_zone)


def following(follow_up_id: str, waiting: Sequence[Record], now: str) -> Record | None:
    """Promise who is to be thanked next: first those in time, then the late, then those put off."""
    others = [each for each in waiting if each["id"] != follow_up_id]
    ready = [each for each in others if not is_snoozed(each, now)]
    in_time = [each for each in ready if not is_late(each["due_at"], now)]
    return next(iter((*in_time, *ready, *others)), None)


def draft_values(fields: form.Fields) -> dict[str, str]:
    """Promise what the form of a message writes: its words, the way they go, thanks alone or with a proposal (R42)."""
    channel, proposal = form.last(fields, "channel"), form.last(fields, "proposal")
    return {
        "subject": normalise(form.last(fields, "subject")),
        "body": normalise(form.last(fields, "body")),
        "channel": channel if channel in CHANNELS else "",
        "proposal": proposal if proposal in PROPOSALS else "",
    }


def form_values(fields: form.Fields, at: str, time_zone: str) -> dict[str, str]:
    """Promise what a form of the page writes: sent, skipped or snoozed, each true or false, or nothing.

    Marked as sent at a moment by a channel, passed over with a reason, put off to tomorrow; "false" takes it back.
    """
    if "sent" in fields:
        channel = form.last(fields, "channel")
        chosen = channel if channel in CHANNELS else "other"
        return (
            {"sent_at": at, "channel": chosen} if form.is_yes(fields, "sent") else {"sent_at": ""}
        )
    if "skipped" in fields:
        reason = normalise(form.last(fields, "skipped_reason"))
        return {"skipped_reason": reason if form.is_yes(fields, "skipped") else ""}
    if "snoozed" in fields:
        is_put_off = form.is_yes(fields, "snoozed")
        return {"snoozed_until": tomorrow_morning(at, time_zone) if is_put_off else ""}
    return {}


def form_errors(fields: form.Fields) -> dict[str, str]:
    """Promise the locale key of what is missing: passing over needs a reason in words (R37)."""
    if form.is_yes(fields, "skipped") and not normalise(form.last(fields, "skipped_reason")):
        return {"skipped_reason": "follow_ups.errors.reason"}
    return {}
