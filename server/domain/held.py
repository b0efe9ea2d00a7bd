"""Everything held about one person: which records speak of them, the file of it, and its end. No clock, no ids."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.change_id import nth_change_id

Change = dict[str, Any]
Record = Mapping[str, Any]
Held = Mapping[str, Sequence[Record]]

# Kind -> its fields that name the person. Conflicts name one of the records above them.
HELD = {
    "encounter": ("contact_id",),
    "follow_up": ("contact_id",),
    "message": ("contact_id",),
    "outcome": ("contact_id",),
    "photo": ("contact_id",),
    "attendee": ("contact_id",),
    "left_card": ("contact_id",),
    "introduction": ("first_contact_id", "second_contact_id", "introducer_id"),
    "provision": ("contact_id", "recipient_contact_id"),
    "conflict": ("record_id",),
}
# What the law wants kept: who was told what of whom, by name alone (REQUIREMENTS 6).
KEPT = ("provision",)


def is_said(value: object) -> bool:
    """Answer whether a field says something: 0 does, false and emptiness do not."""
    return not (value is None or value is False or value == "" or value == [])


def is_anything_left(held: Held) -> bool:
    """Answer whether there is more than what must be kept."""
    return any(records for kind, records in held.items() if kind not in KEPT)


def held_document(contact: Record, held: Held) -> str:
    """Promise everything held about a person as JSON to keep: by kind, fields that say something, in one order."""
    said = {"contact": [contact], **held}
    document = {kind: [_said(each) for each in records] for kind, records in said.items()}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def erasing_changes(contact: Record, held: Held, change_id: str, at: str) -> list[Change]:
    """Promise the changes after which nothing speaks of a person but the records kept by law.

    Somebody who only made an introduction is taken out of it; it belongs to those who were introduced.
    Sent again, with the same change_id, they do nothing.
    """
    gone = [("contact", contact)]
    gone += [(kind, each) for kind in HELD if kind not in KEPT for each in held.get(kind, ())]
    changes = []
    for nth, (kind, record) in enumerate(gone):
        frame = {"change_id": nth_change_id(change_id, nth), "kind": kind, "id": record["id"]}
        frame |= {"base": record["revision"], "at": at}
        if kind == "introduction" and not _is_between(record, contact["id"]):
            changes.append({**frame, "set": {"introducer_id": ""}})
        else:
            changes.append({**frame, "set": {"erased": True}, "deleted": True})
    return changes


def _is_between(introduction: Record, contact_id: str) -> bool:
    return contact_id in (introduction["first_contact_id"], introduction["second_contact_id"])


def _said(record: Record) -> dict[str, Any]:
    return {f: value for f, value in record.items() if is_said(value) and f != "revision"}
