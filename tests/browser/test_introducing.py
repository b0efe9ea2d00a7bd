"""Introducing two people at the venue, with no network: the pair is found, the introduction made, the codes shown."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.device import Device, until
from tests.browser.prepared import EVENT, VENUE, capture, evening
from tests.figures import figure
from tests.parity.fixture import ACCOUNT


@pytest.fixture
def device(stage, visit) -> Device:
    """A phone that has the evening on it, and no network any more."""
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, evening())
    phone: Device = visit(has_touch=True)
    phone.page.context.set_offline(True)
    return phone


def _note(page: Page, field: str, text: str) -> None:
    page.locator(f"#{field}").fill(text)
    page.locator(f"#{field}").blur()
    expect(page.locator("#note-form")).to_be_visible()
    page.wait_for_timeout(900)


def test_r34_two_offline_captures_are_a_pair_and_an_introduction_with_two_codes(
    device: Device,
) -> None:
    capture(device, "佐藤", "健一", "北辰製作所")
    _note(device.page, "looking_for", "画像判定を小さく試せる会社")
    capture(device, "田中", "恵", "光学研")
    _note(device.page, "business", "画像判定のAI試作")
    page = device.open(VENUE)
    start = time.monotonic()
    pair = page.locator(".pair-card")
    expect(pair).to_contain_text("画像判定")
    took = time.monotonic() - start
    pair.get_by_role("link", name="佐藤 健一さんと田中 恵さんを紹介").tap()
    page.locator("#sentence").fill("検査工程の話が合いそうです。")
    page.get_by_label("佐藤 健一さんから、田中 恵さんに伝えてよいと了承をもらった").check()
    until(lambda: page.locator('[name="second_link_hash"]').input_value())
    page.get_by_role("button", name="紹介のリンクを作る").tap()
    page.wait_for_url("**/introductions/0*")
    codes = page.locator("svg.code")
    expect(codes).to_have_count(2)
    until(lambda: all(codes.nth(n).locator("path").get_attribute("d") for n in (0, 1)))
    links = page.locator("a[data-link]")
    assert all("/i/" in (links.nth(n).get_attribute("href") or "") for n in (0, 1))
    made = device.alive("introduction")[0]
    assert made["event_id"] == EVENT.rsplit("/", 1)[-1]
    assert made["first_consent"] == "in_person"
    assert made["second_consent"] == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    figure("R34", f"pair shown {took:.2f} s after the venue opened, no network; 2 codes drawn")
