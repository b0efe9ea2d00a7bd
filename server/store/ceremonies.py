"""Queries for WebAuthn ceremonies under way: each is taken out once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert

from server.store.auth_models import Ceremony
from server.store.database import db
from server.store.writes import count_changed


@dataclass(frozen=True)
class CeremonyRow:
    """`details` is JSON text; `account_id` and `session_id` are "" while nobody is signed in."""

    kind: str
    challenge: bytes
    account_id: str
    session_id: str
    details: str
    expires_at: str


def add_ceremony(id_hash: str, **values: Any) -> None:
    db.session.execute(insert(Ceremony).values(id=id_hash, **values))


def take_ceremony(id_hash: str) -> CeremonyRow | None:
    """Promise the ceremony to exactly one caller, however many ask at once; None to all others."""
    taken = (
        delete(Ceremony)
        .where(Ceremony.id == id_hash)
        .returning(
            Ceremony.kind,
            Ceremony.challenge,
            Ceremony.account_id,
            Ceremony.session_id,
            Ceremony.details,
            Ceremony.expires_at,
        )
    )
    row: Any = db.session.execute(taken, execution_options={"synchronize_session": False}).first()
    return CeremonyRow(*row) if row else None


def sweep_ceremonies(now: str) -> None:
    """Forget what nobody came back for."""
    count_changed(delete(Ceremony).where(Ceremony.expires_at < now))
