"""Whom somebody met on an evening, and one round of reminders of it, for tests of both ways to remind. No tests."""

import os
import subprocess
import sys
from typing import Any

from flask import Flask

from server.reminders.run import remind
from server.sync.apply import apply
from server.sync.merge import Device
from server.web.context import translator
from tests.conftest import KEY
from tests.parity.house import HOUSE
from tests.people import SATO

HTMX = {"HX-Request": "true"}
MET = "2025-11-20T10:42:00.000Z"  # Thursday, 19:42 in Tokyo
DUE = "2025-11-21T10:42:00.000Z"
MORNING = "2025-11-20T23:31:00.000Z"  # Friday, 08:31
LAST_CALL = "2025-11-21T07:42:00.000Z"  # 16:42: three hours before
NAMES = ("高木", "健一", "北辰製作所", "検査", "kenichi@example.jp")
PROGRAM = """
import sys
from server.app import create_app
from server.reminders.run import remind
from server.web.context import translator
app = create_app(clock=lambda: sys.argv[1])
with app.app_context():
    remind(translator)
"""


def meet(app: Flask, people: int = 1, **fields: Any) -> None:
    """Somebody was met last night, and is still to be thanked."""
    card = dict(zip(("family_name", "given_name", "organization"), NAMES, strict=False))
    for n in range(1, people + 1):
        contact, step = (f"0193{kind}000-0000-7000-8000-{n:012d}" for kind in "cf")
        sets = [
            ("contact", contact, {**card, "emails": [NAMES[4]]}),
            ("follow_up", step, {"contact_id": contact, "due_at": DUE, "topic": NAMES[3], **fields}),
        ]  # fmt: skip
        changes = [
            {"change_id": f"0193{n}{place}00-0000-7000-8000-{n:012d}", "kind": kind, "id": id_, "base": 0,
             "at": MET, "set": values}
            for place, (kind, id_, values) in enumerate(sets)
        ]  # fmt: skip
        with app.app_context():
            apply(SATO.id, Device(SATO.device_id, "phone"), changes, MET)


def one_round(app: Flask) -> dict[str, int]:
    with app.app_context():
        return dict(remind(translator))


def process(app: Flask, now: str, **given: str) -> subprocess.Popen[bytes]:
    """Another process that reminds once, on the database of `app`. given: more settings."""
    settings = app.extensions["enishi"].settings
    env = {
        "DATABASE_URL": settings.database_url,
        "PUBLIC_URL": settings.public_url,
        "SECRET_KEY": KEY,
        "INSTANCE_FOLDER": settings.instance_folder,
        **given,
    }
    command = [sys.executable, "-c", PROGRAM, now]
    return subprocess.Popen(command, cwd=HOUSE, env={**os.environ, **env})
