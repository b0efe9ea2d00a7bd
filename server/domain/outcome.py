"""What came of meeting somebody, perhaps months later: how it is written, and what it adds up to. No clock."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import form
from server.domain.event import fee_yen
from server.domain.moment import is_date
from server.domain.text import normalise

Record = Mapping[str, Any]

KINDS = ("deal", "collaboration", "introduction", "other")
LONGEST = 1000


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise what the form of an outcome writes, in stored form."""
    kind, day = form.last(fields, "kind"), normalise(form.last(fields, "happened_on"))
    return {
        "contact_id": form.last(fields, "contact_id"),
        "event_id": form.last(fields, "event_id"),
        "kind": kind if kind in KINDS else "",
        "value_yen": fee_yen(normalise(form.last(fields, "value_yen"))),
        "note": normalise(form.last(fields, "note")),
        "happened_on": day if is_date(day) else "",
    }


def form_errors(fields: form.Fields, today: str) -> dict[str, str]:
    """Promise the locale keys of what cannot be kept: nothing named, no amount, no day, a day to come (R1)."""
    values, errors = form_values(fields), {}
    if not values["contact_id"]:
        errors["contact_id"] = "reviews.errors.contact"
    if not values["kind"]:
        errors["kind"] = "reviews.errors.kind"
    if normalise(form.last(fields, "value_yen")) and values["value_yen"] is None:
        errors["value_yen"] = "reviews.errors.amount"
    if len(values["note"]) > LONGEST:
        errors["note"] = "reviews.errors.long"
    written = normalise(form.last(fields, "happened_on"))
    if written and not values["happened_on"]:
        errors["happened_on"] = "reviews.errors.day"
    elif values["happened_on"] > today:
        errors["happened_on"] = "reviews.errors.day_to_come"
    return errors


def sums(outcomes: Sequence[Record]) -> list[dict[str, Any]]:
    """Promise for each kind that came up how many there are, and the yen as far as they are known (R1)."""
    found = []
    for kind in KINDS:
        same = [each for each in outcomes if each["kind"] == kind]
        if same:
            found.append({"kind": kind, "count": len(same), "yen": yen(same)})
    return found


def yen(outcomes: Sequence[Record]) -> int | None:
    """Promise the yen of these outcomes together; None when nobody wrote any."""
    known = [each["value_yen"] for each in outcomes if each["value_yen"] is not None]
    return sum(known) if known else None
