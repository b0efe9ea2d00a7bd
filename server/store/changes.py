"""The SQL of the writer: rows, the change log, the account's counter. For sync/apply alone."""

import json
from collections.abc import Iterable, Sequence
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


def _bulk_insert(table: Table) -> TextClause:
    """On PostgreSQL: all rows as one JSON array, in one round trip, where executemany runs a statement for each."""
    names = ", ".join(f'"{column.name}"' for column in table.c)
    return text(
        f'INSERT INTO "{table.name}" ({names}) SELECT {names} '
        f'FROM json_populate_recordset(NULL::"{table.name}", CAST(:rows AS json))'
    )


_TABLES = [_change, *map(table_of, KINDS)]

# Made once: building a statement costs more than running it.
_LOCK = (
    select(_account.c.revision, _account.c.epoch)
    .where(_account.c.id == _OWNER, _account.c.deleted_at == "")
    .with_for_update()
)
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
_INSERTS = {table.name: insert(table) for table in _TABLES}
_BULK_INSERTS = {table.name: _bulk_insert(table) for table in _TABLES}


def _run(statement: Executable, given: Any = None) -> CursorResult[Any]:
    """Past the session, whose tripwire refuses exactly what this module does."""
    result: CursorResult[Any] = db.session.connection().execute(statement, given)
    return result


def lock_account(owner: str) -> Row[Any] | None:
    """Promise (revision, epoch), locked until commit, so that numbers are given in the order of commits.

    On SQLite the transaction itself is the lock (BEGIN IMMEDIATE).
    """
    return _run(_LOCK, {"owner": owner}).one_or_none()


def set_revision(owner: str, revision: int) -> None:
    _run(_COUNT_UP, {"owner": owner, "new_revision": revision})


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


def insert_rows(kind: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        _insert(table_of(kind), rows)


def _insert(table: Table, rows: list[dict[str, Any]]) -> None:
    if db.engine.dialect.name == "sqlite":
        _run(_INSERTS[table.name], rows)
    else:
        _run(_BULK_INSERTS[table.name], {"rows": json.dumps(rows, ensure_ascii=False)})


def update_rows(kind: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        bound = [{**row, "of_account": row["account_id"], "of_id": row["id"]} for row in rows]
        for row in bound:
            del row["account_id"], row["id"]
        _run(_UPDATES[kind], bound)


def add_changes(rows: list[dict[str, Any]]) -> None:
    if rows:
        _insert(_change, rows)


def want_photos(owner: str, hashes: Iterable[str], now: str) -> None:
    """Promise that the bytes behind these hashes are asked for, unless they are here."""
    rows = [{"account_id": owner, "sha256": each, "wanted_at": now} for each in sorted(set(hashes))]
    if rows:
        dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
        _run(dialect.insert(_photo_file).on_conflict_do_nothing(), rows)
