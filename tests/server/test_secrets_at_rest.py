"""C47: of everything that opens something, only a hash is kept, and no log holds it."""

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server.auth.cookies import CEREMONY
from server.auth.secret import hash_secret
from tests.ceremonies import MANY, Visitor
from tests.clients import Browser, Clock
from tests.conftest import settle_cast
from tests.figures import figure
from tests.people import SATO
from tests.server.routes import contents
from tests.server.strangers import TOKEN_CARD, TOKEN_ONE, TOKEN_TWO, Hall

HTMX = {"HX-Request": "true"}
VIEWS, SIGN_INS = 80, 20
# Whoever reads these tables reads nothing that opens anything.
HASHED = (
    *("session", "access token", "recovery link", "calendar feed", "ceremony"),
    *("link of one", "link of the other", "link of the card"),
)


@pytest.fixture
def app(make_app: Callable[..., Flask], one_database: str, clock: Clock) -> Flask:
    made = make_app(one_database, **MANY)
    settle_cast(made, clock.now)
    return made


@pytest.fixture
def hall(app: Flask, clock: Clock) -> Hall:
    made = Hall(app, clock)
    made.introduce()
    made.share_card()
    return made


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found is not None, text[:500]
    return found[0]


class Watched(Visitor):
    """Somebody whose every challenge and session is written down."""

    seen: set[str]

    def options(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        options = super().options(path, body)
        self.seen.add(options["challenge"])
        return options


def _secrets(hall: Hall, visitor: Watched) -> dict[str, str]:
    """One of everything that opens something, each made the way people make it.

    What a browser gives for its pushes is readable on purpose: with it we speak to the browser, nobody to us.
    """

    def press(path: str, **fields: str) -> str:
        answer = visitor.browser.post(f"/settings/{path}", headers=HTMX, data=fields)
        return str(answer.get_data(as_text=True))

    visitor.sign_up()
    newcomer = Visitor(hall.app)
    challenge = newcomer.options("sign-in")["challenge"]
    ceremony = newcomer.browser.get_cookie(CEREMONY, domain="localhost")
    assert ceremony is not None
    link = hall.app.test_cli_runner().invoke(args=["account", "recovery-link", SATO.id]).output
    return {
        "session": visitor.secret,
        "access token": _found(r"enishi_[\w-]{43}", press("tokens", name="書き出し")),
        "calendar feed": _found(r"(?<=/calendar/)[\w-]{43}(?=\.ics)", press("calendar-feed")),
        "recovery link": _found(r"(?<=/recover/)[\w-]{43}", link),
        "ceremony": ceremony.value,
        "link of one": TOKEN_ONE,
        "link of the other": TOKEN_TWO,
        "link of the card": TOKEN_CARD,
        "form of the card": hall.form_token(),
        "challenge": challenge,
    }


def _use(hall: Hall, visitor: Watched, secrets: dict[str, str]) -> None:
    """Every secret where it is used, and the lines that web servers write of their own accord about addresses."""
    access, server = logging.getLogger("gunicorn.access"), logging.getLogger("werkzeug")
    addresses = [
        *(f"/i/{secrets['link of one']}", f"/i/{secrets['link of the other']}"),
        *(f"/c/{secrets['link of the card']}", f"/c/{secrets['link of the card']}/leave"),
        *(f"/recover/{secrets['recovery link']}", f"/calendar/{secrets['calendar feed']}.ics"),
    ]
    for number in range(VIEWS):
        path = addresses[number % len(addresses)]
        hall.open(path, {} if number % 4 == 0 else None)
        access.info('%(a)s "%(r)s" %(s)s "%(f)s"', {"a": "::1", "r": f"GET {path} HTTP/1.1", "s": 200,
                                                     "f": f"http://localhost{path}?lang=en"})  # fmt: skip
        server.info('"%s" %s', f"POST {path}/answer HTTP/1.1", 200)
    card = {"form_token": secrets["form of the card"], "name": "小川", "agreed": "true"}
    hall.open(f"/c/{secrets['link of the card']}/leave", card)
    program = Browser(hall.app)
    for bearer in (secrets["access token"], secrets["access token"][:-1]):
        program.post("/api/sync", json={}, headers={"Authorization": f"Bearer {bearer}"})
    for _ in range(SIGN_INS):
        visitor.sign_in()
        visitor.seen.add(visitor.secret)


def test_c47_no_token_is_readable_in_the_database_or_in_a_log(
    hall: Hall, one_database: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = Watched(hall.app)
    visitor.seen = set()
    secrets = _secrets(hall, visitor)
    _use(hall, visitor, secrets)

    # The log of what nobody foresaw names the address that failed.
    monkeypatch.setattr("server.web.reminders.calendar_file", lambda *_: 1 // 0)
    assert hall.open(f"/calendar/{secrets['calendar feed']}.ics")[0] == 500
    assert "GET /calendar/-.ics failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text

    every = {*secrets.values(), *visitor.seen}
    logged = [secret for secret in every if secret in caplog.text]
    rows = str(contents(hall.app))
    unhashed = [name for name in HASHED if hash_secret(secrets[name]) not in rows]
    at_rest = {
        name
        for name in (*HASHED, "form of the card")
        if secrets[name] in rows + _files(one_database)
    }
    figure("C47", f"{len(caplog.records)} lines of log after {VIEWS} views and {SIGN_INS} sign-ins: {len(logged)} of "
           f"{len(every)} secrets; {len(at_rest)} of {len(HASHED) + 1} sorts readable in the database")  # fmt: skip
    assert logged == []
    assert unhashed == []
    assert at_rest == set()


def _files(url: str) -> str:
    """The bytes of the database on disk, log and freed pages included, where it is a file."""
    name, _, path = url.partition(":///")
    if name != "sqlite":
        return ""
    parts = Path(path).parent.glob(f"{Path(path).name}*")
    return "".join(part.read_bytes().decode("latin-1") for part in parts)
