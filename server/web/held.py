"""Everything held about one person: shown, taken along as a file, erased."""

from typing import Any

from flask import Blueprint, Response

from server.domain.held import erasing_changes, held_document
from server.domain.moment import later
from server.errors import AppError
from server.pages.held import held_context
from server.store.contacts import find_any_contact, find_contacts
from server.store.events import find_events
from server.store.held import held_about
from server.sync.purge import drop_photos
from server.web.context import clock, current_account, go, render
from server.web.form import here, sent, write

Record = dict[str, Any]
PEOPLE = ("first_contact_id", "second_contact_id", "introducer_id")
# Bytes that came just now may belong to a photo whose record is being written.
_JUST_NOW = -10

blueprint = Blueprint("held", __name__)


@blueprint.get("/contacts/<contact_id>/held")
def show(contact_id: str) -> Response:
    contact, held = _found(contact_id)
    return render("contacts/held.html", held_context(contact, held, _around(held), here()))


@blueprint.get("/contacts/<contact_id>/held.json")
def download(contact_id: str) -> Response:
    contact, held = _found(contact_id)
    name = f'attachment; filename="enishi-{contact_id}.json"'
    headers = {"Content-Disposition": name}
    return Response(held_document(contact, held), 200, headers, mimetype="application/json")


@blueprint.post("/contacts/<contact_id>/erasure")
def erase(contact_id: str) -> Response:
    contact, held = _found(contact_id)
    change_id, at = sent()
    write(erasing_changes(contact, held, change_id, at))
    drop_photos(current_account().id, later(clock(), _JUST_NOW))
    return go(f"/contacts/{contact_id}/held")


def _found(contact_id: str) -> tuple[Record, dict[str, list[Record]]]:
    """Somebody in the trash is found too, and whoever was erased: records kept by law may still name them."""
    owner = current_account().id
    contact = find_any_contact(owner, contact_id)
    if contact is None:
        raise AppError("not_found")
    return contact, held_about(owner, contact_id)


def _around(held: dict[str, list[Record]]) -> Record:
    owner = current_account().id
    spoken_of = [each for records in held.values() for each in records]
    people = {each[field] for each in held["introduction"] for field in PEOPLE}
    return {
        "events": find_events(owner, {each.get("event_id", "") for each in spoken_of} - {""}),
        "contacts": find_contacts(owner, people - {""}),
    }
