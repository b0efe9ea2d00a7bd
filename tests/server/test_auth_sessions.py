"""C67 and C68: the secret of a session, how long it lives, and what an ended one is told."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from server.auth import cookies
from server.store.auth_models import Session
from server.store.database import db
from tests.authenticator import from_base64url
from tests.ceremonies import MANY, Visitor
from tests.conftest import Clock
from tests.figures import figure

TOKEN_BITS = 256


@pytest.fixture
def app(make_app: Callable[..., Flask], one_database: str) -> Flask:
    return make_app(one_database, **MANY)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    someone = Visitor(app)
    assert someone.sign_up().status_code == 200
    return someone


def _other_device(app: Flask, visitor: Visitor) -> Visitor:
    second = Visitor(app)
    second.authenticator = visitor.authenticator
    assert second.sign_in().status_code == 200
    return second


def _told(visitor: Visitor) -> str:
    """What the sync interface says to a session that opens nothing."""
    answer = visitor.browser.post("/api/sync", json={})
    assert answer.status_code == 401
    return str(answer.get_json()["error"]["key"])


def test_a_secret_is_long_stored_as_a_hash_new_at_each_sign_in_and_the_old_one_is_dead(
    app: Flask, visitor: Visitor
) -> None:
    first = visitor.secret
    visitor.sign_in()
    second = visitor.secret
    with app.app_context():
        stored = " ".join(
            str(value) for row in db.session.execute(select(Session.__table__)) for value in row
        )
    visitor.browser.set_cookie("enishi", first, domain="localhost")
    bits, in_clear, alive = (
        len(from_base64url(second)) * 8,
        sum(s in stored for s in (first, second)),
        visitor.is_in(),
    )
    figure(
        "C67",
        f"{bits} bits, {in_clear} stored in clear, {int(alive)} old secrets alive after a sign-in",
    )
    assert (bits, in_clear, alive) == (TOKEN_BITS, 0, False)
    assert first != second


@pytest.mark.parametrize(
    ("url", "name", "is_secure"),
    [("https://enishi.example", "__Host-enishi", True), ("http://localhost:8000", "enishi", False)],
)
def test_every_flag_of_the_cookie_is_set(
    url: str, name: str, is_secure: bool, make_app: Callable[..., Flask], one_database: str
) -> None:
    app = make_app(one_database, PUBLIC_URL=url)
    with app.test_request_context("/"):
        response = app.response_class()
        cookies.set_session_cookie(response, app.extensions["enishi"].settings, "secret", True)
    flags = response.headers["Set-Cookie"].split("; ")
    figure("C67", f"{url}: {response.headers['Set-Cookie']}")
    assert flags[0] == f"{name}=secret"
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags)
    assert ("Secure" in flags) is is_secure
    assert not [flag for flag in flags if flag.startswith("Domain")]


def test_a_cookie_of_a_shared_computer_ends_with_the_browser(visitor: Visitor) -> None:
    answer = visitor.sign_in(keeps_data=False)
    cookie = next(
        each for each in answer.headers.getlist("Set-Cookie") if each.startswith("enishi=")
    )
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie


@pytest.mark.parametrize(
    ("span", "keeps_data", "is_in"),
    [
        ({"days": 29}, True, True),
        ({"days": 30}, True, False),
        ({"hours": 11, "minutes": 59}, False, True),
        ({"hours": 12}, False, False),
    ],
)
def test_a_session_runs_out_when_it_is_not_used(
    span: dict[str, float], keeps_data: bool, is_in: bool, visitor: Visitor, clock: Clock
) -> None:
    visitor.sign_in(keeps_data=keeps_data)
    clock.move(**span)
    assert visitor.is_in() is is_in


def test_a_session_that_is_used_every_day_runs_out_after_ninety(
    visitor: Visitor, clock: Clock
) -> None:
    lived = 0
    for _ in range(100):
        clock.move(days=1)
        if not visitor.is_in():
            break
        lived += 1
    figure("C68", f"used daily: {lived} days; idle: 30; shared computer: 12 h")
    assert lived == 89
    assert _told(visitor) == "errors.session_expired"


def test_its_use_is_noted_once_an_hour(app: Flask, visitor: Visitor, clock: Clock) -> None:
    def seen() -> str:
        with app.app_context():
            return str(db.session.execute(select(Session.last_seen_at)).scalar_one())

    began = seen()
    clock.move(minutes=59)
    visitor.is_in()
    assert seen() == began
    clock.move(minutes=2)
    visitor.is_in()
    assert seen() == clock.now


def test_the_twenty_first_session_ends_the_one_not_seen_for_longest(
    app: Flask, visitor: Visitor, clock: Clock
) -> None:
    others = []
    for _ in range(20):
        clock.move(seconds=1)
        others.append(_other_device(app, visitor))
    assert not visitor.is_in()
    assert all(other.is_in() for other in others)
    assert _told(visitor) == "errors.session_expired"


def test_a_device_ended_by_hand_is_told_so_and_every_other_end_is_expiry(
    app: Flask, visitor: Visitor, clock: Clock
) -> None:
    second = _other_device(app, visitor)
    third = _other_device(app, visitor)
    page = visitor.browser.get("/settings/devices").get_data(as_text=True)
    assert page.count("/ending") == 3
    old = third.secret
    third.sign_out()
    third.browser.set_cookie("enishi", old, domain="localhost")
    visitor.browser.post("/settings/devices/others/ending", headers={"HX-Request": "true"})
    assert _told(second) == "errors.session_revoked"
    assert _told(third) == "errors.session_expired"
    assert visitor.is_in()
    figure(
        "C68",
        "end all others: 1 of 1 dead at the next request, told revoked; signed out: told expired",
    )


def test_signing_out_twice_is_as_good_as_once(visitor: Visitor) -> None:
    assert [visitor.sign_out().status_code for _ in range(2)] == [200, 200]
    assert not visitor.is_in()


def test_step_up_gives_a_new_secret_and_is_fresh_for_five_minutes(
    visitor: Visitor, clock: Clock
) -> None:
    clock.move(minutes=5)
    assert "options" in visitor.post("step-up/options").get_json()
    before = visitor.secret
    assert visitor.step_up().status_code == 200
    assert visitor.secret != before
    assert visitor.post("step-up/options").get_json() == {"is_fresh": True}
    clock.move(minutes=4, seconds=59)
    assert visitor.post("step-up/options").get_json() == {"is_fresh": True}
