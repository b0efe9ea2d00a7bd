"""Devices, lost and repeated answers, wrong clocks, in any order hypothesis can think of (SYNC 5, beyond the bench).

Whatever happens: every value ever typed is in a row or in the log, devices meet in the same records, no revision is
skipped, and a change that came twice counts once.
"""

import json
import os
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from server.store.auth_models import Account
from server.store.database import db
from server.store.models import Change, Conflict, Contact
from tests.clients import Clock
from tests.people import SATO
from tests.server.devices import SyncDevice, change, fresh_id

DEVICES = 3
RUNS = int(os.environ.get("ENISHI_MACHINE_RUNS", "25"))
FIELDS = ("title", "note", "offers")
which = strategies.integers(0, DEVICES - 1)
words = strategies.text("あいうab \n", max_size=4)
numbers = count(1)


class Phone(SyncDevice):
    """A device with an outbox: it shows its own edits at once and sends them when it can."""

    def __init__(self, app: Flask, clock: Clock, hours_off: int) -> None:
        super().__init__(app, clock)
        self.hours_off = hours_off
        self.outbox: list[dict[str, Any]] = []
        # What the server has said, without the outbox on top.
        self.revisions: dict[str, int] = {}

    @property
    def time(self) -> str:
        return self.clock.after(hours=self.hours_off)

    def write_down(self, record: str, values: dict[str, Any], **more: Any) -> None:
        base = self.revisions.get(record, 0)
        self.outbox.append(change("contact", record, values, self.time, base=base, **more))
        self.clock.move(seconds=1)

    def send(self, batch: int) -> dict[str, Any]:
        response = self.post(*self.outbox[:batch], now=self.time)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json
        return answer

    def hear(self, answer: dict[str, Any]) -> None:
        """An answer may come late or twice: what it says of a change stands, an older cursor does not."""
        acked = {result["change_id"]: result for result in answer["results"]}
        for result in acked.values():
            assert "error" not in result, result
        done = [sent for sent in self.outbox if sent["change_id"] in acked]
        self.outbox = [sent for sent in self.outbox if sent["change_id"] not in acked]
        if self.cursor is not None and revision_of(answer["cursor"]) < revision_of(self.cursor):
            return
        for sent in done:
            self.patch(sent, acked[sent["change_id"]]["revision"])
        self.take(answer)
        for record in answer["records"]:
            self.revisions[record["id"]] = record["revision"]
        for sent in done:
            seen = self.revisions.get(sent["id"], 0)
            self.revisions[sent["id"]] = max(seen, acked[sent["change_id"]]["revision"])

    def settle(self) -> None:
        for _ in range(50):
            answer = self.send(batch=3)
            self.hear(answer)
            if not self.outbox and not answer["more"]:
                return
        raise AssertionError("the outbox never empties")


def revision_of(cursor: str) -> int:
    return int(cursor.split(".")[1])


class Sync(RuleBasedStateMachine):
    """Bound to a fresh database by `machine_on`."""

    open_app: Callable[[], tuple[Flask, Clock]]

    @initialize(
        hours=strategies.lists(strategies.integers(-26, 26), min_size=DEVICES, max_size=DEVICES)
    )
    def begin(self, hours: list[int]) -> None:
        self.app, self.clock = type(self).open_app()
        self.phones = [Phone(self.app, self.clock, each) for each in hours]
        self.records = [fresh_id() for _ in range(2)]
        self.typed: list[tuple[str, Any]] = []
        self.late: list[tuple[Phone, dict[str, Any]]] = []

    @rule(
        phone=which,
        record=strategies.integers(0, 1),
        field=strategies.sampled_from(FIELDS),
        text=words,
    )
    def type(self, phone: int, record: int, field: str, text: str) -> None:
        word = f"{text.strip()}#{next(numbers)}".replace("\n#", "#")
        value: Any = [word] if field == "offers" else word
        self.typed.append((field, value))
        self.phones[phone].write_down(self.records[record], {field: value})

    @rule(phone=which, record=strategies.integers(0, 1), dead=strategies.booleans())
    def delete_or_undo(self, phone: int, record: int, dead: bool) -> None:
        self.phones[phone].write_down(self.records[record], {}, deleted=dead)

    @rule(phone=which)
    def sync(self, phone: int) -> None:
        one = self.phones[phone]
        one.hear(one.send(batch=5))

    @rule(phone=which)
    def lose_the_answer(self, phone: int) -> None:
        self.phones[phone].send(batch=5)

    @rule(phone=which)
    def keep_the_answer_for_later(self, phone: int) -> None:
        one = self.phones[phone]
        self.late.append((one, one.send(batch=2)))

    @rule(phone=which)
    def ask_twice(self, phone: int) -> None:
        one = self.phones[phone]
        first, second = one.send(batch=5), one.send(batch=5)
        assert first["results"] == second["results"]
        one.hear(second)
        one.hear(first)

    @rule(phone=which)
    def jump(self, phone: int) -> None:
        self.phones[phone].hours_off = -self.phones[phone].hours_off

    @rule()
    def wait(self) -> None:
        self.clock.move(hours=1)

    @invariant()
    def every_revision_is_somebodys(self) -> None:
        if not hasattr(self, "app"):
            return
        with self.app.app_context():
            last = db.session.scalar(select(Account.revision).where(Account.id == SATO.id))
            taken = set(db.session.scalars(select(Change.revision)))
            kept = set(db.session.scalars(select(Conflict.revision))) | set(
                db.session.scalars(select(Contact.revision))
            )
        # A conflict that was brought up to date has given up its former number.
        assert len(taken) + len(kept - taken) <= (last or 0)
        assert max(taken | kept, default=0) == (last or 0)

    def teardown(self) -> None:
        if not hasattr(self, "app"):
            return
        for phone, answer in self.late:
            phone.hear(answer)
        for _ in range(2):
            for phone in self.phones:
                phone.settle()
        self.devices_have_met()
        self.nothing_typed_is_gone()

    def devices_have_met(self) -> None:
        fresh = self.phones[0].fresh().records
        for phone in self.phones:
            assert phone.records == fresh

    def nothing_typed_is_gone(self) -> None:
        with self.app.app_context():
            changes = db.session.scalars(select(Change)).all()
            told = {(c.record_id, c.field) for c in db.session.scalars(select(Conflict))}
        logged = [json.loads(change.values) for change in changes]
        for field, value in self.typed:
            assert any(values.get(field) == value for values in logged), (field, value)
        lost = {(c.record_id, field) for c in changes for field in json.loads(c.lost)}
        assert lost <= told, "a value lost and nobody is told"


@pytest.mark.timeout(900)
def test_devices_meet_and_lose_nothing(
    make_app: Callable[..., Flask], database: str, clock: Clock
) -> None:
    from tests.conftest import settle_cast

    app = make_app(database, ENISHI_SYNC_PER_MINUTE=1_000_000)

    def open_app() -> tuple[Flask, Clock]:
        with app.app_context():
            for table in reversed(db.metadata.sorted_tables):
                db.session.connection().execute(table.delete())
            db.session.commit()
        clock.now = "2025-11-20T10:42:00.000Z"
        settle_cast(app, clock.now)
        return app, clock

    machine = type("BoundSync", (Sync,), {"open_app": staticmethod(open_app)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
