"""C06, C07: a foreign form aimed at us passes through our own worker, and must stay foreign (SECURITY 0.1)."""

import itertools
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Error

from tests.browser.device import until
from tests.browser.stranger import Stranger
from tests.figures import figure

TARGETS = ["/contacts", "/events", "/sync", "/api/sync"]
KINDS = ["application/x-www-form-urlencoded", "text/plain"]
WINDOWS = ["_self", "frame"]
COUNT_ANSWERS = """() => {
  globalThis.answered_posts = 0;
  const real = FetchEvent.prototype.respondWith;
  FetchEvent.prototype.respondWith = function (answer) {
    if (this.request.mode === 'navigate' && this.request.method !== 'GET') globalThis.answered_posts += 1;
    return real.call(this, answer);
  };
}"""


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    site = Stranger()
    yield site
    site.close()


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_a_foreign_form_stays_foreign_behind_the_worker(
    engine: str, stranger: Stranger, visit
) -> None:
    device = visit(engine)
    if engine == "chromium":
        for worker in device.context.service_workers:
            worker.evaluate(COUNT_ANSWERS)
    before = device.stage.rows.count(device.account_id)
    device.stage.seen.clear()
    sent = 0
    for path, enctype, window in itertools.product(TARGETS, KINDS, WINDOWS):
        stranger.aim(device.url + path, enctype, window)
        sent += 1
        for _ in range(3):
            # The form leaves as soon as the page is open, often before the driver has seen it open.
            with suppress(Error):
                device.page.goto(stranger.url, wait_until="commit")
            if until(lambda sent=sent: len(_posts(device)) >= sent, 5):
                break
        # Firefox's driver dies on a frame that answers after its page has been left.
        device.page.wait_for_timeout(400)
    posts = _posts(device)
    laundered = [post for post in posts if post.headers.get("sec-fetch-site") == "same-origin"]
    refused = [post for post in posts if post.status.startswith(("403", "400", "401"))]
    answered = 0
    if engine == "chromium":
        answered = sum(
            w.evaluate("() => globalThis.answered_posts") for w in device.context.service_workers
        )
    figure(
        "C06",
        f"{engine}: {sent} foreign forms, {len(posts)} arrived, {len(laundered)} same-origin, {len(refused)} refused",
    )
    figure("C07", f"{engine}: respondWith called {answered} times in {sent} such requests")
    assert len(posts) == sent
    assert laundered == []
    assert len(refused) == sent
    assert answered == 0
    assert device.stage.rows.count(device.account_id) == before


def _posts(device) -> list:
    return [seen for seen in device.stage.seen if seen.method == "POST"]
