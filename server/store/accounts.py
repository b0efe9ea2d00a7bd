"""Accounts and what belongs to one as a whole. Every write runs inside `writing()`."""

import secrets

from sqlalchemy import select, update

from server.store.auth_models import Account
from server.store.database import db


def new_user_handle() -> str:
    """Promise 32 random bytes, base64url: WebAuthn's user.id."""
    return secrets.token_urlsafe(32)


def new_epoch() -> str:
    """Promise the name of one life of the database, as it stands in every cursor."""
    return secrets.token_hex(4)


def add_account(account_id: str, display_name: str, now: str, user_handle: str = "") -> None:
    db.session.add(
        Account(
            id=account_id,
            display_name=display_name,
            user_handle=user_handle or new_user_handle(),
            revision=0,
            epoch=new_epoch(),
            created_at=now,
        )
    )
    db.session.flush()


def find_account(account_id: str) -> Account | None:
    """Promise the living account, or None."""
    query = select(Account).where(Account.id == account_id, Account.deleted_at == "")
    return db.session.execute(query).scalar_one_or_none()


def account_ids() -> list[str]:
    """Promise the ids of all living accounts."""
    return list(db.session.execute(select(Account.id).where(Account.deleted_at == "")).scalars())


def renew_epoch(account_id: str) -> None:
    """Promise that every device of this account offers all its rows again: the database came from a backup."""
    db.session.execute(update(Account).where(Account.id == account_id).values(epoch=new_epoch()))
