"""Queries for access tokens, which let a program ask in somebody's name. Found by hash, else by owner."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from server.store.auth_models import AccessToken, Account
from server.store.database import db
from server.store.writes import count_changed


@dataclass(frozen=True)
class AccessTokenRow:
    id: str
    account_id: str
    display_name: str
    name: str
    created_at: str
    last_used_at: str
    revoked_at: str


_QUERY = (
    select(
        AccessToken.id,
        AccessToken.account_id,
        Account.display_name,
        AccessToken.name,
        AccessToken.created_at,
        AccessToken.last_used_at,
        AccessToken.revoked_at,
    )
    .join(Account, Account.id == AccessToken.account_id)
    .where(Account.deleted_at == "")
)


# Made once: building a statement costs more than running it.
_BY_TOKEN = _QUERY.where(AccessToken.token_hash == bindparam("token_hash"))


def find_token(token_hash: str) -> AccessTokenRow | None:
    """Promise the token of that hash, revoked or not, or None."""
    row: Any = db.session.connection().execute(_BY_TOKEN, {"token_hash": token_hash}).first()
    return AccessTokenRow(*row) if row else None


def living_tokens(owner: str) -> list[AccessTokenRow]:
    """Promise the tokens that still work, newest first."""
    query = _QUERY.where(AccessToken.account_id == owner, AccessToken.revoked_at == "")
    rows = db.session.execute(query.order_by(AccessToken.id.desc()))
    return [AccessTokenRow(*tuple(row)) for row in rows]


def add_token(owner: str, token_id: str, **values: Any) -> None:
    db.session.execute(insert(AccessToken).values(account_id=owner, id=token_id, **values))


def change_token(owner: str, token_id: str, **values: Any) -> bool:
    """Promise whether a living token of this account was there to be changed."""
    which = (
        AccessToken.account_id == owner,
        AccessToken.id == token_id,
        AccessToken.revoked_at == "",
    )
    return count_changed(update(AccessToken).where(*which).values(**values)) > 0


def revoke_tokens(owner: str, now: str) -> int:
    """Promise how many living tokens of this account opened something until now."""
    which = (AccessToken.account_id == owner, AccessToken.revoked_at == "")
    return count_changed(update(AccessToken).where(*which).values(revoked_at=now))
