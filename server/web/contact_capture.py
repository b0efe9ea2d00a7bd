"""Meeting somebody: one form, one apply: contact, encounter, follow_up, photos. Routes are in contacts."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request

from server.domain.capture import PHOTOS, later_changes, meeting_changes, photo_changes
from server.domain.contact import contact_errors, form_values
from server.domain.form import changed, last
from server.errors import AppError
from server.pages.contact_forms import captured_context, event_choices, new_context
from server.schemas.fields import is_uuid
from server.store.contacts import find_any_contact
from server.store.encounters import find_encounter
from server.store.events import events_upcoming_and_past
from server.store.photos import photos_of_contact
from server.sync.photos import keep_photos
from server.web.context import current_account, go, new_id, render
from server.web.form import fields, here, sent, sent_id, write

Record = dict[str, Any]

IDS = ("id", "encounter_id", "follow_up_id", "photo_id")


def new() -> Response:
    events, event_id = _events(request.args.get("event", ""))
    asked = {"by": _by(request.args.get("by", "")), "event_id": event_id}
    asked |= {name: new_id() for name in IDS}
    return render("contacts/new.html", new_context(asked, events, {}, {}, here()))


def create() -> Response:
    asked, values = _asked(), form_values(fields())
    errors = contact_errors({"emails": [], **values})
    if not errors:
        hashes, errors = _kept_photos()
        errors = errors or write(_changes(asked, values, hashes))
    if errors:
        events, _ = _events(asked["event_id"])
        context = new_context(asked, events, values, errors, here())
        return render("contacts/_capture_form.html", context, 422)
    return _next(asked)


def _next(asked: Record) -> Response:
    """After a photo the camera stays; after typing the note opens, or the next card."""
    after = last(fields(), "after")
    if after == "contact":
        return go(f"/contacts/{asked['id']}")
    context = captured_context(asked, {name: new_id() for name in IDS})
    if asked["by"] == "photo":
        return render("contacts/_captured.html", context)
    return go(context["next_url" if after == "next" else "note_url"])


def _changes(asked: Record, values: Record, hashes: list[str]) -> list[Record]:
    """A capture that comes twice adds only what is new in it; a capture of nothing is a card without a name."""
    owner, (change_id, at) = current_account().id, sent()
    ids = {**asked, "change_id": change_id}
    typed = changed(values, last(fields(), "rendered"))
    talk = {"note": typed.pop("note")} if "note" in typed else {}
    known = find_any_contact(owner, asked["id"])
    if known is None:
        made = meeting_changes(ids, {**typed, "source": asked["by"]}, talk, at)
    else:
        met = {"contact": known, "encounter": find_encounter(owner, asked["encounter_id"])}
        made = later_changes(ids, met, typed, talk, at)
    return made + photo_changes(ids, hashes, len(photos_of_contact(owner, asked["id"])), at)


def _kept_photos() -> tuple[list[str], dict[str, str]]:
    """Promise the hashes of the photos sent, or why they cannot be kept. Photos without a record go by and by."""
    sent_files = [file.read() for file in request.files.getlist("photo") if file]
    try:
        return keep_photos(current_account().id, sent_files[:PHOTOS]), {}
    except AppError as error:
        return [], {"photo": error.key}


def _asked() -> Record:
    event_id = last(fields(), "event_id")
    asked = {"by": _by(last(fields(), "by")), "event_id": event_id if is_uuid(event_id) else ""}
    return asked | {name: sent_id(name) for name in IDS}


def _by(asked: str) -> str:
    return "photo" if asked == "photo" else "typing"


def _events(given: str) -> tuple[Sequence[Mapping[str, Any]], str]:
    return event_choices(events_upcoming_and_past(current_account().id), given, here())
