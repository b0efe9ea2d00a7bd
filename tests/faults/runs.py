"""One random run on modules: one or two devices, a server that is killed, a network that lies; then the count.

A run is its seed: the same seed gives the same captures, edits and faults. (When a kill lands inside a request that two
devices send at once, the machine decides the order; what must hold does not depend on it.)
"""

import base64
import hashlib
import io
import json
import random
import subprocess
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from tests import machine
from tests.faults.people import Memory, uuid_from
from tests.faults.world import Account, World

HERE = Path(__file__).parent
SERVER_FAULTS = (
    "kill:start", "kill:statement", "kill:statement", "kill:statement", "kill:commit", "kill:committed",
    "kill:committed", "drop", "drop", "cut", "slow:60", "portal", "busy",
)  # fmt: skip
NETWORK_FAULTS = ("twice", "again", "none")
STATEMENTS_OF_A_SYNC = 40
COUNTED = ("contact", "encounter", "follow_up", "photo", "event")


@dataclass
class Figures:
    """What a campaign counted. Everything but the first lines must stay 0."""

    runs: int = 0
    captures: int = 0
    changes: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.stuck or self.apart)

    def __str__(self) -> str:
        faults = ", ".join(f"{name} {n}" for name, n in sorted(self.faults.items()))
        bad = "".join(
            f"\n  {what}: {line}"
            for what, lines in (
                ("lost", self.lost),
                ("doubled", self.doubled),
                ("stuck", self.stuck),
                ("apart", self.apart),
            )
            for line in lines[:5]
        )
        return (
            f"{self.runs} runs, {self.captures} captures, {self.changes} changes, faults: {faults or 'none'};"
            f" lost {len(self.lost)}, doubled {len(self.doubled)},"
            f" stuck {len(self.stuck)}, apart {len(self.apart)}{bad}"
        )


class Phone:
    """One device.mjs process, used over many runs with a fresh account each time."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            ["node", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(HERE / "device.mjs")],
            env=machine.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def say(self, do: str, **more: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"broken": "the device died"}
        assert "broken" not in answer, answer["broken"]
        return answer

    def __call__(self, do: str, **more: Any) -> dict[str, Any]:
        self.say(do, **more)
        return self.hear()

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(10)


def photo_from(rng: random.Random) -> tuple[str, str]:
    """A small JPEG that no other run has: base64 and the SHA-256 of its bytes."""
    image = Image.new("RGB", (16, 10), tuple(rng.randrange(256) for _ in range(3)))
    held = io.BytesIO()
    image.save(held, "JPEG", comment=f"{rng.getrandbits(64):x}".encode())
    return base64.b64encode(held.getvalue()).decode(), hashlib.sha256(held.getvalue()).hexdigest()


def stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Run:
    """Random work under random faults, then peace."""

    def __init__(self, world: World, phones: list[Phone], seed: int, figures: Figures) -> None:
        self.world, self.figures, self.seed = world, figures, seed
        self.rng = random.Random(seed)
        self.phones = phones[: 1 if self.rng.random() < 0.3 else 2]
        self.memory = Memory(self.rng)
        self.start = datetime.now(UTC) - timedelta(hours=1)
        self.minutes = 0.0

    def play(self) -> None:
        self.world.wait()
        account = self.world.account(uuid_from(self.rng))
        for phone in self.phones:
            device = uuid_from(self.rng)
            ahead = self.rng.choice((0, 0, 0, 86_400_000, -86_400_000))
            phone("sign_in", base=self.world.url, cookie=self.world.cookie(account, device), account=account.id,
                  device_id=device, shapes=self.world.shapes, version=self.world.version, ahead=ahead)  # fmt: skip
        for _ in range(self.rng.randint(4, 9)):
            self.step()
        self.world.plan([])
        self.world.wait()
        self.make_peace()
        self.count(account)
        for phone in self.phones:
            phone("sign_out")
        self.figures.runs += 1

    def at(self, phone: Phone) -> str:
        """Now, on the clock of that phone."""
        return str(phone("now")["now"])

    def step(self) -> None:
        what = self.rng.random()
        phone = self.rng.choice(self.phones)
        if what < 0.35:
            self.capture(phone)
        elif what < 0.6:
            self.edit(phone)
        elif what < 0.85 or len(self.phones) == 1:
            self.sync(phone)
        else:
            self.sync_both()

    def capture(self, phone: Phone) -> None:
        at = self.at(phone)
        photo, sha256 = photo_from(self.rng) if self.rng.random() < 0.3 else ("", "")
        due = stamp(datetime.fromisoformat(at) + timedelta(hours=24))
        changes = self.memory.capture(at, due, sha256)
        self.figures.captures += 1
        self.write(phone, changes, photo)

    def edit(self, phone: Phone) -> None:
        rows = phone("dump")
        kind = self.rng.choice(("contact", "encounter"))
        if rows[kind]:
            row = self.rng.choice(sorted(rows[kind], key=lambda each: each["id"])[:2])
            self.write(phone, [self.memory.edit(row, kind, self.at(phone))])

    def write(self, phone: Phone, changes: list[dict[str, Any]], photo: str = "") -> None:
        answer = phone("write", changes=changes, photo=photo)
        assert "errors" not in answer, answer
        self.figures.changes += len(changes)

    def fault(self) -> str:
        """Bend the next request; the answer is what the phone itself must do to it."""
        if self.rng.random() < 0.25:
            return ""
        name = self.rng.choice(SERVER_FAULTS + NETWORK_FAULTS)
        self.figures.faults[name] = self.figures.faults.get(name, 0) + 1
        if name in NETWORK_FAULTS:
            return name
        if name == "kill:statement":
            name = f"{name}:{self.rng.randint(1, STATEMENTS_OF_A_SYNC)}"
        self.world.plan([name])
        return ""

    def sync(self, phone: Phone) -> None:
        phone("sync", fault=self.fault())

    def sync_both(self) -> None:
        for phone in self.phones:
            phone.say("sync", fault=self.fault())
        for phone in self.phones:
            phone.hear()

    def make_peace(self) -> None:
        """No more faults: all that waits is sent, and then everybody fetches what the others wrote."""
        quiet_turns = 0
        for _ in range(15):
            self.world.wait()
            outcomes = {phone("sync")["outcome"] for phone in self.phones}
            waiting = sum(len(phone("dump")["outbox"]) for phone in self.phones)
            quiet_turns = quiet_turns + 1 if outcomes == {"done"} and not waiting else 0
            if quiet_turns == 2:
                return
            if "offline" in outcomes:
                # A server that was just killed may still have taken the last call.
                time.sleep(0.1)
        self.figures.stuck.append(f"seed {self.seed}: outcomes {outcomes}, {waiting} waiting")

    def count(self, account: Account) -> None:
        rows = self.world.records(account)
        name = f"seed {self.seed}"
        ids = [(kind, row["id"]) for kind in COUNTED for row in rows[kind]]
        wanted = set(self.memory.records)
        self.figures.lost += [f"{name}: {kind} {id_}" for kind, id_ in sorted(wanted - set(ids))]
        self.figures.doubled += [f"{name}: {kind} {id_}" for kind, id_ in sorted(set(ids) - wanted)]
        everything = json.dumps(rows, ensure_ascii=False)
        self.figures.lost += [
            f"{name}: text {text}" for text in self.memory.texts if text not in everything
        ]
        self.figures.doubled += self._repeated(rows, name)
        self._photos(account, rows, name)
        for phone in self.phones:
            self._compare(phone, rows, name)

    def _repeated(self, rows: dict[str, list[dict[str, Any]]], name: str) -> list[str]:
        """A note that was merged twice would hold one text two times."""
        found = []
        for kind in ("contact", "encounter"):
            for row in rows[kind]:
                for value in row.values():
                    if isinstance(value, str):
                        found += [
                            f"{name}: {text} twice in {kind}"
                            for text in self.memory.texts
                            if value.count(text) > 1
                        ]
        known = {row["change_id"] for row in rows["change"]}
        found += [f"{name}: unknown change {id_}" for id_ in known - self.memory.change_ids]
        self.figures.lost += [f"{name}: change {id_}" for id_ in self.memory.change_ids - known]
        return found

    def _photos(self, account: Account, rows: dict[str, list[dict[str, Any]]], name: str) -> None:
        for row in rows["photo"]:
            if not self.world.has_photo(account, row["sha256"]):
                self.figures.lost.append(f"{name}: the bytes of photo {row['sha256'][:8]}")

    def _compare(self, phone: Phone, rows: dict[str, list[dict[str, Any]]], name: str) -> None:
        """What a phone holds in the end is what the server holds."""
        held = phone("dump")
        if held["refused"]:
            self.figures.lost.append(f"{name}: refused {held['refused'][0]}")
        for kind in (*COUNTED, "conflict"):
            theirs = {row["id"]: row["revision"] for row in held[kind]}
            ours = {row["id"]: row["revision"] for row in rows[kind]}
            if theirs != ours:
                odd = sorted(set(theirs.items()) ^ set(ours.items()))[:3]
                self.figures.apart.append(f"{name}: {kind} {odd}")
            self._compare_fields(kind, held[kind], {row["id"]: row for row in rows[kind]}, name)

    def _compare_fields(
        self, kind: str, held: list[dict[str, Any]], ours: dict[str, dict[str, Any]], name: str
    ) -> None:
        for row in held:
            mine = ours.get(row["id"], {})
            for field_name in (*FIELDS_OF.get(kind, ()), "deleted_at"):
                if row.get(field_name, "") != mine.get(field_name, ""):
                    pair = f"{row.get(field_name)!r} on the phone, {mine.get(field_name)!r} here"
                    self.figures.apart.append(f"{name}: {kind}.{field_name} {pair}")


FIELDS_OF = {
    "contact": ("family_name", "organization", "department", "title", "note"),
    "encounter": ("contact_id", "met_at", "business", "challenge", "looking_for", "focus", "note"),
    "follow_up": ("contact_id", "encounter_id", "due_at", "kind"),
    "photo": ("contact_id", "sha256"),
    "conflict": ("record_kind", "record_id", "field", "kept_value", "lost_value"),
}
