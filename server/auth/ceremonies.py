"""A WebAuthn ceremony under way: a challenge that one browser may answer once, within 5 minutes."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from server.auth.cookies import CEREMONY_SECONDS
from server.auth.moments import later
from server.auth.secret import hash_secret, new_secret
from server.config import clock
from server.errors import AppError
from server.store import ceremonies as store
from server.store.database import writing

CHALLENGE_BYTES = 64
OVER = "sessions.ceremony_over"

SIGN_UP = "sign_up"
SIGN_IN = "sign_in"
STEP_UP = "step_up"
ADD_PASSKEY = "add_passkey"
RECOVERY = "recovery"


@dataclass(frozen=True)
class Ceremony:
    """`secret` goes into the cookie and is known nowhere else; `details` is what the end needs of the start."""

    challenge: bytes
    secret: str = ""
    account_id: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def begin(
    kind: str, *, account_id: str = "", session_id: str = "", details: dict[str, Any] | None = None
) -> Ceremony:
    """Promise a fresh challenge, bound to its kind and, where there is one, to the session."""
    now, secret, challenge = clock(), new_secret(), secrets.token_bytes(CHALLENGE_BYTES)
    with writing():
        store.sweep_ceremonies(now)
        store.add_ceremony(
            hash_secret(secret),
            kind=kind,
            challenge=challenge,
            account_id=account_id,
            session_id=session_id,
            details=json.dumps(details or {}, ensure_ascii=False),
            created_at=now,
            expires_at=later(now, CEREMONY_SECONDS),
        )
    return Ceremony(challenge, secret, account_id, details or {})


def take(kind: str, secret: str, *, session_id: str = "") -> Ceremony:
    """Promise the ceremony to one caller, before anything of its answer is looked at.

    Raises AppError invalid (400): answered before, too old, of another kind, of another session.
    """
    with writing():
        found = store.take_ceremony(hash_secret(secret))
    if (
        found is None
        or found.kind != kind
        or found.session_id != session_id
        or found.expires_at <= clock()
    ):
        raise AppError("invalid", OVER, status=400)
    return Ceremony(found.challenge, "", found.account_id, json.loads(found.details))
