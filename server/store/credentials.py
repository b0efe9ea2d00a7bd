"""Queries for passkeys. A sign-in finds one by the id the browser names; the rest takes the owner."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from server.store.auth_models import Account, Credential
from server.store.database import db
from server.store.writes import count_changed


@dataclass(frozen=True)
class CredentialRow:
    """A passkey, and its account's handle and name; `credential_id` is base64url, as the browser names it."""

    id: str
    account_id: str
    user_handle: str
    display_name: str
    credential_id: str
    public_key: bytes
    sign_count: int
    is_backup_eligible: bool
    is_backed_up: bool
    transports: str
    label: str
    created_at: str
    last_used_at: str


_QUERY = (
    select(
        Credential.id,
        Credential.account_id,
        Account.user_handle,
        Account.display_name,
        Credential.credential_id,
        Credential.public_key,
        Credential.sign_count,
        Credential.is_backup_eligible,
        Credential.is_backed_up,
        Credential.transports,
        Credential.label,
        Credential.created_at,
        Credential.last_used_at,
    )
    .join(Account, Account.id == Credential.account_id)
    .where(Account.deleted_at == "")
)


def find_credential(credential_id: str) -> CredentialRow | None:
    """Promise the passkey the browser names, whoever's it is, or None."""
    row = db.session.execute(_QUERY.where(Credential.credential_id == credential_id)).first()
    return CredentialRow(*tuple(row)) if row else None


def credentials_of(owner: str) -> list[CredentialRow]:
    """Promise the passkeys of an account, oldest first."""
    query = _QUERY.where(Credential.account_id == owner)
    rows = db.session.execute(query.order_by(Credential.created_at, Credential.id))
    return [CredentialRow(*tuple(row)) for row in rows]


def add_credential(owner: str, row_id: str, **values: Any) -> None:
    """Raises sqlalchemy's IntegrityError when the browser's id is already known here."""
    db.session.execute(insert(Credential).values(account_id=owner, id=row_id, **values))


def rename_credential(owner: str, row_id: str, label: str) -> bool:
    which = (Credential.account_id == owner, Credential.id == row_id)
    return count_changed(update(Credential).where(*which).values(label=label)) > 0


def note_use(credential: CredentialRow, sign_count: int, is_backed_up: bool, now: str) -> bool:
    """Promise whether the counter still stood where it was read: two uses at once cannot both be the first."""
    which = (
        Credential.account_id == credential.account_id,
        Credential.id == credential.id,
        Credential.sign_count == credential.sign_count,
    )
    values = {"sign_count": sign_count, "is_backed_up": is_backed_up, "last_used_at": now}
    return count_changed(update(Credential).where(*which).values(**values)) > 0


def remove_credential(owner: str, row_id: str) -> bool:
    """Promise whether it was removed; the last one never is. Runs inside `writing()`.

    The account's row is locked first: on PostgreSQL two removals at once would each still count the other's.
    """
    db.session.execute(select(Account.id).where(Account.id == owner).with_for_update())
    others = (
        select(func.count())
        .select_from(Credential)
        .where(Credential.account_id == owner, Credential.id != row_id)
        .scalar_subquery()
    )
    which = (Credential.account_id == owner, Credential.id == row_id, others > 0)
    return count_changed(delete(Credential).where(*which)) > 0
