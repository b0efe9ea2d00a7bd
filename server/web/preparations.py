"""Preparing for one event: the page, the introduction, tries at speaking it, thanks written beforehand."""

from typing import Any

from flask import Blueprint, Response, request

from server.domain import introduction
from server.domain.form import changed, last, next_revision, whole_number
from server.domain.text import canonical_json, normalise
from server.errors import AppError
from server.pages import attendees as list_pages
from server.pages import preparations as pages
from server.store import preparations as store
from server.store.contacts import find_contacts
from server.store.encounters import encounters_of_event
from server.store.events import events_upcoming_and_past, find_any_event, find_event
from server.store.organizers import find_organizer
from server.store.preferences import preference
from server.web.context import current_account, fragment, is_htmx, new_id, render
from server.web.form import change_of, fields, here, sent, sent_id, sent_revision, write

Record = dict[str, Any]

IDS = ("goal", "rehearsal", "attendee", "list")

blueprint = Blueprint("preparations", __name__)


@blueprint.get("/events/<event_id>/prepare")
def show(event_id: str) -> Response:
    owner, event = current_account().id, _found(event_id)
    query = request.args.get("q", "")
    asked = {"query": query, "page": whole_number(request.args.get("page", ""))}
    if is_htmx():
        listed = store.attendees_of_event(owner, event_id)
        context = list_pages.rows_context(event, listed, asked, here())
        return fragment("preparations/_attendee_rows.html", context)
    ids = {name: new_id() for name in IDS} | {"proposals": [new_id(), new_id()]}
    context = pages.show_context(event, _around(owner, event), ids, asked, here())
    return render("preparations/show.html", context)


@blueprint.post("/events/<event_id>/introduction-script")
def update_introduction(event_id: str) -> Response:
    """An event has one introduction: it bears the id of the event, so that two devices write the same one."""
    owner = current_account().id
    _any(event_id)
    before = store.script_of_event(owner, event_id)
    values, rendered = introduction.form_values(fields()), last(fields(), "rendered")
    edits = changed(values, rendered)
    born = {} if before else {"event_id": event_id}
    errors = write([change_of("introduction_script", event_id, {**born, **edits})]) if edits else {}
    kept = store.script_of_event(owner, event_id) or {"revision": 0}
    revision = next_revision(sent_revision(), rendered, before, kept["revision"])
    shown = {**dict.fromkeys(introduction.PARTS, ""), **values, "revision": revision}
    if errors:
        context = pages.introduction_state(
            {**shown, "revision": sent_revision()}, rendered, errors, here()
        )
        return fragment("preparations/_introduction_state.html", context, 422)
    context = pages.introduction_state(shown, canonical_json(values), {}, here())
    return fragment("preparations/_introduction_state.html", context)


@blueprint.post("/events/<event_id>/rehearsals")
def create_rehearsal(event_id: str) -> Response:
    owner, event = current_account().id, _any(event_id)
    seconds = whole_number(last(fields(), "seconds"))
    values = {"event_id": event_id, "rehearsed_at": sent().at, "seconds": min(seconds, 3600)}
    if seconds > 0:
        write([change_of("rehearsal", sent_id("id"), values)])
    tries = store.rehearsals_of_event(owner, event_id)
    context = pages.rehearsals_context(event, tries, new_id(), here())
    return fragment("preparations/_rehearsals.html", context)


@blueprint.post("/events/<event_id>/thanks")
def update_thanks(event_id: str) -> Response:
    before = _any(event_id)
    rendered = last(fields(), "rendered")
    values = {f: normalise(last(fields(), f)) for f in pages.THANKS if f in fields()}
    edits = changed(values, rendered)
    errors = write([change_of("event", event_id, edits)]) if edits else {}
    revision = next_revision(sent_revision(), rendered, before, _any(event_id)["revision"])
    kept = (sent_revision(), rendered) if errors else (revision, canonical_json(values))
    context = pages.thanks_state(*kept, errors, here())
    return fragment("preparations/_thanks_state.html", context, 422 if errors else 200)


def _around(owner: str, event: Record) -> Record:
    """Everything that is prepared for one event, and what the page shows beside it."""
    met = encounters_of_event(owner, event["id"])
    return {
        "goals": store.goals_of_event(owner, event["id"]),
        "encounters": met,
        "contacts": find_contacts(owner, {each["contact_id"] for each in met}),
        "script": store.script_of_event(owner, event["id"]),
        "latest": store.latest_script(owner),
        "rehearsals": store.rehearsals_of_event(owner, event["id"]),
        "attendees": store.attendees_of_event(owner, event["id"]),
        "organizer": find_organizer(owner, event["organizer_id"]),
        "events": events_upcoming_and_past(owner),
        "preference": preference(owner),
    }


def _found(event_id: str) -> Record:
    event = find_event(current_account().id, event_id)
    if event is None:
        raise AppError("not_found")
    return event


def _any(event_id: str) -> Record:
    """A form of an event that went to the trash meanwhile is still kept."""
    event = find_any_event(current_account().id, event_id)
    if event is None:
        raise AppError("not_found")
    return event
