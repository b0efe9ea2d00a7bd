"""The passkeys of an account: added, named, removed; the last one stays."""

from typing import Any

from sqlalchemy.exc import IntegrityError

from server.auth import ceremonies, passkeys, sessions
from server.auth.ceremonies import Ceremony
from server.auth.identity import Identity
from server.auth.log import note
from server.auth.passkeys import NewPasskey
from server.auth.sessions import LONGEST_LABEL, Begun
from server.config import clock, new_id, settings
from server.errors import AppError, not_found
from server.store import credentials
from server.store.accounts import find_account
from server.store.database import writing

LAST = "settings.last_passkey"
MOST_PASSKEYS = 20


def keep(account_id: str, made: NewPasskey, label: str) -> None:
    """Promise the passkey stored. Runs inside `writing()`. Raises AppError unauthenticated when it is known here."""
    try:
        credentials.add_credential(
            account_id,
            new_id(),
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            is_backup_eligible=made.is_backup_eligible,
            is_backed_up=made.is_backed_up,
            transports=made.transports,
            aaguid=made.aaguid,
            label=label[:LONGEST_LABEL],
            created_at=clock(),
        )
    except IntegrityError as error:
        raise AppError("unauthenticated", passkeys.REFUSED) from error


def begin_adding(who: Identity) -> tuple[Ceremony, dict[str, Any]]:
    """Promise a ceremony and options for one more passkey; an authenticator that has one says so itself.

    Raises AppError invalid for too many, or not_found when the account went meanwhile.
    """
    account, known = find_account(who.account_id), credentials.credentials_of(who.account_id)
    if account is None:
        raise not_found()
    if len(known) >= MOST_PASSKEYS:
        raise AppError("invalid", "settings.too_many_passkeys")
    ceremony = ceremonies.begin(
        ceremonies.ADD_PASSKEY, account_id=who.account_id, session_id=who.session_id
    )
    options = passkeys.registration_options(
        settings(),
        challenge=ceremony.challenge,
        user_handle=account.user_handle,
        display_name=who.display_name,
        known=known,
    )
    return ceremony, options


def finish_adding(who: Identity, secret: str, credential: Any, label: str) -> Begun:
    """Promise the passkey added, and the session with a new secret. Raises AppError invalid or unauthenticated."""
    ceremony = ceremonies.take(ceremonies.ADD_PASSKEY, secret, session_id=who.session_id)
    made = passkeys.check_registration(settings(), credential, ceremony.challenge)
    with writing():
        keep(who.account_id, made, label)
        begun = sessions.renew(who.account_id, who.session_id, who.keeps_data, is_verified=False)
    note("passkey_added", account=who.account_id, session=who.session_id)
    return begun


def rename(who: Identity, passkey_id: str, label: str) -> None:
    """Raises AppError not_found."""
    with writing():
        is_found = credentials.rename_credential(who.account_id, passkey_id, label[:LONGEST_LABEL])
    if not is_found:
        raise not_found()


def remove(who: Identity, passkey_id: str) -> Begun:
    """Promise the passkey gone, and the session with a new secret.

    Raises AppError not_found, or conflict when it is the last one.
    """
    with writing():
        if not credentials.remove_credential(who.account_id, passkey_id):
            known = {row.id for row in credentials.credentials_of(who.account_id)}
            raise AppError("conflict", LAST) if passkey_id in known else not_found()
        begun = sessions.renew(who.account_id, who.session_id, who.keeps_data, is_verified=False)
    note("passkey_removed", account=who.account_id, passkey=passkey_id)
    return begun
