"""Who holds events: as written in a form, and found again by name. What they did before is private to the user."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import form
from server.domain.attendee import firm_key
from server.domain.contact import web_href
from server.domain.text import normalise

Record = Mapping[str, Any]

TEXTS = ("name", "url", "aims", "solicitation_note")


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the fields of an organizer that a form holds, in stored form; others stay out."""
    values: dict[str, Any] = {f: normalise(form.last(fields, f)) for f in TEXTS if f in fields}
    if "has_solicited" in fields:
        values["has_solicited"] = form.is_yes(fields, "has_solicited")
    return values


def form_errors(values: Mapping[str, Any]) -> dict[str, str]:
    """Promise those of these fields that cannot be kept, each with its locale key."""
    errors = {}
    if "name" in values and not values["name"]:
        errors["name"] = "organizers.errors.name"
    if values.get("url") and not web_href(values["url"]):
        errors["url"] = "events.errors.url"
    return errors


def same_organizer(organizers: Sequence[Record], name: str) -> str:
    """Promise the id of the first organizer of that name, its legal form and width aside; "" for none (R17)."""
    key = firm_key(name)
    found = (each["id"] for each in organizers if key and firm_key(each["name"]) == key)
    return next(found, "")
