"""The document and the server agree: generated requests, good and bad, never meet a server error (C38).

ENISHI_API_RUNS asks for more of them than the gate's few.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode

from server.auth.secret import hash_secret
from server.store.access_tokens import add_token
from server.store.database import writing
from tests.clients import ORIGIN, Browser, Clock
from tests.conftest import settle_cast
from tests.figures import figure
from tests.people import SATO

RUNS = int(os.environ.get("ENISHI_API_RUNS", "120"))
SECRET = "s" * 43
NOW = "2025-11-20T10:42:00.000Z"


@pytest.fixture
def open_app(make_app: Callable[..., Flask], one_database: str, clock: Clock) -> Flask:
    """Sato with an access token, and no limits."""
    limits = {"ENISHI_TOKEN_SYNC_PER_MINUTE": 10**9, "ENISHI_PHOTOS_PER_MINUTE": 10**9}
    app = make_app(one_database, **limits)
    settle_cast(app, clock.now)
    with app.app_context(), writing():
        add_token(
            SATO.id,
            SATO.device_id,
            name="script",
            token_hash=hash_secret(SECRET),
            created_at=clock.now,
        )
    return app


def test_the_document_names_every_programs_url_and_every_error(open_app: Flask) -> None:
    document = Browser(open_app).get("/api/openapi.json").json
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        "/api/sync",
        "/api/photos/{sha256}",
        "/api/openapi.json",
        "/healthz",
    }
    contact = document["components"]["schemas"]["contact"]["properties"]
    assert contact["note"] == {"type": "string", "maxLength": 10_000}
    assert contact["tels"]["items"]["properties"]["kind"]["enum"][1:] == [
        "work",
        "direct",
        "mobile",
        "fax",
        "other",
    ]


def sent_by(app: Flask, case: Any, *, is_ours: bool) -> Any:
    """One generated request. `is_ours`: it gets past the first doors, to the changes themselves."""
    sent = case.as_transport_kwargs(base_url=ORIGIN)
    headers = {**dict(sent["headers"] or {}), "Authorization": f"Bearer {SECRET}", "Origin": ORIGIN}
    if is_ours and isinstance(sent.get("json"), dict):
        sent["json"] = {**sent["json"], "account_id": SATO.id, "now": NOW}
    return Browser(app).open(
        case.formatted_path,
        method=case.method,
        json=sent.get("json"),
        data=sent.get("data"),
        query_string=sent.get("params"),
        headers={str(name): str(value) for name, value in headers.items()},
    )


def generated(ask: Callable[[Any], None], operation: Any, mode: GenerationMode, runs: int) -> None:
    quiet = settings(
        max_examples=runs,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    seed(20251120)(quiet(given(case=operation.as_strategy(generation_mode=mode))(ask)))()


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_generated_requests_never_meet_a_server_error(
    mode: GenerationMode, open_app: Flask
) -> None:
    document = Browser(open_app).get("/api/openapi.json").json
    asked: list[int] = []

    def ask(case: Any) -> None:
        answer = sent_by(open_app, case, is_ours=len(asked) % 2 == 1)
        asked.append(answer.status_code)
        assert answer.status_code < 500, answer.text
        if answer.status_code >= 400:
            assert answer.json["error"].keys() == {"kind", "key", "fields"}

    for result in schemathesis.openapi.from_dict(document).get_all_operations():
        operation = result.ok()
        if operation.method == "get":
            # Nothing can be varied in them.
            assert Browser(open_app).get(operation.path).status_code == 200
        else:
            generated(ask, operation, mode, RUNS if operation.path == "/api/sync" else RUNS // 3)
    if mode is GenerationMode.POSITIVE:
        assert asked.count(200) > len(asked) // 4, "what the document allows is refused"
    figure("C38", f"{len(asked)} {mode.value} generated requests, 0 server errors")
