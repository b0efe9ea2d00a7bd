"""Events: the list, choosing one, comparing several. The venue, preparing and reviewing have modules of their own."""

from typing import Any

from flask import Blueprint, Response, request

from server.domain.event_form import form_values
from server.domain.event_text import guess
from server.domain.form import last
from server.domain.moment import known_zone, local_date
from server.domain.text import normalise
from server.errors import AppError
from server.pages import events as pages
from server.pages.event_comparison import candidates, comparison_context
from server.pages.event_form import ASKED, new_context, show_context
from server.schemas.shapes import empty_values
from server.store.events import events_upcoming_and_past, find_any_event, find_event
from server.store.organizers import find_organizers, organizers
from server.store.preferences import preference
from server.web import venue
from server.web.context import clock, current_account, go, render, time_zone
from server.web.event_form import around, is_by_itself, past_figures, save, saved
from server.web.form import change_of, fields, here, sent_id, write

Record = dict[str, Any]

blueprint = Blueprint("events", __name__)
blueprint.get("/events/<event_id>/venue", endpoint="venue")(venue.show)
blueprint.get("/events/<event_id>/acquaintances")(venue.acquaintances)

# What another app shares (ARCHITECTURE 9.32).
SHARED = ("title", "text", "url")


@blueprint.get("/events")
def index() -> Response:
    events = events_upcoming_and_past(current_account().id)
    return render("events/index.html", pages.index_context(events, here()))


@blueprint.get("/events/new")
def new() -> Response:
    shared = {name: request.args.get(name, "") for name in SHARED}
    return render("events/new.html", _new_form(shared, any(shared.values())))


@blueprint.post("/events/new")
def read() -> Response:
    """Text is read into the form; nothing is kept."""
    shared = {name: last(fields(), name) for name in SHARED}
    return render("events/_new_form.html", _new_form({**shared, "title": "", "url": ""}, True))


@blueprint.post("/events")
def create() -> Response:
    event_id = sent_id("id")
    zone = known_zone(last(fields(), "time_zone") or time_zone())
    errors = save(event_id, _nothing(zone), {"time_zone": zone})
    if not errors:
        return go(f"/events/{event_id}")
    return render("events/_new_form.html", _new_context(_sent_values(), errors, zone, False), 422)


@blueprint.get("/events/comparison")
def comparison() -> Response:
    owner, events = current_account().id, _all()
    chosen = candidates(events, request.args.getlist("event"), clock())
    known = {
        "organizers": find_organizers(owner, {each["organizer_id"] for each in chosen}),
        "figures": past_figures(owner, events),
        "preference": preference(owner),
    }
    return render("events/comparison.html", comparison_context(chosen, events, known, here()))


@blueprint.get("/events/<event_id>")
def show(event_id: str) -> Response:
    event = _found(event_id)
    return render("events/show.html", show_context(event, around(event), here()))


@blueprint.post("/events/<event_id>")
def update(event_id: str) -> Response:
    event = find_any_event(current_account().id, event_id)
    if event is None:
        raise AppError("not_found")
    errors = save(event_id, event, {})
    if errors or is_by_itself():
        return saved(event_id, event, errors)
    return go(f"/events/{event_id}")


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


def _new_form(shared: dict[str, str], is_read: bool) -> Record:
    """What was typed stays; text fills what is still empty."""
    typed = _sent_values()
    zone = known_zone(last(fields(), "time_zone") or time_zone())
    told = guess(shared, local_date(clock(), zone))
    values = {field: typed.get(field) or told.get(field, "") for field in {**typed, **told}}
    return _new_context(values, {}, zone, is_read)


def _new_context(values: Record, errors: dict[str, str], zone: str, is_read: bool) -> Record:
    name = normalise(last(fields(), "organizer_name"))
    sent_form = {"values": values, "errors": errors, "organizer_name": name}
    asked = {
        "id": sent_id("id"),
        "organizer_id": sent_id("organizer_id"),
        "organizers": organizers(current_account().id),
        "events": _all(),
        "is_read": is_read,
    }
    return new_context(_nothing(zone), sent_form, asked, here())


def _sent_values() -> Record:
    return form_values({name: each for name, each in fields().items() if name in ASKED})


def _nothing(zone: str) -> Record:
    return {**empty_values("event"), "time_zone": zone}


def _all() -> list[Record]:
    return events_upcoming_and_past(current_account().id)


def _found(event_id: str) -> Record:
    event = find_event(current_account().id, event_id)
    if event is None:
        raise AppError("not_found")
    return event
