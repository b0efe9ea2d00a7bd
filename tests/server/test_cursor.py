"""The cursor: whoever follows it sees every record, each answer is bounded, and a restored server is noticed."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from server.store.auth_models import Account
from server.store.database import db, writing
from server.sync.apply import apply
from server.sync.merge import Device
from tests.clients import Clock
from tests.people import ITO, SATO
from tests.server.devices import SyncDevice, change, fresh_id


def contacts(count: int, at: str) -> list[dict[str, Any]]:
    return [change("contact", fresh_id(), {"family_name": f"鈴木{n}"}, at) for n in range(count)]


def test_a_first_pull_brings_everything_in_answers_of_a_thousand(
    any_app: Flask, clock: Clock
) -> None:
    writer, reader = SyncDevice(any_app, clock), SyncDevice(any_app, clock)
    for _ in range(5):
        writer.sync(*contacts(420, clock.now))
    first = reader.post().json
    assert (len(first["records"]), first["more"], first["total"]) == (1000, True, 2100)
    assert first["cursor"].endswith(".1000")
    answer = reader.sync()
    assert len(answer["records"]) == 2100
    assert [record["revision"] for record in answer["records"]] == list(range(1, 2101))
    assert reader.sync()["records"] == []


def test_kinds_come_mixed_in_the_order_of_their_revisions(any_app: Flask, clock: Clock) -> None:
    writer, reader = SyncDevice(any_app, clock), SyncDevice(any_app, clock)
    kinds = ["contact", "encounter", "event", "follow_up", "photo"] * 3
    writer.sync(*[change(kind, fresh_id(), {}, clock.now) for kind in kinds])
    records = reader.sync()["records"]
    assert [record["kind"] for record in records] == kinds


def test_a_device_gets_what_changed_and_nothing_else(any_app: Flask, clock: Clock) -> None:
    phone, desktop = SyncDevice(any_app, clock), SyncDevice(any_app, clock)
    sent = contacts(30, clock.now)
    phone.sync(*sent)
    desktop.sync()
    for each in sent[:10]:
        phone.write("contact", each["id"], {"title": "課長"}, base=30)
    answer = desktop.sync()
    assert {record["id"] for record in answer["records"]} == {each["id"] for each in sent[:10]}
    assert all(record["set"]["title"] == "課長" for record in answer["records"])


def test_a_device_is_not_sent_what_it_wrote_itself(any_app: Flask, clock: Clock) -> None:
    phone = SyncDevice(any_app, clock)
    assert phone.sync(*contacts(5, clock.now))["records"] == []
    assert phone.sync()["records"] == []


def test_it_is_sent_what_the_server_changed_in_its_words(any_app: Flask, clock: Clock) -> None:
    phone = SyncDevice(any_app, clock)
    contact = fresh_id()
    records = phone.sync(change("contact", contact, {"note": " 会場で "}, clock.now))["records"]
    assert [record["set"]["note"] for record in records] == ["会場で"]


def test_it_is_sent_its_own_record_when_the_first_answer_was_lost(
    any_app: Flask, clock: Clock
) -> None:
    phone = SyncDevice(any_app, clock)
    sent = change("contact", fresh_id(), {"note": " 会場で "}, clock.now)
    phone.post(sent)
    answer = phone.sync(sent)
    assert answer["results"][0]["revision"] == 1
    assert answer["records"][0]["set"]["note"] == "会場で"


def test_it_gets_the_news_of_others_with_its_own_push(any_app: Flask, clock: Clock) -> None:
    phone, desktop = SyncDevice(any_app, clock), SyncDevice(any_app, clock)
    desktop.sync(*contacts(3, clock.now))
    own = contacts(2, clock.now)
    records = phone.sync(*own)["records"]
    assert len(records) == 3
    assert not {record["id"] for record in records} & {each["id"] for each in own}


def test_a_deleted_record_travels_as_one(any_app: Flask, clock: Clock) -> None:
    phone, desktop = SyncDevice(any_app, clock), SyncDevice(any_app, clock)
    sent = contacts(1, clock.now)[0]
    phone.sync(sent)
    desktop.sync()
    phone.write("contact", sent["id"], {}, base=1, deleted=True)
    record = desktop.sync()["records"][0]
    assert record["deleted"] is True
    assert record["set"]["deleted_at"] == clock.now


def test_another_account_sees_nothing(any_app: Flask, clock: Clock) -> None:
    SyncDevice(any_app, clock, SATO).sync(*contacts(5, clock.now))
    assert SyncDevice(any_app, clock, ITO).sync()["records"] == []


@pytest.mark.parametrize(
    "cursor", ["", "12", "x.", ".5", "a.-1", "A.1", "a.1 ", "a.1.2", 7, [], {}, True]
)
def test_a_cursor_nobody_gave_is_refused(cursor: object, app: Flask, clock: Clock) -> None:
    response = SyncDevice(app, clock).post(cursor=cursor)
    assert response.status_code == 400
    assert response.json["error"]["kind"] == "invalid"


def test_a_restored_server_asks_for_everything_again(any_app: Flask, clock: Clock) -> None:
    phone = SyncDevice(any_app, clock)
    sent = contacts(3, clock.now)
    phone.sync(*sent)
    before = phone.cursor
    any_app.test_cli_runner().invoke(args=["restored"])
    answer = phone.sync()
    assert answer["cursor"].split(".")[0] != str(before).split(".")[0]
    assert len(answer["records"]) == 3


def test_a_counter_that_went_back_is_noticed_without_the_command(
    any_app: Flask, clock: Clock
) -> None:
    """Somebody copied an old database file back and told nobody."""
    phone = SyncDevice(any_app, clock)
    phone.sync(*contacts(3, clock.now))
    before = str(phone.cursor)
    with any_app.app_context():
        db.session.execute(update(Account).where(Account.id == SATO.id).values(revision=1))
        db.session.commit()
    assert phone.sync()["cursor"].split(".")[0] != before.split(".")[0]
    assert phone.sync()["cursor"].split(".")[0] != before.split(".")[0]


def test_a_revision_of_another_life_says_nothing(any_app: Flask, clock: Clock) -> None:
    phone, desktop = SyncDevice(any_app, clock), SyncDevice(any_app, clock)
    contact = fresh_id()
    desktop.write("contact", contact, {"title": "部長"})
    phone.sync()
    any_app.test_cli_runner().invoke(args=["restored"])
    clock.move(hours=-1)
    lost = phone.write("contact", contact, {"title": "課長"}, base=1)["lost"]
    assert lost == ["title"]


def test_a_reader_beside_busy_writers_skips_nothing(any_app: Flask, clock: Clock) -> None:
    """SYNC 3: number order is commit order, for the account's row is locked until the commit."""
    writers, rounds = 4, 12
    written: list[str] = []

    def push() -> None:
        for _ in range(rounds):
            sent = contacts(3, clock.now)
            with any_app.app_context():
                apply(SATO.id, Device(fresh_id()), sent, clock.now)
            written.extend(each["id"] for each in sent)

    threads = [threading.Thread(target=push) for _ in range(writers)]
    reader, seen = SyncDevice(any_app, clock), []
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seen += reader.sync()["records"]
    for thread in threads:
        thread.join()
    seen += reader.sync()["records"]
    assert len(written) == writers * rounds * 3
    assert sorted(record["id"] for record in seen) == sorted(written)
    assert [record["revision"] for record in seen] == list(range(1, len(written) + 1))


def test_a_reader_that_started_before_a_commit_does_not_pass_it(
    make_app: Callable[..., Flask], databases: Callable[[str], str], clock: Clock
) -> None:
    """The cure itself, on PostgreSQL: while one transaction holds a number, nobody gets a higher one."""
    app = make_app(databases("postgresql"))
    with app.app_context():
        with writing() as session:
            session.add(
                Account(
                    id=SATO.id, display_name="s", user_handle="s", epoch="e", created_at=clock.now
                )
            )
        holder = db.engine.connect().execution_options(isolation_level="READ COMMITTED")
        begun = holder.begin()
        holder.execute(select(Account.revision).where(Account.id == SATO.id).with_for_update())
    done = threading.Event()

    def push() -> None:
        with app.app_context():
            apply(SATO.id, Device(fresh_id()), contacts(1, clock.now), clock.now)
        done.set()

    thread = threading.Thread(target=push)
    thread.start()
    assert not done.wait(0.3)
    begun.commit()
    holder.close()
    assert done.wait(10)
    thread.join()
