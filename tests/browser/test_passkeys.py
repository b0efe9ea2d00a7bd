"""C60: sign-up, out and in with a passkey, under the strict policy. ENISHI_PASSKEY_RUNS=25 for the campaign."""

import os
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.device import until
from tests.browser.passkey import Holder
from tests.figures import figure
from tests.stage import Stage

RUNS = int(os.environ.get("ENISHI_PASSKEY_RUNS", "3"))
SLOWEST_SECONDS = 3
DATABASES = "async () => (await indexedDB.databases()).map(({name}) => name).sort()"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
MARKER = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('enishi', 1);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction('marker').objectStore('marker').get('current');
    reading.onsuccess = () => { opening.result.close(); resolve(reading.result ?? null); };
  };
})"""
Browse = Callable[..., BrowserContext]


@pytest.fixture
def holder(stage: Stage, browse: Browse) -> Holder:
    return Holder(browse().new_page(), stage.url)


def _one_round(stage: Stage, browse: Browse) -> tuple[float, list[str]]:
    """Up, out, in: from the first press to the page after the last."""
    holder = Holder(browse().new_page(), stage.url)
    start = time.monotonic()
    holder.sign_up()
    seen = holder.violations()
    holder.forget()
    holder.sign_in()
    return time.monotonic() - start, seen + holder.violations()


def test_signing_up_out_and_in_works_every_time_and_breaks_no_policy(
    stage: Stage, browse: Browse
) -> None:
    rounds = [_one_round(stage, browse) for _ in range(RUNS)]
    seconds, violations = sorted(s for s, _ in rounds), [v for _, seen in rounds for v in seen]
    figure(
        "C60",
        f"{len(rounds)} of {RUNS} rounds, {sum(s < SLOWEST_SECONDS for s in seconds)} under {SLOWEST_SECONDS} s, "
        f"median {seconds[len(seconds) // 2]:.2f} s, slowest {seconds[-1]:.2f} s, {len(violations)} violations",
    )
    # How long it takes is said above and never asserted: the machine may have other work.
    assert violations == []


def test_an_own_device_gets_the_marker_and_the_worker(holder: Holder, stage: Stage) -> None:
    holder.sign_up("山田 太郎")
    assert until(lambda: holder.page.evaluate(WORKERS) == 1)
    marker = holder.page.evaluate(MARKER)
    (account,) = stage.rows.ask("SELECT id FROM account")
    assert marker == {
        "account_id": account["id"],
        "display_name": "山田 太郎",
        "mode": "keep",
        "locale": "ja",
        "theme": "auto",
        "time_zone": "Asia/Tokyo",
    }


def test_no_script_can_read_the_secret(holder: Holder, stage: Stage) -> None:
    holder.sign_up()
    (cookie,) = [each for each in holder.page.context.cookies() if each["name"] == "enishi"]
    readable = holder.page.evaluate(
        "() => JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])"
    ) + str(holder.page.evaluate(MARKER))
    figure("C13", f"{readable.count(cookie['value'])} tokens in script-readable storage")
    assert cookie["httpOnly"]
    assert cookie["value"] not in readable


def test_a_shared_computer_gets_neither(stage: Stage, browse: Browse) -> None:
    phone = Holder(browse().new_page(), stage.url)
    phone.sign_up()
    (credential,) = phone.credentials()
    pc = Holder(browse().new_page(), stage.url)
    pc.cdp.send(
        "WebAuthn.addCredential", {"authenticatorId": pc.authenticator, "credential": credential}
    )
    pc.sign_in(shared=True)
    for path in ("/", "/contacts", "/settings"):
        pc.page.goto(stage.url + path)
    assert (pc.page.evaluate(DATABASES), pc.page.evaluate(WORKERS)) == ([], 0)
    rows = stage.rows.ask("SELECT keeps_data FROM session ORDER BY id")
    assert [row["keeps_data"] for row in rows] == [1, 0]


def test_shared_is_not_offered_where_records_are_kept(holder: Holder) -> None:
    holder.page.goto(holder.url + "/sign-in")
    expect(holder.page.locator("#device-choice")).to_be_visible()
    holder.sign_up()
    assert until(
        lambda: [name for name in holder.page.evaluate(DATABASES) if name.startswith("enishi-")], 30
    )
    holder.forget()
    holder.page.goto(holder.url + "/sign-in")
    expect(holder.page.locator("#kept-help")).to_be_visible()
    expect(holder.page.locator("#device-choice")).to_be_hidden()


def test_a_wrong_finger_says_so_and_the_next_press_works(holder: Holder) -> None:
    holder.sign_up()
    holder.forget()
    holder.page.goto(holder.url + "/sign-in")
    holder.verify(succeeds=False)
    holder.press()
    holder.said("取り消されました")
    holder.verify(succeeds=True)
    holder.press()
    holder.page.wait_for_url(holder.url + "/")


def test_a_name_that_is_missing_is_asked_for(holder: Holder) -> None:
    holder.page.goto(holder.url + "/sign-up")
    holder.press()
    holder.said("お名前を入力してください")


def test_a_passkey_nobody_knows_is_forgotten_by_the_authenticator(
    holder: Holder, stage: Stage
) -> None:
    holder.sign_up()
    with stage.rows.open() as database:
        database.execute("DELETE FROM credential")
    holder.forget()
    holder.page.goto(holder.url + "/sign-in")
    holder.press()
    holder.said("登録されていません")
    assert until(lambda: holder.credentials() == [])


def test_no_network_says_so(holder: Holder, stage: Stage) -> None:
    holder.page.goto(holder.url + "/sign-in")
    stage.stop()
    holder.press()
    holder.said("圏外")


def test_the_language_of_a_stranger_is_kept(stage: Stage, browse: Browse) -> None:
    page = browse(locale="en-GB").new_page()
    page.goto(stage.url + "/sign-in")
    expect(page.locator("h1")).to_have_text("Sign in")
    page.locator("[data-locale=ja]").click()
    expect(page.locator("h1")).to_have_text("ログイン")
    page.goto(stage.url + "/sign-up")
    expect(page.locator("html")).to_have_attribute("lang", "ja")
