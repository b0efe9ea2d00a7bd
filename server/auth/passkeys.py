"""WebAuthn: what we ask of a browser, and whether its answer holds. The one door to the library; no SQL.

The library checks challenge, origin, RP ID, type, presence, verification and signature. The rest is
checked here (WebAuthn Level 3, 7.1 and 7.2): user handle, cross-origin use, backup eligibility, counter.
"""

import hmac
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.auth.log import note
from server.config import Settings
from server.errors import AppError
from server.store.credentials import CredentialRow

RP_NAME = "Enishi 縁"
TIMEOUT_MS = 300_000
# Told to the page, which tells the authenticator to forget such a passkey.
UNKNOWN = "sessions.unknown_passkey"
REFUSED = "sessions.refused_passkey"
COPIED = "sessions.copied_passkey"
# An id has at most 1023 bytes.
_BASE64URL = re.compile(r"[A-Za-z0-9_-]{1,1364}")

_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class NewPasskey:
    """What a registration leaves us with; `transports` is JSON text."""

    credential_id: str
    public_key: bytes
    sign_count: int
    is_backup_eligible: bool
    is_backed_up: bool
    transports: str
    aaguid: str


@dataclass(frozen=True)
class Use:
    """What one use of a passkey changes in its row."""

    sign_count: int
    is_backed_up: bool


def registration_options(
    settings: Settings,
    *,
    challenge: bytes,
    user_handle: str,
    display_name: str,
    known: Sequence[CredentialRow] = (),
) -> dict[str, Any]:
    """Promise the options of navigator.credentials.create(), as JSON. `known` cannot be made twice."""
    options = generate_registration_options(
        rp_id=settings.host,
        rp_name=RP_NAME,
        user_id=base64url_to_bytes(user_handle),
        user_name=display_name,
        user_display_name=display_name,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[_descriptor(row) for row in known],
    )
    return options_to_json_dict(options)


def authentication_options(
    settings: Settings, *, challenge: bytes, known: Sequence[CredentialRow] = ()
) -> dict[str, Any]:
    """Promise the options of navigator.credentials.get(), as JSON; nobody is named for a sign-in."""
    options = generate_authentication_options(
        rp_id=settings.host,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        allow_credentials=[_descriptor(row) for row in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def check_registration(settings: Settings, credential: Any, challenge: bytes) -> NewPasskey:
    """Promise the new passkey. Raises AppError unauthenticated for anything that does not hold."""
    found = _of_hostile_bytes(
        lambda: verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=settings.host,
            expected_origin=settings.public_url,
            require_user_verification=True,
        )
    )
    _refuse_cross_origin(credential)
    return NewPasskey(
        credential_id=bytes_to_base64url(found.credential_id),
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        is_backup_eligible=found.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
        is_backed_up=found.credential_backed_up,
        transports=json.dumps(_transports(credential["response"].get("transports"))),
        aaguid=found.aaguid,
    )


def credential_id_of(credential: Any) -> str:
    """Promise the id the browser names, "" when it names none that could be one."""
    named = credential.get("id") if isinstance(credential, dict) else None
    return named if isinstance(named, str) and _BASE64URL.fullmatch(named) else ""


def check_use(
    settings: Settings,
    credential: Any,
    challenge: bytes,
    known: CredentialRow,
    *,
    needs_handle: bool,
) -> Use:
    """Promise what this use changes. A sign-in needs the user handle; when asked by id it may be absent.

    Raises AppError unauthenticated: with the key COPIED when the counter went back, else REFUSED.
    """
    found = _of_hostile_bytes(
        lambda: verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=settings.host,
            expected_origin=settings.public_url,
            credential_public_key=known.public_key,
            # Compared below, where a copy can be told from every other refusal.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    )
    _refuse_cross_origin(credential)
    handle = credential["response"].get("userHandle")
    if (needs_handle or handle is not None) and not _is_same(handle, known.user_handle):
        raise _refused("user_handle")
    is_eligible = found.credential_device_type == CredentialDeviceType.MULTI_DEVICE
    if is_eligible != known.is_backup_eligible:
        raise _refused("backup_eligibility")
    count = found.new_sign_count
    if (count or known.sign_count) and count <= known.sign_count:
        note("passkey_copied", account=known.account_id, passkey=known.id)
        raise AppError("unauthenticated", COPIED)
    return Use(count, found.credential_backed_up)


def _of_hostile_bytes(check: Callable[[], _Answer]) -> _Answer:
    """The library lets exceptions out that are not its own: CBOR, struct, key parsing (SECURITY 0.6).

    Whatever it stumbles over, the answer of the browser did not hold.
    """
    try:
        return check()
    except Exception as error:
        raise _refused(type(error).__name__) from error


def _refuse_cross_origin(credential: dict[str, Any]) -> None:
    """We are never used inside somebody else's page."""
    told = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
    if told.get("crossOrigin", False) is not False or "topOrigin" in told:
        raise _refused("cross_origin")


def _refused(why: str) -> AppError:
    note("passkey_refused", why=why)
    return AppError("unauthenticated", REFUSED)


def _is_same(told: object, handle: str) -> bool:
    return isinstance(told, str) and hmac.compare_digest(told.rstrip("=").encode(), handle.encode())


def _transports(told: object) -> list[str]:
    offered = told if isinstance(told, list) else []
    return [each.value for each in AuthenticatorTransport if each.value in offered]


def _descriptor(row: CredentialRow) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(
        id=base64url_to_bytes(row.credential_id),
        transports=[AuthenticatorTransport(name) for name in json.loads(row.transports)] or None,
    )
