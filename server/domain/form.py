"""What a person changed in a form, seen from what the form showed. Which fields there are is not known here."""

import json
import re
from collections.abc import Mapping
from typing import Any

from server.domain.text import canonical_json

Fields = Mapping[str, list[str]]


def last(fields: Fields, name: str) -> str:
    """Promise the last value sent under a name, or ""."""
    return (fields.get(name) or [""])[-1]


def is_yes(fields: Fields, name: str) -> bool:
    """Answer whether a switch was sent as on; a hidden "false" before it stands for off."""
    return last(fields, name) == "true"


def whole_number(text: str) -> int:
    """Promise the whole number that text writes in at most 15 ASCII digits, or 0."""
    return int(text) if re.fullmatch("[0-9]{1,15}", text) else 0


def changed(values: Mapping[str, Any], rendered: str) -> dict[str, Any]:
    """Promise the values that differ from the ones the form was printed with (ARCHITECTURE 9.8).

    rendered is the form's own JSON text; whatever it does not name counts as changed.
    """
    shown = _parsed(rendered)
    return {
        field: value
        for field, value in values.items()
        if field not in shown or canonical_json(value) != canonical_json(shown[field])
    }


def next_revision(sent: int, rendered: str, before: Mapping[str, Any] | None, now: int) -> int:
    """Promise the revision for the next save of a form that stays open.

    sent: the revision it was sent with; before: the record before this save; now: its revision after.
    The form moves on only while it shows the record as it was: else another device's words, never shown
    here, would count as read, and the next save would write over them.
    """
    if not before or before["revision"] == sent:
        return now
    shown = _parsed(rendered)
    unseen = [f for f, v in shown.items() if canonical_json(before.get(f)) != canonical_json(v)]
    return sent if unseen else now


def _parsed(text: str) -> dict[str, Any]:
    try:
        shown = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return shown if isinstance(shown, dict) else {}
