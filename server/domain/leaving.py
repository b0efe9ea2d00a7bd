"""The card a stranger leaves: what its form must hold, and how long the form itself is good for. No pages, no SQL."""

import re
from collections.abc import Mapping
from typing import Any

from server.domain import form
from server.domain.contact import is_mail
from server.domain.moment import later
from server.domain.text import normalise, one_line

Record = Mapping[str, Any]

TEXTS = {"name": 200, "organization": 200, "email": 200, "note": 2000}
# A field no person sees; who fills it in is a program (SECURITY T15).
TRAP = "website"
MOST_FIELDS = 12
GOOD_FOR_MINUTES = 1440
_ISSUED = re.compile("[0-9-]{10}T[0-9:.]{12}Z", re.ASCII)


def form_values(fields: form.Fields) -> dict[str, str]:
    """Promise what was written, in stored form; a name, a company and an address are one line."""
    values = {field: normalise(form.last(fields, field)) for field in TEXTS}
    return {field: text if field == "note" else one_line(text) for field, text in values.items()}


def form_errors(values: Record, *, has_agreed: bool) -> dict[str, str]:
    """Promise what has to be mended, each with its locale key."""
    errors = {
        field: "errors.too_long" for field, longest in TEXTS.items() if len(values[field]) > longest
    }
    if not values["name"]:
        errors["name"] = "public.errors.name"
    if values["email"] and "email" not in errors and not is_mail(values["email"]):
        errors["email"] = "contacts.errors.mail"
    if not has_agreed:
        errors["agreed"] = "public.errors.agreed"
    return errors


def is_fresh(issued_at: str, now: str) -> bool:
    """Answer whether a form that was made then may still be sent: within a day, and never before it was made."""
    if not _ISSUED.fullmatch(issued_at):
        return False
    return issued_at <= now < later(issued_at, GOOD_FOR_MINUTES)
