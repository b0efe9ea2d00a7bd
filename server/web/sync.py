"""The sync page as the office draws it: nothing waits here, but versions may differ. The protocol is in api."""

from typing import Any

from flask import Blueprint, Response

from server.domain.conflict import CHOICES, resolution_changes
from server.domain.form import is_yes, last
from server.errors import AppError
from server.pages.sync import added_text, show_context
from server.schemas.shapes import SCHEMAS
from server.store.conflicts import find_conflict, open_conflicts
from server.store.records import find_deleted
from server.web.auth_api import forget_session
from server.web.context import current_account, go, render
from server.web.form import fields, here, sent, write

Record = dict[str, Any]

blueprint = Blueprint("sync", __name__)

# What only a device knows; the office has nothing that waits.
NO_DEVICE: Record = {"waiting": [], "refused": [], "log": [], "last_answer_at": ""}


@blueprint.get("/sync")
def show() -> Response:
    return render("sync/show.html", _context())


@blueprint.post("/sync")
def create() -> Response:
    """Send now, or sign out (ARCHITECTURE 9.21)."""
    if is_yes(fields(), "sign_out"):
        return forget_session(go("/"))
    return render("sync/_panel.html", _context())


@blueprint.post("/sync/conflicts/<conflict_id>")
def resolve(conflict_id: str) -> Response:
    owner = current_account().id
    conflict = find_conflict(owner, conflict_id)
    choice = last(fields(), "choice")
    if conflict is None or choice not in CHOICES:
        raise AppError("not_found" if conflict is None else "conflict")
    if not conflict["resolved_at"]:
        records = _records(owner, conflict)
        added = added_text(conflict, here())
        if write(resolution_changes(conflict, choice, records, added, sent().as_dict())):
            raise AppError("conflict")
    return render("sync/_panel.html", _context())


def _context() -> Record:
    owner = current_account().id
    conflicts = open_conflicts(owner)
    records = {conflict["id"]: _records(owner, conflict) for conflict in conflicts}
    known = {
        "subjects": {each: found["subject"] for each, found in records.items() if found["subject"]},
        "contacts": {each: found["contact"] for each, found in records.items() if found["contact"]},
    }
    return show_context(conflicts, known, NO_DEVICE, here())


def _records(owner: str, conflict: Record) -> Record:
    """The record in question and the person it is about, in the trash or not."""
    kind = conflict["record_kind"]
    subject = find_deleted(kind, owner, conflict["record_id"]) if kind in SCHEMAS else None
    if kind == "contact" or subject is None:
        return {"subject": subject, "contact": subject}
    contact_id = subject.get("contact_id", "")
    return {"subject": subject, "contact": find_deleted("contact", owner, contact_id)}
