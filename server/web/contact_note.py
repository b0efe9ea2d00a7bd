"""The conversation note of one meeting: shown, saved while it is typed. Its routes are listed in contacts."""

from typing import Any

from flask import Response, request

from server.domain.contact import KEYWORDS, keyword_edits
from server.domain.encounter import form_values
from server.domain.form import changed, last, next_revision, whole_number
from server.domain.room import roommates
from server.errors import AppError
from server.pages.contact_note import (
    keywords_context,
    mates_context,
    note_context,
    question_context,
    state_context,
)
from server.schemas.shapes import empty_values
from server.store.contacts import contacts_around, find_any_contact, find_contact, find_contacts
from server.store.encounters import (
    encounters_of_contact,
    encounters_of_event,
    find_encounter,
    latest_encounters,
)
from server.store.events import find_event
from server.store.follow_ups import follow_up_of_encounter
from server.web.context import clock, current_account, fragment, is_htmx, new_id, render
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
    talk = _asked_talk(owner, contact_id)
    if talk["contact_id"] != contact_id:
        return _where_it_went(owner, talk)
    if contact is None:
        raise AppError("not_found")
    question = whole_number(request.args.get("question", ""))
    if is_htmx():
        context = question_context(contact_id, talk, question, here())
        return render("contacts/_question.html", context)
    around = {
        "event": find_event(owner, talk["event_id"]),
        **_around_room(owner, talk),
        "follow_up": follow_up_of_encounter(owner, talk["id"]),
        **list_pane(owner, contact_id),
    }
    return render("contacts/note.html", note_context(contact, talk, around, question, here()))


def update_note(contact_id: str) -> Response:
    owner = current_account().id
    if find_any_contact(owner, contact_id) is None:
        raise AppError("not_found")
    talk_id = sent_id("id")
    # Two cards may have become one while somebody typed: the words belong to the talk wherever it is.
    before = find_encounter(owner, talk_id)
    values, rendered = form_values(fields()), last(fields(), "rendered")
    edits = changed(values, rendered)
    born = {} if before else {"contact_id": contact_id, "met_at": sent().at}
    errors = write([change_of("encounter", talk_id, {**born, **edits})]) if edits else {}
    talk = find_encounter(owner, talk_id) or _blank(contact_id, talk_id)
    revision = next_revision(sent_revision(), rendered, before, talk["revision"])
    # What the form shows, which need not be what is stored: another device may have written too.
    shown = talk if errors else {**talk, **values, "revision": revision}
    around = _around_room(owner, shown)
    mates = mates_context(shown, around["met"], around["mates"], here())
    context = {**state_context(shown, errors, here()), **mates}
    return fragment("contacts/_note_saved.html", context, 422 if errors else 200)


def update_keywords(contact_id: str) -> Response:
    """One word more or less among the chips; a form that comes twice adds it once."""
    owner = current_account().id
    contact = find_any_contact(owner, contact_id)
    if contact is None:
        raise AppError("not_found")
    edits = keyword_edits(contact, fields())
    change = {**change_of("contact", contact_id, edits), "base": contact["revision"]}
    errors = write([change]) if edits else {}
    typed = {field: last(fields(), f"add_{field}") for field in KEYWORDS} if errors else {}
    shown = find_any_contact(owner, contact_id) or contact
    context = keywords_context(shown, typed, errors, here())
    return fragment("contacts/_keywords.html", context, 422 if errors else 200)


def _asked_talk(owner: str, contact_id: str) -> Record:
    """The meeting that was asked for, else the last one, else one that is not made yet."""
    asked = request.args.get("encounter", "")
    if asked:
        talk = find_encounter(owner, asked)
    else:
        talk = next(iter(encounters_of_contact(owner, contact_id)), None)
    return talk or _blank(contact_id, asked or new_id())


def _where_it_went(owner: str, talk: Record) -> Response:
    """A meeting with somebody else has no place on this person's page: two cards were one person's."""
    if find_contact(owner, talk["contact_id"]) is None:
        raise AppError("not_found")
    url = f"/contacts/{talk['contact_id']}/note?encounter={talk['id']}"
    return Response("", 302, {"Location": url})


def _around_room(owner: str, talk: Record) -> Record:
    """Whom one met at the same event, and who they are as far as they shared the room."""
    met = encounters_of_event(owner, talk["event_id"]) if talk["event_id"] else []
    mates = roommates(talk, met)
    people = find_contacts(owner, [each["contact_id"] for each in mates]) if mates else {}
    return {"met": met, "mates": people}


def _blank(contact_id: str, talk_id: str) -> Record:
    known = {"id": talk_id, "contact_id": contact_id, "met_at": clock(), "revision": 0}
    return {**empty_values("encounter"), **known}
