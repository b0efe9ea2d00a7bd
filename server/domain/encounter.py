"""A meeting as its note form sends it, and when it counts as a talk. Due times live in follow_up."""

from collections.abc import Mapping
from typing import Any

from server.domain import form
from server.domain.text import normalise

Record = Mapping[str, Any]

# In the order of the question ladder (R30, R48), then the free lines.
ANSWERS = ("business", "challenge", "looking_for", "focus")
TEXTS = (*ANSWERS, "note", "memory_hook")
MARKS = ("is_real_conversation", "wants_to_meet_again")


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the answers and marks that a note form holds, in stored form; others stay out."""
    values: dict[str, Any] = {f: normalise(form.last(fields, f)) for f in TEXTS if f in fields}
    return values | {mark: form.is_yes(fields, mark) for mark in MARKS if mark in fields}


def has_talk(encounter: Record) -> bool:
    """Answer whether anything was noted: a card without a word is not done yet (R3)."""
    return any(encounter[field] for field in TEXTS)


def offers_real_mark(encounter: Record) -> bool:
    """Answer whether じっくり話せた is worth offering: two answers filled, not marked (DESIGN-BRIEF 6.6)."""
    return sum(bool(encounter[f]) for f in ANSWERS) >= 2 and not encounter["is_real_conversation"]
