"""What a person decided about two values of one field, as changes. Conflicts themselves are made by apply."""

import json
from collections.abc import Mapping
from typing import Any

from server.domain.change_id import nth_change_id

Record = Mapping[str, Any]
Change = dict[str, Any]

CHOICES = ("kept", "lost", "both")
# Stands in a conflict for the life or death of a record.
DELETED = "deleted"


def kept_value(text: str) -> Any:
    """Promise the value that a conflict keeps as JSON text; text that is no JSON stands for itself."""
    try:
        return json.loads(text) if text else ""
    except (ValueError, RecursionError):
        return text


def resolution_changes(
    conflict: Record, choice: str, records: Record, added: str, sent: Record
) -> list[Change]:
    """Promise the changes that carry out a choice: kept, lost, or both.

    records: "subject", the record in question, and "contact", the person it is about (each or
    None); added: what "both" writes under the person's note; sent: change_id and at of the form.
    A choice that its record is gone for only settles the conflict.
    """
    subject, contact = records["subject"], records["contact"]
    changes = []
    if choice == "lost" and subject:
        changes.append(_chosen(conflict, subject, sent))
    elif choice == "both" and contact:
        note = f"{contact['note']}\n{added}" if contact["note"] else added
        changes.append(_change(sent, 1, "contact", contact, {"note": note}))
    changes.append(_change(sent, 0, "conflict", conflict, {"resolved_at": sent["at"]}))
    return changes


def _chosen(conflict: Record, subject: Record, sent: Record) -> Change:
    value = kept_value(conflict["lost_value"])
    if conflict["field"] != DELETED:
        return _change(sent, 1, conflict["record_kind"], subject, {conflict["field"]: value})
    return {**_change(sent, 1, conflict["record_kind"], subject, {}), "deleted": value is True}


def _change(sent: Record, nth: int, kind: str, record: Record, values: Record) -> Change:
    return {
        "change_id": nth_change_id(sent["change_id"], nth),
        "kind": kind,
        "id": record["id"],
        "base": record["revision"],
        "at": sent["at"],
        "set": dict(values),
    }
