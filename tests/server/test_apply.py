"""The only writer: what it keeps, what it refuses, and that it may be asked twice. Merging has files of its own."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update

from server.store.auth_models import Account
from server.store.database import SyncedRowError, db
from server.store.models import Change, Contact
from server.store.records import find
from server.sync.apply import apply
from server.sync.merge import Device
from tests.clients import Clock
from tests.people import ITO, SATO
from tests.server.devices import SyncDevice, change, fresh_id

PHONE = Device("0193b000-0000-7000-8000-00000000aaaa", "iPhone")


def keep(app: Flask, *changes: Any, now: str, owner: str = SATO.id) -> list[dict[str, Any]]:
    with app.app_context():
        return apply(owner, PHONE, changes, now)


def record(app: Flask, kind: str, record_id: str, owner: str = SATO.id) -> Any:
    with app.app_context():
        return find(kind, owner, record_id)


def test_a_capture_is_kept_whole(any_app: Flask, clock: Clock) -> None:
    contact, encounter, follow_up = fresh_id(), fresh_id(), fresh_id()
    results = keep(
        any_app,
        change(
            "contact",
            contact,
            {"family_name": "鈴木", "tels": [{"kind": "work", "number": "03-1"}]},
            clock.now,
        ),
        change("encounter", encounter, {"contact_id": contact, "met_at": clock.now}, clock.now),
        change("follow_up", follow_up, {"encounter_id": encounter, "kind": "thanks"}, clock.now),
        now=clock.now,
    )
    assert [result["revision"] for result in results] == [1, 2, 3]
    kept = record(any_app, "contact", contact)
    assert kept["family_name"] == "鈴木"
    assert kept["tels"] == [{"kind": "work", "number": "03-1"}]
    assert kept["created_at"] == kept["updated_at"] == clock.now
    assert record(any_app, "encounter", encounter)["contact_id"] == contact
    assert record(any_app, "follow_up", follow_up)["kind"] == "thanks"


def test_a_record_has_every_field_of_its_kind(any_app: Flask, clock: Clock) -> None:
    event = fresh_id()
    keep(any_app, change("event", event, {"title": "交流会"}, clock.now), now=clock.now)
    kept = record(any_app, "event", event)
    assert kept["fee_yen"] is None
    assert kept["venue"] == ""
    assert kept["revision"] == 1
    assert "search_text" not in kept


def test_a_free_event_differs_from_one_whose_fee_is_unknown(any_app: Flask, clock: Clock) -> None:
    event = fresh_id()
    device = SyncDevice(any_app, clock)
    device.write("event", event, {"fee_yen": 0})
    assert device.values("event", event)["fee_yen"] == 0
    assert record(any_app, "event", event)["fee_yen"] == 0


def test_a_change_that_comes_twice_is_applied_once(any_app: Flask, clock: Clock) -> None:
    sent = change("contact", fresh_id(), {"note": "お酒の話"}, clock.now)
    first = keep(any_app, sent, now=clock.now)
    again = keep(any_app, sent, sent, now=clock.after(hours=1))
    assert again == first * 2
    with any_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Change)) == 1
        assert db.session.scalar(select(Account.revision).where(Account.id == SATO.id)) == 1


def test_a_change_id_that_comes_back_for_another_record_gets_its_old_result_and_blocks_nothing(
    any_app: Flask, clock: Clock
) -> None:
    sent = change("contact", fresh_id(), {"note": "お酒の話"}, clock.now)
    first = keep(any_app, sent, now=clock.now)
    other, good = fresh_id(), fresh_id()
    stolen = {**sent, "id": other, "set": {"note": "別の人"}}
    again = keep(
        any_app, stolen, change("contact", good, {"note": "三人目"}, clock.now), now=clock.now
    )
    assert again[0] == first[0]
    assert again[1]["revision"] == 2
    assert record(any_app, "contact", other) is None
    assert record(any_app, "contact", good)["note"] == "三人目"


def test_a_bad_change_never_blocks_the_good_ones(any_app: Flask, clock: Clock) -> None:
    good, bad = fresh_id(), fresh_id()
    results = keep(
        any_app,
        change("contact", bad, {"note": "x" * 10_001, "emails": "a@b.jp"}, clock.now),
        change("contact", good, {"note": "x" * 10_000}, clock.now),
        now=clock.now,
    )
    assert results[0]["error"] == {"note": "errors.too_long", "emails": "errors.not_text"}
    assert results[1]["revision"] == 1
    assert record(any_app, "contact", bad) is None


def test_a_refused_change_is_not_known_when_it_comes_again(any_app: Flask, clock: Clock) -> None:
    sent = change("contact", fresh_id(), {"note": 3}, clock.now)
    assert "error" in keep(any_app, sent, now=clock.now)[0]
    mended = {**sent, "set": {"note": "3"}}
    assert keep(any_app, mended, now=clock.now)[0]["revision"] == 1


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "kind": ({"kind": "wallet"}, "kind"),
    "kind as list": ({"kind": ["contact"]}, "kind"),
    "id in capitals": ({"id": "0193A000-0000-7000-8000-00000000000A"}, "id"),
    "id of another form": ({"id": "0193a0000000700080000000000000aa"}, "id"),
    "base as text": ({"base": "0"}, "base"),
    "base below zero": ({"base": -1}, "base"),
    "base as truth": ({"base": True}, "base"),
    "base beyond what is exact": ({"base": 2**53}, "base"),
    "at without zone": ({"at": "2025-11-20T10:42:00.000"}, "at"),
    "at on no day": ({"at": "2025-02-30T10:42:00.000Z"}, "at"),
    "at before 1900": ({"at": "1899-12-31T23:59:59.999Z"}, "at"),
    "at as number": ({"at": 1763635320}, "at"),
    "set as list": ({"set": []}, "set"),
    "deleted as number": ({"deleted": 1}, "deleted"),
    "boolean as number": ({"set": {"do_not_contact": 1}}, "do_not_contact"),
    "choice nobody offers": ({"set": {"source": "telepathy"}}, "source"),
    "list of numbers": ({"set": {"emails": [1]}}, "emails"),
    "21 addresses": ({"set": {"emails": ["a@b.jp"] * 21}}, "emails"),
    "telephone of unknown kind": ({"set": {"tels": [{"kind": "pager", "number": "1"}]}}, "tels"),
    "null for a text": ({"set": {"note": None}}, "note"),
    "new field with an odd name": ({"set": {"_sort_key": "x"}}, "_sort_key"),
    "new field with depth": ({"set": {"scores": {"a": 1}}}, "scores"),
    "new field, far too long": ({"set": {"memo": "x" * 10_001}}, "memo"),
    "record of the server's": ({"kind": "conflict", "set": {"kept_value": "1"}}, "kept_value"),
    "preference of nobody": ({"kind": "preference", "set": {"theme": "dark"}}, "id"),
}


@pytest.mark.parametrize("name", BAD)
def test_it_refuses(name: str, app: Flask, clock: Clock) -> None:
    more, field = BAD[name]
    sent = {**change("contact", fresh_id(), {}, clock.now), **more}
    assert list(keep(app, sent, now=clock.now)[0]["error"]) == [field]


@pytest.mark.parametrize("fee", [1.5, "3000", -1, 2**53, True, "NaN"])
def test_a_fee_is_a_whole_number(fee: object, app: Flask, clock: Clock) -> None:
    sent = change("event", fresh_id(), {"fee_yen": fee}, clock.now)
    assert keep(app, sent, now=clock.now)[0]["error"] == {"fee_yen": "errors.not_a_number"}


def test_nobody_makes_a_conflict_but_the_server(app: Flask, clock: Clock) -> None:
    sent = change("conflict", fresh_id(), {"resolved_at": clock.now}, clock.now)
    assert keep(app, sent, now=clock.now)[0]["error"] == {"id": "errors.not_found"}


def test_text_is_kept_as_written_but_in_one_form(any_app: Flask, clock: Clock) -> None:
    contact = fresh_id()
    written = {
        "note": " 第一行\r\n第二行\x00 ",
        "organization": "㈱髙島屋",
        "given_name": "か\u3099\ud800",
    }
    keep(any_app, change("contact", contact, written, clock.now), now=clock.now)
    kept = record(any_app, "contact", contact)
    assert kept["note"] == "第一行\n第二行"
    assert kept["organization"] == "㈱髙島屋"
    assert kept["given_name"] == "が"


def test_a_field_of_a_newer_client_comes_back_as_it_was(any_app: Flask, clock: Clock) -> None:
    """A rollback of the server loses nothing."""
    contact = fresh_id()
    device = SyncDevice(any_app, clock)
    device.write(
        "contact", contact, {"family_name": "鈴木", "pronoun": "氏", "scores": [1, 2.5, None]}
    )
    device.write("contact", contact, {"pronoun": "様"}, base=1)
    values = device.values("contact", contact)
    assert (values["pronoun"], values["scores"]) == ("様", [1, 2.5, None])


def test_it_derives_the_keys_by_which_people_search(any_app: Flask, clock: Clock) -> None:
    contact = fresh_id()
    names = {"family_name": "髙橋", "phonetic_family_name": "タカハシ"}
    keep(any_app, change("contact", contact, names, clock.now), now=clock.now)
    with any_app.app_context():
        row = db.session.get_one(Contact, (SATO.id, contact))
        assert row.row_key == "た"
        assert "高橋" in row.search_text


def test_two_accounts_may_have_a_record_of_the_same_id(any_app: Flask, clock: Clock) -> None:
    """C02: an id is unique inside an account, so nobody can touch or probe another's."""
    contact = fresh_id()
    keep(any_app, change("contact", contact, {"note": "佐藤のメモ"}, clock.now), now=clock.now)
    for more in ({}, {"base": 1}, {"deleted": True}, {"base": 1, "deleted": True}):
        keep(
            any_app,
            change("contact", contact, {"note": "伊藤のメモ"}, clock.now, **more),
            now=clock.now,
            owner=ITO.id,
        )
    assert record(any_app, "contact", contact)["note"] == "佐藤のメモ"
    assert record(any_app, "contact", contact, ITO.id) is None


def test_a_row_that_travels_is_written_by_nobody_else(any_app: Flask, clock: Clock) -> None:
    contact = fresh_id()
    keep(any_app, change("contact", contact, {"note": "a"}, clock.now), now=clock.now)
    with any_app.app_context():
        db.session.get_one(Contact, (SATO.id, contact)).note = "b"
        with pytest.raises(SyncedRowError):
            db.session.commit()
        db.session.rollback()
        db.session.add(Contact(account_id=SATO.id, id=fresh_id()))
        with pytest.raises(SyncedRowError):
            db.session.flush()
        db.session.rollback()
        with pytest.raises(SyncedRowError):
            db.session.execute(update(Contact).values(note="b"))


def test_a_deleted_account_takes_nothing(any_app: Flask, clock: Clock) -> None:
    with any_app.app_context():
        db.session.execute(
            update(Account).where(Account.id == SATO.id).values(deleted_at=clock.now)
        )
        db.session.commit()
    device = SyncDevice(any_app, clock)
    response = device.post(change("contact", fresh_id(), {}, clock.now))
    assert response.status_code == 401


def test_sqlite_forgets_no_commit_when_the_power_goes(make_app: Any, databases: Any) -> None:
    with make_app(databases("sqlite")).app_context():
        assert db.session.scalar(text("PRAGMA synchronous")) == 2
        assert db.session.scalar(text("PRAGMA journal_mode")) == "wal"
