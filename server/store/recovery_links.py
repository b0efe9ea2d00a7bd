"""Queries for recovery links. A link is found by its hash and spent once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from server.store.auth_models import Account, RecoveryLink
from server.store.database import db
from server.store.writes import count_changed


@dataclass(frozen=True)
class RecoveryLinkRow:
    id: str
    account_id: str
    display_name: str
    user_handle: str


def find_link(token_hash: str, now: str) -> RecoveryLinkRow | None:
    """Promise the link that can still be used, or None for every other reason alike."""
    query = (
        select(RecoveryLink.id, RecoveryLink.account_id, Account.display_name, Account.user_handle)
        .join(Account, Account.id == RecoveryLink.account_id)
        .where(
            RecoveryLink.token_hash == token_hash,
            RecoveryLink.used_at == "",
            RecoveryLink.expires_at > now,
            Account.deleted_at == "",
        )
    )
    row = db.session.execute(query).first()
    return RecoveryLinkRow(*tuple(row)) if row else None


def add_link(owner: str, link_id: str, **values: Any) -> None:
    db.session.execute(insert(RecoveryLink).values(account_id=owner, id=link_id, **values))


def spend_link(owner: str, link_id: str, now: str) -> bool:
    """Promise True to exactly one caller."""
    which = (
        RecoveryLink.account_id == owner,
        RecoveryLink.id == link_id,
        RecoveryLink.used_at == "",
    )
    return count_changed(update(RecoveryLink).where(*which).values(used_at=now)) > 0
