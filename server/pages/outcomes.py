"""Records -> what came of an evening or of a person: the list, and the form of one more. Rules are in domain."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import outcome as rules
from server.domain.moment import date_text, local_date
from server.domain.name import display_name
from server.pages.event_verdict import yen_text
from server.pages.events import title_of, when_text
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

ASKED = ("contact_id", "kind", "value_yen", "happened_on", "note")


def outcome_rows(outcomes: Sequence[Record], around: Record, here: Here) -> list[Context]:
    """Promise what came up, with whom, where it began; around: contacts and events by id (R1)."""
    today = local_date(here.now, here.time_zone)
    rows = []
    for each in outcomes:
        contact = around["contacts"].get(each["contact_id"])
        event = around["events"].get(each["event_id"])
        day = date_text(each["happened_on"], today, here.locale, here.t)
        rows.append(
            {
                "id": each["id"],
                "revision": each["revision"],
                "kind_text": here.t(f"reviews.outcome.{each['kind'] or 'other'}"),
                "name": display_name(contact, here.t)
                if contact
                else here.t("reviews.unknown_person"),
                "url": f"/contacts/{each['contact_id']}" if contact else "",
                "event_title": title_of(event, here) if event else "",
                "event_url": f"/events/{each['event_id']}/review" if event else "",
                "yen_text": "" if each["value_yen"] is None else yen_text(each["value_yen"], here),
                "day_text": day,
                "note": each["note"],
            }
        )
    return rows


def sum_text(outcomes: Sequence[Record], here: Here) -> str:
    """Promise 商談 2件（¥500,000）・紹介 1件, the words for none when there are none."""
    parts = []
    for each in rules.sums(outcomes):
        told = {"kind": here.t(f"reviews.outcome.{each['kind']}"), "n": each["count"]}
        key = "reviews.sum" if each["yen"] is None else "reviews.sum_yen"
        parts.append(here.t(key, **told, yen=yen_text(each["yen"], here)))
    return "・".join(parts) or here.t("reviews.no_outcome")


def form_context(asked: Record, sent: Record, here: Here) -> Context:
    """Promise the context of reviews/_outcome_form.html.

    asked: id (of a new outcome), from ("event" or "contact"), contact_id, event_id, people and events to
    choose from (records); sent: {} or values as typed, and errors.
    """
    today = local_date(here.now, here.time_zone)
    values = {
        "kind": "",
        "value_yen": "",
        "happened_on": today,
        "note": "",
        **sent.get("values", {}),
    }
    chosen = {name: values.get(name) or asked[name] for name in ("contact_id", "event_id")}
    errors = sent.get("errors", {})
    return {
        "outcome_id": asked["id"],
        "outcome_from": asked["from"],
        "outcome_is_of_event": asked["from"] == "event",
        "outcome_contact_id": chosen["contact_id"],
        "outcome_event_id": chosen["event_id"],
        "outcome_people": [
            {"value": each["id"], "label": display_name(each, here.t), "is_chosen": each["id"] == chosen["contact_id"]}
            for each in asked["people"]
        ],
        "outcome_events": [
            {
                "value": each["id"],
                "label": " ".join(part for part in (title_of(each, here), when_text(each, here)) if part),
                "is_chosen": each["id"] == chosen["event_id"],
            }
            for each in asked["events"]
        ],
        "outcome_kinds": [
            {
                "value": kind,
                "field_id": f"kind-{kind}",
                "label": here.t(f"reviews.outcome.{kind}"),
                "is_chosen": kind == values["kind"],
            }
            for kind in rules.KINDS
        ],
        "outcome": {field: values[field] for field in ("value_yen", "happened_on", "note")},
        "outcome_errors": {field: errors.get(field, "") for field in ASKED},
        "outcome_open": bool(errors),
    }  # fmt: skip
