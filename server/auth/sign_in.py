"""Sign-up, sign-in and step-up: from a challenge to a session (SECURITY 4.1). No cookies, no requests.

Each comes in two halves, `begin_...` and `finish_...`; what lies between happens in the browser.
"""

from dataclasses import dataclass
from typing import Any

from server.auth import ceremonies, keyring, passkeys, sessions
from server.auth.ceremonies import Ceremony
from server.auth.identity import Identity
from server.auth.log import note
from server.auth.sessions import Begun
from server.config import clock, new_id, settings
from server.domain.text import normalise, one_line
from server.errors import AppError
from server.store import accounts, credentials
from server.store.credentials import CredentialRow
from server.store.database import writing

LONGEST_NAME = 60


@dataclass(frozen=True)
class Device:
    """The browser that signs in: what it is called, whether it may keep data, the secret it held before."""

    label: str
    keeps_data: bool
    old_secret: str = ""


@dataclass(frozen=True)
class Entered:
    """Who came in, and the session they came in with."""

    account_id: str
    display_name: str
    session: Begun


def begin_sign_up(display_name: str) -> tuple[Ceremony, dict[str, Any]]:
    """Promise a ceremony and the options for a new account's first passkey.

    Raises AppError invalid for a name that is empty or longer than 60 characters.
    """
    name = one_line(normalise(display_name))
    if not name or len(name) > LONGEST_NAME:
        key = "sessions.name_is_long" if name else "sessions.name_is_missing"
        raise AppError("invalid", key, {"display_name": key})
    # One for each account, not for each passkey: providers then replace instead of piling up.
    handle = accounts.new_user_handle()
    details = {"display_name": name, "user_handle": handle}
    ceremony = ceremonies.begin(ceremonies.SIGN_UP, details=details)
    options = passkeys.registration_options(
        settings(), challenge=ceremony.challenge, user_handle=handle, display_name=name
    )
    return ceremony, options


def finish_sign_up(secret: str, credential: Any, device: Device) -> Entered:
    """Promise a new account with one passkey and a session. Raises AppError invalid or unauthenticated."""
    ceremony = ceremonies.take(ceremonies.SIGN_UP, secret)
    made = passkeys.check_registration(settings(), credential, ceremony.challenge)
    account_id, name = new_id(), ceremony.details["display_name"]
    with writing():
        accounts.add_account(account_id, name, clock(), ceremony.details["user_handle"])
        keyring.keep(account_id, made, device.label)
        begun = _begin(account_id, device)
    note("signed_up", account=account_id, session=begun.session_id)
    return Entered(account_id, name, begun)


def begin_sign_in() -> tuple[Ceremony, dict[str, Any]]:
    """Promise a ceremony and options that name nobody: the authenticator knows whom it serves."""
    ceremony = ceremonies.begin(ceremonies.SIGN_IN)
    return ceremony, passkeys.authentication_options(settings(), challenge=ceremony.challenge)


def finish_sign_in(secret: str, credential: Any, device: Device) -> Entered:
    """Promise a session for the passkey's account. Raises AppError invalid or unauthenticated."""
    ceremony = ceremonies.take(ceremonies.SIGN_IN, secret)
    known = credentials.find_credential(passkeys.credential_id_of(credential))
    if known is None:
        raise AppError("unauthenticated", passkeys.UNKNOWN)
    use = passkeys.check_use(settings(), credential, ceremony.challenge, known, needs_handle=True)
    with writing():
        _note_use(known, use)
        begun = _begin(known.account_id, device)
    note("signed_in", account=known.account_id, session=begun.session_id)
    return Entered(known.account_id, known.display_name, begun)


def begin_step_up(who: Identity) -> tuple[Ceremony, dict[str, Any]]:
    """Promise a ceremony and options for any passkey of this account."""
    ceremony = ceremonies.begin(
        ceremonies.STEP_UP, account_id=who.account_id, session_id=who.session_id
    )
    known = credentials.credentials_of(who.account_id)
    return ceremony, passkeys.authentication_options(
        settings(), challenge=ceremony.challenge, known=known
    )


def finish_step_up(who: Identity, secret: str, credential: Any) -> Begun:
    """Promise the session with a new secret, fresh for 5 minutes. Raises AppError invalid or unauthenticated."""
    ceremony = ceremonies.take(ceremonies.STEP_UP, secret, session_id=who.session_id)
    known = credentials.find_credential(passkeys.credential_id_of(credential))
    if known is None or known.account_id != who.account_id:
        raise AppError("unauthenticated", passkeys.REFUSED)
    use = passkeys.check_use(settings(), credential, ceremony.challenge, known, needs_handle=False)
    with writing():
        _note_use(known, use)
        begun = sessions.renew(who.account_id, who.session_id, who.keeps_data, is_verified=True)
    note("stepped_up", account=who.account_id, session=who.session_id)
    return begun


def _begin(account_id: str, device: Device) -> Begun:
    return sessions.begin(
        account_id,
        device_label=device.label,
        keeps_data=device.keeps_data,
        replaces=device.old_secret,
    )


def _note_use(known: CredentialRow, use: passkeys.Use) -> None:
    """Whoever comes second with the same counter is refused like a copy."""
    if not credentials.note_use(known, use.sign_count, use.is_backed_up, clock()):
        raise AppError("unauthenticated", passkeys.COPIED)
