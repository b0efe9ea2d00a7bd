"""Wire or form JSON -> edits: one change checked alone, so that a bad one never blocks the rest. No SQL."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError

from server.domain.text import normalise
from server.schemas.fields import MAX_FREE, MAX_INTEGER, MAX_JSON, is_time, is_uuid
from server.schemas.shapes import OWN, SCHEMAS, fields_of

Values = dict[str, Any]
Errors = dict[str, str]

# What a row says about itself is the server's to say; a client that sends it means no harm.
_ROW = frozenset({"id", "account_id", "revision", "created_at", "updated_at", "deleted_at"})
_FIELD_NAME = re.compile("[a-z][a-z0-9_]{0,59}")
_MAX_EXTRA_ITEMS = 100


@dataclass
class Edit:
    """One change, checked: `values` are in stored form, `altered` says that they differ from what was sent."""

    change_id: str
    kind: str
    id: str
    base: int
    at: str
    values: Values
    deleted: bool | None
    altered: bool = False
    # The same moment by the server's clock, for merging; filled by sync/clock.
    edited_at: str = ""
    lost: list[str] = field(default_factory=list)


def read_change(
    owner: str, change: Mapping[str, Any], *, by_server: bool = False
) -> tuple[Edit | None, Errors]:
    """Promise the edit of a change, or its errors as field -> locale key. `change_id` is checked before."""
    kind, sent = change.get("kind"), change.get("set", {})
    if not isinstance(kind, str) or kind not in SCHEMAS:
        return None, {"kind": "errors.unknown_kind"}
    errors = _frame_errors(owner, kind, change)
    if errors:
        return None, errors
    known = {name: value for name, value in sent.items() if name not in _ROW}
    values, errors = read_values(kind, known)
    if not by_server:
        errors |= {name: "errors.read_only" for name in values if _is_read_only(kind, name)}
    if errors:
        return None, errors
    return _edit(kind, change, values, altered=values != sent), {}


def _is_read_only(kind: str, name: str) -> bool:
    field = fields_of(kind).get(name)
    return field is not None and field.is_by_server


def _edit(kind: str, change: Mapping[str, Any], values: Values, *, altered: bool) -> Edit:
    return Edit(
        change_id=change["change_id"],
        kind=kind,
        id=change["id"],
        base=change["base"],
        at=change["at"],
        values=values,
        deleted=change.get("deleted"),
        altered=altered,
    )


def _frame_errors(owner: str, kind: str, change: Mapping[str, Any]) -> Errors:
    errors: Errors = {}
    base, record_id = change.get("base"), change.get("id")
    if not is_uuid(record_id) or (kind in OWN and record_id != owner):
        errors["id"] = "errors.not_an_id"
    if isinstance(base, bool) or not isinstance(base, int) or not 0 <= base <= MAX_INTEGER:
        errors["base"] = "errors.not_a_number"
    if not is_time(change.get("at")):
        errors["at"] = "errors.not_a_time"
    if not isinstance(change.get("set", {}), dict):
        errors["set"] = "errors.invalid"
    if not isinstance(change.get("deleted"), bool | None):
        errors["deleted"] = "errors.invalid"
    return errors


def read_values(kind: str, sent: Mapping[str, Any]) -> tuple[Values, Errors]:
    """Promise the values in stored form, with what a newer client knows in them, or errors by field."""
    known = fields_of(kind)
    values: Values = {}
    errors: Errors = {}
    extra = {}
    for name, value in sent.items():
        if name not in known:
            extra[name] = value
            continue
        try:
            values[name] = known[name].deserialize(value)
        except ValidationError as error:
            errors[name] = str(error.messages[0])
    if extra:
        errors |= _extra_errors(extra)
        values.update((name, _stored(value)) for name, value in extra.items() if name not in errors)
    return ({}, errors) if errors else (values, {})


def _extra_errors(extra: Values) -> Errors:
    """Fields this server does not know are kept, as long as they are small and plain."""
    errors = {
        name: "errors.unknown_field"
        for name, value in extra.items()
        if not _FIELD_NAME.fullmatch(name) or not _is_plain(value)
    }
    if not errors and len(json.dumps(extra)) > MAX_JSON:
        return dict.fromkeys(extra, "errors.too_long")
    return errors


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= _MAX_EXTRA_ITEMS and all(map(_is_scalar, value))
    return _is_scalar(value)


def _is_scalar(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= MAX_FREE
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or (isinstance(value, int) and abs(value) <= MAX_INTEGER)


def _stored(value: Any) -> Any:
    if isinstance(value, list):
        return [_stored(item) for item in value]
    return normalise(value) if isinstance(value, str) else value
