"""C12 and C13: every answer carries the whole header set, and the policy holds nothing that lets script in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.web.headers import page_headers, worker_headers
from tests.conftest import ORIGIN, Browser, sign_in
from tests.figures import figure
from tests.people import SATO
from tests.server.routes import routes

LOOSE = (
    "unsafe-inline",
    "unsafe-eval",
    "strict-dynamic",
    "nonce-",
    "sha256-",
    "*",
    "data:",
    "http: ",
    "https: ",
)
# ARCHITECTURE 9.29: their forms need an Origin that is not "null".
PUBLIC = ("/i/", "/c/")
BODIES = {"POST": b"{}", "PUT": b"x"}


def _is_complete(answer: Any) -> bool:
    """A policy of its own may only be narrower: the worker's script, a photo. Pages for strangers send an origin on."""
    wanted = page_headers(ORIGIN)
    if answer.request.path.startswith(PUBLIC):
        wanted["Referrer-Policy"] = "strict-origin"
    told = {name: answer.headers.get(name, "") for name in wanted}
    policy = told.pop("Content-Security-Policy")
    return "default-src 'none'" in policy and all(told[name] == wanted[name] for name in told)


def test_every_route_and_every_error_carries_the_header_set(app: Flask) -> None:
    seen: dict[str, Any] = {}
    for browser in (sign_in(app, SATO), Browser(app)):
        for method, path in routes(app):
            answer = browser.open(
                path, method=method, data=BODIES.get(method), content_type="application/json"
            )
            seen[f"{method} {path} {answer.status_code}"] = answer
    browser = sign_in(app, SATO)
    errors = {
        404: browser.get("/nowhere"),
        405: browser.put("/settings", json={}),
        413: browser.post(
            "/api/auth/sign-in", data=b"x" * 3_000_000, content_type="application/json"
        ),
        400: browser.post("/api/auth/sign-in", data=b"{", content_type="application/json"),
        415: browser.post("/api/auth/sign-in", headers={"HX-Request": "true"}, data=b"x"),
        403: browser.post("/settings", headers={"Origin": None}),
    }
    for status, answer in errors.items():
        assert answer.status_code == status
        seen[f"error {status}"] = answer
    bare = [name for name, answer in seen.items() if not _is_complete(answer)]
    figure("C12", f"{len(seen)} answers, {len(seen) - len(bare)} with the whole header set")
    assert bare == []


@pytest.mark.parametrize("path", ["/settings", "/api/auth/sign-in/options"])
def test_an_answer_nobody_foresaw_and_one_too_many_carry_it_too(
    path: str, make_app: Callable[..., Flask], one_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(one_database, SIGN_INS_PER_MINUTE=1)
    browser = Browser(app)
    answers = [browser.post("/api/auth/sign-in/options", json={}) for _ in range(4)]
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    monkeypatch.setattr("server.web.auth_api.sessions.is_fresh", lambda *_: 1 / 0)
    monkeypatch.setattr("server.web.auth_api.limits.guard", lambda *_: 1 / 0)
    monkeypatch.setattr("server.web.settings.session_identity", lambda *_: 1 / 0)
    answers.append(browser.get(path) if path == "/settings" else browser.post(path, json={}))
    assert answers[-1].status_code == 500
    assert "division" not in answers[-1].get_data(as_text=True)
    assert all(_is_complete(answer) for answer in answers)


def test_personal_answers_are_stored_nowhere_and_name_what_they_depend_on(app: Flask) -> None:
    browser = sign_in(app, SATO)
    for path in ("/settings", "/settings/devices", "/sign-in"):
        answer = browser.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert {"Cookie", "HX-Request", "Origin", "Sec-Fetch-Site"} <= set(answer.vary)


def test_the_policy_lets_no_foreign_script_in() -> None:
    policies = [
        page_headers(ORIGIN),
        worker_headers(ORIGIN),
        page_headers("https://enishi.example"),
    ]
    texts = [
        headers["Content-Security-Policy"].replace("'wasm-unsafe-eval'", "") for headers in policies
    ]
    loose = [word for text in texts for word in LOOSE if word in f"{text};"]
    figure("C13", f"{len(texts)} policies, {len(loose)} loose words in them")
    assert loose == []
    rules = dict(rule.split(" ", 1) for rule in texts[0].split("; "))
    assert rules["script-src"] == f"{ORIGIN}/static/"
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert rules["trusted-types"] == "htmx enishi"


def test_the_worker_runs_webassembly_and_nothing_else_beside_our_modules() -> None:
    headers = worker_headers(ORIGIN)
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    )
    assert headers["Cache-Control"] == "no-cache"


def test_transport_security_is_asked_for_behind_https_only() -> None:
    assert "Strict-Transport-Security" not in page_headers(ORIGIN)
    age = re.search(
        r"max-age=(\d+)", page_headers("https://enishi.example")["Strict-Transport-Security"]
    )
    assert age
    assert int(age[1]) >= 31_536_000
