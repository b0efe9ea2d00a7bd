"""Organizers: one page each, with what came of their events. Naming one happens on the event's page."""

from typing import Any

from flask import Blueprint, Response

from server.domain.form import changed, last
from server.domain.organizer import form_errors, form_values
from server.errors import AppError
from server.pages.organizers import show_context
from server.store.events import events_upcoming_and_past
from server.store.organizers import find_organizer
from server.web.context import current_account, go, render
from server.web.event_form import past_figures
from server.web.form import change_of, fields, here, sent_revision, write

Record = dict[str, Any]

blueprint = Blueprint("organizers", __name__)


@blueprint.get("/organizers/<organizer_id>")
def show(organizer_id: str) -> Response:
    organizer = _found(organizer_id)
    return render("organizers/show.html", show_context(organizer, {}, _around(organizer), here()))


@blueprint.post("/organizers/<organizer_id>")
def update(organizer_id: str) -> Response:
    organizer, values = _found(organizer_id), form_values(fields())
    rendered = last(fields(), "rendered")
    edits = {f: v for f, v in changed(values, rendered).items() if v != organizer[f]}
    errors = form_errors(values)
    errors = errors or (write([change_of("organizer", organizer_id, edits)]) if edits else {})
    if not errors:
        return go(f"/organizers/{organizer_id}")
    sent = {"values": values, "errors": errors, "revision": sent_revision(), "rendered": rendered}
    context = show_context(organizer, sent, _around(organizer), here())
    return render("organizers/_form.html", context, 422)


def _around(organizer: Record) -> Record:
    owner = current_account().id
    events = events_upcoming_and_past(owner)
    return {
        "events": events,
        "history": [each for each in events if each["organizer_id"] == organizer["id"]],
        "figures": past_figures(owner, events),
    }


def _found(organizer_id: str) -> Record:
    organizer = find_organizer(current_account().id, organizer_id)
    if organizer is None:
        raise AppError("not_found")
    return organizer
