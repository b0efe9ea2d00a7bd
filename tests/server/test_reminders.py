"""Reminders: when they come, that each is sent once, that they name nobody, and whom they may call."""

import json
import signal
import time
from collections.abc import Callable

import pytest
from flask import Flask

from server.domain.reminder import reminders_due
from server.store.database import db
from server.store.reminder_models import PushSubscription, Reminder
from tests.clients import Browser, Clock, sign_in
from tests.conftest import settle_cast
from tests.figures import figure
from tests.people import ITO, SATO
from tests.push_receiver import Receiver
from tests.server.reminded import (
    HTMX,
    LAST_CALL,
    MET,
    MORNING,
    NAMES,
    meet,
    one_round,
    process,
)

SERVICES = (
    "https://fcm.googleapis.com/fcm/send/a:b",
    "https://web.push.apple.com/Q",
    "https://updates.push.services.mozilla.com/wpush/v2/x",
    "https://wns2-par02p.notify.windows.com/w/?t=1",
)


@pytest.fixture
def reminding(
    make_app: Callable[..., Flask], one_database: str, clock: Clock, receiver: Receiver
) -> Flask:
    app = make_app(one_database, PUSH_HOSTS=receiver.address)
    settle_cast(app, clock.now)
    return app


def _subscribe(app: Flask, receiver: Receiver, name: str = "one") -> Browser:
    page = sign_in(app, SATO)
    url = "/settings/reminders/subscription"
    assert page.post(url, data=receiver.subscription(name), headers=HTMX).status_code == 204
    return page


def test_r36_it_reminds_in_the_morning_and_three_hours_before_the_end(
    reminding: Flask, receiver: Receiver, clock: Clock
) -> None:
    meet(reminding, people=2)
    _subscribe(reminding, receiver)
    sent: list[str] = []
    # Every five minutes for two days.
    for _ in range(2 * 288):
        clock.move(minutes=5)
        if one_round(reminding).get("pushed"):
            sent.append(clock.now[:16])
    assert sent == ["2025-11-20T23:32", "2025-11-21T07:42"]
    headers, said = receiver.pushes[0]
    assert said == {
        "web_push": 8030,
        "app_badge": 2,
        "notification": {
            "title": "お礼の連絡",
            "body": "昨日までに会った方へのお礼が、あと2人です",
            "lang": "ja",
            "dir": "ltr",
            "tag": "morning-2025-11-21",
            "navigate": "http://localhost/follow-ups",
            "silent": False,
        },
    }
    assert headers["Topic"] == "morning-2025-11-21"
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Authorization"].startswith("vapid t=")
    assert receiver.pushes[1][1]["notification"]["tag"] == "last-2025-11-20"
    figure("Reminders for one evening, two people met", f"{len(sent)} in two days of rounds")


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        # Tokyo: met at noon, at 8 in the morning, at half past 23, at 2 in the night.
        ("2025-11-20T03:00:00.000Z", ["2025-11-20T23:30"]),
        ("2025-11-19T23:00:00.000Z", ["2025-11-20T11:00"]),
        ("2025-11-20T14:30:00.000Z", ["2025-11-20T23:30", "2025-11-21T11:00"]),
        ("2025-11-20T17:00:00.000Z", ["2025-11-20T23:30", "2025-11-21T11:00"]),
    ],
)
def test_nobody_is_reminded_at_night_nor_twice_within_two_hours(
    met: str, expected: list[str]
) -> None:
    moment, due = Clock(met), Clock(met)
    due.move(days=1)
    follow_up = {"due_at": due.now, "snoozed_until": ""}
    found: dict[str, str] = {}
    for _ in range(24 * 60 // 5):
        for each in reminders_due([follow_up], [], moment.now, "Asia/Tokyo"):
            found.setdefault(each.key, moment.now[:16])
        moment.move(minutes=5)
    assert sorted(found.values()) == expected


def test_somebody_who_owes_an_answer_is_told_of_once(
    reminding: Flask, receiver: Receiver, clock: Clock
) -> None:
    meet(reminding, sent_at=MET, reply="waiting", remind_on="2025-11-26")
    _subscribe(reminding, receiver)
    for _ in range(10 * 24 * 4):
        clock.move(minutes=15)
        one_round(reminding)
    said = [push["notification"] for _, push in receiver.pushes]
    assert [each["tag"] for each in said] == ["morning-2025-11-26"]
    assert said[0]["body"] == "返事がまだの方が1人います"


def test_thanked_put_off_and_switched_off_are_not_reminded_of(
    reminding: Flask, receiver: Receiver, clock: Clock
) -> None:
    meet(reminding, snoozed_until="2025-11-22T00:00:00.000Z")
    page = _subscribe(reminding, receiver)
    clock.now = MORNING
    assert one_round(reminding) == {}
    meet(reminding, people=2)
    page.post("/settings/reminders", data={"reminders": "off"}, headers=HTMX)
    assert one_round(reminding) == {}
    page.post("/settings/reminders", data={"reminders": "on"}, headers=HTMX)
    assert one_round(reminding) == {"pushed": 1}


def test_c56_a_push_names_nobody_and_never_reaches_a_device_that_signed_out(
    reminding: Flask, receiver: Receiver, clock: Clock
) -> None:
    meet(reminding)
    meet(reminding, sent_at="", reply="waiting", remind_on="2025-11-21")
    page = _subscribe(reminding, receiver)
    clock.now = MORNING
    one_round(reminding)
    clock.now = LAST_CALL
    one_round(reminding)
    said = json.dumps([push for _, push in receiver.pushes], ensure_ascii=False)
    assert len(receiver.pushes) == 2
    assert not [name for name in NAMES if name in said]
    figure("C56 names, companies, notes in push payloads", "0 of 2 payloads")
    json_headers = {"Content-Type": "application/json"}
    assert page.post("/api/auth/sign-out", data="{}", headers=json_headers).status_code < 300
    with reminding.app_context():
        db.session.query(Reminder).delete()
        db.session.commit()
    assert one_round(reminding) == {}
    assert len(receiver.pushes) == 2
    figure("C56 pushes to a signed-out device", "0")


def test_a_browser_that_is_gone_is_forgotten_and_a_service_in_trouble_is_asked_again(
    reminding: Flask, receiver: Receiver, clock: Clock
) -> None:
    meet(reminding)
    _subscribe(reminding, receiver)
    clock.now = MORNING
    receiver.status = 503
    assert one_round(reminding) == {"failed": 1}
    assert one_round(reminding) == {}
    clock.move(minutes=6)
    receiver.status = 301
    assert one_round(reminding) == {"failed": 1}
    clock.move(minutes=6)
    receiver.status = 410
    assert one_round(reminding) == {"gone": 1}
    with reminding.app_context():
        assert db.session.query(PushSubscription).count() == 0


def test_c55_only_push_services_are_called(reminding: Flask, receiver: Receiver) -> None:
    page = sign_in(reminding, SATO)
    hosts = [
        *("https://127.0.0.1/x", "https://localhost/x", "https://10.0.0.1/x", "https://[::1]/x"),
        *("https://169.254.169.254/latest/meta-data/", "https://192.168.0.1:443/x", "https://0x7f000001/x"),
        *("http://fcm.googleapis.com/x", "ftp://fcm.googleapis.com/x", "https://fcm.googleapis.com:8443/x"),
        *("https://fcm.googleapis.com.evil.example/x", "https://evilfcm.googleapis.com/x"),
        *("https://fcm.googleapis.com@evil.example/x", "https://evil.example/fcm.googleapis.com"),
        *("https://push.apple.com.evil.example/x", "https://evilpush.apple.com/x"),
        *("https://evil.example\\@fcm.googleapis.com/x", "https://fcm.googleapis.com\n.evil.example/x"),
        *("//fcm.googleapis.com/x", "https://ｆcm.googleapis.com/x", f"http://{receiver.address}1/x", ""),
    ]  # fmt: skip
    url = "/settings/reminders/subscription"
    refused = [
        page.post(url, data={"endpoint": host, **receiver.keys}, headers=HTMX).status_code
        for host in hosts
    ]
    assert set(refused) == {422} or set(refused) == {400}, refused
    for broken in ({"p256dh": "x"}, {"auth": "short"}, {"p256dh": receiver.keys["p256dh"][:-4]}):
        data = {**receiver.subscription(), **broken}
        assert page.post(url, data=data, headers=HTMX).status_code in (400, 422)
    with reminding.app_context():
        assert db.session.query(PushSubscription).count() == 0
    assert receiver.requests == 0
    for known in SERVICES:
        data = {"endpoint": known, **receiver.keys}
        assert page.post(url, data=data, headers=HTMX).status_code == 204
    figure("C55 push endpoints on foreign hosts", f"0 of {len(hosts)} stored, 0 connections")


def test_a_browser_pushes_for_whoever_subscribed_on_it_last(
    reminding: Flask, receiver: Receiver
) -> None:
    _subscribe(reminding, receiver)
    page = sign_in(reminding, ITO)
    page.post("/settings/reminders/subscription", data=receiver.subscription(), headers=HTMX)
    with reminding.app_context():
        assert [row.account_id for row in db.session.query(PushSubscription)] == [ITO.id]
    ending = "/settings/reminders/subscription/ending"
    data = {"endpoint": receiver.endpoint()}
    assert sign_in(reminding, SATO).post(ending, data=data, headers=HTMX).status_code == 204
    with reminding.app_context():
        assert db.session.query(PushSubscription).count() == 1
    page.post(ending, data=data, headers=HTMX)
    with reminding.app_context():
        assert db.session.query(PushSubscription).count() == 0


def test_doubled_and_killed_processes_send_each_reminder_once(
    reminding: Flask, receiver: Receiver, clock: Clock
) -> None:
    meet(reminding, people=3)
    _subscribe(reminding, receiver, "one")
    _subscribe(reminding, receiver, "two")
    # Killed while the service takes its time: what was begun is given up, and taken up again after the lease.
    receiver.seconds = 30
    victim = process(reminding, MORNING, PUSH_HOSTS=receiver.address)
    for _ in range(600):
        if receiver.requests:
            break
        time.sleep(0.05)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    receiver.seconds = 0
    clock.now = MORNING
    assert one_round(reminding) == {}
    clock.move(minutes=6)
    for each in [process(reminding, clock.now, PUSH_HOSTS=receiver.address) for _ in range(4)]:
        assert each.wait(timeout=60) == 0
    clock.move(minutes=6)
    assert one_round(reminding) == {}
    shown = {(headers["path"], headers["Topic"]) for headers, _ in receiver.pushes}
    assert shown == {(f"/push/{name}", "morning-2025-11-21") for name in ("one", "two")}
    # The one delivery that was under way when its process died is said again, under the name that replaces it.
    assert len(receiver.pushes) == 3
    figure("Reminders by 1 killed and 4 doubled processes, 2 devices", "each shown once")
