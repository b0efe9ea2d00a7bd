"""A server that can be killed at any step: `python -m tests.faults.office FOLDER PORT` stays and brings up one child
after another; each child is the real program. What happens to the next sync is read from FOLDER/plan, one word a line.

kill:start            SIGKILL when the request has arrived
kill:statement:N      SIGKILL before the Nth SQL statement of the request
kill:commit           SIGKILL when the commit is about to be sent
kill:committed        SIGKILL right after the commit, before any answer
drop                  all is done, the connection is closed without an answer
cut                   half of the answer, then the connection is closed
slow:MS               the answer comes late
portal                a cheerful page of somebody's hotel Wi-Fi, status 200; the program sees nothing
busy                  503 with Retry-After
"""

import fcntl
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

ENOUGH = 64
_now = threading.local()


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """The runner speaks."""


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def take_plan(folder: Path) -> str:
    """The first word of the plan, taken off it; nothing when there is none."""
    with (folder / "plan").open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        lines = file.read().split()
        if not lines:
            return ""
        file.seek(0)
        file.truncate()
        file.write("\n".join(lines[1:]))
        return lines[0]


def watch_sql() -> None:
    """Count statements and commits of the request that this thread is answering."""
    from sqlalchemy import event
    from sqlalchemy.engine import Engine
    from sqlalchemy.orm import Session

    @event.listens_for(Engine, "before_cursor_execute")
    def _statement(*_: Any) -> None:
        plan = getattr(_now, "plan", "")
        if plan.startswith("kill:statement:"):
            _now.count += 1
            if _now.count == int(plan.rsplit(":", 1)[1]):
                _die()

    @event.listens_for(Engine, "commit")
    def _commit(_: Any) -> None:
        if getattr(_now, "plan", "") == "kill:commit":
            _die()

    @event.listens_for(Session, "after_commit")
    def _committed(_: Any) -> None:
        if getattr(_now, "plan", "") == "kill:committed":
            _die()


class Faulty:
    """The program with something in its way."""

    def __init__(self, program: Callable[..., Iterable[bytes]], folder: Path) -> None:
        self.program, self.folder = program, folder

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        watched = path == "/api/sync" or path.startswith("/api/photos/")
        plan = take_plan(self.folder) if watched else ""
        _now.plan, _now.count = plan, 0
        if plan == "kill:start":
            _die()
        if plan == "portal":
            start_response("200 OK", [("Content-Type", "text/html")])
            return [b"<h1>Welcome to our hotel</h1>"]
        if plan == "busy":
            start_response(
                "503 Service Unavailable", [("Retry-After", "1"), ("Content-Type", "text/plain")]
            )
            return [b"busy"]
        if plan in {"drop", "cut"}:
            body = b"".join(self.program(environ, lambda *_: lambda _: None))
            self._break(environ["werkzeug.socket"], body if plan == "cut" else b"")
            start_response("200 OK", [])
            return []
        if plan.startswith("slow:"):
            body = list(self.program(environ, start_response))
            time.sleep(int(plan.split(":")[1]) / 1000)
            return body
        return self.program(environ, start_response)

    @staticmethod
    def _break(connection: Any, body: bytes) -> None:
        if body:
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body[: len(body) // 2])
        connection.shutdown(2)


def program(folder: Path, port: int) -> Flask:
    """Made before any child is born, and with no connection open: a child then comes up at once."""
    from server.app import create_app

    return create_app(
        INSTANCE_FOLDER=str(folder),
        PUBLIC_URL=f"http://localhost:{port}",
        SYNC_PER_MINUTE=1_000_000,
        PHOTOS_PER_MINUTE=1_000_000,
    )


def child(app: Flask, folder: Path, port: int) -> None:
    faulty = Faulty(app.wsgi_app, folder)
    server = make_server("127.0.0.1", port, faulty, threaded=True, request_handler=_Quiet)
    server.daemon_threads = True
    server.serve_forever()


def main() -> None:
    """Bring up a child; when it dies, another. Ends when the runner closes our standard input."""
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    app = program(folder, port)
    watch_sql()
    running = [0]

    def watch_runner() -> None:
        sys.stdin.read()
        if running[0]:
            os.kill(running[0], signal.SIGKILL)
        os._exit(0)

    threading.Thread(target=watch_runner, daemon=True).start()
    while True:
        pid = os.fork()
        if pid == 0:
            child(app, folder, port)
        running[0] = pid
        (folder / "pid").write_text(str(pid), encoding="utf-8")
        status = os.waitpid(pid, 0)[1]
        if not os.WIFSIGNALED(status):
            # Nobody killed it: it does not work at all.
            sys.exit(1)
        time.sleep(0.02)


if __name__ == "__main__":
    main()
