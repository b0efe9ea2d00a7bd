"""What is shipped to browsers: one version over everything, kept for a year under its own name (ARCHITECTURE 9.26)."""

import gzip
import hashlib
from typing import Any

import brotli
import pytest
from flask import Flask

from server.schemas.shapes import export_shapes
from server.web.assets import STATIC, bundle
from server.web.headers import worker_policy
from tests.clients import Browser
from tests.parity.house import LANGUAGES, locale, templates
from tests.shipped import shipped


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def version(app: Flask) -> str:
    with app.app_context():
        return bundle().version


def test_the_worker_learns_version_files_and_headers(browser: Browser, version: str) -> None:
    script = browser.get("/service_worker.js").text
    told, files = shipped(script)
    assert told == version
    assert "Content-Security-Policy" in script
    assert (
        files["css/tokens.css"]
        == hashlib.sha256((STATIC / "css/tokens.css").read_bytes()).hexdigest()
    )


def test_every_file_it_names_is_served(browser: Browser, version: str) -> None:
    for path, sha256 in shipped(browser.get("/service_worker.js").text)[1].items():
        response = browser.get(f"/static/{version}/{path}")
        assert response.status_code == 200, path
        assert hashlib.sha256(response.data).hexdigest() == sha256, path
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_an_exact_version_is_kept_for_a_year_and_anything_else_asked_for_again(
    browser: Browser, version: str
) -> None:
    year = browser.get(f"/static/{version}/css/tokens.css").headers["Cache-Control"]
    assert year == "public, max-age=31536000, immutable"
    for path in (
        "/static/css/tokens.css",
        "/static/0123456789ab/css/tokens.css",
        "/service_worker.js",
    ):
        response = browser.get(path)
        assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache"), path


def test_a_file_that_did_not_change_is_not_sent_again(browser: Browser) -> None:
    tag = browser.get("/static/css/tokens.css").headers["ETag"]
    response = browser.get("/static/css/tokens.css", headers={"If-None-Match": tag})
    assert (response.status_code, response.data) == (304, b"")


def test_text_is_packed_for_those_who_can_read_it(browser: Browser) -> None:
    plain = browser.get("/static/css/tokens.css")
    for accepted, unpack in (("gzip", gzip.decompress), ("gzip, br", brotli.decompress)):
        small = browser.get("/static/css/tokens.css", headers={"Accept-Encoding": accepted})
        assert unpack(small.data) == plain.data
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server/config.py", "/static/%2e%2e/server/config.py", "/static/nothing.js", "/static/",
        "/static/worker", "/static/worker/router.js", "/static/vendor/htmx-4.0.1.LICENSE.txt",
        "/worker/0123456789ab.json",
    ],
)  # fmt: skip
def test_nothing_else_is_served(path: str, browser: Browser) -> None:
    assert browser.get(path).status_code == 404


def test_the_bundle_holds_templates_words_and_shapes(browser: Browser, version: str) -> None:
    response = browser.get(f"/worker/{version}.json")
    held: dict[str, Any] = response.json
    assert held["templates"] == templates()
    assert held["shapes"] == export_shapes()
    for language in LANGUAGES:
        rooms = locale(language).values()
        assert held["locales"][language] == {
            key: words for room in rooms for key, words in room.items()
        }
    assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/service_worker.js", "text/javascript"),
        ("/manifest.webmanifest", "application/manifest+json"),
    ],
)
def test_the_front_door_is_asked_for_again_each_time(
    path: str, kind: str, browser: Browser
) -> None:
    response = browser.get(path)
    assert (response.status_code, response.mimetype) == (200, kind)
    assert response.headers["Cache-Control"] == "no-cache"


def test_the_worker_has_a_policy_of_its_own(browser: Browser) -> None:
    """SECURITY 0.5: without connect-src it never installs; WebAssembly is its template engine."""
    policy = browser.get("/service_worker.js").headers["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "'wasm-unsafe-eval'" in policy
    assert "trusted-types" not in policy


@pytest.mark.parametrize("place", ["", "/{version}"])
def test_the_qr_reader_runs_under_a_policy_of_its_own_and_no_other_script_does(
    place: str, browser: Browser, version: str
) -> None:
    """ARCHITECTURE 6: WebAssembly in that worker, never in a page."""
    folder = f"/static{place.format(version=version)}"
    policy = browser.get(f"{folder}/page/qr_worker.js").headers["Content-Security-Policy"]
    assert policy == worker_policy()
    files = shipped(browser.get("/service_worker.js").text)[1]
    others = [path for path in files if path.endswith(".js") and path != "page/qr_worker.js"]
    loose = [
        path
        for path in others
        if "wasm" in browser.get(f"{folder}/{path}").headers["Content-Security-Policy"]
    ]
    assert loose == []
