"""POST /api/sync as programs meet it: what is refused as a whole, in which shape, and what may come packed."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.auth.secret import hash_secret
from server.store.access_tokens import add_token
from server.store.database import writing
from tests.clients import Browser, Clock, sign_in
from tests.people import ITO, SATO
from tests.server.devices import SyncDevice, change, fresh_id
from tests.shipped import shipped


def error_of(response: Any) -> tuple[int, str, str]:
    """Every JSON error has the one shape (STYLE 9)."""
    assert response.mimetype == "application/json"
    assert response.json.keys() == {"error"}
    error = response.json["error"]
    assert error.keys() == {"kind", "key", "fields"}
    assert error["key"].startswith("errors.")
    return response.status_code, error["kind"], error["key"]


def send(app: Flask, body: bytes, **headers: str) -> Any:
    sent = {
        "Content-Type": "application/json",
        **{k.replace("_", "-"): v for k, v in headers.items()},
    }
    return sign_in(app, SATO).post("/api/sync", data=body, headers=sent)


def packed(body: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(body).encode())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"3",
        b'"x"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"now": NaN}',
        b'{"a": 1e400}',
        b'{"a": -Infinity}',
    ],
)
def test_what_is_no_envelope_is_refused(body: bytes, app: Flask) -> None:
    assert error_of(send(app, body))[:2] == (400, "invalid")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("account_id", None), ("account_id", 3), ("account_id", "x"), ("device_id", ""), ("device_id", "0193"),
        ("now", "2025-11-20"), ("now", 1e400), ("now", -1), ("now", "9999-12-31T23:59:59.999Z"),
        ("changes", {}), ("changes", None), ("changes", [3]), ("changes", [{}]), ("changes", [{"change_id": "x"}]),
        ("version", "x" * 65), ("protocol", "1"), ("protocol", None),
    ],
)  # fmt: skip
def test_an_envelope_with_a_bad_member_is_refused(
    name: str, value: object, app: Flask, clock: Clock
) -> None:
    assert error_of(SyncDevice(app, clock).post(**{name: value}))[:2] == (400, "invalid")


def test_one_change_without_an_id_keeps_none_of_its_neighbours(app: Flask, clock: Clock) -> None:
    """The device could not tell which one was refused."""
    phone = SyncDevice(app, clock)
    sent = change("contact", fresh_id(), {"note": "a"}, clock.now)
    nameless = {**sent, "change_id": 3}
    assert phone.post(sent, nameless).status_code == 400
    assert phone.all("contact") == []


@pytest.mark.parametrize("protocol", [0, 2, 99])
def test_a_protocol_we_do_not_speak_asks_for_the_newer_version(
    protocol: int, app: Flask, clock: Clock
) -> None:
    assert error_of(SyncDevice(app, clock).post(protocol=protocol))[:2] == (426, "too_old")


def test_the_envelope_of_another_account_is_refused(app: Flask, clock: Clock) -> None:
    """ARCHITECTURE 9.1: somebody else may have signed in in another tab."""
    phone = SyncDevice(app, clock)
    sent = change("contact", fresh_id(), {"note": "a"}, clock.now)
    answer = error_of(phone.post(sent, account_id=ITO.id))
    assert answer == (409, "conflict", "errors.wrong_account")
    assert phone.all("contact") == SyncDevice(app, clock, ITO).all("contact") == []


def test_a_stranger_gets_401_and_never_a_redirect(app: Flask, clock: Clock) -> None:
    phone = SyncDevice(app, clock)
    phone.browser = Browser(app)
    assert error_of(phone.post()) == (401, "unauthenticated", "errors.session_expired")


def test_more_than_500_changes_are_too_many(app: Flask, clock: Clock) -> None:
    phone = SyncDevice(app, clock)
    sent = [change("contact", fresh_id(), {}, clock.now) for _ in range(501)]
    assert error_of(phone.post(*sent))[:2] == (413, "too_large")
    assert len(phone.sync(*sent[:500])["results"]) == 500


def test_more_than_a_mebibyte_is_too_large(app: Flask, clock: Clock) -> None:
    body = json.dumps(SyncDevice(app, clock).envelope(filler="x" * 1024 * 1024)).encode()
    assert error_of(send(app, body))[:2] == (413, "too_large")


def test_a_packed_request_is_understood(app: Flask, clock: Clock) -> None:
    phone = SyncDevice(app, clock)
    sent = change("contact", fresh_id(), {"note": "詰めて送る"}, clock.now)
    response = send(app, packed(phone.envelope(sent)), Content_Encoding="gzip")
    assert response.json["results"][0]["revision"] == 1


def test_a_packed_request_may_not_unfold_beyond_the_limit(app: Flask, clock: Clock) -> None:
    bomb = packed(SyncDevice(app, clock).envelope(filler="x" * 200_000_000))
    assert len(bomb) < 250_000
    assert error_of(send(app, bomb, Content_Encoding="gzip"))[:2] == (413, "too_large")


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(b"{}", "br"), (b"{}", "gzip"), (gzip.compress(b"{}", mtime=0)[:-9], "gzip")],
)
def test_what_cannot_be_unpacked_is_refused(body: bytes, encoding: str, app: Flask) -> None:
    assert error_of(send(app, body, Content_Encoding=encoding)) == (
        400,
        "invalid",
        "errors.bad_encoding",
    )


def test_the_answer_is_packed_for_those_who_can_read_it(app: Flask, clock: Clock) -> None:
    phone = SyncDevice(app, clock)
    phone.sync(*[change("contact", fresh_id(), {"note": "会場で"}, clock.now) for _ in range(50)])
    body = json.dumps(phone.fresh().envelope(cursor=None)).encode()
    plain = send(app, body)
    small = send(app, body, Accept_Encoding="gzip, br")
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(plain.data) / 3
    assert gzip.decompress(small.data) == plain.data
    assert "Accept-Encoding" in small.headers["Vary"]


def test_a_session_that_asks_too_often_is_told_when_to_come_back(
    make_app: Callable[..., Flask], one_database: str, clock: Clock
) -> None:
    from tests.conftest import settle_cast

    app = make_app(one_database, ENISHI_SYNC_PER_MINUTE=3)
    settle_cast(app, clock.now)
    phone = SyncDevice(app, clock)
    assert [phone.post().status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = phone.post()
    assert error_of(refused)[:2] == (429, "too_many")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert SyncDevice(app, clock, ITO).post().status_code == 200
    clock.move(seconds=61)
    assert phone.post().status_code == 200


def test_a_program_with_a_token_needs_neither_cookie_nor_origin(app: Flask, clock: Clock) -> None:
    with app.app_context(), writing():
        add_token(
            SATO.id,
            fresh_id(),
            name="script",
            token_hash=hash_secret("s" * 43),
            created_at=clock.now,
        )
    bearer = {"Authorization": "Bearer " + "s" * 43, "Origin": None, "Sec-Fetch-Site": None}
    body = SyncDevice(app, clock).envelope(change("contact", fresh_id(), {"note": "a"}, clock.now))
    assert (
        Browser(app).post("/api/sync", json=body, headers=bearer).json["results"][0]["revision"]
        == 1
    )
    # The token stands for itself: Ito's cookie beside it counts for nothing.
    assert sign_in(app, ITO).post("/api/sync", json=body, headers=bearer).status_code == 200
    wrong = {**bearer, "Authorization": "Bearer " + "t" * 43}
    assert error_of(sign_in(app, SATO).post("/api/sync", json=body, headers=wrong))[:2] == (
        401,
        "unauthenticated",
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_page_of_another_site_can_sync(
    headers: dict[str, Any], app: Flask, clock: Clock
) -> None:
    phone = SyncDevice(app, clock)
    body = phone.envelope(change("contact", fresh_id(), {"note": "a"}, clock.now))
    assert error_of(phone.browser.post("/api/sync", json=body, headers=headers))[:2] == (
        403,
        "forbidden",
    )
    assert phone.all("contact") == []


def test_a_plain_form_cannot_sync(app: Flask, clock: Clock) -> None:
    body = json.dumps(SyncDevice(app, clock).envelope()).encode()
    response = sign_in(app, SATO).post(
        "/api/sync", data=body, headers={"Content-Type": "text/plain"}
    )
    assert response.status_code == 403


@pytest.mark.parametrize(
    "path", ["/api/sync", "/api/photos/x", "/api/openapi.json", "/api/nothing"]
)
@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_what_is_not_there_says_so_in_json(method: str, path: str, app: Flask) -> None:
    response = sign_in(app, SATO).open(path, method=method, json={})
    if response.status_code != 200:
        assert error_of(response)[0] in (400, 404, 405, 403, 409)


def test_an_error_nobody_foresaw_says_nothing_of_itself(
    app: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C58."""

    def fail(*_: object) -> None:
        raise RuntimeError("SELECT secret FROM /srv/enishi")

    monkeypatch.setattr("server.web.api.exchange", fail)
    response = SyncDevice(app, clock).post()
    assert error_of(response) == (500, "unavailable", "errors.unavailable")
    assert "SELECT" not in response.text
    assert "Traceback" not in response.text


def test_the_answer_tells_the_version_that_is_served(app: Flask, clock: Clock) -> None:
    """C27: an old worker learns of a newer one with its next sync."""
    answer = SyncDevice(app, clock).sync()
    script = Browser(app).get("/service_worker.js").text
    assert answer["version"] == shipped(script)[0]


def test_reading_changes_nothing(app: Flask, clock: Clock) -> None:
    """C08, for the interface of programs."""
    phone = SyncDevice(app, clock)
    phone.sync(change("contact", fresh_id(), {"note": "a"}, clock.now))
    before = phone.fresh().records
    for path in (
        "/api/sync",
        "/api/openapi.json",
        "/healthz",
        "/service_worker.js",
        "/api/photos/" + "a" * 64,
    ):
        phone.browser.get(path)
        phone.browser.head(path)
    assert phone.fresh().records == before
