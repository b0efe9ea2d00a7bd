"""C66 and C69: what matters is changed only by somebody verified within 5 minutes; one passkey stays."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.store.auth_models import Account, Credential
from server.store.database import db
from tests.ceremonies import MANY, Visitor
from tests.conftest import Clock
from tests.figures import figure

RUNS = 25
HTMX = {"HX-Request": "true"}
NOBODY = "0193b000-0000-7000-8000-000000000099"
ACTIONS = (
    f"/settings/devices/{NOBODY}",
    f"/settings/devices/{NOBODY}/ending",
    "/settings/devices/others/ending",
    f"/settings/passkeys/{NOBODY}",
    f"/settings/passkeys/{NOBODY}/removal",
    "/settings/tokens",
    f"/settings/tokens/{NOBODY}/revocation",
)


@pytest.fixture
def any_app(make_app: Callable[..., Flask], database: str) -> Flask:
    return make_app(database, **MANY)


@pytest.fixture
def app(make_app: Callable[..., Flask], one_database: str) -> Flask:
    return make_app(one_database, **MANY)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    someone = Visitor(app)
    assert someone.sign_up().status_code == 200
    return someone


def test_every_action_asks_again_after_five_minutes(visitor: Visitor, clock: Clock) -> None:
    clock.move(minutes=5)
    stale = [
        visitor.browser.post(path, headers=HTMX, data={"label": "x"}).status_code
        for path in ACTIONS
    ]
    stale.append(visitor.post("passkeys/options").status_code)
    figure("C69", f"{stale.count(403)} of {len(stale)} actions ask again")
    assert set(stale) == {403}
    visitor.step_up()
    fresh = [
        visitor.browser.post(path, headers=HTMX, data={"label": "x"}).status_code
        for path in ACTIONS
    ]
    assert 403 not in fresh


def test_an_access_token_opens_no_settings(visitor: Visitor) -> None:
    page = visitor.browser.post("/settings/tokens", headers=HTMX, data={"name": "書き出し"})
    secret = re.search(r"enishi_[\w-]{43}", page.get_data(as_text=True))
    assert secret
    visitor.sign_out()
    bearer = {"Authorization": f"Bearer {secret[0]}"}
    assert visitor.browser.get("/settings", headers=bearer).status_code == 403
    assert (
        visitor.browser.post("/settings/tokens", headers=bearer, data={"name": "x"}).status_code
        == 403
    )


def _passkey_ids(visitor: Visitor) -> list[str]:
    page = visitor.browser.get("/settings/devices").get_data(as_text=True)
    return re.findall(r"/settings/passkeys/([0-9a-f-]{36})/removal", page)


def test_the_last_passkey_stays_and_the_page_says_why(visitor: Visitor) -> None:
    (only,) = _passkey_ids(visitor)
    answer = visitor.browser.post(f"/settings/passkeys/{only}/removal", headers=HTMX)
    assert answer.status_code == 422
    assert "最後のパスキーは外せません" in answer.get_data(as_text=True)
    assert visitor.sign_in().status_code == 200


def test_a_second_passkey_signs_in_and_the_first_can_then_go(visitor: Visitor) -> None:
    before = visitor.secret
    assert visitor.add_passkey().status_code == 200
    assert visitor.secret != before
    first, _second = _passkey_ids(visitor)
    before = visitor.secret
    answer = visitor.browser.post(f"/settings/passkeys/{first}/removal", headers=HTMX)
    assert answer.status_code == 200
    assert visitor.secret != before
    assert visitor.sign_in().status_code == 200
    del visitor.authenticator.passkeys[1]
    assert visitor.sign_in().get_json()["error"]["key"] == "sessions.unknown_passkey"


def _count_passkeys(app: Flask, visitor: Visitor) -> int:
    handle = visitor.authenticator.passkeys[0].user_handle
    mine = (
        select(func.count())
        .select_from(Credential)
        .join(Account, Account.id == Credential.account_id)
    )
    with app.app_context():
        return db.session.execute(mine.where(Account.user_handle == handle)).scalar_one()


def test_two_removals_at_once_leave_one_passkey(any_app: Flask) -> None:
    left = []
    for _ in range(RUNS):
        visitor = Visitor(any_app)
        visitor.sign_up()
        visitor.add_passkey()
        secret, keys = visitor.secret, _passkey_ids(visitor)

        def remove(key: str, secret: str = secret) -> int:
            other = Visitor(any_app)
            other.browser.set_cookie("enishi", secret, domain="localhost")
            return other.browser.post(f"/settings/passkeys/{key}/removal", headers=HTMX).status_code

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(remove, keys))
        left.append(_count_passkeys(any_app, visitor))
    figure(
        "C66", f"{sum(count >= 1 for count in left)} of {RUNS} runs left a passkey ({set(left)})"
    )
    assert set(left) == {1}


def test_a_device_is_renamed_and_another_account_cannot_touch_it(
    app: Flask, visitor: Visitor
) -> None:
    page = visitor.browser.get("/settings/devices").get_data(as_text=True)
    (device,) = set(re.findall(r'"/settings/devices/([0-9a-f-]{36})"', page))
    path = f"/settings/devices/{device}"
    answer = visitor.browser.post(path, headers=HTMX, data={"label": " わたしの  スマホ "})
    assert "わたしの スマホ" in answer.get_data(as_text=True)
    other = Visitor(app)
    other.sign_up("伊藤 健")
    assert other.browser.post(path, headers=HTMX, data={"label": "x"}).status_code == 404
    assert other.browser.post(f"{path}/ending", headers=HTMX).status_code == 404
    assert visitor.is_in()
