"""Deleting one's account: what it asks for, what ends at once, and what a second press does."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from server.auth import tokens
from server.store.database import db
from tests.ceremonies import MANY, Visitor
from tests.clients import Browser, Clock, sign_in
from tests.people import ITO, SATO, Person
from tests.push_receiver import Receiver
from tests.server.devices import SyncDevice
from tests.server.strangers import TOKEN_CARD, TOKEN_ONE, Hall

PATH = "/settings/deletion"
HTMX = {"HX-Request": "true"}
FORM = {"understood": "true"}


@pytest.fixture
def hall(any_app: Flask, clock: Clock) -> Hall:
    made = Hall(any_app, clock)
    made.introduce()
    made.share_card()
    return made


def _delete(browser: Browser, **form: str) -> Any:
    return browser.post(PATH, data=form or FORM, headers=HTMX)


def _row(app: Flask, person: Person) -> dict[str, Any]:
    with app.app_context():
        query = text("SELECT deleted_at, display_name FROM account WHERE id = :id")
        return dict(db.session.execute(query, {"id": person.id}).mappings().one())


def test_the_page_names_what_goes_when_and_offers_the_export_first(hall: Hall) -> None:
    page = sign_in(hall.app, SATO).get(PATH, headers={"Accept-Language": "ja"}).text
    assert "人 2・交流会 1・会話 0・写真 0" in page
    order = (
        "すぐに",
        "24時間以内に",
        "残るもの",
        "/api/export/enishi.zip",
        'hx-post="/settings/deletion"',
    )
    places = [page.index(word) for word in order]
    assert places == sorted(places)


def test_without_the_tick_nothing_goes_and_the_form_says_what_is_missing(hall: Hall) -> None:
    answer = _delete(sign_in(hall.app, SATO), understood="")
    assert answer.status_code == 422
    assert "印を付けてください" in answer.text
    assert _row(hall.app, SATO)["deleted_at"] == ""


def test_after_five_minutes_it_asks_for_the_person_first(
    make_app: Callable[..., Flask], one_database: str, clock: Clock
) -> None:
    visitor = Visitor(make_app(one_database, **MANY))
    visitor.sign_up()
    clock.move(minutes=5)
    assert _delete(visitor.browser).status_code == 403
    # What is missing is told without the passkey.
    assert _delete(visitor.browser, understood="").status_code == 422
    assert visitor.is_in()
    visitor.step_up()
    assert _delete(visitor.browser).status_code == 200
    assert not visitor.is_in()


def test_its_passkey_signs_nobody_in_and_is_named_to_be_forgotten(
    make_app: Callable[..., Flask], one_database: str
) -> None:
    visitor = Visitor(make_app(one_database, **MANY))
    visitor.sign_up()
    answer = _delete(visitor.browser)
    assert f'data-user-handle="{visitor.authenticator.passkeys[0].user_handle}"' in answer.text
    told = visitor.sign_in()
    assert (told.status_code, told.get_json()["error"]["key"]) == (401, "sessions.unknown_passkey")


def test_every_session_ends_as_by_hand_so_that_devices_wipe(hall: Hall) -> None:
    desk = SyncDevice(hall.app, hall.clock)
    _delete(sign_in(hall.app, SATO))
    for device in (hall.phone, desk):
        answer = device.post()
        assert (answer.status_code, answer.json["error"]["key"]) == (401, "errors.session_revoked")
    assert _row(hall.app, SATO) == {"deleted_at": hall.clock.now, "display_name": ""}


def test_links_tokens_and_the_calendar_address_open_nothing(hall: Hall) -> None:
    page = sign_in(hall.app, SATO)
    made = page.post("/settings/calendar-feed", headers=HTMX).text
    feed = made.split('id="feed-url"')[1].split('value="http://localhost')[1].split('"')[0]
    with hall.app.app_context():
        secret = tokens.make_token(SATO.id, "書き出し").secret
    bearer = {"Authorization": f"Bearer {secret}"}
    links = (f"/i/{TOKEN_ONE}", f"/c/{TOKEN_CARD}")
    stranger = hall.stranger()
    assert [hall.open(link)[0] for link in links] == [200, 200]
    assert stranger.get(feed).status_code == 200
    assert stranger.get("/contacts", headers=bearer).status_code == 200

    _delete(page)
    uniform = hall.open("/c/nowhere")
    assert uniform[0] == 404
    assert [hall.open(link) for link in links] == [uniform, uniform]
    assert stranger.get(feed).status_code == 404
    assert stranger.post("/api/sync", json={}, headers=bearer).status_code == 401


def test_no_reminder_is_pushed_any_more(
    make_app: Callable[..., Flask], one_database: str, receiver: Receiver
) -> None:
    app = make_app(one_database, PUSH_HOSTS=receiver.address)
    visitor = Visitor(app)
    visitor.sign_up()
    url = "/settings/reminders/subscription"
    assert visitor.browser.post(url, data=receiver.subscription(), headers=HTMX).status_code == 204
    _delete(visitor.browser)
    with app.app_context():
        assert list(db.session.execute(text("SELECT id FROM push_subscription"))) == []


def test_a_second_press_changes_nothing(hall: Hall, clock: Clock) -> None:
    page = sign_in(hall.app, SATO)
    assert _delete(page).status_code == 200
    before = _row(hall.app, SATO)
    clock.move(minutes=1)
    assert _delete(page).status_code == 401
    assert _row(hall.app, SATO) == before


def test_the_neighbour_notices_nothing(hall: Hall) -> None:
    _delete(sign_in(hall.app, SATO))
    assert sign_in(hall.app, ITO).get("/settings").status_code == 200
    assert _row(hall.app, ITO) == {"deleted_at": "", "display_name": ITO.display_name}


def test_goodbye_is_said_in_the_language_of_the_account_and_to_nobody_who_stays(hall: Hall) -> None:
    page = sign_in(hall.app, SATO)
    assert page.get("/goodbye").headers["Location"] == "/"
    page.post("/settings", data={"locale": "en"}, headers=HTMX)
    _delete(page)
    said = page.get("/goodbye", headers={"Accept-Language": "ja"})
    assert said.status_code == 200
    assert "Your account is deleted" in said.text
    assert "ログイン" not in said.text
