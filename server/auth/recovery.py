"""The way back in after all devices are lost: a link made by the operator that grants one passkey (SECURITY 4.3)."""

from typing import Any

from server.auth import ceremonies, keyring, limits, passkeys, sessions
from server.auth.ceremonies import Ceremony
from server.auth.log import note
from server.auth.moments import HOUR, later
from server.auth.secret import hash_secret, new_secret
from server.auth.sign_in import Device, Entered
from server.config import clock, new_id, settings
from server.errors import AppError, not_found
from server.store import accounts, credentials, recovery_links
from server.store import sessions as session_rows
from server.store.database import writing

LINK_SECONDS = HOUR
# One answer for unknown, expired and used (C57).
OVER = "sessions.recovery_is_over"


def make_link(account_id: str) -> str:
    """Promise the URL of a link that works once, for an hour. Raises AppError not_found."""
    now, secret = clock(), new_secret()
    if accounts.find_account(account_id) is None:
        raise not_found()
    with writing():
        recovery_links.add_link(
            account_id,
            new_id(),
            token_hash=hash_secret(secret),
            created_at=now,
            expires_at=later(now, LINK_SECONDS),
        )
    note("recovery_link_made", account=account_id)
    return f"{settings().public_url}/recover/{secret}"


def begin_recovery(secret: str, address: str) -> tuple[Ceremony, dict[str, Any]]:
    """Promise a ceremony and options for one passkey of the link's account.

    Raises AppError invalid (404 for every link that cannot be used) or too_many.
    """
    limits.guard("recovery", settings().recoveries_in_all_per_hour, HOUR)
    limits.guard(f"recovery:{address}", settings().recoveries_per_hour, HOUR)
    link = recovery_links.find_link(hash_secret(secret), clock())
    if link is None:
        raise AppError("not_found", OVER)
    ceremony = ceremonies.begin(
        ceremonies.RECOVERY, account_id=link.account_id, details={"link_id": link.id}
    )
    options = passkeys.registration_options(
        settings(),
        challenge=ceremony.challenge,
        user_handle=link.user_handle,
        display_name=link.display_name,
        known=credentials.credentials_of(link.account_id),
    )
    return ceremony, options


def finish_recovery(secret: str, credential: Any, device: Device) -> Entered:
    """Promise a passkey and a session; every other session ends, as expired: nothing is wiped (ARCHITECTURE 9.2).

    Raises AppError invalid, not_found or unauthenticated.
    """
    ceremony = ceremonies.take(ceremonies.RECOVERY, secret)
    made = passkeys.check_registration(settings(), credential, ceremony.challenge)
    owner = ceremony.account_id
    account = accounts.find_account(owner)
    with writing():
        if account is None or not recovery_links.spend_link(
            owner, ceremony.details["link_id"], clock()
        ):
            raise AppError("not_found", OVER)
        keyring.keep(owner, made, device.label)
        session_rows.end_sessions(owner, clock())
        begun = sessions.begin(
            owner,
            device_label=device.label,
            keeps_data=device.keeps_data,
            replaces=device.old_secret,
        )
    note("recovered", account=owner, session=begun.session_id)
    return Entered(owner, account.display_name, begun)
