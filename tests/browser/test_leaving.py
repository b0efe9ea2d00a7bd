"""C20, C21, C22, C23: what is left of a person on a device after they sign out, and what is never put there."""

import json
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser.device import until
from tests.browser.talk import capture
from tests.figures import figure
from tests.parity.fixture import ACCOUNT, changes
from tests.rows import stamp
from tests.screens import OFFICE, RECORDS

LOCALES = Path(__file__).resolve().parents[2] / "templates" / "locales"
OTHER = "01900000-0000-7000-8000-00000000000b"
OF_A = ("北辰製作所", "佐藤", "画像判定", "みなと印刷", "製造業DX交流会")
SIGN_OUT = """async () => {
  const answer = await fetch('/sync', {method: 'POST', headers: {'HX-Request': 'true'},
    body: new URLSearchParams({sign_out: 'true', discard: 'true'})});
  return answer.status;
}"""
CACHED = """async () => {
  let text = '';
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) text += await (await cache.match(request)).text();
  }
  return text;
}"""


def _sign_out(device) -> None:
    """The button on /sync, with everything thrown away that waits. The page leaves by itself, for where nobody is."""
    device.open("/sync")
    with suppress(Error):
        device.page.evaluate(SIGN_OUT)
    # The answer and the worker's call both lead off this page, and the later one may cut the other off.
    with suppress(Error):
        device.page.wait_for_url(lambda url: "/sync" not in url)


@pytest.mark.parametrize("network", ["online", "server stopped"])
def test_signing_out_leaves_no_database_and_no_cache(network: str, stage, visit) -> None:
    device = visit()
    second = device.context.new_page()
    second.goto(device.url + "/contacts")
    capture(device, 1, stamp(), "佐藤")
    if network != "online":
        stage.stop()
    _sign_out(device)
    time.sleep(2)
    stage.start()
    device.open("/sign-in")
    assert f"enishi-{ACCOUNT}" not in device.databases()
    assert until(lambda: _is_dead(stage, device.device_id))
    figure(
        "C20",
        f"{network}, second tab open: 0 databases left within 2 s, session dead at first contact",
    )


@pytest.mark.parametrize(
    ("engine", "language", "words"),
    [
        ("chromium", "ja-JP", ("ログアウトしています", "もう一度", "はじめる")),
        ("firefox", "en-US", ("You are signed out", "Try again", "Start")),
    ],
)
def test_signed_out_without_a_network_a_page_of_ours_says_so(
    engine: str, language: str, words: tuple[str, str, str], stage, visit
) -> None:
    title, again, start = words
    device = visit(engine, locale=language)
    stage.stop()
    _sign_out(device)
    expect(device.page.locator("h1")).to_have_text(title)
    for path in ("/contacts", "/settings?from=here"):
        expect(device.open(path).locator("h1")).to_have_text(title)
        expect(device.page.locator("a.button.main")).to_have_attribute("href", path)
    device.open("/")
    device.page.get_by_text(again, exact=True).click()
    expect(device.page.locator("h1")).to_have_text(title)
    stage.start()
    device.page.get_by_text(again, exact=True).click()
    expect(device.page.locator("a.button.main")).to_have_text(start)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_was_not_sent_leaves_as_a_file_before_the_device_is_wiped(
    language: str, stage, visit
) -> None:
    """In Chromium alone: Firefox's driver tells of no download."""
    device = visit()
    words = json.loads((LOCALES / language / "sync.json").read_text(encoding="utf-8"))
    device.speak(language)
    stage.stop()
    contact = capture(device, 1, stamp(), "佐藤")
    page = device.open("/sync")
    with page.expect_download() as started:
        page.get_by_role("button", name=words["sync.export"]).click()
    kept = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    expect(page.locator('[data-device="exported"]')).to_have_text(words["sync.exported"])
    assert started.value.suggested_filename == "enishi-unsent.json"
    assert [change["kind"] for change in kept["changes"]] == ["contact", "encounter", "follow_up"]
    assert (kept["account_id"], kept["changes"][0]["id"]) == (ACCOUNT, contact)
    assert kept["changes"][0]["set"]["family_name"] == "佐藤"
    assert device.waiting() == 3

    page.get_by_role("button", name=words["sync.discard"]).click()
    with suppress(Error):
        page.wait_for_url(lambda url: "/sync" not in url)
    assert f"enishi-{ACCOUNT}" not in device.databases()
    stage.start()
    # Kept files are what the sync interface takes: nothing was lost.
    stage.fill(ACCOUNT, kept["changes"])
    assert [row["id"] for row in stage.rows.of(ACCOUNT, "contact")] == [contact]


def _is_dead(stage, session_id: str) -> bool:
    return bool(stage.rows.ask("SELECT 1 FROM session WHERE id = ? AND ended_at != ''", session_id))


def test_the_next_person_on_a_device_sees_nothing_of_the_one_before(stage, visit) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, changes())
    device = visit()
    assert "佐藤" in device.open("/contacts").content()
    _sign_out(device)
    device.open("/sign-in")
    assert until(lambda: f"enishi-{ACCOUNT}" not in device.databases())
    device.account_id = OTHER
    device.sign_in(name="伊藤")
    seen = 0
    for network in ("online", "server stopped"):
        if network != "online":
            stage.stop()
        for path in RECORDS.values():
            text = device.open(path).content()
            seen += 1
            assert not [word for word in OF_A if word in text], path
    figure("C21", f"{seen} pages online and offline, 0 strings of the person before")


def test_a_shared_computer_keeps_nothing_and_ends_after_twelve_hours(stage, visit) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, changes())
    device = visit(keeps_data=False)
    for path in RECORDS.values():
        device.open(path)
    workers = device.page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistrations()).length"
    )
    assert (device.databases(), workers) == ([], 0)
    with sqlite3.connect(stage.rows.path) as database:
        database.execute(
            "UPDATE session SET created_at = '2026-01-01T00:00:00.000Z' WHERE id = ?",
            (device.device_id,),
        )
    assert "佐藤" not in device.open("/contacts").content()
    figure("C22", f"{len(RECORDS)} pages: 0 databases, 0 workers; ended after 12 h")


def test_no_personal_answer_may_be_stored_and_no_cache_holds_a_name(stage, visit) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, changes())
    shared = visit(keeps_data=False)
    kept = []
    for path in (*RECORDS.values(), *OFFICE.values()):
        answer = shared.page.goto(shared.url + path)
        if "no-store" not in (answer.header_value("cache-control") or ""):
            kept.append(path)
    device = visit()
    for path in RECORDS.values():
        device.open(path)
    text = device.page.evaluate(CACHED)
    found = [word for word in (*OF_A, "山田 太郎") if word in text]
    figure(
        "C23",
        f"{len(RECORDS) + len(OFFICE)} answers, {len(kept)} without no-store; {len(found)} names in Cache Storage",
    )
    assert (kept, found) == ([], [])
