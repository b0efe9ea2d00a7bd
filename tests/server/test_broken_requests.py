"""C38: bodies no program of ours would send, to every URL of /api: refused in one shape, never a server error.

The requests an OpenAPI document can describe are in test_openapi. ENISHI_BROKEN_RUNS asks for more than the gate's.
"""

import gzip
import json
import os
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.ceremonies import MANY
from tests.clients import Clock, sign_in
from tests.conftest import settle_cast
from tests.figures import figure
from tests.people import SATO
from tests.server.devices import SyncDevice, change, fresh_id
from tests.server.routes import UNSAFE, routes

RUNS = int(os.environ.get("ENISHI_BROKEN_RUNS", "2000"))
# It reads no body, and nobody would be signed in after it.
WITHOUT_BODY = "/api/auth/sign-out"
STRANGE: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**70, 1e400, float("nan"), 0.5, "", "\0", "\ud800", "x" * 70_000),
    *([], {}, [[]], {"": ""}, ["x"] * 600, {"a": {"b": [{}]}}),
)
Request = tuple[bytes, dict[str, str]]
JSON = {"Content-Type": "application/json"}


def wrong_json(good: bytes, chance: random.Random) -> Request:
    """Cut, doubled, with bytes changed, or JSON of another sort."""
    at = chance.randrange(len(good))
    flipped = good[:at] + bytes([chance.randrange(256)]) + good[at + 1 :]
    others = (
        b"",
        b"null",
        b"[]",
        b"7",
        b'"x"',
        b"NaN",
        b"{" * 50_000,
        b"[" * 200_000,
        b'{"a":1}{}',
    )
    return chance.choice((good[:at], good + good, flipped, chance.choice(others))), JSON


def wrong_types(good: bytes, chance: random.Random) -> Request:
    """One value, however deep, is something else."""
    body = json.loads(good)
    node: Any = body
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = chance.choice(keys)
        if isinstance(node[key], dict | list) and node[key] and chance.random() < 0.7:
            node = node[key]
            continue
        node[key] = chance.choice(STRANGE)
        return json.dumps(body).encode("utf-8", "surrogatepass"), JSON


def oversized(good: bytes, chance: random.Random) -> Request:
    """Beyond the limit of one URL, or of all; told truly, or hidden in a small packed body."""
    body = good[:-1] + b', "filler": "' + b"x" * chance.choice((2**16, 2**20, 2**20 * 11)) + b'"}'
    if chance.random() < 0.5:
        return body, JSON
    return gzip.compress(body, 1), {**JSON, "Content-Encoding": "gzip"}


def wrong_encoding(good: bytes, chance: random.Random) -> Request:
    """Letters or packing that are not what they are said to be."""
    packed = gzip.compress(good)
    name = chance.choice(("gzip", "br", "deflate", "GZIP", "gzip, gzip", "identity", "x" * 300))
    text = good.decode()
    letters = (
        text.encode("utf-16"),
        text.encode("utf-32"),
        b"\xff\xfe" + good,
        b"\xef\xbb\xbf" + good,
    )
    charset = chance.choice(("utf-16", "no-such", "utf-7", "idna", "\xff"))
    return chance.choice(
        (
            (packed[: chance.randrange(len(packed))], {**JSON, "Content-Encoding": "gzip"}),
            (good, {**JSON, "Content-Encoding": name}),
            (packed + packed, {**JSON, "Content-Encoding": "gzip"}),
            (chance.choice(letters), JSON),
            (good, {"Content-Type": f"application/json; charset={charset}"}),
            (chance.choice(letters), {"Content-Type": "image/jpeg"}),
        )
    )


WAYS: tuple[Callable[[bytes, random.Random], Request], ...] = (
    *(wrong_json, wrong_types, oversized, wrong_encoding),
)


@pytest.fixture
def open_app(make_app: Callable[..., Flask], one_database: str, clock: Clock) -> Flask:
    """No limits but those of size."""
    many = 10**9
    app = make_app(one_database, **MANY, ENISHI_SYNC_PER_MINUTE=many, ENISHI_PHOTOS_PER_MINUTE=many)
    settle_cast(app, clock.now)
    return app


def test_no_broken_body_meets_a_server_error(open_app: Flask, clock: Clock) -> None:
    chance, answers = random.Random(38), Counter[tuple[str, int]]()
    contact = {
        "family_name": "鈴木",
        "tels": [{"kind": "work", "number": "03-1"}],
        "emails": ["a@b.example"],
    }
    sent = change("contact", fresh_id(), contact, clock.now)
    good = json.dumps(SyncDevice(open_app, clock).envelope(sent), ensure_ascii=False).encode()
    urls = [
        (method, path)
        for method, path in routes(open_app)
        if method in UNSAFE and path.startswith("/api/") and path != WITHOUT_BODY
    ]
    for n in range(RUNS):
        method, path = urls[n % len(urls)] if n % 2 else ("POST", "/api/sync")
        way = WAYS[n // 2 % len(WAYS)]
        body, headers = way(good, chance)
        answer = sign_in(open_app, SATO).open(
            path, method=method, data=body, headers={**headers, "Enishi-Account": SATO.id}
        )
        answers[way.__name__, answer.status_code] += 1
        assert answer.status_code < 500, (path, headers, body[:200], answer.text)
        if answer.status_code >= 400:
            assert answer.mimetype == "application/json", path
            assert answer.json.keys() == {"error"}
            assert answer.json["error"].keys() == {"kind", "key", "fields"}
    refused = sum(count for (_, status), count in answers.items() if status >= 400)
    figure(
        "C38",
        f"{RUNS} broken bodies to {len(urls)} URLs: {refused} refused in the one shape, 0 server errors",
    )
    assert {name for name, _ in answers} == {way.__name__ for way in WAYS}
    assert refused > RUNS // 2
