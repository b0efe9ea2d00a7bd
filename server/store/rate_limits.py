"""Counts hits of a key in a window, in one statement, so that any number of processes agree."""

from typing import Any

from sqlalchemy import Engine, delete, text

from server.store.auth_models import RateLimit
from server.store.database import db
from server.store.writes import count_changed

# Written by hand because it stands before every sync: both engines read it, and nothing is compiled.
_ADD_HIT = """
INSERT INTO rate_limit (key, window_started_at, hits, expires_at)
{values}
ON CONFLICT (key) DO UPDATE SET
    hits = CASE WHEN rate_limit.expires_at <= :now THEN 1 ELSE rate_limit.hits + 1 END,
    window_started_at = CASE WHEN rate_limit.expires_at <= :now THEN :now ELSE rate_limit.window_started_at END,
    expires_at = CASE WHEN rate_limit.expires_at <= :now THEN :window_ends_at ELSE rate_limit.expires_at END
RETURNING hits, expires_at
"""
_VALUES = "VALUES (:key, :now, 1, :window_ends_at)"
_ON_SQLITE = _ADD_HIT.format(values=_VALUES)
# One statement, one round trip: the setting holds for the transaction that the statement is.
_WITHOUT_WAITING = (
    "SELECT :key, :now, 1, :window_ends_at FROM set_config('synchronous_commit', 'off', true)"
)
_ON_POSTGRESQL = text(_ADD_HIT.format(values=_WITHOUT_WAITING))


def add_hit(key: str, now: str, window_ends_at: str) -> tuple[int, str]:
    """Promise the hits of the window this one falls into, itself included, and when that window ends.

    A window that has passed starts anew with this hit. The count is kept at once, in a transaction of its own:
    it outlives a restart, though not the power, for no hit is worth waiting for the disk.
    """
    values = {"key": key, "now": now, "window_ends_at": window_ends_at}
    engine = db.engine
    hits, ends_at = (_on_sqlite if engine.dialect.name == "sqlite" else _on_postgresql)(
        engine, values
    )
    return int(hits), str(ends_at)


def _on_sqlite(engine: Engine, values: dict[str, str]) -> tuple[Any, Any]:
    """The driver commits by itself here (database.py), and a single statement is a transaction."""
    connection = engine.raw_connection()
    cursor: Any = connection.cursor()
    try:
        cursor.execute("PRAGMA synchronous=NORMAL")
        hits, ends_at = cursor.execute(_ON_SQLITE, values).fetchone()
        return hits, ends_at
    finally:
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()
        connection.close()


def _on_postgresql(engine: Engine, values: dict[str, str]) -> tuple[Any, Any]:
    with engine.connect() as connection:
        hits, ends_at = connection.execute(_ON_POSTGRESQL, values).one()
        return hits, ends_at


def sweep_hits(now: str) -> int:
    """Promise how many windows that have passed were forgotten. Runs inside `writing()`."""
    return count_changed(delete(RateLimit).where(RateLimit.expires_at < now))
