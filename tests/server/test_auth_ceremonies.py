"""C62: a challenge is answered once, in time, by the browser and for the purpose it was made for."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from tests.ceremonies import MANY, Visitor
from tests.conftest import Clock
from tests.figures import figure

AT_ONCE = 20


@pytest.fixture
def app(make_app: Callable[..., Flask], database: str) -> Flask:
    """On both engines: what takes a ceremony out exactly once is the database."""
    return make_app(database, **MANY)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    someone = Visitor(app)
    assert someone.sign_up().status_code == 200
    return someone


def _answer(visitor: Visitor) -> dict[str, Any]:
    return {"credential": visitor.authenticator.get(visitor.options("sign-in")), "keeps_data": True}


def test_the_second_answer_to_a_challenge_is_refused(visitor: Visitor) -> None:
    answer = _answer(visitor)
    cookie = visitor.browser.get_cookie("enishi-ceremony", domain="localhost")
    assert visitor.post("sign-in", answer).status_code == 200
    visitor.browser.set_cookie("enishi-ceremony", cookie.value, domain="localhost")
    again = visitor.post("sign-in", answer)
    assert again.status_code == 400
    assert again.get_json()["error"]["key"] == "sessions.ceremony_over"


def test_twenty_answers_at_once_let_one_in(app: Flask, visitor: Visitor) -> None:
    answer = _answer(visitor)
    cookie = visitor.browser.get_cookie("enishi-ceremony", domain="localhost")

    def post(_: int) -> int:
        other = Visitor(app)
        other.browser.set_cookie("enishi-ceremony", cookie.value, domain="localhost")
        return other.post("sign-in", answer).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = Counter(pool.map(post, range(AT_ONCE)))
    figure(
        "C62",
        f"one assertion {AT_ONCE} times at once ({app.config['SQLALCHEMY_DATABASE_URI'][:6]}): {dict(statuses)}",
    )
    assert statuses == {200: 1, 400: AT_ONCE - 1}


def test_a_challenge_is_too_old_after_five_minutes(visitor: Visitor, clock: Clock) -> None:
    answer = _answer(visitor)
    clock.move(minutes=5)
    assert visitor.post("sign-in", answer).status_code == 400


def test_a_challenge_of_another_kind_is_refused(visitor: Visitor, clock: Clock) -> None:
    clock.move(minutes=6)
    answer = {"credential": visitor.authenticator.get(visitor.options("step-up"))}
    assert visitor.post("sign-in", answer).status_code == 400
    answer = _answer(visitor)
    assert visitor.post("step-up", answer).status_code == 400


def test_a_step_up_of_another_session_is_refused(
    app: Flask, visitor: Visitor, clock: Clock
) -> None:
    second = Visitor(app)
    second.authenticator = visitor.authenticator
    second.sign_in()
    clock.move(minutes=6)
    answer = {"credential": visitor.authenticator.get(visitor.options("step-up"))}
    cookie = visitor.browser.get_cookie("enishi-ceremony", domain="localhost")
    second.browser.set_cookie("enishi-ceremony", cookie.value, domain="localhost")
    assert second.post("step-up", answer).status_code == 400
    assert not second.browser.get("/settings").status_code >= 500


def test_an_answer_without_a_challenge_is_refused(visitor: Visitor) -> None:
    answer = _answer(visitor)
    visitor.browser.delete_cookie("enishi-ceremony", domain="localhost")
    assert visitor.post("sign-in", answer).status_code == 400


def test_a_failed_answer_uses_the_challenge_up(visitor: Visitor) -> None:
    answer = _answer(visitor)
    cookie = visitor.browser.get_cookie("enishi-ceremony", domain="localhost")
    bad = json.loads(json.dumps(answer))
    bad["credential"]["response"]["signature"] = "AAAA"
    assert visitor.post("sign-in", bad).status_code == 401
    visitor.browser.set_cookie("enishi-ceremony", cookie.value, domain="localhost")
    assert visitor.post("sign-in", answer).status_code == 400
