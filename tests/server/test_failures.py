"""What people are told when something goes wrong: a page in their language, and never what went wrong inside."""

import gzip
from typing import Any

import pytest
from flask import Flask

from server.errors import AppError
from tests.clients import Browser, sign_in
from tests.parity.house import LANGUAGES, locale
from tests.people import SATO

READS_PAGES = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def ask(app: Flask, path: str, **headers: str) -> Any:
    return sign_in(app, SATO).get(path, headers={**READS_PAGES, **headers})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there_says_so_in_words(language: str, app: Flask) -> None:
    response = Browser(app).get("/nowhere", headers={**READS_PAGES, "Accept-Language": language})
    assert (response.status_code, response.mimetype) == (404, "text/html")
    assert f'lang="{language}"' in response.text
    assert locale(language)["errors"]["errors.not_found.title"] in response.text


def test_a_stranger_is_led_to_the_door(app: Flask) -> None:
    response = Browser(app).get("/contacts", headers=READS_PAGES)
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/sign-in")


def test_a_fragment_is_never_answered_with_a_page_elsewhere(app: Flask) -> None:
    """A redirect inside fetch would put the sign-in page into the form."""
    response = Browser(app).get("/contacts", headers={**READS_PAGES, "HX-Request": "true"})
    assert response.status_code == 401


@pytest.fixture
def broken(app: Flask) -> Flask:
    """The program with pages that fail in every way."""

    def fail() -> None:
        raise RuntimeError("SELECT secret FROM /srv/enishi")

    def refuse(kind: str) -> None:
        raise AppError(kind, retry_after_seconds=7 if kind == "too_many" else 0)

    app.add_url_rule("/broken", view_func=fail)
    app.add_url_rule("/refuses/<kind>", view_func=refuse)
    return app


def test_an_error_nobody_foresaw_says_nothing_of_itself(broken: Flask) -> None:
    """C58."""
    response = ask(broken, "/broken")
    assert (response.status_code, response.mimetype) == (500, "text/html")
    assert not [
        word for word in ("SELECT", "Traceback", "RuntimeError", "/srv") if word in response.text
    ]


@pytest.mark.parametrize(
    ("kind", "status"),
    [("not_found", 404), ("forbidden", 403), ("conflict", 409), ("too_large", 413), ("too_old", 426), ("too_many", 429),
     ("unavailable", 503), ("invalid", 422)],
)  # fmt: skip
def test_every_kind_has_its_status_and_a_page(kind: str, status: int, broken: Flask) -> None:
    response = ask(broken, f"/refuses/{kind}")
    assert (response.status_code, response.mimetype) == (status, "text/html")
    assert "<h1>" in response.text
    assert response.headers.get("Retry-After") == ("7" if kind == "too_many" else None)


def test_a_method_nobody_answers_tells_which_are_answered(app: Flask) -> None:
    response = sign_in(app, SATO).get("/api/sync")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_pages_are_packed_for_those_who_can_read_it(app: Flask) -> None:
    plain = ask(app, "/nowhere")
    small = ask(app, "/nowhere", **{"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_the_program_says_that_it_is_well(app: Flask) -> None:
    response = Browser(app).get("/healthz")
    assert (response.status_code, response.json) == (200, {"status": "ok"})
