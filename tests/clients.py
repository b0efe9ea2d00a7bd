"""What tests of the first server hold in their hands: a clock that stands, ids in order, a browser. No fixtures."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.people import Person

ORIGIN = "http://localhost"


@dataclass
class Clock:
    """The clock door of a test: it stands until a test moves it."""

    now: str = "2025-11-20T10:42:00.000Z"

    def __call__(self) -> str:
        return self.now

    def after(self, **span: float) -> str:
        moment = datetime.fromisoformat(self.now) + timedelta(**span)
        return moment.isoformat(timespec="milliseconds")[:23] + "Z"

    def move(self, **span: float) -> str:
        self.now = self.after(**span)
        return self.now


class NewIds:
    """The id door of a test: UUIDv7 in the order of their making."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def __call__(self) -> str:
        return f"01930000-0000-7000-8000-{next(self.numbers):012x}"


class Browser(FlaskClient):
    """A client that sends what a page of ours sends."""

    def open(self, *args: Any, **options: Any) -> Any:
        options.setdefault("base_url", ORIGIN)
        headers = dict(options.pop("headers", None) or {})
        headers.setdefault("Origin", ORIGIN)
        headers.setdefault("Sec-Fetch-Site", "same-origin")
        options["headers"] = {name: value for name, value in headers.items() if value is not None}
        return super().open(*args, **options)


def sign_in(app: Flask, person: Person | None) -> Browser:
    browser = Browser(app)
    if person is not None:
        browser.set_cookie("enishi", person.session_secret, domain="localhost")
    return browser
