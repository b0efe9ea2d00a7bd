"""Who asks: the account behind a session cookie or an access token. Nothing is signed in or ended here."""

from dataclasses import dataclass

from flask import Request, g

from server.auth import cookies, sessions
from server.auth.moments import HOUR, later
from server.auth.secret import hash_secret
from server.config import clock, settings
from server.errors import AppError
from server.store import access_tokens
from server.store.database import writing

BEARER = "bearer "
EXPIRED = "errors.session_expired"
REVOKED = "errors.session_revoked"


@dataclass(frozen=True)
class Identity:
    """Who asks, from which device. `session_id` is "" for a token, `token_id` for a session.

    `verified_at`: when this person last showed finger, face or screen lock; "" for a token.
    """

    account_id: str
    display_name: str
    device_id: str
    device_label: str
    keeps_data: bool
    session_id: str = ""
    token_id: str = ""
    verified_at: str = ""

    @property
    def id(self) -> str:
        """The account, to whoever asks only for that."""
        return self.account_id


def identify(asked: Request) -> Identity | None:
    """Promise who asks, or None. With an Authorization header the cookie counts for nothing (ARCHITECTURE 9.6).

    What a client may do after None depends on why: `refusal` tells.
    """
    if "Authorization" in asked.headers:
        return _identify_token(asked.headers["Authorization"])
    secret = cookies.read_cookie(asked, settings(), cookies.SESSION)
    if not secret:
        return None
    found = sessions.find(secret, clock())
    if isinstance(found, str):
        g.refusal_key = REVOKED if found == sessions.REVOKED else EXPIRED
        return None
    return Identity(
        account_id=found.account_id,
        display_name=found.display_name,
        device_id=found.device_id,
        device_label=found.device_label,
        keeps_data=found.keeps_data,
        session_id=found.id,
        verified_at=found.verified_at,
    )


def refusal() -> AppError:
    """Promise the 401 for a request that `identify` did not know: expired unless ended by hand (9.2)."""
    return AppError("unauthenticated", g.get("refusal_key", EXPIRED))


def _identify_token(header: str) -> Identity | None:
    secret = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""
    found = access_tokens.find_token(hash_secret(secret))
    if found is None or found.revoked_at:
        return None
    if found.last_used_at < later(clock(), -HOUR):
        with writing():
            access_tokens.change_token(found.account_id, found.id, last_used_at=clock())
    return Identity(
        account_id=found.account_id,
        display_name=found.display_name,
        device_id=found.id,
        device_label=found.name,
        keeps_data=False,
        token_id=found.id,
    )
