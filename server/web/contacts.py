"""People: the list, one person, changing and deleting. Capture and note have modules of their own."""

from typing import Any

from flask import Blueprint, Response, request

from server.domain.contact import contact_errors, form_values
from server.domain.form import changed, last, whole_number
from server.domain.introducing import PEOPLE
from server.domain.search import ROWS
from server.errors import AppError
from server.pages.contact_forms import edit_context
from server.pages.contacts import deleted_context, index_context, show_context
from server.pages.history import history_context
from server.pages.next_step import person_context
from server.store.contacts import (
    contact_page,
    count_without_reading,
    find_any_contact,
    find_contact,
    find_contacts,
)
from server.store.encounters import encounters_of_contact, latest_encounters
from server.store.events import find_events
from server.store.follow_ups import follow_up_of_encounter
from server.store.introductions import introductions_of_contact
from server.store.messages import messages_of_contact
from server.store.next_steps import steps_of_contact
from server.store.photos import photos_of_contact
from server.web import contact_capture, contact_duplicate, contact_note, outcomes
from server.web.contact_capture import edit_ticks
from server.web.contact_note import list_pane
from server.web.context import current_account, go, is_htmx, render
from server.web.form import change_of, fields, here, sent_revision, write

LAST_PAGE = 1_000_000

blueprint = Blueprint("contacts", __name__)
blueprint.get("/contacts/new")(contact_capture.new)
blueprint.post("/contacts")(contact_capture.create)
blueprint.get("/contacts/<contact_id>/note")(contact_note.note)
blueprint.post("/contacts/<contact_id>/note")(contact_note.update_note)
blueprint.post("/contacts/<contact_id>/keywords")(contact_note.update_keywords)
blueprint.get("/contacts/<contact_id>/duplicate")(contact_duplicate.duplicate)
blueprint.post("/contacts/<contact_id>/duplicate")(contact_duplicate.update_duplicate)


@blueprint.get("/contacts")
def index() -> Response:
    owner = current_account().id
    found = _found(owner)
    latest = latest_encounters(owner, [contact["id"] for contact in found["contacts"]])
    context = index_context(found, latest, here())
    if not is_htmx():
        return render("contacts/index.html", context)
    return render("contacts/_page.html" if found["page"] > 1 else "contacts/_rows.html", context)


@blueprint.get("/contacts/<contact_id>")
def show(contact_id: str) -> Response:
    owner = current_account().id
    contact = find_contact(owner, contact_id)
    if contact is None:
        raise AppError("not_found")
    past = _past(owner, contact_id)
    talks = past["talks"]
    around = {
        "talks": talks,
        "events": past["events"],
        "photos": photos_of_contact(owner, contact_id),
        "follow_up": follow_up_of_encounter(owner, talks[0]["id"]) if talks else None,
        **list_pane(owner, contact_id),
    }
    steps = person_context(past["follow_ups"], here())
    came = outcomes.person_context(contact_id)
    history = history_context(contact_id, past, here())
    context = {**show_context(contact, around, here()), **steps, **history, **came}
    return render("contacts/show.html", context)


@blueprint.get("/contacts/<contact_id>/edit")
def edit(contact_id: str) -> Response:
    owner = current_account().id
    contact = find_contact(owner, contact_id)
    if contact is None:
        raise AppError("not_found")
    context = edit_context(contact, {}, list_pane(owner, contact_id), {}, here())
    return render("contacts/edit.html", context)


@blueprint.post("/contacts/<contact_id>")
def update(contact_id: str) -> Response:
    owner = current_account().id
    contact = find_any_contact(owner, contact_id)
    if contact is None:
        raise AppError("not_found")
    values, rendered = form_values(fields()), last(fields(), "rendered")
    edits = changed(values, rendered)
    errors = contact_errors({"emails": [], **values}) or (
        write([change_of("contact", contact_id, edits), *edit_ticks(contact, edits)])
        if edits
        else {}
    )
    if not errors:
        return go(f"/contacts/{contact_id}")
    sent = {"values": values, "rendered": rendered, "revision": sent_revision()}
    context = edit_context(contact, sent, list_pane(owner, contact_id), errors, here())
    return render("contacts/_edit_form.html", context, 422)


@blueprint.post("/contacts/<contact_id>/deletion")
def destroy(contact_id: str) -> Response:
    owner = current_account().id
    is_deletion = last(fields(), "deleted") != "false"
    if find_any_contact(owner, contact_id) is None:
        raise AppError("not_found")
    write([{**change_of("contact", contact_id, {}), "deleted": is_deletion}])
    contact = find_any_contact(owner, contact_id)
    if contact is None or not is_deletion:
        return go(f"/contacts/{contact_id}")
    return render("contacts/_deleted.html", deleted_context(contact, here()))


def _past(owner: str, contact_id: str) -> dict[str, Any]:
    """What happened with one person, and the names in it."""
    talks = encounters_of_contact(owner, contact_id)
    introductions = introductions_of_contact(owner, contact_id)
    named = {each[field] for each in introductions for field in PEOPLE}
    return {
        "talks": talks,
        "messages": messages_of_contact(owner, contact_id),
        "follow_ups": steps_of_contact(owner, contact_id),
        "introductions": introductions,
        "events": find_events(owner, {talk["event_id"] for talk in talks}),
        "contacts": find_contacts(owner, named - {""}),
    }


def _found(owner: str) -> dict[str, Any]:
    query, row = request.args.get("q", ""), request.args.get("row", "")
    row = row if row in ROWS else ""
    page = min(max(1, whole_number(request.args.get("page", ""))), LAST_PAGE)
    contacts, total = contact_page(owner, query, row, page)
    return {
        "query": query,
        "row": row,
        "page": page,
        "contacts": contacts,
        "total": total,
        "without_reading": count_without_reading(owner),
    }
