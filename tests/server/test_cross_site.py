"""C05 and C08: writes that do not come from a page of ours are refused; reading changes nothing."""

import pytest
from flask import Flask

from tests.conftest import ORIGIN, Browser, sign_in
from tests.figures import figure
from tests.people import SATO
from tests.server.routes import SOME_SHA, UNSAFE, contents, routes

JSON = {"Content-Type": "application/json"}
FOREIGN = {
    "no Origin": {"Origin": None, **JSON},
    "a foreign Origin": {"Origin": "https://evil.example", **JSON},
    "null": {"Origin": "null", **JSON},
    "another port": {"Origin": f"{ORIGIN}:1", **JSON},
    "a look-alike": {"Origin": f"{ORIGIN}.evil.example", **JSON},
    "cross-site": {"Sec-Fetch-Site": "cross-site", **JSON},
    "same-site": {"Sec-Fetch-Site": "same-site", **JSON},
    "none": {"Sec-Fetch-Site": "none", **JSON},
    "a form": {"Content-Type": "application/x-www-form-urlencoded"},
    "a multipart form": {"Content-Type": "multipart/form-data; boundary=x"},
    "plain text": {"Content-Type": "text/plain"},
    "no type": {},
    "htmx said no": {"HX-Request": "false"},
}
# Pages for strangers work without a script: their forms need our Origin, and no header beside (ARCHITECTURE 9.29).
PUBLIC = ("POST /i/", "POST /c/")
FROM_OUR_FORMS = ("a form", "a multipart form", "plain text", "no type", "htmx said no")
# How often somebody asked is counted, reading or not (SECURITY 4.8).
COUNTED = {"rate_limit"}


def test_every_unsafe_route_refuses_every_foreign_request_and_writes_nothing(app: Flask) -> None:
    browser, before = sign_in(app, SATO), contents(app)
    unsafe = [(method, path) for method, path in routes(app) if method in UNSAFE]
    answers = {
        f"{method} {path} {how}": browser.open(
            path, method=method, headers=headers, data=b"{}"
        ).status_code
        for method, path in unsafe
        for how, headers in FOREIGN.items()
    }
    ours = {n for n in answers if n.startswith(PUBLIC) and n.endswith(FROM_OUR_FORMS)}
    passed = [name for name, status in answers.items() if status != 403 and name not in ours]
    changed = _changed(app, before)
    figure(
        "C05",
        f"{len(unsafe)} unsafe routes x {len(FOREIGN)}: {len(passed)} not 403, {len(changed)} tables changed",
    )
    assert len(unsafe) > 20
    assert (passed, changed) == ([], [])
    # All others that a form may post to lead nowhere here, and are counted as that.
    assert {answers[name] for name in ours} <= {404, 429}


def _changed(app: Flask, before: dict[str, list[str]]) -> list[str]:
    after = contents(app)
    return [name for name in after if after[name] != before[name] and name not in COUNTED]


def test_a_form_of_ours_and_json_of_ours_pass(app: Flask) -> None:
    browser = sign_in(app, SATO)
    assert browser.post("/settings", headers={"HX-Request": "true"}).status_code == 200
    assert browser.post("/api/auth/step-up/options", json={}).status_code == 200
    assert (
        browser.post(
            "/api/auth/step-up/options", json={}, headers={"Sec-Fetch-Site": None}
        ).status_code
        == 200
    )


@pytest.mark.parametrize(
    ("kind", "is_refused"), [("image/jpeg", False), ("image/png", True), ("", True)]
)
def test_a_photo_passes_as_jpeg_only(kind: str, is_refused: bool, app: Flask) -> None:
    """ARCHITECTURE 9.6: no form can send PUT, and none can name this type."""
    answer = sign_in(app, SATO).put(
        f"/api/photos/{SOME_SHA}", data=b"x", headers={"Content-Type": kind}
    )
    assert (answer.status_code == 403) is is_refused


def test_a_wrong_access_token_hides_behind_no_cookie(app: Flask) -> None:
    """A request with Authorization skips the checks, so the cookie must count for nothing."""
    browser = sign_in(app, SATO)
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    for value in ("Bearer wrong", "Basic eDp5", "Bearer", ""):
        headers = {**foreign, "Authorization": value, "HX-Request": "true"}
        assert (
            browser.post("/api/auth/step-up/options", json={}, headers=headers).status_code == 401
        )
        assert browser.get("/api/export", headers=headers).status_code in (401, 404)


def test_reading_changes_no_row(app: Flask) -> None:
    before, asked = contents(app), 0
    for browser in (sign_in(app, SATO), Browser(app)):
        for method, path in routes(app):
            if method in ("GET", "HEAD"):
                asked += 1
                assert browser.open(path, method=method).status_code < 500, path
    changed = _changed(app, before)
    figure("C08", f"{asked} GET and HEAD requests, {len(changed)} tables changed")
    assert changed == []


def test_no_preflight_is_answered(app: Flask) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = Browser(app).options("/api/sync", headers=headers)
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]
