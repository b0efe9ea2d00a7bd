"""Somebody takes everything along and deletes their account: the files are whole, the device holds nothing after."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import CONTROLLED, SYNC_NOW, Device, until
from tests.browser.gallery import card_photo, sha256
from tests.browser.passkey import Holder
from tests.browser.talk import capture
from tests.figures import figure
from tests.rows import LONG_AGO, stamp
from tests.stage import Stage

Browse = Callable[..., BrowserContext]
LEFT = """async () => {
  const registration = await navigator.serviceWorker.getRegistration('/');
  const subscription = await registration?.pushManager?.getSubscription();
  const databases = (await indexedDB.databases()).map(({name}) => name).filter((name) => name !== 'enishi');
  return [...databases, ...Object.keys(sessionStorage), ...(subscription ? ['push'] : [])];
}"""


@pytest.fixture
def holder(stage: Stage, browse: Browse) -> Holder:
    """Signed up a while ago on a device that keeps data: leaving asks for the passkey once more."""
    someone = Holder(browse(accept_downloads=True).new_page(), stage.url)
    someone.sign_up()
    someone.page.evaluate(CONTROLLED)
    _make_stale(stage)
    return someone


@pytest.fixture
def device(holder: Holder, stage: Stage) -> Device:
    (account,) = stage.rows.ask("SELECT id FROM account")
    found = Device(stage, holder.page.context, account["id"], holder.page)
    assert until(found.is_complete)
    return found


def _make_stale(stage: Stage) -> None:
    with stage.rows.open() as database:
        database.execute("UPDATE session SET verified_at = ?", (LONG_AGO,))


def _download(page: Page, name: str) -> bytes:
    with page.expect_download() as started:
        page.locator(f'a[href="/api/export/{name}"]').click()
    assert started.value.suggested_filename.startswith("enishi")
    return Path(started.value.path()).read_bytes()


def _keep_photo(stage: Stage, account_id: str, contact: str) -> bytes:
    from server.store import photo_files

    content = card_photo()
    stage.fill(account_id, [{
        "change_id": "01900000-0000-7000-8006-00000000aaaa", "kind": "photo", "base": 0, "at": stamp(),
        "id": "01900000-0000-7000-8006-00000000aaab",
        "set": {"contact_id": contact, "sha256": sha256(content), "side": "front"},
    }])  # fmt: skip
    with stage.app.app_context():
        photo_files.keep_photo(account_id, sha256(content), content, stamp())
    return content


def test_everything_is_taken_along_and_then_nothing_is_left_here(
    holder: Holder, device: Device, stage: Stage
) -> None:
    contact = capture(device, 1, stamp(), "佐藤")
    device.settle()
    photo = _keep_photo(stage, device.account_id, contact)
    page = device.open("/settings")
    _make_stale(stage)
    with zipfile.ZipFile(io.BytesIO(_download(page, "enishi.zip"))) as archive:
        kept = json.loads(archive.read("enishi.json"))
        assert archive.read(f"photos/{sha256(photo)}.jpg") == photo
    assert [each["id"] for each in kept["records"]["contact"]] == [contact]
    table = _download(page, "contacts.csv").decode("utf-8-sig")
    assert [row["姓"] for row in csv.DictReader(io.StringIO(table, newline=""))] == ["佐藤"]
    (session,) = stage.rows.ask("SELECT verified_at FROM session WHERE ended_at = ''")
    assert session["verified_at"] > LONG_AGO

    page.get_by_role("link", name="何が消えるかを見る").click()
    expect(page.locator("h1")).to_have_text("アカウントを消す")
    assert _download(page, "contacts.vcf").startswith(b"BEGIN:VCARD")
    page.locator("#understood").check()
    page.locator("#deletion button").click()
    page.wait_for_url(stage.url + "/goodbye")
    expect(page.locator("h1")).to_have_text("アカウントを消しました")
    left = page.evaluate(LEFT)
    (account,) = stage.rows.ask("SELECT deleted_at, display_name FROM account")
    passkeys = holder.credentials()
    figure(
        "C75",
        f"exported and deleted: {len(left)} databases, subscriptions or session keys and {len(passkeys)} passkeys left",
    )
    assert account["deleted_at"]
    assert (left, account["display_name"]) == ([], "")
    assert holder.violations() == []
    page.goto(stage.url + "/contacts")
    expect(page).to_have_url(stage.url + "/sign-in")


def test_what_was_not_sent_is_said_to_be_in_no_file(
    holder: Holder, device: Device, stage: Stage
) -> None:
    page = device.open("/settings")
    note = page.locator("#export [data-device=unsent]")
    expect(note).to_be_hidden()
    # Whoever writes keeps writing here while the office answers nothing but pages.
    stage.refuses = "/api/sync"
    capture(device, 1, stamp(), "佐藤")
    page = device.open("/settings")
    expect(note).to_contain_text("この端末だけにある記録が3件あります")
    note.get_by_role("link", name="先に送る").click()
    expect(page).to_have_url(stage.url + "/sync")


def test_without_the_tick_the_form_says_so_and_asks_for_no_passkey(
    holder: Holder, device: Device, stage: Stage
) -> None:
    page = device.open("/settings/deletion")
    holder.verify(succeeds=False)
    page.locator("#deletion button").click()
    expect(page.locator("#understood-error")).to_have_text(
        "消してよければ、ここに印を付けてください。"
    )
    page.locator("#understood").check()
    page.locator("#deletion button").click()
    holder.said("取り消されました")
    expect(page.locator("#said")).to_be_in_viewport()
    assert stage.rows.ask("SELECT 1 FROM account WHERE deleted_at = ''")
    assert device.is_complete()


def test_another_device_of_the_account_wipes_itself_when_it_hears(
    holder: Holder, device: Device, stage: Stage, visit: Callable[..., Device]
) -> None:
    capture(device, 1, stamp(), "佐藤")
    device.settle()
    other = visit(account_id=device.account_id)
    assert len(other.alive("contact")) == 1
    page = device.open("/settings/deletion")
    page.locator("#understood").check()
    page.locator("#deletion button").click()
    page.wait_for_url(stage.url + "/goodbye")
    other.page.evaluate(f"() => {{ void ({SYNC_NOW})(); }}")
    assert until(lambda: f"enishi-{device.account_id}" not in other.databases())
    expect(other.page).to_have_url(stage.url + "/")


def test_a_shared_computer_is_left_without_a_session(
    stage: Stage, visit: Callable[..., Device]
) -> None:
    device = visit(keeps_data=False)
    page = device.open("/settings/deletion")
    page.locator("#understood").check()
    page.locator("#deletion button").click()
    page.wait_for_url(stage.url + "/goodbye")
    assert "enishi" not in {each["name"] for each in device.context.cookies()}
    assert (device.databases(), page.evaluate("() => sessionStorage.length")) == ([], 0)
