"""Wrong clocks: they cancel out, promise nothing ahead of its time, and move the 24 hours with the meeting (C04)."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text as sql

from server.schemas.shapes import SCHEMAS, fields_of, happened_fields
from server.store.database import db
from tests.clients import Clock
from tests.conftest import settle_cast
from tests.figures import figure
from tests.server.devices import SyncDevice, change, fresh_id

TEN_YEARS = 3653


def moved(device: SyncDevice, clock: Clock, **span: float) -> str:
    return clock.after(**span)


@pytest.mark.parametrize("hours", [-24, -1, 0, 1, 24])
def test_a_wrong_clock_cancels_out(hours: int, any_app: Flask, clock: Clock) -> None:
    """The phone's edit is two hours old, the desktop's three, whatever the phone believes."""
    phone, desktop = SyncDevice(any_app, clock), SyncDevice(any_app, clock)
    contact = fresh_id()
    desktop.write("contact", contact, {"title": ""})
    desktop.sync(change("contact", contact, {"title": "部長"}, clock.after(hours=-3), base=1))
    late = change("contact", contact, {"title": "課長"}, clock.after(hours=hours - 2), base=1)
    assert "lost" not in phone.sync(late, now=clock.after(hours=hours))["results"][0]
    early = change("contact", contact, {"title": "係長"}, clock.after(hours=hours - 4), base=1)
    third = SyncDevice(any_app, clock)
    assert third.sync(early, now=clock.after(hours=hours))["results"][0]["lost"] == ["title"]
    assert desktop.values("contact", contact)["title"] == "課長"


def test_an_edit_from_the_future_wins_no_longer_than_now(any_app: Flask, clock: Clock) -> None:
    phone, desktop = SyncDevice(any_app, clock), SyncDevice(any_app, clock)
    contact = fresh_id()
    phone.sync(change("contact", contact, {"title": "a"}, clock.after(days=TEN_YEARS)))
    clock.move(minutes=1)
    result = desktop.sync(change("contact", contact, {"title": "b"}, clock.now))["results"][0]
    assert "lost" not in result
    assert phone.values("contact", contact)["title"] == "b"


@pytest.mark.parametrize("field", ["met_at"])
def test_nothing_that_has_happened_lies_ahead(field: str, any_app: Flask, clock: Clock) -> None:
    phone, encounter = SyncDevice(any_app, clock), fresh_id()
    ahead = clock.after(days=TEN_YEARS)
    phone.sync(change("encounter", encounter, {field: ahead}, ahead))
    values = phone.values("encounter", encounter)
    latest = clock.after(minutes=5)
    assert values[field] == values["created_at"] == values["updated_at"] == latest


@pytest.mark.parametrize(
    ("kind", "field"), [("follow_up", "sent_at"), ("photo", "taken_at"), ("encounter", "met_at")]
)
def test_moments_that_have_happened_are_cut(
    kind: str, field: str, app: Flask, clock: Clock
) -> None:
    phone, record = SyncDevice(app, clock), fresh_id()
    phone.sync(change(kind, record, {field: "2200-12-31T23:59:59.999Z"}, clock.now))
    assert phone.values(kind, record)[field] == clock.after(minutes=5)


@pytest.mark.parametrize(
    ("kind", "field"), [("follow_up", "due_at"), ("event", "starts_at"), ("event", "ends_at")]
)
def test_plans_may_lie_ahead(kind: str, field: str, app: Flask, clock: Clock) -> None:
    phone, record = SyncDevice(app, clock), fresh_id()
    ahead = clock.after(days=200)
    phone.sync(change(kind, record, {field: ahead}, clock.now))
    assert phone.values(kind, record)[field] == ahead


def capture(phone: SyncDevice, at: str, due_at: str, kind: str = "thanks") -> tuple[str, str]:
    encounter, follow_up = fresh_id(), fresh_id()
    changes = (
        change("encounter", encounter, {"met_at": at}, at),
        change(
            "follow_up", follow_up, {"encounter_id": encounter, "kind": kind, "due_at": due_at}, at
        ),
    )
    phone.sync(*changes, now=at)
    return encounter, follow_up


def test_a_clock_that_was_off_moves_the_meeting_and_its_deadline(
    any_app: Flask, clock: Clock
) -> None:
    """The phone believes it is a day and a quarter earlier than it is (ARCHITECTURE 9.17)."""
    phone = SyncDevice(any_app, clock)
    at, due_at = clock.after(hours=-30), clock.after(hours=-6)
    encounter, follow_up = capture(phone, at, due_at)
    assert phone.records[f"encounter:{encounter}"]["set"]["met_at"] == clock.now
    assert phone.records[f"follow_up:{follow_up}"]["set"]["due_at"] == clock.after(hours=24)
    assert phone.records[f"encounter:{encounter}"]["set"]["created_at"] == clock.now


def test_a_clock_a_little_off_moves_nothing(any_app: Flask, clock: Clock) -> None:
    phone = SyncDevice(any_app, clock)
    at, due_at = clock.after(minutes=-5), clock.after(minutes=-5, hours=24)
    encounter, follow_up = capture(phone, at, due_at)
    assert phone.values("encounter", encounter)["met_at"] == at
    assert phone.values("follow_up", follow_up)["due_at"] == due_at


def test_a_capture_sent_ten_hours_later_keeps_its_deadline(any_app: Flask, clock: Clock) -> None:
    """R36: the exchange at 20:30 is due at 20:30, however late the train had a signal."""
    phone = SyncDevice(any_app, clock)
    at, due_at = clock.after(hours=-10), clock.after(hours=14)
    encounter, follow_up = fresh_id(), fresh_id()
    phone.sync(
        change("encounter", encounter, {"met_at": at}, at),
        change(
            "follow_up",
            follow_up,
            {"encounter_id": encounter, "kind": "thanks", "due_at": due_at},
            at,
        ),
    )
    assert phone.values("follow_up", follow_up)["due_at"] == due_at


def test_a_date_a_person_chose_stays_where_it_is(any_app: Flask, clock: Clock) -> None:
    phone = SyncDevice(any_app, clock)
    chosen = clock.after(days=9)
    _, follow_up = capture(phone, clock.after(hours=-30), chosen, kind="next_step")
    assert phone.values("follow_up", follow_up)["due_at"] == chosen


# What a broken or lying clock may write for a moment, as raw JSON: Python itself would take NaN and 1e400.
STRANGE = (
    *('"2035-11-20T10:42:00.000Z"', '"9999-12-31T23:59:59.999Z"', '"-0001-01-01T00:00:00.000Z"'),
    *('"0000-00-00T00:00:00.000Z"', '"2025-02-30T24:60:60.000Z"', '"NaN"', '""', "-1", "0"),
    *("1763635320000", "NaN", "1e400", "-1e400", "Infinity", "null", "true", "[]", "{}"),
)
PLACEHOLDER = "strange moment"


def stored_moments(app: Flask) -> list[str]:
    """Every moment in the database that says when something has happened."""
    with app.app_context():
        return [
            str(value)
            for kind in SCHEMAS
            for name in ("created_at", "updated_at", "deleted_at", *happened_fields(kind))
            for value in db.session.scalars(sql(f'SELECT "{name}" FROM "{kind}"'))
        ]


def strange_changes(now: str) -> Iterator[dict[str, Any]]:
    """A change of every kind with the placeholder in every place of a moment, one at a time."""
    for kind in SCHEMAS:
        yield change(kind, fresh_id(), {}, PLACEHOLDER)
        times = [name for name, field in fields_of(kind).items() if field.kind == "time"]
        for name in ("created_at", "updated_at", "deleted_at", *times):
            yield change(kind, fresh_id(), {name: PLACEHOLDER}, now)


def test_no_clock_however_wrong_stores_what_lies_ahead_or_breaks_anything(
    make_app: Callable[..., Flask], database: str, clock: Clock
) -> None:
    """C04."""
    app = make_app(database, ENISHI_SYNC_PER_MINUTE=10**6)
    settle_cast(app, clock.now)
    phone, statuses = SyncDevice(app, clock), []
    for strange in STRANGE:
        bodies = [phone.envelope(sent) for sent in strange_changes(clock.now)]
        kept = change("contact", fresh_id(), {"note": "a"}, clock.now)
        for body in (*bodies, phone.envelope(kept, now=PLACEHOLDER)):
            text = json.dumps(body).replace(f'"{PLACEHOLDER}"', strange)
            answer = phone.browser.post("/api/sync", data=text, content_type="application/json")
            statuses.append(answer.status_code)
    latest, moments = clock.after(minutes=5), stored_moments(app)
    ahead = [moment for moment in moments if moment > latest]
    broken = [status for status in statuses if status >= 500]
    figure(
        "C04",
        f"{database.partition(':')[0]}: {len(statuses)} syncs with strange moments, {len(moments)} moments stored, "
        f"{len(ahead)} ahead of server time + 5 min, {len(broken)} server errors",
    )
    assert statuses.count(200) > len(statuses) // 2, "nothing got as far as the moments"
    assert len(moments) > 500
    assert (ahead, broken) == ([], [])
