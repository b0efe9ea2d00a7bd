"""The SQL of the writer: rows, the change log, the account's counter. For sync/apply alone."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import CursorResult, Executable, Row, Table, and_, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from server.store.auth_models import Account
from server.store.database import db
from server.store.models import KINDS, Change, PhotoFile
from server.store.records import table_of

_account = cast(Table, Account.__table__)
_change = cast(Table, Change.__table__)
_photo_file = cast(Table, PhotoFile.__table__)

# Made once: building a statement costs more than running it.
_INSERTS = {kind: insert(table_of(kind)) for kind in KINDS}
_UPDATES = {
    kind: update(table)
    .where(table.c.account_id == bindparam("of_account"), table.c.id == bindparam("of_id"))
    .values({c.key: bindparam(c.key) for c in table.c if not c.primary_key})
    for kind, table in ((kind, table_of(kind)) for kind in KINDS)
}
_ADD_CHANGE = insert(_change)


def _run(statement: Executable, rows: Any = None) -> CursorResult[Any]:
    """Past the session, whose tripwire refuses exactly what this module does."""
    result: CursorResult[Any] = db.session.connection().execute(statement, rows)
    return result


def lock_account(owner: str) -> Row[Any] | None:
    """Promise (revision, epoch), locked until commit, so that numbers are given in the order of commits.

    On SQLite the transaction itself is the lock (BEGIN IMMEDIATE).
    """
    query = select(_account.c.revision, _account.c.epoch).where(
        _account.c.id == owner, _account.c.deleted_at == ""
    )
    return _run(query.with_for_update()).one_or_none()


def set_revision(owner: str, revision: int) -> None:
    _run(update(_account).where(_account.c.id == owner).values(revision=revision))


def known_changes(owner: str, change_ids: Iterable[str]) -> dict[str, Row[Any]]:
    """Promise the changes applied before, by change id."""
    query = select(_change.c.change_id, _change.c.revision, _change.c.lost).where(
        _change.c.account_id == owner, _change.c.change_id.in_(list(change_ids))
    )
    return {row.change_id: row for row in _run(query)}


def stored_rows(owner: str, kind: str, record_ids: Iterable[str]) -> dict[str, Any]:
    """Promise whole rows, the deleted too, by id."""
    table = table_of(kind)
    query = select(table).where(table.c.account_id == owner, table.c.id.in_(list(record_ids)))
    return {row["id"]: row for row in _run(query).mappings()}


def log_since(owner: str, record_ids: Iterable[str], revision: int) -> Sequence[Row[Any]]:
    """Promise the log of these records after a revision, in its order."""
    query = select(_change).where(
        and_(
            _change.c.account_id == owner,
            _change.c.record_id.in_(list(record_ids)),
            _change.c.revision > revision,
        )
    )
    return _run(query.order_by(_change.c.revision)).all()


def insert_rows(kind: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        _run(_INSERTS[kind], rows)


def update_rows(kind: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        bound = [{**row, "of_account": row["account_id"], "of_id": row["id"]} for row in rows]
        for row in bound:
            del row["account_id"], row["id"]
        _run(_UPDATES[kind], bound)


def add_changes(rows: list[dict[str, Any]]) -> None:
    if rows:
        _run(_ADD_CHANGE, rows)


def want_photos(owner: str, hashes: Iterable[str], now: str) -> None:
    """Promise that the bytes behind these hashes are asked for, unless they are here."""
    rows = [{"account_id": owner, "sha256": each, "wanted_at": now} for each in sorted(set(hashes))]
    if rows:
        dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
        _run(dialect.insert(_photo_file).on_conflict_do_nothing(), rows)
