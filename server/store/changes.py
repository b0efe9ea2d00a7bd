"""The SQL of the writer: rows, the change log, the account's counter. For sync/apply alone."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    CursorResult,
    Executable,
    Row,
    Select,
    Table,
    TextClause,
    Update,
    bindparam,
    exists,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from server.store.auth_models import Account
from server.store.database import db
from server.store.models import KINDS, Change, PhotoFile
from server.store.records import table_of

_account = cast(Table, Account.__table__)
_change = cast(Table, Change.__table__)
_photo_file = cast(Table, PhotoFile.__table__)

_OWNER: BindParameter[Any] = bindparam("owner")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _stored(kind: str) -> Select[Any]:
    table = table_of(kind)
    return select(table).where(table.c.account_id == _OWNER, table.c.id.in_(_IDS))


def _update(kind: str) -> Update:
    table = table_of(kind)
    is_it = (table.c.account_id == bindparam("of_account"), table.c.id == bindparam("of_id"))
    others: dict[str, Any] = {c.key: bindparam(c.key) for c in table.c if not c.primary_key}
    return update(table).where(*is_it).values(others)


def _lock() -> Select[Any]:
    is_missing = exists().where(
        _photo_file.c.account_id == _account.c.id, _photo_file.c.received_at == ""
    )
    return (
        select(_account.c.revision, _account.c.epoch, is_missing.label("lacks_photos"))
        .where(_account.c.id == _OWNER, _account.c.deleted_at == "")
        .with_for_update()
    )


@cache
def _bulk_insert(tables: tuple[str, ...]) -> TextClause:
    """On PostgreSQL: the counter and all new rows, each table's as one JSON array, in one round trip."""
    parts = [
        f'of_{name} AS (INSERT INTO "{name}" ({columns}) SELECT {columns} '
        f'FROM json_populate_recordset(NULL::"{name}", CAST(:{name} AS json)))'
        for name in tables
        for columns in [", ".join(f'"{column.name}"' for column in _TABLES[name].c)]
    ]
    return text(
        f"WITH {', '.join(parts)} UPDATE account SET revision = :new_revision WHERE id = :owner"
    )


_TABLES = {table.name: table for table in (_change, *map(table_of, KINDS))}

# Made once: building a statement costs more than running it.
_LOCK = _lock()
_COUNT_UP = (
    update(_account).where(_account.c.id == _OWNER).values(revision=bindparam("new_revision"))
)
_KNOWN = select(_change.c.change_id, _change.c.revision, _change.c.lost).where(
    _change.c.account_id == _OWNER, _change.c.change_id.in_(_IDS)
)
_LOG = (
    select(_change)
    .where(
        _change.c.account_id == _OWNER,
        _change.c.record_id.in_(_IDS),
        _change.c.revision > bindparam("after"),
    )
    .order_by(_change.c.revision)
)
_STORED = {kind: _stored(kind) for kind in KINDS}
_UPDATES = {kind: _update(kind) for kind in KINDS}
_INSERTS = {name: insert(table) for name, table in _TABLES.items()}


def _run(statement: Executable, given: Any = None) -> CursorResult[Any]:
    """Past the session, whose tripwire refuses exactly what this module does."""
    result: CursorResult[Any] = db.session.connection().execute(statement, given)
    return result


def lock_account(owner: str) -> Row[Any] | None:
    """Promise (revision, epoch, lacks_photos), locked until commit: numbers are given in the order of commits.

    On SQLite the transaction itself is the lock (BEGIN IMMEDIATE).
    """
    return _run(_LOCK, {"owner": owner}).one_or_none()


def known_changes(owner: str, change_ids: Iterable[str]) -> dict[str, Row[Any]]:
    """Promise the changes applied before, by change id."""
    rows = _run(_KNOWN, {"owner": owner, "ids": list(change_ids)})
    return {row.change_id: row for row in rows}


def stored_rows(owner: str, kind: str, record_ids: Iterable[str]) -> dict[str, Any]:
    """Promise whole rows, the deleted too, by id."""
    rows = _run(_STORED[kind], {"owner": owner, "ids": list(record_ids)})
    return {row["id"]: row for row in rows.mappings()}


def log_since(owner: str, record_ids: Iterable[str], revision: int) -> Sequence[Row[Any]]:
    """Promise the log of these records after a revision, in its order."""
    return _run(_LOG, {"owner": owner, "ids": list(record_ids), "after": revision}).all()


def add_rows(owner: str, revision: int, inserts: Mapping[str, list[dict[str, Any]]]) -> None:
    """Promise new rows by table, lines of the log among them, and the account's counter at this revision."""
    count_up = {"owner": owner, "new_revision": revision}
    if db.engine.dialect.name == "sqlite":
        for name, rows in inserts.items():
            _run(_INSERTS[name], rows)
        _run(_COUNT_UP, count_up)
    else:
        as_json = {name: json.dumps(rows, ensure_ascii=False) for name, rows in inserts.items()}
        _run(_bulk_insert(tuple(sorted(as_json))), {**as_json, **count_up})


def update_rows(kind: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        bound = [{**row, "of_account": row["account_id"], "of_id": row["id"]} for row in rows]
        for row in bound:
            del row["account_id"], row["id"]
        _run(_UPDATES[kind], bound)


def blank_log(owner: str, record_ids: Iterable[str]) -> None:
    """Promise that the log says of these records only that they were written, and when."""
    ids = list(record_ids)
    of_them = (_change.c.account_id == owner, _change.c.record_id.in_(ids))
    _run(update(_change).where(*of_them).values(set="{}", lost="[]"))


def want_photos(owner: str, hashes: Iterable[str], now: str) -> None:
    """Promise that the bytes behind these hashes are asked for, unless they are here."""
    rows = [{"account_id": owner, "sha256": each, "wanted_at": now} for each in sorted(set(hashes))]
    if rows:
        dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
        _run(dialect.insert(_photo_file).on_conflict_do_nothing(), rows)
