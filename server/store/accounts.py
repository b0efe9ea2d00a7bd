"""Accounts and what belongs to one as a whole. Every write runs inside `writing()`."""

import secrets

from sqlalchemy import delete, select, update

from server.store.auth_models import Account, Session
from server.store.base import Base
from server.store.database import db
from server.store.writes import count_changed


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


def delete_account(account_id: str, now: str) -> bool:
    """Promise an account that nobody enters any more, without its name and those of its devices; what it holds goes
    with the next purge. Answers whether it still lived. Runs inside `writing()`.
    """
    living = (Account.id == account_id, Account.deleted_at == "")
    values = {"deleted_at": now, "display_name": ""}
    if not count_changed(update(Account).where(*living).values(**values)):
        return False
    of_account = update(Session).where(Session.account_id == account_id)
    count_changed(of_account.values(device_label=""))
    return True


def deleted_account_ids() -> list[str]:
    """Promise the ids of all deleted accounts of which something is still here."""
    return list(db.session.execute(select(Account.id).where(Account.deleted_at != "")).scalars())


def is_deleted_since(account_id: str, before: str) -> bool:
    """Answer whether this account was deleted at that moment or earlier."""
    query = select(Account.deleted_at).where(Account.id == account_id)
    deleted_at = db.session.execute(query).scalar_one_or_none() or ""
    return bool(deleted_at) and deleted_at <= before


def drop_rows(account_id: str, *, but_sessions: bool) -> int:
    """Promise every row gone that belongs to this account, and how many; its own and its sessions only when asked.

    Tables say by their columns whose rows they hold, so that none that comes later can be forgotten here.
    """
    kept = {Account.__tablename__, *([Session.__tablename__] if but_sessions else [])}
    owned = [t for t in Base.metadata.sorted_tables if "account_id" in t.c and t.name not in kept]
    # Past apply, for once: it tells devices what went, and no device of this account is heard any more.
    gone = [
        count_changed(delete(table).where(table.c.account_id == account_id), enishi_apply=True)
        for table in owned
    ]
    count = sum(gone)
    if not but_sessions:
        count += count_changed(delete(Account).where(Account.id == account_id))
    return count


def renew_epoch(account_id: str) -> None:
    """Promise that every device of this account offers all its rows again: the database came from a backup."""
    db.session.execute(update(Account).where(Account.id == account_id).values(epoch=new_epoch()))
