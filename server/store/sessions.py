"""Queries for sessions. A token is looked up by its hash; everything else takes the owner. No rules of time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, insert, select, update

from server.store.auth_models import Account, Session
from server.store.database import db
from server.store.writes import count_changed

_LIVING = Session.ended_at == ""


@dataclass(frozen=True)
class SessionRow:
    """A session with what is asked of its account on every request. `is_deleted` is the account's state."""

    id: str
    account_id: str
    display_name: str
    is_deleted: bool
    device_id: str
    device_label: str
    keeps_data: bool
    created_at: str
    last_seen_at: str
    verified_at: str
    ended_at: str
    revoked_at: str


_QUERY = select(
    Session.id,
    Session.account_id,
    Account.display_name,
    (Account.deleted_at != "").label("is_deleted"),
    Session.device_id,
    Session.device_label,
    Session.keeps_data,
    Session.created_at,
    Session.last_seen_at,
    Session.verified_at,
    Session.ended_at,
    Session.revoked_at,
).join(Account, Account.id == Session.account_id)


# Made once: it stands before every request, and building a statement costs more than running it.
_BY_TOKEN = _QUERY.where(Session.token_hash == bindparam("token_hash"))


def find_session_by_token(token_hash: str) -> SessionRow | None:
    """Promise the session of a token, ended or not, or None."""
    row: Any = db.session.connection().execute(_BY_TOKEN, {"token_hash": token_hash}).first()
    return SessionRow(*row) if row else None


def living_sessions(owner: str) -> list[SessionRow]:
    """Promise the sessions nobody has ended, last seen first; some may have run out."""
    order = (Session.last_seen_at.desc(), Session.id.desc())
    query = _QUERY.where(Session.account_id == owner, _LIVING).order_by(*order)
    return [SessionRow(*tuple(row)) for row in db.session.execute(query)]


def add_session(owner: str, session_id: str, **values: Any) -> None:
    db.session.execute(insert(Session).values(account_id=owner, id=session_id, **values))


def change_session(owner: str, session_id: str, **values: Any) -> bool:
    """Promise whether a living session of this account was there to be changed."""
    return _change(and_(Session.account_id == owner, Session.id == session_id), values) > 0


def end_sessions(owner: str, now: str, *, but: str = "", is_revoked: bool = False) -> int:
    """Promise how many ended: all living ones of the account but one. Revoked means by hand, and wiped."""
    values = {"ended_at": now, "revoked_at": now if is_revoked else ""}
    return _change(and_(Session.account_id == owner, Session.id != but), values)


def end_session_by_token(token_hash: str, now: str) -> int:
    """Promise 1 when the token was alive: a device that gives up its own session."""
    return _change(Session.token_hash == token_hash, {"ended_at": now})


def _change(which: Any, values: dict[str, Any]) -> int:
    return count_changed(update(Session).where(which, _LIVING).values(**values))
