"""The conversation note of one meeting: shown, saved while it is typed. Its routes are listed in contacts."""

from typing import Any

from flask import Response, request

from server.domain.encounter import form_values
from server.domain.form import changed, last, next_revision, whole_number
from server.errors import AppError
from server.pages.contact_note import note_context, question_context, state_context
from server.schemas.shapes import empty_values
from server.store.contacts import contacts_around, find_any_contact, find_contact
from server.store.encounters import encounters_of_contact, find_encounter, latest_encounters
from server.store.events import find_event
from server.store.follow_ups import follow_up_of_encounter
from server.web.context import clock, current_account, is_htmx, new_id, render
from server.web.form import change_of, fields, here, sent, sent_id, sent_revision, write

Record = dict[str, Any]


def list_pane(owner: str, contact_id: str) -> Record:
    """Promise the people around one of them, for the list beside a page (ARCHITECTURE 9.23)."""
    contacts = contacts_around(owner, contact_id)
    latest = latest_encounters(owner, [contact["id"] for contact in contacts])
    return {"contacts": contacts, "latest": latest}


def note(contact_id: str) -> Response:
    owner = current_account().id
    contact = find_contact(owner, contact_id)
    if contact is None:
        raise AppError("not_found")
    talk = _asked_talk(owner, contact_id)
    question = whole_number(request.args.get("question", ""))
    if is_htmx():
        context = question_context(contact_id, talk["id"], question, here())
        return render("contacts/_question.html", context)
    around = {
        "event": find_event(owner, talk["event_id"]),
        "follow_up": follow_up_of_encounter(owner, talk["id"]),
        **list_pane(owner, contact_id),
    }
    return render("contacts/note.html", note_context(contact, talk, around, question, here()))


def update_note(contact_id: str) -> Response:
    owner = current_account().id
    if find_any_contact(owner, contact_id) is None:
        raise AppError("not_found")
    talk_id = sent_id("id")
    before = _own(find_encounter(owner, talk_id), contact_id)
    values, rendered = form_values(fields()), last(fields(), "rendered")
    edits = changed(values, rendered)
    born = {} if before else {"contact_id": contact_id, "met_at": sent().at}
    errors = write([change_of("encounter", talk_id, {**born, **edits})]) if edits else {}
    talk = find_encounter(owner, talk_id) or _blank(contact_id, talk_id)
    revision = next_revision(sent_revision(), rendered, before, talk["revision"])
    # What the form shows, which need not be what is stored: another device may have written too.
    shown = talk if errors else {**talk, **values, "revision": revision}
    context = state_context(shown, errors, here())
    return render("contacts/_note_state.html", context, 422 if errors else 200)


def _asked_talk(owner: str, contact_id: str) -> Record:
    """The meeting that was asked for, else the last one, else one that is not made yet."""
    asked = request.args.get("encounter", "")
    if asked:
        talk = _own(find_encounter(owner, asked), contact_id)
    else:
        talk = next(iter(encounters_of_contact(owner, contact_id)), None)
    return talk or _blank(contact_id, asked or new_id())


def _own(talk: Record | None, contact_id: str) -> Record | None:
    """A meeting with somebody else has no place on this person's page."""
    if talk and talk["contact_id"] != contact_id:
        raise AppError("not_found")
    return talk


def _blank(contact_id: str, talk_id: str) -> Record:
    known = {"id": talk_id, "contact_id": contact_id, "met_at": clock(), "revision": 0}
    return {**empty_values("encounter"), **known}
