"""The stage: the real program on a free port of this machine, for tests that need a browser or a second process.

It runs in a thread, so that a test may set its doors (clock, ids), stop it, start it again on the same port, and make
it slow. Runs that kill the server use tests/faults/office.py, a process of its own.
"""

import atexit
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.machine import free_port
from tests.rows import Rows

# A journey presses faster than a person; the limits have tests of their own.
GENEROUS = {
    "SYNC_PER_MINUTE": 100_000,
    "PHOTOS_PER_MINUTE": 100_000,
    "SIGN_INS_PER_MINUTE": 100_000,
}
FIXTURE_DEVICE = "01900000-0000-7000-8000-0000000000dd"
_template: list[Path] = []


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing: the test speaks."""


def make_database(folder: Path) -> None:
    """A fresh database with all tables, copied from one that was migrated once in this run."""
    if not _template:
        _template.append(Path(tempfile.mkdtemp()) / "enishi.sqlite3")
        atexit.register(shutil.rmtree, _template[0].parent, ignore_errors=True)
        _migrate(_template[0].parent)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_template[0], folder / "enishi.sqlite3")


def _migrate(folder: Path) -> None:
    from flask_migrate import upgrade

    from server.app import create_app

    with create_app(INSTANCE_FOLDER=str(folder), PUBLIC_URL="http://localhost:1").app_context():
        upgrade()
    with closing(sqlite3.connect(folder / "enishi.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass
class Seen:
    """One request as it reached the server."""

    method: str
    path: str
    headers: dict[str, str]
    status: str = ""


@dataclass
class Stage:
    """The program, its database and its address."""

    folder: Path
    settings: dict[str, Any] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    delay_seconds: float = 0.0
    # Whatever has this in its path gets 503.
    refuses: str = ""
    seen: list[Seen] = field(default_factory=list)
    _server: BaseWSGIServer | None = None
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        from server.app import create_app

        make_database(self.folder)
        self.rows = Rows(self.folder)
        self.app = create_app(
            INSTANCE_FOLDER=str(self.folder), PUBLIC_URL=self.url, **{**GENEROUS, **self.settings}
        )

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def add_account(self, account_id: str, display_name: str) -> None:
        if not self.rows.ask("SELECT 1 FROM account WHERE id = ?", account_id):
            self.rows.add_account(account_id, display_name)

    def fill(
        self, account_id: str, changes: list[dict[str, Any]], device_id: str = "", now: str = ""
    ) -> None:
        """Write records as a device's push would, a hundred at a time; also those that only the server makes."""
        from server.config import utc_now
        from server.sync.apply import apply
        from server.sync.merge import Device

        device = Device(device_id or FIXTURE_DEVICE, "Fixture")
        with self.app.app_context():
            for start in range(0, len(changes), 100):
                batch = changes[start : start + 100]
                results = apply(account_id, device, batch, now or utc_now(), by_server=True)
                assert not [result for result in results if "error" in result], results

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        headers = {
            k[5:].replace("_", "-").lower(): v for k, v in environ.items() if k.startswith("HTTP_")
        }
        seen = Seen(environ["REQUEST_METHOD"], environ["PATH_INFO"], headers)
        self.seen.append(seen)
        if self.delay_seconds:
            time.sleep(self.delay_seconds)
        if self.refuses and self.refuses in seen.path:
            seen.status = "503 Service Unavailable"
            start_response(seen.status, [("Content-Type", "text/plain")])
            return [b"not now"]

        def note_status(status: str, *rest: Any) -> Any:
            seen.status = status
            return start_response(status, *rest)

        return self.app.wsgi_app(environ, note_status)

    def start(self) -> None:
        """Answer from now on. The port stays the same over stops and starts."""
        if self._server is not None:
            return
        self._server = make_server(
            "127.0.0.1", self.port, self, threaded=True, request_handler=_Quiet
        )
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Refuse every connection from now on, as a venue without a network does."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._server = self._thread = None
