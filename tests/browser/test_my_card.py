"""The owner's own card: shown with no network, read by another phone's camera page, its link known to one device."""

import hashlib
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.device import Device, until
from tests.browser.gallery import hang
from tests.browser.test_reading_qr_codes import has_reader, scanning, upload
from tests.figures import figure
from tests.parity.fixture import ACCOUNT

LINK = "[data-code='link'] a[data-link]"
VCARD_CODE = "[data-code='vcard'] svg.code"
LINK_CODE = "[data-code='link'] svg.code"


def picture(page: Page, selector: str) -> bytes:
    """What a camera would see of a code."""
    code = page.locator(selector)
    expect(code.locator("path")).not_to_have_attribute("d", "")
    return code.screenshot()


def kept_words(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_card_is_shown_without_a_network_and_the_server_learns_only_the_hash_of_its_link(
    stage, visit
) -> None:
    hang(stage, with_hostile=False)
    phone: Device = visit("chromium")
    page = phone.open("/contacts")
    assert until(lambda: has_reader(phone), 30)
    page.emulate_media(color_scheme="dark")
    phone.context.set_offline(True)
    phone.open("/me/card")
    page.locator("#card-form summary").click()
    page.fill("#title", "代表")
    with page.expect_navigation():
        page.locator("#card-form button.main").click()
    expect(page.locator(".card")).to_contain_text("代表")
    # No signal: the code that needs none comes first.
    expect(page.locator("#code-vcard")).to_be_checked()
    card = picture(page, VCARD_CODE)
    page.locator("label:has(#code-link)").click()
    with page.expect_navigation():
        page.locator("[data-code='link'] [data-where='elsewhere'] button").click()
    page.locator("label:has(#code-link)").click()
    expect(page.locator("[data-device='link-waiting']")).to_be_visible()
    link = str(page.locator(LINK).get_attribute("href"))
    code = picture(page, LINK_CODE)
    token = link.removeprefix(f"{stage.url}/c/")
    phone.context.set_offline(False)
    phone.settle()
    [kept] = stage.rows.of(ACCOUNT, "my_card")
    assert kept["link_hash"] == hashlib.sha256(token.encode()).hexdigest()
    assert token.encode() not in kept_words(stage.folder)
    assert not [seen for seen in stage.seen if token in seen.path]
    phone.open("/me/card")
    expect(page.locator("#code-link")).to_be_checked()
    expect(page.locator(LINK)).to_have_attribute("href", link)
    # Another phone's camera page, with a reader that knows nothing of the maker.
    scanning(phone)
    upload(page, card)
    expect(page.locator("#family_name")).to_have_value("山田", timeout=30_000)
    expect(page.locator("#phonetic_family_name")).to_have_value("やまだ")
    expect(page.locator("#organization")).to_have_value("株式会社みどりソフト")
    page.locator("[data-scan]").click()
    upload(page, code)
    expect(page.locator("#urls")).to_have_value(link, timeout=30_000)
    figure("QR", "2 of 2 codes drawn in the dark scheme read back from the screen")


def test_a_device_that_did_not_make_the_link_says_so_and_can_make_another(stage, visit) -> None:
    hang(stage, with_hostile=False)
    shared: Device = visit("chromium", keeps_data=False)
    page = shared.open("/me/card")
    page.locator("label:has(#code-link)").click()
    renew = page.locator("[data-code='link'] [data-where='elsewhere'] button")
    expect(renew).to_be_visible()
    [before] = stage.rows.of(ACCOUNT, "my_card")
    with page.expect_navigation():
        renew.click()
    assert until(lambda: stage.rows.of(ACCOUNT, "my_card")[0]["link_hash"] != before["link_hash"])
    shared.open("/me/card")
    page.locator("label:has(#code-link)").click()
    # No worker keeps it here: the tab does, until it closes or its person leaves.
    expect(page.locator(LINK)).to_be_visible()
    expect(page.locator(LINK)).to_contain_text(f"{stage.url}/c/")
    page.locator("summary", has_text="リンク").click()
    page.locator(".button.ends").click()
    expect(page.locator("[data-codes]")).to_contain_text("リンクを止めています")
    [after] = stage.rows.of(ACCOUNT, "my_card")
    assert (after["link_hash"], bool(after["stopped_at"])) == ("", True)
