"""What a deleted account leaves behind (SECURITY C75): nothing, on any shelf, after a day."""

import json
import secrets
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from server.auth import recovery, tokens
from server.auth.secret import hash_secret
from server.config import settings
from server.store import photo_files, reminders
from server.store.database import db, writing
from tests.clients import Clock, sign_in
from tests.figures import figure
from tests.people import ITO, SATO, Person
from tests.server.devices import SyncDevice, change, fresh_id
from tests.server.routes import contents
from tests.server.strangers import TOKEN_CARD, TOKEN_ONE, Hall

JPEG, SHA256 = b"\xff\xd8 jpeg", "ab" * 32


@pytest.fixture
def hall(any_app: Flask, clock: Clock) -> Hall:
    """Sato's account with something of everything in it, and Ito's beside it."""
    made = Hall(any_app, clock)
    made.introduce()
    made.share_card()
    made.open(f"/i/{TOKEN_ONE}", {})
    made.open(
        f"/c/{TOKEN_CARD}/leave",
        {"form_token": made.form_token(), "name": "小川", "agreed": "true"},
    )
    for person in (SATO, ITO):
        phone = SyncDevice(any_app, clock, person)
        photo = {"contact_id": fresh_id(), "sha256": SHA256, "taken_at": clock.now}
        phone.sync(change("photo", fresh_id(), photo, clock.now))
        with any_app.app_context():
            photo_files.keep_photo(person.id, SHA256, JPEG, clock.now)
            _belongings(person, clock.now)
    return made


def _belongings(person: Person, now: str) -> None:
    tokens.make_token(person.id, "書き出し")
    recovery.make_link(person.id)
    with writing():
        reminders.make_feed(person.id, hash_secret(secrets.token_urlsafe(32)), now)
        keys = {
            "session_id": person.device_id,
            "endpoint": "https://push.example/1",
            "p256dh": "k",
            "auth": "a",
        }
        reminders.add_subscription(person.id, hash_secret(person.id), now=now, **keys)


def _rows(app: Flask, person: Person) -> dict[str, int]:
    """How many rows of each table name this account, and which tables those are."""
    counts = {name: sum(person.id in row for row in rows) for name, rows in contents(app).items()}
    return {name: count for name, count in counts.items() if count}


def _words(app: Flask) -> set[str]:
    """Names that the account and its devices go by."""
    both = "account JOIN session ON account_id = account.id"
    query = f"SELECT display_name, device_label FROM {both} WHERE deleted_at != ''"
    with app.app_context():
        return {word for row in db.session.execute(text(query)) for word in row if word}


def _files(app: Flask, person: Person) -> list[Path]:
    with app.app_context():
        return [each for each in (settings().photo_folder / person.id).rglob("*") if each.is_file()]


def _delete(app: Flask, person: Person) -> None:
    form = {"understood": "true"}
    browser = sign_in(app, person)
    answer = browser.post("/settings/deletion", data=form, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.text


def _purge(app: Flask) -> str:
    answer = app.test_cli_runner().invoke(args=["purge"])
    assert answer.exit_code == 0, answer.output
    return str(answer.output)


def _told(hall: Hall) -> tuple[int, str]:
    """What a device of the account hears when it asks again."""
    answer = hall.phone.post()
    return answer.status_code, json.dumps(answer.json)


def test_c75_of_a_deleted_account_nothing_is_left_after_a_day(hall: Hall, clock: Clock) -> None:
    app = hall.app
    of_sato, of_ito = _rows(app, SATO), _rows(app, ITO)
    assert len(_files(app, SATO)) == len(_files(app, ITO)) == 1
    # Something stood on every shelf that is emptied here.
    shelves = {
        "access_token",
        "calendar_feed",
        "change",
        "contact",
        "introduction",
        "left_card",
        "my_card",
    }
    shelves |= {
        "photo",
        "photo_file",
        "provision",
        "public_link",
        "push_subscription",
        "recovery_link",
        "session",
    }
    assert shelves <= of_sato.keys()

    # Offered first, and used: how often is counted under the account's name too.
    assert sign_in(app, SATO).get("/api/export/enishi.zip").status_code == 200
    _delete(app, SATO)
    assert {hall.open(f"/i/{TOKEN_ONE}", {})[0], hall.open(f"/c/{TOKEN_CARD}", {})[0]} == {404}
    _purge(app)
    # How often they exported is counted for an hour; what tells their devices to wipe stays for a day.
    assert _rows(app, SATO).keys() == {"account", "session", "rate_limit"}
    assert _words(app) == set()
    assert _files(app, SATO) == []
    status, told = _told(hall)
    assert status == 401
    assert "revoked" in told

    clock.move(hours=23, minutes=59)
    assert "0 accounts" in _purge(app)
    clock.move(minutes=1)
    assert "1 accounts" in _purge(app)
    left = sum(_rows(app, SATO).values())
    photos, kept = len(_files(app, SATO)), sum(_rows(app, ITO).values())
    figure(
        "C75",
        f"{sum(of_sato.values())} rows in {len(of_sato)} tables and 1 photo: after 24 h {left} rows, {photos} photos; "
        f"the neighbour keeps {kept} of {sum(of_ito.values())} rows",
    )
    assert left == 0
    assert _rows(app, ITO) == of_ito
    assert len(_files(app, ITO)) == 1
    assert _told(hall)[0] == 401


def test_an_account_that_lives_loses_nothing_to_the_purge(hall: Hall) -> None:
    before = _rows(hall.app, SATO)
    assert "accounts" not in _purge(hall.app)
    assert _rows(hall.app, SATO) == before
    assert len(_files(hall.app, SATO)) == 1
