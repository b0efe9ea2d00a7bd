"""What is forgotten: a person who asks for it, lists of people nobody met, the trash. On every device, log and file."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.store import photo_files
from server.store.base import Base
from server.store.database import db
from server.sync.apply import apply
from server.sync.merge import Device
from server.sync.purge import purge
from tests.clients import Clock
from tests.people import SATO
from tests.server.devices import SyncDevice, change, fresh_id

HTMX = {"HX-Request": "true", "Sec-Fetch-Site": "same-origin"}
NAME, SECRET = "勅使河原", "来春に退職する"
PAGE = Device("0193b000-0000-7000-8000-00000000bbbb", "public page")


def where(app: Flask, text: str) -> list[str]:
    """The tables that hold a text; the log of what the law keeps is kept with it."""
    found = []
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            rows = [str(tuple(row)) for row in db.session.execute(select(table))]
            if any(text in row and "'provision'" not in row for row in rows):
                found.append(table.name)
    return sorted(found)


@pytest.fixture
def phone(any_app: Flask, clock: Clock) -> SyncDevice:
    return SyncDevice(any_app, clock)


def known_person(phone: SyncDevice) -> dict[str, str]:
    """Somebody of whom every kind of record speaks; the ids."""
    at = phone.clock.now
    kinds = "contact encounter follow_up message outcome photo attendee introduction event"
    ids = {kind: fresh_id() for kind in kinds.split()}
    whose = {"contact_id": ids["contact"]}
    other = fresh_id()
    phone.sync(
        change("event", ids["event"], {"title": "会", "held_on": at[:10]}, at),
        change("contact", ids["contact"], {"family_name": NAME, "emails": ["t@example.jp"], "note": SECRET}, at),
        change("contact", other, {"family_name": "森"}, at),
        change("encounter", ids["encounter"], {**whose, "event_id": ids["event"], "challenge": SECRET}, at),
        change("follow_up", ids["follow_up"], {**whose, "body": f"{NAME}様"}, at),
        change("message", ids["message"], {**whose, "body": f"{NAME}様", "sent_at": at}, at),
        change("outcome", ids["outcome"], {**whose, "note": SECRET}, at),
        change("attendee", ids["attendee"], {**whose, "event_id": ids["event"], "name": NAME}, at),
        change("introduction", ids["introduction"],
               {"first_contact_id": ids["contact"], "second_contact_id": other, "sentence": f"{NAME}さん"}, at),
    )  # fmt: skip
    ids["provision"], ids["left_card"] = fresh_id(), fresh_id()
    with phone.app.app_context():
        told = {
            "person_name": NAME,
            "recipient_name": "森",
            "fields_passed": ["organization"],
            "provided_at": at,
        }
        left = {"name": NAME, "note": SECRET, "left_at": at, "accepted_at": at}
        made = [change("provision", ids["provision"], {**whose, **told}, at),
                change("left_card", ids["left_card"], {**whose, **left}, at)]  # fmt: skip
        apply(SATO.id, PAGE, made, at, by_server=True)
    phone.sync()
    return ids


def test_one_press_erases_everything_but_what_the_law_keeps(phone: SyncDevice) -> None:
    ids = known_person(phone)
    desk = phone.fresh()
    desk.write("contact", ids["contact"], {"title": "部長"}, base=1)
    phone.write("contact", ids["contact"], {"title": f"{NAME}の部下"}, base=1)
    person = f"/contacts/{ids['contact']}"
    page = phone.browser.get(f"{person}/held").get_data(as_text=True)
    assert page.count("<h2") >= 11
    told = json.loads(phone.browser.get(f"{person}/held.json").get_data(as_text=True))
    assert told["contact"][0]["emails"] == ["t@example.jp"]
    assert {kind for kind, records in told.items() if records} >= {*ids} - {"photo", "event"}
    answer = phone.browser.post(f"{person}/erasure", headers=HTMX)
    assert answer.headers["HX-Redirect"] == f"{person}/held"
    assert where(phone.app, NAME) == ["provision"]
    assert where(phone.app, SECRET) == []
    gone = phone.browser.get(f"{person}/held").get_data(as_text=True)
    assert "この人の記録はすべて消しました。" in gone
    assert NAME in gone
    assert phone.browser.get(person).status_code == 404


def test_other_devices_learn_of_it_and_an_edit_made_without_knowing_brings_nothing_back(
    phone: SyncDevice,
) -> None:
    ids = known_person(phone)
    desk = phone.fresh()
    phone.browser.post(f"/contacts/{ids['contact']}/erasure", headers=HTMX)
    known = desk.records[f"contact:{ids['contact']}"]["revision"]
    desk.write("contact", ids["contact"], {"note": SECRET}, base=known)
    for kind in ("contact", "encounter", "message", "left_card", "introduction"):
        row = desk.records[f"{kind}:{ids[kind]}"]
        assert row["deleted"]
        assert set(row["set"]) == {"created_at", "updated_at", "deleted_at", "erased"}, kind
    undone = phone.browser.post(
        f"/contacts/{ids['contact']}/deletion", data={"deleted": "false"}, headers=HTMX
    )
    assert undone.status_code == 200
    assert where(phone.app, SECRET) == []
    assert where(phone.app, NAME) == ["provision"]


def test_a_list_is_purged_thirty_days_after_the_event_but_for_those_who_were_met(
    phone: SyncDevice,
) -> None:
    at, event, met, unmet = phone.clock.now, fresh_id(), fresh_id(), fresh_id()
    phone.sync(
        change("event", event, {"held_on": "2026-11-20", "ends_at": "2026-11-20T12:00:00.000Z"}, at),
        change("attendee", met, {"event_id": event, "name": "森 誠", "contact_id": fresh_id()}, at),
        change("attendee", unmet, {"event_id": event, "name": NAME, "is_target": True, "reason": SECRET}, at),
    )  # fmt: skip
    with phone.app.app_context():
        assert purge(SATO.id, "2026-12-20T11:59:59.000Z")["attendees"] == 0
        assert purge(SATO.id, "2026-12-20T12:00:00.000Z")["attendees"] == 1
        assert purge(SATO.id, "2026-12-20T12:00:00.000Z")["attendees"] == 0
    assert where(phone.app, NAME) == []
    assert where(phone.app, SECRET) == []
    phone.sync()
    assert phone.records[f"attendee:{unmet}"]["set"]["erased"] is True
    assert phone.records[f"attendee:{met}"]["set"]["name"] == "森 誠"


def test_a_card_nobody_took_goes_30_days_after_it_was_declined_and_90_after_it_came(
    phone: SyncDevice, clock: Clock
) -> None:
    declined, silent, taken = fresh_id(), fresh_id(), fresh_id()
    left = {"note": SECRET, "email": "k@example.jp", "left_at": clock.now}
    with phone.app.app_context():
        made = [change("left_card", each, {**left, "name": name}, clock.now)
                for each, name in ((declined, NAME), (silent, "黙田"), (taken, "森"))]  # fmt: skip
        apply(SATO.id, PAGE, made, clock.now, by_server=True)
    declined_at = clock.move(days=10)
    phone.write("left_card", declined, {"declined_at": declined_at}, base=1)
    phone.write("left_card", taken, {"accepted_at": clock.now, "contact_id": fresh_id()}, base=1)
    went = []
    for days in (29.99, 30, 79.99, 80):
        with phone.app.app_context():
            went.append(purge(SATO.id, clock.after(days=days))["left cards"])
        if days == 30:
            assert where(phone.app, NAME) == []
            assert "left_card" in where(phone.app, "黙田")
    assert went == [0, 1, 0, 1]
    assert where(phone.app, "黙田") == []
    desk = phone.fresh()
    assert desk.records[f"left_card:{declined}"]["set"]["erased"] is True
    assert desk.records[f"left_card:{taken}"]["set"]["note"] == SECRET


def test_the_trash_is_emptied_after_thirty_days_with_all_that_speaks_of_the_person(
    phone: SyncDevice, clock: Clock
) -> None:
    ids = known_person(phone)
    base = phone.records[f"contact:{ids['contact']}"]["revision"]
    phone.sync(change("contact", ids["contact"], {}, clock.now, base=base, deleted=True))
    sha256 = "ab" * 32
    with phone.app.app_context():
        photo_files.keep_photo(SATO.id, sha256, b"jpeg", clock.now)
        early = purge(SATO.id, clock.now)
        assert (early["trash"], early["photos"]) == (0, 0)
        late = purge(SATO.id, "2027-03-01T00:00:00.000Z")
        assert late["trash"] == 8
        assert late["photos"] == 1
        assert photo_files.photo_bytes(SATO.id, sha256) is None
        again: dict[str, Any] = purge(SATO.id, "2027-03-01T00:00:00.000Z")
        assert set(again.values()) == {0}
    assert where(phone.app, NAME) == ["provision"]


def test_the_command_says_what_went(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["purge"])
    assert answer.exit_code == 0
    assert "0 attendees" in answer.output
