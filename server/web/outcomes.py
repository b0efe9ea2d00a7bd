"""What came of meeting somebody: written down, taken back, on the page of a person or of an evening (R1)."""

from typing import Any

from flask import Blueprint, Response

from server.domain.form import last
from server.domain.moment import local_date
from server.domain.outcome import form_errors, form_values
from server.errors import AppError
from server.pages.outcomes import form_context, outcome_rows, sum_text
from server.store.contacts import find_any_contact, find_contacts
from server.store.encounters import encounters_of_contact, encounters_of_event
from server.store.events import find_any_event, find_events
from server.store.outcomes import find_any_outcome, outcomes_of_contact
from server.web.context import clock, current_account, fragment, go, new_id, time_zone
from server.web.form import change_of, fields, here, sent_id, write

Record = dict[str, Any]

blueprint = Blueprint("outcomes", __name__)

TYPED = ("contact_id", "event_id", "kind", "value_yen", "happened_on", "note")


@blueprint.post("/outcomes")
def create() -> Response:
    sent, values = fields(), form_values(fields())
    errors = form_errors(sent, local_date(clock(), time_zone()))
    if not errors:
        errors = _dangling(values) or write([change_of("outcome", sent_id("id"), values)])
    if not errors:
        return go(_page(values))
    again = {"values": {f: last(sent, f) for f in TYPED}, "errors": errors}
    context = form_context({**_choices(values), "id": sent_id("id")}, again, here())
    return fragment("reviews/_outcome_form.html", context, 422)


@blueprint.post("/outcomes/<outcome_id>/deletion")
def destroy(outcome_id: str) -> Response:
    outcome = find_any_outcome(current_account().id, outcome_id)
    if outcome is None:
        raise AppError("not_found")
    is_deletion = last(fields(), "deleted") != "false"
    write([{**change_of("outcome", outcome_id, {}), "deleted": is_deletion}])
    if not is_deletion:
        return go(_page(outcome))
    after = find_any_outcome(current_account().id, outcome_id) or outcome
    context = {"outcome_id": outcome_id, "outcome_from": _from(), "revision": after["revision"]}
    return fragment("reviews/_outcome_deleted.html", context)


def person_context(contact_id: str) -> Record:
    """Promise what a person's page shows of what came of meeting them."""
    owner = current_account().id
    found = outcomes_of_contact(owner, contact_id)
    contacts = find_contacts(owner, [contact_id])
    asked = {"contact_id": contact_id, "event_id": "", "from": "contact"}
    choices = _of_person(owner, asked)
    events = {each["id"]: each for each in choices["events"]}
    events |= find_events(owner, {each["event_id"] for each in found} - events.keys())
    rows = outcome_rows(found, {"contacts": contacts, "events": events}, here())
    return {
        "outcomes": rows,
        "has_outcomes": bool(rows),
        "sum_text": sum_text(found, here()) if found else "",
        **form_context({**choices, "id": new_id()}, {}, here()),
    }


def _from() -> str:
    return "event" if last(fields(), "from") == "event" else "contact"


def _page(outcome: Record) -> str:
    is_event = _from() == "event" and outcome["event_id"]
    return (
        f"/events/{outcome['event_id']}/review"
        if is_event
        else f"/contacts/{outcome['contact_id']}"
    )


def _dangling(values: Record) -> dict[str, str]:
    """An outcome of nobody, or of no evening, would be counted nowhere."""
    owner = current_account().id
    if find_any_contact(owner, values["contact_id"]) is None:
        return {"contact_id": "reviews.errors.contact"}
    if values["event_id"] and find_any_event(owner, values["event_id"]) is None:
        return {"contact_id": "reviews.errors.event"}
    return {}


def _choices(values: Record) -> Record:
    """The people of an evening, or the evenings of a person."""
    owner, asked = current_account().id, {**values, "from": _from()}
    if asked["from"] == "contact":
        return _of_person(owner, asked)
    met = encounters_of_event(owner, values["event_id"])
    people = find_contacts(owner, {each["contact_id"] for each in met})
    ordered = sorted(people.values(), key=lambda each: str(each["id"]))
    return {**asked, "people": ordered, "events": []}


def _of_person(owner: str, asked: Record) -> Record:
    talks = encounters_of_contact(owner, asked["contact_id"])
    ids = list(dict.fromkeys(each["event_id"] for each in talks if each["event_id"]))
    known = find_events(owner, set(ids))
    events = [known[each] for each in ids if each in known]
    first = asked["event_id"] or (events[0]["id"] if events else "")
    return {**asked, "event_id": first, "people": [], "events": events}
