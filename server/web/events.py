"""Events: the list, one event's form, the venue. Preparing and reviewing come with their pages."""

from typing import Any

from flask import Blueprint, Response

from server.domain import event as rules
from server.domain.form import changed, last
from server.domain.moment import known_zone
from server.errors import AppError
from server.pages import events as pages
from server.store.contacts import find_contacts
from server.store.encounters import encounters_of_event
from server.store.events import events_upcoming_and_past, find_any_event, find_event
from server.web.context import current_account, go, new_id, render, time_zone
from server.web.form import change_of, fields, here, sent_id, sent_revision, write

Record = dict[str, Any]

blueprint = Blueprint("events", __name__)


@blueprint.get("/events")
def index() -> Response:
    events = events_upcoming_and_past(current_account().id)
    return render("events/index.html", pages.index_context(events, here()))


@blueprint.get("/events/new")
def new() -> Response:
    asked = {"id": new_id(), "is_new": True, "events": _all()}
    context = pages.form_context(pages.nothing(time_zone()), {}, asked, here())
    return render("events/new.html", context)


@blueprint.post("/events")
def create() -> Response:
    event_id = sent_id("id")
    zone = known_zone(last(fields(), "time_zone") or time_zone())
    errors = _save(event_id, pages.nothing(zone), {"time_zone": zone})
    if not errors:
        return go(f"/events/{event_id}")
    asked = {"id": event_id, "is_new": True, "events": []}
    return _again(pages.nothing(zone), errors, asked)


@blueprint.get("/events/<event_id>")
def show(event_id: str) -> Response:
    asked = {"id": event_id, "is_new": False, "events": _all()}
    return render("events/show.html", pages.form_context(_found(event_id), {}, asked, here()))


@blueprint.post("/events/<event_id>")
def update(event_id: str) -> Response:
    event = find_any_event(current_account().id, event_id)
    if event is None:
        raise AppError("not_found")
    errors = _save(event_id, event, {})
    if not errors:
        return go(f"/events/{event_id}")
    return _again(event, errors, {"id": event_id, "is_new": False, "events": []})


@blueprint.get("/events/<event_id>/venue")
def venue(event_id: str) -> Response:
    event, owner = _found(event_id), current_account().id
    met = encounters_of_event(owner, event_id)
    contacts = find_contacts(owner, {each["contact_id"] for each in met})
    return render("events/venue.html", pages.venue_context(event, met, contacts, here()))


@blueprint.post("/events/<event_id>/deletion")
def destroy(event_id: str) -> Response:
    owner = current_account().id
    is_deletion = last(fields(), "deleted") != "false"
    if find_any_event(owner, event_id) is None:
        raise AppError("not_found")
    write([{**change_of("event", event_id, {}), "deleted": is_deletion}])
    event = find_any_event(owner, event_id)
    if event is None or not is_deletion:
        return go(f"/events/{event_id}")
    return render("events/_deleted.html", pages.deleted_context(event, here()))


def _save(event_id: str, before: Record, born: Record) -> dict[str, str]:
    """Promise the form kept, or the errors of its fields. A form may hold a part of the fields."""
    values = rules.form_values(fields())
    whole = {**rules.printed(before), **values}
    edits = rules.record_values(whole, changed(values, last(fields(), "rendered")), before)
    errors = rules.form_errors(whole)
    return errors or (write([change_of("event", event_id, {**born, **edits})]) if edits else {})


def _again(event: Record, errors: dict[str, str], asked: Record) -> Response:
    sent = {
        "values": rules.form_values(fields()),
        "errors": errors,
        "rendered": last(fields(), "rendered"),
        "revision": sent_revision(),
    }
    return render("events/_form.html", pages.form_context(event, sent, asked, here()), 422)


def _all() -> list[Record]:
    return events_upcoming_and_past(current_account().id)


def _found(event_id: str) -> Record:
    event = find_event(current_account().id, event_id)
    if event is None:
        raise AppError("not_found")
    return event
