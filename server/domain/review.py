"""What an evening took and what came of it, for looking back. Comparing evenings is in review_groups. No words."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import event_cost as costs
from server.domain import form, goal
from server.domain.event import fee_yen, is_past, real_conversations
from server.domain.event_check import CHECKS, total, unanswered
from server.domain.event_form import minutes
from server.domain.introducing import given_received
from server.domain.moment import local_date, next_day
from server.domain.next_step import has_step
from server.domain.outcome import yen as outcome_yen
from server.domain.target_class import TARGET_CLASSES, known_classes
from server.domain.text import normalise

Record = Mapping[str, Any]

VERDICTS = ("again", "unsure", "never")
TEXTS = {"actual_value": 500, "review_note": 2000}
AMOUNTS = ("actual_value_yen", "follow_up_minutes")
CHOICES = {"verdict": VERDICTS, "was_solicited": ("no", "yes")}
FIELDS = (
    "verdict",
    "actual_value",
    "actual_value_yen",
    "follow_up_minutes",
    "was_solicited",
    "review_note",
)
# The review opens by itself so many days after the evening, and is offered for so long (DESIGN-BRIEF 6.11).
AFTER_DAYS, OFFERED_DAYS = 3, 30


def evening(event: Record, held: Record, now: str) -> dict[str, Any]:
    """Promise the figures of one evening (R4, R6, R16, R35, R52); None for what is not known.

    held: encounters, goals, follow_ups, introductions and outcomes of this event, contacts by id.
    in_time of thanks: messages sent within 24 hours, of all that were not passed over with a reason (R36).
    """
    met, outcomes = held["encounters"], held["outcomes"]
    goals = [each for each in held["goals"] if goal.is_goal(each)]
    counts = [goal.progress(each, met, held["contacts"]) for each in goals]
    reached = [goal.is_reached(*pair) for pair in zip(goals, counts, strict=True)]
    thanks = [each for each in held["follow_ups"] if each["kind"] != "next_step"]
    asked = [each for each in thanks if not each["skipped_reason"]]
    in_time = [each for each in asked if each["sent_at"] and each["sent_at"] <= each["due_at"]]
    yen, real = costs.money_yen(event), real_conversations(met)
    worth = [event["expected_value_yen"], event["actual_value_yen"]]
    return {
        **{f: event[f] for f in ("id", "held_on", "organizer_id", "mode", "formats", "fee_yen", "verdict")},
        "is_limited": bool(event["attendee_limits"]),
        "score": None if len(unanswered(event)) == len(CHECKS) else total(event),
        "met": len({each["contact_id"] for each in met}),
        "real": real,
        "goals": len(goals),
        "reached": sum(reached),
        "yen": yen,
        "minutes": taken_minutes(event),
        "per_real": costs.per(yen, real),
        "outcomes": len(outcomes),
        "outcome_yen": outcome_yen(outcomes),
        "per_outcome": costs.per(yen, len(outcomes)),
        "thanks": len(asked),
        "in_time": len(in_time),
        "percent_in_time": percent(len(in_time), len(asked)),
        "waiting": sum(not each["sent_at"] for each in asked),
        "next_steps": sum(has_step(each) for each in held["follow_ups"]),
        "introductions": given_received(held["introductions"], now)["given"],
        "expected_yen": worth[0],
        "actual_yen": worth[1],
        "gap_yen": None if None in worth else worth[1] - worth[0],
    }  # fmt: skip


def percent(part: int, whole: int) -> int | None:
    """Promise a share as whole percent, rounded; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def taken_minutes(event: Record) -> int | None:
    """Promise all the time an evening took: the way, the evening, and writing afterwards (R4)."""
    known = [
        each
        for each in (costs.total_minutes(event), event["follow_up_minutes"])
        if each is not None
    ]
    return sum(known) if known else None


def class_shares(event: Record, met: Sequence[Record]) -> list[dict[str, Any]]:
    """Promise for each class that was wanted or met how many people it was, and their share (R13).

    People whose class nobody noted come last, as class "".
    """
    people: dict[str, str] = {}
    for each in met:
        people[each["contact_id"]] = people.get(each["contact_id"]) or each["target_class"]
    named = [each if each in TARGET_CLASSES else "" for each in people.values()]
    wanted = known_classes(event["target_classes"])
    rows = []
    for name in (*TARGET_CLASSES, ""):
        count = named.count(name)
        share = percent(count, len(named)) or 0
        rows.append({"class": name, "is_wanted": name in wanted, "met": count, "percent": share})
    return [row for row in rows if row["met"] or row["is_wanted"]]


def is_due(event: Record, met: int, now: str) -> bool:
    """Answer whether an evening waits to be looked back on: three days later, for a month, until it is closed."""
    if (
        event["closed_at"]
        or event["verdict"]
        or event["decision"] == "passed"
        or not is_past(event, now)
    ):
        return False
    if not event["held_on"] or not (met or event["decision"] == "going"):
        return False
    today = local_date(now, event["time_zone"])
    first, last = (next_day(event["held_on"], days) for days in (AFTER_DAYS, OFFERED_DAYS))
    return first <= today <= last


def can_close(event: Record, waiting: int, now: str) -> str:
    """Promise "" when an event may be closed, else the locale key of what stands against it (R16)."""
    if not is_past(event, now):
        return "reviews.errors.not_over"
    return "reviews.errors.waiting" if waiting else ""


def printed(event: Record) -> dict[str, str]:
    """Promise the answers of a review as their form shows them."""
    amounts = {f: "" if event[f] is None else f"{event[f]:,}" for f in AMOUNTS}
    return {f: amounts[f] if f in amounts else event[f] for f in FIELDS}


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the answers that a form holds, in stored form; others stay out."""
    values: dict[str, Any] = {f: normalise(form.last(fields, f)) for f in TEXTS if f in fields}
    for field, choices in CHOICES.items():
        if field in fields:
            chosen = form.last(fields, field)
            values[field] = chosen if chosen in choices else ""
    if "actual_value_yen" in fields:
        values["actual_value_yen"] = fee_yen(normalise(form.last(fields, "actual_value_yen")))
    if "follow_up_minutes" in fields:
        values["follow_up_minutes"] = minutes(normalise(form.last(fields, "follow_up_minutes")))
    return values


def form_errors(fields: form.Fields) -> dict[str, str]:
    """Promise the locale keys of answers that cannot be read, or are too long."""
    values, errors = form_values(fields), {}
    for field, key in zip(AMOUNTS, ("amount", "minutes"), strict=True):
        if normalise(form.last(fields, field)) and values[field] is None:
            errors[field] = f"reviews.errors.{key}"
    for field, longest in TEXTS.items():
        if len(values.get(field, "")) > longest:
            errors[field] = "reviews.errors.long"
    return errors
