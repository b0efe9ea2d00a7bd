"""The ladder of questions: どのようなお仕事 → 力を入れていること → 今お困りのこと (R48). Their words are in locales."""

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]

# The field of the note in which each answer is written, in the order in which one asks.
LADDER = ("business", "focus", "challenge", "looking_for")


def place(asked: int, talk: Record) -> int:
    """Promise which question to show, counted from 1: the one asked for, else the first without an answer."""
    if asked > 0:
        return min(asked, len(LADDER))
    open_ones = [n for n, field in enumerate(LADDER, start=1) if not talk[field]]
    return open_ones[0] if open_ones else len(LADDER)
