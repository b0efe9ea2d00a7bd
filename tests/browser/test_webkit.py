"""C06, C17 and a card without a server in WebKitGTK. What needs finer tools runs in the other two."""

import itertools
import time
from collections.abc import Iterator

import pytest
from selenium.common.exceptions import WebDriverException

from tests.browser.device import until
from tests.browser.stranger import Stranger
from tests.browser.test_cross_site_posts import KINDS, TARGETS, WINDOWS
from tests.browser.webkit import keep, visit, webkit
from tests.figures import figure
from tests.parity.fixture import ACCOUNT, changes
from tests.rows import COOKIE
from tests.screens import RECORDS

DEVICE = "01900000-0000-7000-8000-0000000000e7"
MARKED = {"account_id": ACCOUNT, "display_name": "山田", "mode": "keep", "locale": "ja", "theme": "auto",
          "time_zone": "Asia/Tokyo"}  # fmt: skip
LISTEN = """globalThis.heard = [];
document.addEventListener('securitypolicyviolation',
  ({violatedDirective, blockedURI}) => heard.push(`${violatedDirective} ${blockedURI}`));"""
SEND = """const form = document.querySelector('form[hx-post="/contacts"]');
form.elements.namedItem('family_name').value = '佐藤';
form.requestSubmit();"""


@pytest.fixture
def phone(stage) -> Iterator:
    stage.add_account(ACCOUNT, "山田")
    stage.fill(ACCOUNT, changes())
    token = stage.rows.add_session(ACCOUNT, DEVICE)
    with webkit() as browser:
        keep(browser, stage.url, COOKIE, token, MARKED)
        assert until(lambda: stage.rows.ask("SELECT 1 FROM session WHERE id = ?", DEVICE))
        yield browser


@pytest.mark.timeout(240)
def test_a_foreign_form_stays_foreign_behind_the_worker(phone, stage) -> None:
    stranger = Stranger()
    before = stage.rows.count(ACCOUNT)
    stage.seen.clear()
    sent = 0
    for path, enctype, window in itertools.product(TARGETS, KINDS, WINDOWS):
        stranger.aim(stage.url + path, enctype, window)
        sent += 1
        for _ in range(3):
            phone.get(stranger.url)
            if until(lambda sent=sent: len(_posts(stage)) >= sent, 5):
                break
    posts = _posts(stage)
    laundered = [post for post in posts if post.headers.get("sec-fetch-site") == "same-origin"]
    own = [post for post in posts if post.headers.get("origin") == stage.url]
    refused = [post for post in posts if post.status.startswith(("400", "401", "403"))]
    figure(
        "C06",
        f"webkit: {sent} foreign forms, {len(posts)} arrived, {len(laundered)} same-origin, {len(refused)} refused",
    )
    stranger.close()
    assert (len(posts), laundered, own) == (sent, [], [])
    assert len(refused) == sent
    assert stage.rows.count(ACCOUNT) == before


def _address(phone) -> str:
    """The driver knows none while a page is on its way."""
    try:
        return str(phone.current_url)
    except WebDriverException:
        return ""


def _posts(stage) -> list:
    return [
        seen
        for seen in stage.seen
        if seen.method == "POST" and "trigger" not in seen.path and _is_foreign(seen)
    ]


def _is_foreign(seen) -> bool:
    """Our own page's sync goes on in the meantime; it names itself as htmx or sends JSON from the worker."""
    return "hx-request" not in seen.headers and seen.headers.get("accept", "") != "application/json"


@pytest.mark.timeout(240)
def test_a_walk_and_a_card_without_a_server_break_no_policy(phone, stage) -> None:
    heard = []
    for path in RECORDS.values():
        visit(phone, stage.url + path)
        phone.execute_script(LISTEN)
        time.sleep(0.1)
        heard += phone.execute_script("return heard")
    before = len(stage.rows.of(ACCOUNT, "contact"))
    stage.stop()
    visit(phone, f"{stage.url}/contacts/new?by=typing")
    phone.execute_script(SEND)
    assert until(lambda: "/note" in _address(phone))
    visit(phone, f"{stage.url}/contacts?q=%E4%BD%90%E8%97%A4")
    assert "佐藤" in phone.page_source
    stage.start()
    visit(phone, f"{stage.url}/contacts")
    arrived = until(lambda: len(stage.rows.of(ACCOUNT, "contact")) == before + 1, 20)
    figure(
        "C17",
        f"webkit: {len(RECORDS)} pages, {len(heard)} violations; a card typed with the server stopped arrived",
    )
    assert heard == []
    assert arrived
