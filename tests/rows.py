"""Rows read and put into a SQLite file from outside the program: accounts, sessions (ARCHITECTURE 9.35), counts."""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# Only http://localhost has this name; elsewhere it is __Host-enishi (SECURITY 4.3).
COOKIE = "enishi"
SYNCED = (
    *("organizer", "event", "goal", "introduction_script", "rehearsal", "attendee"),
    *("contact", "encounter", "follow_up", "photo", "conflict", "preference"),
    *("introduction", "provision", "my_card", "left_card", "message", "outcome"),
)
LONG_AGO = "2026-01-01T00:00:00.000Z"


def stamp(moment: datetime | None = None) -> str:
    """The product's own way to write an instant; now when none is given."""
    text = (moment or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


class Rows:
    """One database file of the program."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "enishi.sqlite3"

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        connection.row_factory = sqlite3.Row
        try:
            yield connection
        finally:
            connection.close()

    def put(self, table: str, **values: Any) -> None:
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        with self.open() as database:
            database.execute(
                f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values())
            )

    def ask(self, query: str, *values: Any) -> list[dict[str, Any]]:
        with self.open() as database:
            return [dict(row) for row in database.execute(query, values)]

    def of(self, account_id: str, table: str) -> list[dict[str, Any]]:
        return self.ask(f'SELECT * FROM "{table}" WHERE account_id = ? ORDER BY 2', account_id)

    def count(self, account_id: str) -> dict[str, int]:
        """How many rows an account has in each table that a write touches."""
        return {table: len(self.of(account_id, table)) for table in (*SYNCED, "change")}

    def add_account(self, account_id: str, display_name: str = "山田 太郎") -> None:
        self.put(
            "account", id=account_id, display_name=display_name, user_handle=secrets.token_urlsafe(32), revision=0,
            epoch=secrets.token_hex(4), created_at=LONG_AGO, deleted_at="",
        )  # fmt: skip

    def add_session(
        self, account_id: str, device_id: str, *, keeps_data: bool = True, label: str = ""
    ) -> str:
        """The token of a fresh session, which the browser gets as a cookie."""
        token, now = secrets.token_urlsafe(32), stamp()
        self.put(
            "session", account_id=account_id, id=device_id, device_id=device_id, device_label=label or "Chromium",
            token_hash=hashlib.sha256(token.encode()).hexdigest(), keeps_data=keeps_data, created_at=now,
            last_seen_at=now, verified_at=now, ended_at="", revoked_at="",
        )  # fmt: skip
        return token

    def end_session(self, device_id: str, *, by_hand: bool) -> None:
        """Timed out, or ended on the devices page: only the latter may wipe a device (ARCHITECTURE 9.2)."""
        now = stamp()
        with self.open() as database:
            database.execute(
                "UPDATE session SET ended_at = ?, revoked_at = ? WHERE id = ?",
                (now, now if by_hand else "", device_id),
            )
