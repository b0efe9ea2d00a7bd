"""A stored row becomes a state to merge into, and a state a row again, with its derived keys. No SQL."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Row

from server.domain import search
from server.domain.text import canonical_json
from server.schemas.change import Edit, Values
from server.schemas.shapes import empty_values, fields_of
from server.sync.merge import Clash, Device, Entry, State

Columns = dict[str, Any]

# Kind -> the keys by which people search and sort, derived from the fields.
_DERIVED: dict[str, dict[str, Callable[[Mapping[str, Any]], str]]] = {
    "contact": {
        "sort_key": search.sort_key,
        "row_key": search.row_key,
        "search_text": search.contact_search_text,
    },
    "encounter": {"search_text": search.encounter_search_text},
    "event": {"search_text": search.event_search_text},
}


def state_of(kind: str, row: Mapping[str, Any]) -> State:
    """Promise the state of a row read by store/changes."""
    values: Values = {}
    for name, empty in empty_values(kind).items():
        values[name] = json.loads(row[name]) if isinstance(empty, list) else row[name]
    if row["extra"] != "{}":
        values.update(json.loads(row["extra"]))
    return State(
        kind=kind,
        id=row["id"],
        values=values,
        revision=row["revision"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        deleted_at=row["deleted_at"],
        stored_revision=row["revision"],
    )


def row_of(owner: str, state: State) -> Columns:
    """Promise the row of a state, every column of it."""
    known = fields_of(state.kind)
    row: Columns = {
        "account_id": owner,
        "id": state.id,
        "revision": state.revision,
        "created_at": state.created_at,
        "updated_at": state.updated_at,
        "deleted_at": state.deleted_at,
    }
    extra = {}
    for name, value in state.values.items():
        if name not in known:
            extra[name] = value
        elif isinstance(value, list):
            row[name] = canonical_json(value) if value else "[]"
        else:
            row[name] = value
    row["extra"] = canonical_json(extra) if extra else "{}"
    row["wire"] = _wire(state)
    for name, key in _DERIVED.get(state.kind, {}).items():
        row[name] = key(state.values)
    return row


def _wire(state: State) -> str:
    """What a device is sent: fields nobody has written are left out."""
    absent = empty_values(state.kind)
    written = {
        name: value
        for name, value in state.values.items()
        if name not in absent or value != absent[name]
    }
    written["created_at"] = state.created_at
    written["updated_at"] = state.updated_at
    if state.deleted_at:
        written["deleted_at"] = state.deleted_at
    return canonical_json(written)


def entry_of(row: Row[Any]) -> Entry:
    """Promise a line of the log as merge reads it."""
    return Entry(
        change_id=row.change_id,
        revision=row.revision,
        device=Device(row.device_id, row.device_label),
        edited_at=row.at,
        values=json.loads(row.set),
        deleted=row.deleted,
        lost=frozenset(json.loads(row.lost)),
    )


def change_row(owner: str, device: Device, edit: Edit, revision: int) -> Columns:
    """Promise the line an edit leaves in the log."""
    return {
        "account_id": owner,
        "change_id": edit.change_id,
        "revision": revision,
        "device_id": device.id,
        "device_label": device.label,
        "kind": edit.kind,
        "record_id": edit.id,
        "at": edit.edited_at,
        "set": canonical_json(edit.values),
        "deleted": edit.deleted,
        "lost": canonical_json(edit.lost) if edit.lost else "[]",
    }


def conflict_values(clash: Clash) -> Values:
    """Promise the fields of the conflict record that tells a person of a clash."""
    return {
        "record_kind": clash.kind,
        "record_id": clash.record_id,
        "field": clash.field,
        "kept_value": canonical_json(clash.kept),
        "lost_value": canonical_json(clash.lost),
        "kept_at": clash.kept_at,
        "lost_at": clash.lost_at,
        "kept_device": clash.kept_device,
        "lost_device": clash.lost_device,
    }
