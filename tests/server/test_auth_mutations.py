"""C63: mutated answers of a browser break nothing and let nobody in. ENISHI_MUTATIONS=10000 for the campaign."""

import json
import os
import random
from collections import Counter
from typing import Any

import pytest
from flask import Flask
from webauthn.helpers import base64url_to_bytes

from tests.ceremonies import MANY, Visitor
from tests.figures import figure

MUTATIONS = int(os.environ.get("ENISHI_MUTATIONS", "250"))
# What is signed or named; transports and the attachment are hearsay.
PROVEN = ("clientDataJSON", "authenticatorData", "signature", "userHandle")


@pytest.fixture
def app(make_app: Any, one_database: str) -> Flask:
    made: Flask = make_app(one_database, **MANY)
    return made


def _mutated(credential: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The answer with one value somewhere in it replaced, cut, flipped or gone."""
    copy: dict[str, Any] = json.loads(json.dumps(credential))
    node: Any = copy["response"] if chance.random() < 0.7 else copy
    key = chance.choice(list(node))
    old = node[key]
    strange = [
        None,
        True,
        -1,
        1e400,
        [],
        {},
        "",
        "\ud800",
        "\0",
        "A" * 5000,
        ["x"],
        {"a": [1]},
        2**70,
    ]
    if isinstance(old, str) and old and chance.random() < 0.7:
        at = chance.randrange(len(old))
        strange = [old[:at], old[at:], old[:at] + chance.choice("AZaz09-_é\0") + old[at + 1 :]]
    if chance.random() < 0.1:
        del node[key]
    else:
        node[key] = chance.choice(strange)
    return copy


def _honest(visitor: Visitor, path: str) -> dict[str, Any]:
    if path == "sign-in":
        return visitor.authenticator.get(visitor.options(path))
    made = visitor.authenticator.create(visitor.options(path, {"display_name": "山田"}))
    visitor.authenticator.passkeys.pop()
    return made


def _is_proof_changed(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    first, second = ours.get("response"), theirs["response"]
    if not isinstance(first, dict) or _meant(ours.get("id")) != _meant(theirs["id"]):
        return True
    return any(_meant(first.get(name)) != _meant(second.get(name)) for name in PROVEN)


def _meant(text: Any) -> Any:
    """The bytes are what is proven: base64 leaves spare bits in its last letter, which may differ."""
    try:
        return base64url_to_bytes(text)
    except (TypeError, ValueError, AttributeError):
        return text


@pytest.mark.parametrize("path", ["sign-up", "sign-in"])
def test_mutated_answers_break_nothing_and_let_nobody_in(path: str, app: Flask) -> None:
    chance, statuses, wrongly_in = random.Random(path), Counter[int](), 0
    visitor = Visitor(app)
    visitor.sign_up()
    for _ in range(MUTATIONS):
        visitor.sign_out()
        honest = _honest(visitor, path)
        mutated = _mutated(honest, chance)
        status = visitor.post(path, {"credential": mutated, "keeps_data": True}).status_code
        statuses[status] += 1
        wrongly_in += status == 200 and path == "sign-in" and _is_proof_changed(mutated, honest)
    figure(
        "C63", f"{MUTATIONS} mutated {path} answers: {dict(statuses)}, {wrongly_in} let in wrongly"
    )
    assert max(statuses) < 500
    assert wrongly_in == 0


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"[" * 60_000, b'"x"', b"\xff\xfe", b"null", b"x" * 70_000]
)
def test_a_body_that_is_no_object_is_refused(body: bytes, app: Flask) -> None:
    visitor = Visitor(app)
    answer = visitor.browser.post("/api/auth/sign-in", data=body, content_type="application/json")
    assert answer.status_code in (400, 413)
    assert set(answer.get_json()) == {"error"}
