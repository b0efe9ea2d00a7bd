"""Two cards of one person: named, made one, made two again. Never by themselves. Its routes are those of contacts."""

from typing import Any

from flask import Response

from server.domain import joining
from server.domain.duplicate import alike, lookup_keys
from server.domain.form import last
from server.errors import AppError
from server.pages.duplicate import duplicate_context, joined_context, wrong_context
from server.store.contacts import find_any_contact, find_contact
from server.store.duplicates import belongings, find_named, look_alikes
from server.store.encounters import latest_encounters
from server.web.context import current_account, fragment
from server.web.form import fields, here, sent, write

Record = dict[str, Any]


def duplicate(contact_id: str) -> Response:
    contact = find_contact(current_account().id, contact_id)
    if contact is None:
        raise AppError("not_found")
    return _named(contact, "")


def update_duplicate(contact_id: str) -> Response:
    """choice: same (this card goes into the other), other (two people), undo (two cards again), later."""
    owner = current_account().id
    contact = find_any_contact(owner, contact_id)
    other = find_any_contact(owner, last(fields(), "other_id"))
    if contact is None or other is None or contact_id == other["id"]:
        raise AppError("not_found")
    choice = last(fields(), "choice")
    if choice == "later":
        nobody = {"contacts": {}, "latest": {}, "said": ""}
        return fragment("contacts/_duplicate.html", duplicate_context(contact, [], nobody, here()))
    if choice == "undo":
        return _part(contact, other)
    if contact["deleted_at"] or other["deleted_at"]:
        raise AppError("not_found")
    return _join(contact, other) if choice == "same" else _keep_apart(contact, other)


def _join(contact: Record, other: Record) -> Response:
    owner = current_account().id
    around, theirs = belongings(owner, contact["id"]), belongings(owner, other["id"])
    around |= {"kept_encounter": theirs["encounter"], "kept_follow_up": theirs["follow_up"]}
    values = joining.joined_values(other, contact, _labels())
    changes = joining.joined_changes(sent().as_dict(), other, contact, values, around)
    if errors := write(changes):
        return fragment("contacts/_duplicate.html", wrong_context(contact, errors, here()), 422)
    undo = joining.undo_text(other, contact, changes)
    talks = sorted(around["encounter"], key=lambda talk: (talk["met_at"], talk["id"]))
    talk_id = talks[-1]["id"] if talks else ""
    context = joined_context(contact, other, undo, talk_id, here())
    return fragment("contacts/_duplicate.html", context)


def _part(contact: Record, other: Record) -> Response:
    undo = joining.read_undo(last(fields(), "undo"))
    around = find_named(current_account().id, undo["records"])
    changes = joining.parted_changes(sent().as_dict(), other, contact, undo, around)
    errors = write(changes) if changes else {}
    if errors:
        return fragment("contacts/_duplicate.html", wrong_context(contact, errors, here()), 422)
    return _named(_again(contact), "contacts.duplicate.parted")


def _keep_apart(contact: Record, other: Record) -> Response:
    changes = joining.apart_changes(sent().as_dict(), contact, other)
    if changes:
        write(changes)
    return _named(_again(contact), "contacts.duplicate.apart")


def _named(contact: Record, said: str) -> Response:
    owner = current_account().id
    near = look_alikes(owner, lookup_keys(contact))
    found = alike(contact, near)
    around = {
        "contacts": {each["id"]: each for each in near},
        "latest": latest_encounters(owner, [each["id"] for each in found]) if found else {},
        "said": said,
    }
    context = duplicate_context(contact, found, around, here())
    return fragment("contacts/_duplicate.html", context)


def _again(contact: Record) -> Record:
    return find_any_contact(current_account().id, contact["id"]) or contact


def _labels() -> dict[str, str]:
    return {field: here().t(f"contacts.fields.{field}") for field in joining.LABELLED}
