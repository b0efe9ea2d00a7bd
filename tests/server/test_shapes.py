"""Schemas, tables and the exported shapes say the same of every field of every kind."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Boolean, String

from server.schemas.fields import RecordField
from server.schemas.shapes import (
    MADE_BY_SERVER,
    OWN,
    SCHEMAS,
    empty_values,
    export_shapes,
    fields_of,
)
from server.store.records import DERIVED, find, table_of
from tests.clients import Clock
from tests.people import SATO
from tests.server.devices import SyncDevice, fresh_id

ROW = {"account_id", "id", "revision", "created_at", "updated_at", "deleted_at", "extra"}
UUID = "0193c000-0000-7000-8000-000000000001"
EXAMPLES: dict[str, Any] = {
    "text": "言葉",
    "free": "一行目\n二行目",
    "time": "2025-11-20T10:00:00.000Z",
    "date": "2025-11-20",
    "reference": UUID,
    "text_list": ["一", "二"],
    "tel_list": [{"kind": "mobile", "number": "090-0000-0000"}],
    "boolean": True,
    "integer": 3000,
    "json": '"一"',
}
EVERY_FIELD = [(kind, name) for kind in SCHEMAS for name in fields_of(kind)]
BY_DEVICES = [
    (kind, name)
    for kind, name in EVERY_FIELD
    if kind not in MADE_BY_SERVER and not fields_of(kind)[name].is_by_server
]


def example(kind: str, name: str) -> Any:
    shape = export_shapes()[kind][name]
    if name == "sha256":
        return "ab" * 32
    choices = shape.get("choices") if shape["type"] == "choice" else None
    return choices[-1] if isinstance(choices, list) else EXAMPLES[str(shape["type"])]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_table_has_the_columns_of_its_schema(kind: str) -> None:
    columns = {column.key for column in table_of(kind).columns} - ROW - DERIVED
    assert columns == fields_of(kind).keys()


@pytest.mark.parametrize(("kind", "name"), EVERY_FIELD)
def test_a_column_holds_what_its_field_means(kind: str, name: str) -> None:
    column, field = table_of(kind).c[name], fields_of(kind)[name]
    is_list = field.kind in ("text_list", "tel_list")
    assert (column.info.get("holds") == "list") is is_list
    assert isinstance(column.type, Boolean) is (field.kind == "boolean")
    assert isinstance(column.type, String) is (field.kind not in ("boolean", "integer"))
    assert column.nullable is (field.kind == "integer")


@pytest.mark.parametrize(("kind", "name"), BY_DEVICES)
def test_every_field_goes_to_the_server_and_back(
    kind: str, name: str, app: Flask, clock: Clock
) -> None:
    phone = SyncDevice(app, clock)
    record = SATO.id if kind in OWN else fresh_id()
    value = example(kind, name)
    assert "error" not in phone.write(kind, record, {name: value})
    assert phone.values(kind, record)[name] == value


@pytest.mark.parametrize("kind", [kind for kind in SCHEMAS if kind not in MADE_BY_SERVER])
def test_what_travels_is_what_the_columns_hold(kind: str, any_app: Flask, clock: Clock) -> None:
    """The row keeps its wire form beside its columns; the two are written together or not at all."""
    phone = SyncDevice(any_app, clock)
    record = SATO.id if kind in OWN else fresh_id()
    names = [name for name, field in fields_of(kind).items() if not field.is_by_server]
    phone.write(kind, record, {name: example(kind, name) for name in names})
    phone.write(kind, record, {names[0]: empty_values(kind)[names[0]], "unheard_of": 1}, base=1)
    with any_app.app_context():
        kept = find(kind, SATO.id, record)
    assert kept is not None
    values = phone.values(kind, record)
    assert values.pop("unheard_of") == 1
    absent = {**empty_values(kind), "deleted_at": ""}
    assert {**absent, **values, "id": record, "revision": 2} == kept
    assert names[0] not in values


def test_every_field_is_of_a_type_the_second_server_knows() -> None:
    known = {*EXAMPLES, "choice"}
    assert {
        shape["type"] for fields in export_shapes().values() for shape in fields.values()
    } <= known
    assert all(
        isinstance(field, RecordField) for kind in SCHEMAS for field in fields_of(kind).values()
    )


def test_free_text_is_exactly_what_the_architecture_lists() -> None:
    """ARCHITECTURE 9.13."""
    free = {(kind, name) for kind, name in EVERY_FIELD if export_shapes()[kind][name]["free"]}
    talk = ("business", "challenge", "looking_for", "focus", "note", "memory_hook")
    assert free == {("contact", "note"), *(("encounter", name) for name in talk)}


@pytest.mark.parametrize(("kind", "name"), sorted(set(EVERY_FIELD) - set(BY_DEVICES)))
def test_no_device_writes_what_only_the_server_says(
    kind: str, name: str, app: Flask, clock: Clock
) -> None:
    phone = SyncDevice(app, clock)
    result = phone.write(kind, fresh_id(), {name: example(kind, name)})
    assert result["error"] in ({name: "errors.read_only"}, {"id": "errors.not_found"})
    assert phone.all(kind) == []
