"""The server of the fault runs: office.py on a free port, with a database that can be read from outside."""

import json
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.machine import ROOT, free_port
from tests.rows import COOKIE, Rows
from tests.shipped import shipped
from tests.stage import make_database


@dataclass(frozen=True)
class Account:
    id: str


class World:
    """A folder, a database in it, and a server process that comes back whenever it is killed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.rows = folder, free_port(), Rows(folder)
        self.url = f"http://localhost:{self.port}"
        make_database(folder)
        self.plan([])
        command = [sys.executable, "-m", "tests.faults.office", str(folder), str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)
        self.wait()
        self.version = shipped(self._get("/service_worker.js"))[0]
        self.shapes = json.loads(self._get(f"/worker/{self.version}.json"))["shapes"]

    def wait(self) -> None:
        """Until a server answers: a killed one needs a moment to come back."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError("the server did not come up")

    def _get(self, path: str) -> str:
        connection = HTTPConnection("localhost", self.port, timeout=10)
        with closing(connection):
            connection.request("GET", path)
            return connection.getresponse().read().decode()

    def plan(self, words: list[str]) -> None:
        """What happens to the next requests of a sync."""
        (self.folder / "plan").write_text("\n".join(words), encoding="utf-8")

    def add_account(self, id_: str, _name: str) -> None:
        if not self.rows.ask("SELECT 1 FROM account WHERE id = ?", id_):
            self.rows.add_account(id_)

    def account(self, id_: str) -> Account:
        self.rows.add_account(id_)
        return Account(id_)

    def cookie(self, account: Account, device_id: str) -> str:
        return f"{COOKIE}={self.rows.add_session(account.id, device_id)}"

    def records(self, account: Account) -> dict[str, list[dict[str, Any]]]:
        """All that the server holds for one account, by table."""
        tables = ("contact", "encounter", "follow_up", "photo", "event", "conflict", "change")
        return {table: self.rows.of(account.id, table) for table in tables}

    def has_photo(self, account: Account, sha256: str) -> bool:
        query = "SELECT 1 FROM photo_file WHERE account_id = ? AND sha256 = ? AND received_at != ''"
        return bool(self.rows.ask(query, account.id, sha256))

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(10)
