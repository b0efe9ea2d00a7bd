"""The SQL of the reader: what changed after a revision, in the order of revisions. No writes.

Statements are made once: for a small answer, building them would cost more than running them.
"""

from typing import Any, NamedTuple, cast

from sqlalchemy import (
    BindParameter,
    Executable,
    Select,
    Table,
    bindparam,
    exists,
    func,
    literal,
    select,
    union_all,
)

from server.store.auth_models import Account
from server.store.database import db
from server.store.models import KINDS, PhotoFile
from server.store.records import table_of

_account = cast(Table, Account.__table__)
_photo_file = cast(Table, PhotoFile.__table__)

_OWNER: BindParameter[Any] = bindparam("owner")
_AFTER: BindParameter[Any] = bindparam("after")
_UNTIL: BindParameter[Any] = bindparam("until")
_LIMIT: BindParameter[Any] = bindparam("most")


def _within(kind: str, query: Select[Any]) -> Select[Any]:
    """The rows of one owner with after < revision <= until, lowest first."""
    table = table_of(kind)
    revision = table.c.revision
    return query.where(
        table.c.account_id == _OWNER, revision > _AFTER, revision <= _UNTIL
    ).order_by(revision)


def _revisions() -> Select[Any]:
    """Reads nothing but the index (account_id, revision) of each table."""
    each = [
        _within(kind, select(table_of(kind).c.revision, literal(kind).label("kind"))).limit(_LIMIT)
        for kind in KINDS
    ]
    both = union_all(*(select(query.subquery()) for query in each)).subquery()
    return select(both.c.revision, both.c.kind).order_by(both.c.revision).limit(_LIMIT)


def _rows(kind: str) -> Select[Any]:
    columns = table_of(kind).c
    return _within(kind, select(columns.revision, columns.id, columns.deleted_at, columns.wire))


def _count() -> Select[Any]:
    counts = [
        select(func.count()).where(table_of(kind).c.account_id == _OWNER).scalar_subquery()
        for kind in KINDS
    ]
    return select(sum(counts, start=literal(0)))


def _wanted() -> Select[Any]:
    photo = table_of("photo")
    is_named = exists().where(
        photo.c.account_id == _photo_file.c.account_id,
        photo.c.sha256 == _photo_file.c.sha256,
        photo.c.deleted_at == "",
    )
    query = select(_photo_file.c.sha256).where(
        _photo_file.c.account_id == _OWNER, _photo_file.c.received_at == "", is_named
    )
    return query.order_by(_photo_file.c.wanted_at).limit(_LIMIT)


def _account_state() -> Select[Any]:
    is_missing = exists().where(
        _photo_file.c.account_id == _account.c.id, _photo_file.c.received_at == ""
    )
    return select(_account.c.epoch, _account.c.revision, is_missing).where(
        _account.c.id == _OWNER, _account.c.deleted_at == ""
    )


_ACCOUNT_STATE = _account_state()
_REVISIONS = _revisions()
_ROWS = {kind: _rows(kind) for kind in KINDS}
_COUNT = _count()
_WANTED = _wanted()


class WireRecord(NamedTuple):
    """A record on its way out: its JSON, and by what it is found and ordered."""

    revision: int
    kind: str
    id: str
    json: str


def _run(statement: Executable, given: dict[str, Any]) -> Any:
    """Plain rows need no session around them, and a small pull is mostly that."""
    return db.session.connection().execute(statement, given)


def account_state(owner: str) -> tuple[str, int, bool] | None:
    """Promise (epoch, revision, whether bytes of a photo never came) of a living account, or None."""
    row = _run(_ACCOUNT_STATE, {"owner": owner}).one_or_none()
    return (row[0], row[1], bool(row[2])) if row else None


def next_revisions(owner: str, after: int, until: int, most: int) -> list[tuple[int, str]]:
    """Promise (revision, kind) of at most `most` rows with after < revision <= until, lowest first."""
    given = {"owner": owner, "after": after, "until": until, "most": most}
    return [(row[0], row[1]) for row in _run(_REVISIONS, given)]


def wire_records(kind: str, owner: str, after: int, until: int) -> list[WireRecord]:
    """Promise the rows of one kind as they travel."""
    given = {"owner": owner, "after": after, "until": until}
    rows = _run(_ROWS[kind], given).all()
    return [WireRecord(row[0], kind, row[1], _json(kind, *row)) for row in rows]


def _json(kind: str, revision: int, record_id: str, deleted_at: str, wire: str) -> str:
    """Ids and kinds need no escape: both were checked on their way in."""
    dead = ',"deleted":true' if deleted_at else ""
    return f'{{"id":"{record_id}","kind":"{kind}","revision":{revision},"set":{wire}{dead}}}'


def count_rows(owner: str) -> int:
    """Promise how many rows a first pull brings."""
    return int(_run(_COUNT, {"owner": owner}).scalar_one())


def wanted_photos(owner: str, most: int) -> list[str]:
    """Promise the hashes that living photo records name and whose bytes never came."""
    return list(_run(_WANTED, {"owner": owner, "most": most}).scalars())
