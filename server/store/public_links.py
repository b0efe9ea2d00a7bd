"""Queries for public links: found by the hash of a token, counted in one statement, swept when they have ended."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from server.store.auth_models import Account
from server.store.database import db
from server.store.records import Record
from server.store.sharing_models import PublicLink
from server.store.writes import count_changed

_link: Any = PublicLink.__table__


def find_link(token_hash: str) -> Record | None:
    """Promise the link, open or ended, of a living account, or None."""
    living = (Account.id == _link.c.account_id, Account.deleted_at == "")
    query = select(_link).join(Account, and_(*living)).where(_link.c.token_hash == token_hash)
    row = db.session.execute(query).mappings()
    return next((dict(each) for each in row), None)


def links_of(owner: str, record_ids: Iterable[str]) -> list[Record]:
    """Promise the links of these records, ended ones too."""
    query = select(_link).where(
        _link.c.account_id == owner, _link.c.record_id.in_(list(record_ids))
    )
    return [dict(each) for each in db.session.execute(query).mappings()]


def keep_link(link: Mapping[str, Any]) -> None:
    """Promise this link kept, unless its hash already is another record's. Runs inside `writing()`."""
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    new = dialect.insert(PublicLink).values(**link)
    is_its_own = (
        _link.c.account_id == new.excluded.account_id,
        _link.c.record_id == new.excluded.record_id,
    )
    changed = {name: new.excluded[name] for name in ("kind", "expires_at", "ended_at")}
    db.session.execute(
        new.on_conflict_do_update(
            index_elements=["token_hash"], set_=changed, where=is_its_own[0] & is_its_own[1]
        )
    )


def count_view(token_hash: str, now: str) -> bool:
    """Promise whether the link is open, and this view counted: one statement decides. Runs inside `writing()`."""
    is_open = (
        _link.c.token_hash == token_hash,
        _link.c.ended_at == "",
        or_(_link.c.expires_at == "", _link.c.expires_at > now),
        or_(_link.c.max_views == 0, _link.c.views < _link.c.max_views),
    )
    return count_changed(update(PublicLink).where(*is_open).values(views=_link.c.views + 1)) == 1


def drop_links(owner: str, before: str) -> int:
    """Promise the links forgotten that had ended by that moment, and how many. Runs inside `writing()`."""
    has_ended = or_(
        (_link.c.ended_at != "") & (_link.c.ended_at <= before),
        (_link.c.expires_at != "") & (_link.c.expires_at <= before),
    )
    return count_changed(delete(PublicLink).where(_link.c.account_id == owner, has_ended))
