"""Every URL the program answers, with ids filled in: what the tests of whole surfaces walk over."""

from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import text

from server.store.base import Base
from server.store.database import db

SOME_ID = "0193b000-0000-7000-8000-000000000099"
SOME_SHA = "a" * 64
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# Noted by asking itself, at most once an hour; the clock of a test stands.
VALUES = {"sha256": SOME_SHA, "token": "unknown-token", "path": "css/base.css", "version": "0" * 12}


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    """(method, path) of everything in the map."""
    with app.test_request_context():
        adapter = app.create_url_adapter(None)
        for rule in app.url_map.iter_rules():
            values: dict[str, Any] = {name: VALUES.get(name, SOME_ID) for name in rule.arguments}
            path = rule.rule
            for name, value in values.items():
                for converter in ("", "path:", "string:"):
                    path = path.replace(f"<{converter}{name}>", value)
            assert adapter is None or "<" not in path, path
            for method in sorted((rule.methods or set()) - {"OPTIONS"}):
                yield method, path


def contents(app: Flask) -> dict[str, list[str]]:
    """Every row of every table, as text: equal before and after means that nothing was written."""
    with app.app_context():
        found = {
            name: sorted(
                str(tuple(row)) for row in db.session.execute(text(f'SELECT * FROM "{name}"'))
            )
            for name in Base.metadata.tables
        }
        db.session.rollback()
        return found
