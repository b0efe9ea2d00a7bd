"""The way back in: a link works once, for an hour, grants one passkey, and a dead one looks like any other."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from server.store.auth_models import RecoveryLink, Session
from server.store.database import db
from tests.ceremonies import MANY, Visitor
from tests.conftest import Clock
from tests.figures import figure

AT_ONCE = 8


@pytest.fixture
def app(make_app: Callable[..., Flask], database: str) -> Flask:
    return make_app(database, **MANY)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    someone = Visitor(app)
    assert someone.sign_up().status_code == 200
    return someone


def _link(app: Flask) -> str:
    """What the operator's command prints."""
    with app.app_context():
        account_id = db.session.execute(select(Session.account_id).limit(1)).scalar_one()
    done = app.test_cli_runner().invoke(args=["account", "recovery-link", account_id])
    found = re.search(r"http://localhost/recover/(\S{43})", done.output)
    assert found, done.output
    return found[1]


def _recover(newcomer: Visitor, token: str) -> int:
    begun = newcomer.post("recovery/options", {"token": token})
    if begun.status_code != 200:
        return begun.status_code
    made = newcomer.authenticator.create(begun.get_json()["options"])
    return newcomer.post("recovery", {"credential": made, "keeps_data": True}).status_code


def test_a_link_grants_one_passkey_and_ends_every_session_as_expired(
    app: Flask, visitor: Visitor
) -> None:
    newcomer = Visitor(app)
    assert _recover(newcomer, _link(app)) == 200
    assert newcomer.is_in()
    told = visitor.browser.post("/api/sync", json={})
    assert (told.status_code, told.get_json()["error"]["key"]) == (401, "errors.session_expired")
    assert newcomer.sign_in().status_code == 200
    assert visitor.sign_in().status_code == 200


def test_only_the_hash_is_kept(app: Flask, visitor: Visitor) -> None:
    token = _link(app)
    with app.app_context():
        stored = [
            str(value)
            for row in db.session.execute(select(RecoveryLink.__table__))
            for value in row
        ]
    assert token not in " ".join(stored)


def test_unknown_expired_and_used_links_answer_alike(
    app: Flask, visitor: Visitor, clock: Clock
) -> None:
    used, expired = _link(app), _link(app)
    assert _recover(Visitor(app), used) == 200
    clock.move(hours=1)
    answers = [
        Visitor(app).post("recovery/options", {"token": token})
        for token in (used, expired, "x", "", "\0é")
    ]
    bodies = {answer.get_data() for answer in answers}
    pages = {
        Visitor(app).browser.get(f"/recover/{token}").get_data() for token in (used, expired, "x")
    }
    statuses = {answer.status_code for answer in answers}
    figure("C57", f"5 dead links: {len(bodies)} body, statuses {statuses}, {len(pages)} page")
    assert len(bodies) == len(pages) == 1
    assert statuses == {404}


def test_a_link_used_many_times_at_once_works_once(app: Flask, visitor: Visitor) -> None:
    token = _link(app)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(lambda _: _recover(Visitor(app), token), range(AT_ONCE)))
    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 404}


def test_opening_the_page_spends_nothing(app: Flask, visitor: Visitor) -> None:
    token = _link(app)
    newcomer = Visitor(app)
    assert newcomer.browser.get(f"/recover/{token}").status_code == 200
    assert _recover(newcomer, token) == 200


def test_tries_from_one_address_are_counted(
    make_app: Callable[..., Flask], one_database: str
) -> None:
    stranger = Visitor(make_app(one_database))
    statuses = [
        stranger.post("recovery/options", {"token": f"guess {n}"}).status_code for n in range(6)
    ]
    assert statuses == [404] * 5 + [429]


def test_an_unknown_account_gets_no_link(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["account", "recovery-link", "nobody"])
    assert done.exit_code != 0
    assert "/recover/" not in done.output
