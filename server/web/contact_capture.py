"""Meeting somebody: one form, one apply: contact, encounter, follow_up, photos, and the line of the list that is
ticked off. Routes are in contacts.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request

from server.domain import encounter
from server.domain.attendee import without_honorific
from server.domain.capture import (
    PHOTOS,
    later_changes,
    listed_values,
    meeting_changes,
    shot_changes,
    tick_changes,
)
from server.domain.contact import contact_errors, form_values
from server.domain.form import changed, last
from server.domain.name import split_name
from server.errors import AppError
from server.pages.contact_forms import captured_context, event_choices, new_context
from server.schemas.fields import is_uuid
from server.schemas.shapes import empty_values
from server.store.contacts import find_any_contact
from server.store.encounters import encounters_of_contact, find_encounter
from server.store.events import events_upcoming_and_past
from server.store.photos import photos_of_contact
from server.sync.photos import keep_photos
from server.web import venue
from server.web.context import current_account, go, new_id, render
from server.web.form import fields, here, sent, sent_id, write

Record = dict[str, Any]

IDS = ("id", "encounter_id", "follow_up_id", "photo_id")


def new() -> Response:
    events, event_id = _events(request.args.get("event", ""))
    asked = {"by": _by(request.args.get("by", "")), "event_id": event_id}
    asked |= {name: new_id() for name in IDS}
    asked["saved_id"] = saved if is_uuid(saved := request.args.get("saved", "")) else ""
    return render("contacts/new.html", new_context(asked, events, {}, {}, here()))


def create() -> Response:
    asked = _asked()
    line = _line(asked)
    if line and line["contact_id"] not in ("", asked["id"]):
        return go(f"/contacts/{line['contact_id']}/note")
    values = _typed(line)
    errors = contact_errors({"emails": [], **values})
    if not errors:
        hashes, errors = _kept_photos()
        errors = errors or write(_changes(asked, values, hashes))
    if errors and asked["after"] == "venue":
        return venue.kept(asked["event_id"], {**_quick(), "ids": asked, "errors": errors}, 422)
    if errors:
        events, _ = _events(asked["event_id"])
        context = new_context(asked, events, values, errors, here())
        return render("contacts/_capture_form.html", context, 422)
    return _next(asked)


def _next(asked: Record) -> Response:
    """After a photo the camera stays; after typing the note opens, or the next card."""
    after = asked["after"]
    if after == "venue":
        quick = {"saved_id": asked["id"], "room": _quick()["room"]}
        return venue.kept(asked["event_id"], quick)
    if after == "contact":
        return go(f"/contacts/{asked['id']}")
    photos = photos_of_contact(current_account().id, asked["id"])
    fresh = {name: new_id() for name in IDS}
    context = captured_context(asked, fresh, photos, here())
    if asked["by"] == "photo":
        return render("contacts/_captured.html", context)
    return go(context["next_url" if after == "next" else "note_url"])


def _changes(asked: Record, values: Record, hashes: list[str]) -> list[Record]:
    """A capture that comes twice adds only what is new in it; a capture of nothing is a card without a name."""
    owner, (change_id, at) = current_account().id, sent()
    ids = {**asked, "change_id": change_id}
    typed = changed(values, last(fields(), "rendered"))
    talk = {"note": typed.pop("note")} if "note" in typed else {}
    details = {f: v for f, v in encounter.form_values(fields()).items() if f in encounter.DETAILS}
    talk |= changed(details, last(fields(), "rendered"))
    known = find_any_contact(owner, asked["id"])
    if known is None:
        made = meeting_changes(ids, {**typed, "source": asked["by"]}, talk, at)
    else:
        met = {"contact": known, "encounter": find_encounter(owner, asked["encounter_id"])}
        made = later_changes(ids, met, typed, talk, at)
    made += shot_changes(ids, hashes, photos_of_contact(owner, asked["id"]), at)
    card = {**(known or empty_values("contact")), **typed, "id": asked["id"]}
    return made + tick_changes(ids, card, _lines(asked), at)


def edit_ticks(contact: Record, edits: Record) -> list[Record]:
    """Promise the tick of a card whose name came later, on the list of the event where it was taken."""
    owner, (change_id, at) = current_account().id, sent()
    if not edits.keys() & {"family_name", "given_name", "organization"}:
        return []
    events = [talk["event_id"] for talk in encounters_of_contact(owner, contact["id"])]
    lines = venue.listed(owner, next(filter(None, events), ""))
    return tick_changes({"change_id": change_id}, {**contact, **edits}, lines, at)


def _lines(asked: Record) -> list[Record]:
    """The attendee list a card is looked for in; the one line somebody tapped on, if they did."""
    lines = venue.listed(current_account().id, asked["event_id"])
    return [each for each in lines if each["id"] == asked["attendee_id"]] or lines


def _line(asked: Record) -> Record | None:
    found = _lines(asked) if asked["attendee_id"] else []
    return next((each for each in found if each["id"] == asked["attendee_id"]), None)


def _typed(line: Record | None) -> Record:
    """What the form holds; a name in one field is split, a tap on the list brings what the list knows."""
    values = form_values(fields())
    if "name" in fields():
        values |= split_name(without_honorific(last(fields(), "name")))
    return {**(listed_values(line) if line else {}), **values}


def _quick() -> dict[str, str]:
    """What was typed into the line at the venue, as it was typed."""
    return {name: last(fields(), name) for name in ("name", "organization", "room")}


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
    asked |= {name: sent_id(name) for name in IDS} | {"saved_id": ""}
    return asked | {name: last(fields(), name) for name in ("replaces", "after", "attendee_id")}


def _by(asked: str) -> str:
    return asked if asked in ("photo", "qr") else "typing"


def _events(given: str) -> tuple[Sequence[Mapping[str, Any]], str]:
    return event_choices(events_upcoming_and_past(current_account().id), given, here())
