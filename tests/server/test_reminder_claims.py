"""The claim by which a reminder is sent once, and the private addresses, on both database engines."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from server.store import reminders
from server.store.database import writing
from tests.clients import Clock
from tests.figures import figure
from tests.people import ITO, SATO

KEY = "morning-2025-11-21"


def _claim(app: Flask, clock: Clock) -> bool:
    with app.app_context(), writing():
        return reminders.claim(SATO.id, KEY, clock.now, clock.after(minutes=5))


def test_one_of_twenty_gets_it_until_its_lease_ends_and_nobody_once_it_is_done(
    any_app: Flask, clock: Clock
) -> None:
    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(lambda _: _claim(any_app, clock), range(20)))
    assert won.count(True) == 1
    clock.move(minutes=5)
    assert _claim(any_app, clock)
    assert not _claim(any_app, clock)
    with any_app.app_context(), writing():
        reminders.settle(SATO.id, KEY, clock.now)
    clock.move(days=1)
    assert not _claim(any_app, clock)
    figure("Reminder claimed by 20 at once", f"{won.count(True)} won")


def test_only_living_sessions_are_pushed_to_and_the_rest_is_swept(
    any_app: Flask, clock: Clock
) -> None:
    values = {
        "endpoint": "https://fcm.googleapis.com/x",
        "p256dh": "k",
        "auth": "s",
        "now": clock.now,
    }
    with any_app.app_context():
        with writing():
            for person in (SATO, ITO, SATO):
                session = {"session_id": person.device_id, **values}
                reminders.add_subscription(person.id, "one", **session)
        assert reminders.accounts_to_remind() == [SATO.id]
        (found,) = reminders.subscriptions_of(SATO.id)
        assert found.session_last_seen_at == clock.now
        assert reminders.subscriptions_of(ITO.id) == []
        with writing():
            reminders.add_subscription(ITO.id, "two", session_id="ended", **values)
            reminders.sweep_reminders(clock.now)
        assert reminders.accounts_to_remind() == [SATO.id]


def test_a_new_calendar_address_ends_the_old_one(any_app: Flask, clock: Clock) -> None:
    with any_app.app_context():
        for token_hash in ("old", "new"):
            with writing():
                reminders.make_feed(SATO.id, token_hash, clock.now)
        assert [reminders.owner_of_feed(each) for each in ("old", "new")] == ["", SATO.id]
        with writing():
            reminders.end_feed(SATO.id)
        assert not reminders.has_feed(SATO.id)
