"""A meeting as its note form sends it, and when it counts as a talk. Due times live in follow_up."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import form
from server.domain.text import normalise, one_line

Record = Mapping[str, Any]

# In the order of the question ladder (R30, R48), then the free lines.
ANSWERS = ("business", "challenge", "looking_for", "focus")
TEXTS = (*ANSWERS, "note", "memory_hook")
MARKS = ("is_real_conversation", "wants_to_meet_again")
# Where it was, and what kind of person it is.
DETAILS = ("room", "target_class")


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the answers, marks and details that a note form holds, in stored form; others stay out."""
    values: dict[str, Any] = {f: normalise(form.last(fields, f)) for f in TEXTS if f in fields}
    values |= {f: one_line(normalise(form.last(fields, f))) for f in DETAILS if f in fields}
    return values | {mark: form.is_yes(fields, mark) for mark in MARKS if mark in fields}


def has_talk(encounter: Record) -> bool:
    """Answer whether a meeting has anything to show: an answer, a line, or a face to remember."""
    return any(encounter[field] for field in TEXTS)


def is_unfinished(encounter: Record) -> bool:
    """Answer whether a meeting is only a card so far: no answer, not even a line (R3).

    A face to remember, a room or a mark are no words of the other person.
    """
    return not any(encounter[field] for field in (*ANSWERS, "note"))


def offers_real_mark(encounter: Record) -> bool:
    """Answer whether じっくり話せた is worth offering: two answers filled, not marked (DESIGN-BRIEF 6.6)."""
    return sum(bool(encounter[f]) for f in ANSWERS) >= 2 and not encounter["is_real_conversation"]


def meeting_order(met: Sequence[Record]) -> list[dict[str, Any]]:
    """Promise the people met at one event, {"encounter", "order"}, the last met first (R33).

    One line for each person with their newest talk; order counts from the person met first. Moments of
    meeting decide, so that a late sync and the order of arrival change nothing.
    """
    first_first = sorted(met, key=lambda each: (each["met_at"], each["id"]))
    people = list(dict.fromkeys(each["contact_id"] for each in first_first))
    newest = {each["contact_id"]: each for each in first_first}
    return [
        {"encounter": each, "order": people.index(each["contact_id"]) + 1}
        for each in reversed(first_first)
        if newest[each["contact_id"]] is each
    ]
