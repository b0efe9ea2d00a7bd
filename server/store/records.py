"""A row becomes a record, the plain dict every other room works with; and the plainest reads. No writes."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, select

from server.store.database import db
from server.store.models import KINDS

Record = dict[str, Any]

# Columns that are no part of a record: keys derived by apply, the owner, what a newer client sent.
DERIVED = frozenset({"sort_key", "row_key", "search_text", "wire"})
_INTERNAL = DERIVED | {"account_id", "extra"}


def table_of(kind: str) -> Table:
    return cast(Table, KINDS[kind].__table__)


# Kind -> the keys of a record, in the order in which `select_records` reads them.
RECORD_KEYS = {
    kind: tuple(c.key for c in table_of(kind).columns if c.key not in _INTERNAL) for kind in KINDS
}
# Kind -> where in that order the JSON text of a list stands.
_LISTS = {
    kind: tuple(
        i for i, key in enumerate(keys) if table_of(kind).c[key].info.get("holds") == "list"
    )
    for kind, keys in RECORD_KEYS.items()
}


def record_columns(kind: str) -> list[ColumnElement[Any]]:
    """Promise the columns that `to_record` understands."""
    return [table_of(kind).c[key] for key in RECORD_KEYS[kind]]


def select_records(kind: str, owner: str) -> Select[Any]:
    """Promise a query for the living records of one owner; add where, order_by and limit to it."""
    table = table_of(kind)
    return select(*record_columns(kind)).where(
        table.c.account_id == owner, table.c.deleted_at == ""
    )


def to_record(kind: str, row: Sequence[Any]) -> Record:
    """Promise the record of a row read with `record_columns`: every field, lists as lists."""
    values = list(row)
    for place in _LISTS[kind]:
        values[place] = [] if values[place] == "[]" else json.loads(values[place])
    return dict(zip(RECORD_KEYS[kind], values, strict=True))


def read(kind: str, query: Select[Any]) -> list[Record]:
    """Promise the records of a query made with `select_records`, in its order."""
    return [to_record(kind, row) for row in db.session.execute(query)]


def find(kind: str, owner: str, record_id: str) -> Record | None:
    """Promise the living record of this owner, or None."""
    query = select_records(kind, owner).where(table_of(kind).c.id == record_id)
    return next(iter(read(kind, query)), None)


def find_deleted(kind: str, owner: str, record_id: str) -> Record | None:
    """Promise the record whether it lives or lies in the trash, or None."""
    table = table_of(kind)
    query = select(*record_columns(kind)).where(
        table.c.account_id == owner, table.c.id == record_id
    )
    return next(iter(read(kind, query)), None)


def find_many(kind: str, owner: str, record_ids: Iterable[str]) -> dict[str, Record]:
    """Promise the living ones among these, by id."""
    query = select_records(kind, owner).where(table_of(kind).c.id.in_(list(record_ids)))
    return {record["id"]: record for record in read(kind, query)}
