"""Access tokens: named, shown once, revocable; with one a program asks in somebody's name."""

from dataclasses import dataclass

from server.auth.log import note
from server.auth.secret import hash_secret, new_secret
from server.config import clock, new_id
from server.domain.text import normalise, one_line
from server.errors import AppError, not_found
from server.store import access_tokens as store
from server.store.access_tokens import AccessTokenRow
from server.store.database import writing

# So that a leaked one is recognised by people and by scanners.
PREFIX = "enishi_"
LONGEST_NAME = 60


@dataclass(frozen=True)
class MadeToken:
    """`secret` is known only here: it is shown once."""

    id: str
    name: str
    secret: str


def make_token(account_id: str, name: str) -> MadeToken:
    """Promise a new token. Raises AppError invalid for a name that is empty or longer than 60 characters."""
    kept = one_line(normalise(name))
    if not kept or len(kept) > LONGEST_NAME:
        key = "settings.token_name_is_long" if kept else "settings.token_name_is_missing"
        raise AppError("invalid", key, {"name": key})
    made = MadeToken(new_id(), kept, PREFIX + new_secret())
    with writing():
        store.add_token(
            account_id,
            made.id,
            name=kept,
            token_hash=hash_secret(made.secret),
            created_at=clock(),
        )
    note("token_made", account=account_id, token=made.id)
    return made


def living_tokens(account_id: str) -> list[AccessTokenRow]:
    """Promise the tokens that still work, newest first."""
    return store.living_tokens(account_id)


def revoke_token(account_id: str, token_id: str) -> None:
    """Raises AppError not_found."""
    with writing():
        is_found = store.change_token(account_id, token_id, revoked_at=clock())
    if not is_found:
        raise not_found()
    note("token_revoked", account=account_id, token=token_id)
