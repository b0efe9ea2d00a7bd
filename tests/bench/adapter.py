"""Enishi for the sync peer bench: `make bench PEERS=folder` plugs it in. No test lives here.

The driver (bench.py, fault.py, race.py) and the peers' adapters are not part of this project; BENCH
names their folder. A bench contact becomes a record of kind contact: the tags go into `offers`, and
what a contact has no field for (event_id, captured_at) is left out.
"""

import os
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from adapters import Adapter, tally
from common import PgCluster, Session, chunks, spawn, uuid7, wait_port

HOUSE = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
BATCH = 100
# A bench is no attack; the limits themselves stay in force, only higher.
LIMITS = ("ENISHI_SYNC_PER_MINUTE", "ENISHI_TOKEN_SYNC_PER_MINUTE")


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def record_fields(contact: dict[str, Any]) -> dict[str, Any]:
    family_name, _, given_name = contact["name"].partition(" ")
    return {
        "family_name": family_name,
        "given_name": given_name,
        "organization": contact["company"],
        "title": contact["title"],
        "emails": [contact["email"]],
        "tels": [{"kind": "work", "number": contact["phone"]}],
        "offers": contact["tags"],
        "note": contact["note"],
    }


def bench_fields(record: dict[str, Any]) -> dict[str, Any]:
    """What the driver verifies: fault.py counts doubles by e-mail address."""
    values = record["set"]
    return {"email": values["emails"][0], "note": values["note"]}


class EnishiSqlite(Adapter):
    """gunicorn as `make run` starts it, on SQLite (WAL, synchronous=FULL)."""

    name = "enishi-sqlite"

    def __init__(self, home: str, work: str) -> None:
        super().__init__(home, work)
        project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
        self.version = project["project"]["version"]
        self.app: Any = None
        # What a device keeps: who it is, which change is whose, the revision it last saw.
        self.devices: dict[str, tuple[str, str, str]] = {}
        self.change_ids: dict[str, str] = {}
        self.seen: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}

    def environment(self) -> dict[str, str]:
        return {
            "PUBLIC_URL": f"http://localhost:{self.port}",
            "INSTANCE_FOLDER": os.path.join(self.work, "instance"),
            "DATABASE_URL": "",
            **dict.fromkeys(LIMITS, "1000000000"),
        }

    def start(self) -> None:
        env = self.environment()
        # After a killed database the pool of this process holds dead connections.
        self.app = None
        subprocess.run(
            [BIN / "flask", "--app", "server.app", "setup"],
            cwd=HOUSE,
            env={**os.environ, **env},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        command = [str(BIN / "gunicorn"), "--bind", f"127.0.0.1:{self.port}"]
        command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
        command += ["--no-control-socket", "server.app:create_app()"]
        process = spawn(command, self.log("enishi"), cwd=str(HOUSE), env=env)
        self.procs = [*self.procs, process]
        wait_port(self.port, process)

    def command(self, *words: str) -> str:
        """The operator's command line, called in this process: a hundred accounts in seconds."""
        if self.app is None:
            os.environ.update(self.environment())
            sys.path.insert(0, str(HOUSE))
            self.app = import_module("server.app").create_app()
        result = self.app.test_cli_runner().invoke(args=list(words))
        if result.exit_code:
            raise RuntimeError(f"{' '.join(words)}: {result.output}") from result.exception
        return str(result.output).split()[-1]

    def account(self, account: str) -> None:
        account_id = self.command("account", "create", account)
        token = self.command("token", "create", account_id, "--name", "bench")
        self.devices[account] = (account_id, token, uuid7())
        if len(self.devices) == 1:
            self.warm_up(account)
        # A device has asked once before it makes anything; the peers' accounts are made by requests too.
        session = self.session(account)
        self.sync(session, account, None, [])
        session.close()

    def warm_up(self, account: str) -> None:
        """Peers make an account by requests; ours is made here, so each worker meets its first one."""
        sessions = [self.session(account) for _ in range(8)]
        for session in sessions:
            self.sync(session, account, None, [])
        for session in sessions:
            session.close()

    def session(self, account: str) -> Session:
        session = Session(self.port)
        session.base["Host"] = f"localhost:{self.port}"
        session.base["Authorization"] = f"Bearer {self.devices[account][1]}"
        return session

    def sync(
        self, s: Session, account: str, cursor: str | None, changes: list[dict[str, Any]]
    ) -> dict[str, Any]:
        account_id, _, device_id = self.devices[account]
        body = {
            "protocol": 1,
            "version": self.version,
            "account_id": account_id,
            "device_id": device_id,
            "now": now(),
            "cursor": cursor,
            "changes": changes,
        }
        answer: dict[str, Any] = s.json("POST", "/api/sync", body)
        return answer

    def change(self, account: str, contact: dict[str, Any]) -> dict[str, Any]:
        """As an outbox holds it: the same edit keeps its change_id however often it is sent."""
        base, known = self.seen.get((account, contact["id"]), (0, {}))
        fields = record_fields(contact)
        edit = f"{account} {contact['id']} {base}"
        return {
            "change_id": self.change_ids.setdefault(edit, uuid7()),
            "kind": "contact",
            "id": contact["id"],
            "base": base,
            "at": now(),
            "set": {key: value for key, value in fields.items() if known.get(key) != value},
        }

    def push(
        self,
        s: Session,
        account: str,
        recs: list[dict[str, Any]],
        variant: str = "client",
        ack: Any = lambda ids: None,
    ) -> dict[str, int]:
        """Both variants are alike: one request a hundred changes, which also pulls."""
        outcomes: list[str] = []
        cursor = getattr(s, "cursor", None)
        for part in chunks(recs, BATCH):
            changes = [self.change(account, contact) for contact in part]
            answer = self.sync(s, account, cursor, changes)
            s.cursor = cursor = answer["cursor"]
            results = {result["change_id"]: result for result in answer["results"]}
            confirmed = []
            for contact, change in zip(part, changes, strict=True):
                result = results[change["change_id"]]
                outcomes.append("refused" if "error" in result else "created")
                if "error" not in result:
                    confirmed.append(contact["id"])
            ack(confirmed)
        return dict(tally(outcomes))

    def update(self, s: Session, account: str, recs: list[dict[str, Any]]) -> None:
        """Another device, which has pulled before it edits."""
        if not any((account, contact["id"]) in self.seen for contact in recs):
            self.look(s, account)
        changes = [self.change(account, contact) for contact in recs]
        answer = self.sync(s, account, getattr(s, "cursor", None), changes)
        s.cursor = answer["cursor"]
        for contact, result in zip(recs, answer["results"], strict=True):
            assert "error" not in result, result
            self.seen[account, contact["id"]] = (result["revision"], record_fields(contact))

    def records(
        self, s: Session, account: str, cursor: str | None
    ) -> tuple[dict[str, dict[str, Any]], str | None]:
        found: dict[str, dict[str, Any]] = {}
        more = True
        while more:
            answer = self.sync(s, account, cursor, [])
            found.update((r["id"], r) for r in answer["records"] if r["kind"] == "contact")
            cursor, more = answer["cursor"], answer["more"]
        return found, cursor

    def look(self, s: Session, account: str) -> None:
        found, s.cursor = self.records(s, account, None)
        self.seen.update(((account, i), (r["revision"], r["set"])) for i, r in found.items())

    def pull(
        self, s: Session, account: str, cursor: str | None = None, variant: str = "client"
    ) -> tuple[dict[str, dict[str, Any]], str | None]:
        found, cursor = self.records(s, account, cursor)
        return {i: bench_fields(record) for i, record in found.items()}, cursor


class EnishiPostgres(EnishiSqlite):
    """The same on a throw-away PostgreSQL with its default durability (fsync on)."""

    name = "enishi-postgres"

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "DATABASE_URL": self.cluster.url}

    def start(self) -> None:
        if not hasattr(self, "cluster"):
            self.cluster = PgCluster(self.work)
        self.cluster.start()
        self.procs = [self.cluster.proc]
        super().start()
