"""Introducing two people at the venue, with no network: the pair is found, the introduction made, the codes shown;
then the two open their links on phones of their own."""

import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.device import Device, until
from tests.browser.prepared import CALL, EVENT, VENUE, capture, phone_at_venue
from tests.figures import figure
from tests.parity.fixture import ACCOUNT

SATO_MAIL, TANAKA_MAIL = "sato@hokushin.example", "megumi@kogaku.example"
SENTENCE = "検査工程の話が合いそうです。"
MEMO = "来春に担当の方が退職される"


@pytest.fixture
def device(stage, visit) -> Device:
    return phone_at_venue(stage, visit)


def _note(page: Page, **texts: str) -> None:
    for field, text in texts.items():
        page.locator(f"#{field}").fill(text)
        page.locator(f"#{field}").blur()
        expect(page.locator("#note-form")).to_be_visible()
        page.wait_for_timeout(900)


def _find_pair(device: Device) -> tuple[Page, float]:
    """Two cards and what each said; the venue then shows the pair. Seconds it took to show."""
    capture(device, "佐藤", "健一", "北辰製作所", mail=SATO_MAIL)
    _note(device.page, looking_for="画像判定を小さく試せる会社", note=MEMO)
    capture(device, "田中", "恵", "光学研", mail=TANAKA_MAIL)
    _note(device.page, business="画像判定のAI試作")
    page = device.open(VENUE)
    start = time.monotonic()
    expect(page.locator(".pair-card")).to_contain_text("画像判定")
    return page, time.monotonic() - start


def _introduce(page: Page) -> list[str]:
    """Sato said yes at the venue; the two links, that of Sato first."""
    page.locator(".pair-card").get_by_role("link", name="佐藤 健一さんと田中 恵さんを紹介").tap()
    page.locator("#sentence").fill(SENTENCE)
    page.get_by_label("佐藤 健一さんから、田中 恵さんに伝えてよいと了承をもらった").check()
    until(lambda: page.locator('[name="second_link_hash"]').input_value())
    page.get_by_role("button", name="紹介のリンクを作る").tap()
    page.wait_for_url("**/introductions/0*")
    codes = page.locator("svg.code")
    expect(codes).to_have_count(2)
    until(lambda: all(codes.nth(n).locator("path").get_attribute("d") for n in (0, 1)))
    links = page.locator("a[data-link]")
    return [links.nth(n).get_attribute("href") or "" for n in (0, 1)]


def test_r34_two_offline_captures_are_a_pair_and_an_introduction_with_two_codes(
    device: Device,
) -> None:
    page, took = _find_pair(device)
    assert all("/i/" in link for link in _introduce(page))
    made = device.alive("introduction")[0]
    assert made["event_id"] == EVENT.rsplit("/", 1)[-1]
    assert made["first_consent"] == "in_person"
    assert made["second_consent"] == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    figure("R34", f"pair shown {took:.2f} s after the venue opened, no network; 2 codes drawn")


def _press(page: Page, words: str) -> str:
    page.get_by_role("button", name=words, exact=True).click()
    return str(page.locator("main").inner_text())


def test_r35_two_phones_open_their_links_and_each_sees_the_other_after_both_said_yes(
    device: Device, browse: Any
) -> None:
    """The introducer has no network until the links were tried once; the two have no account and run no script."""
    venue, _ = _find_pair(device)
    links = _introduce(venue)
    guessed = links[0].rsplit("/", 1)[0] + "/" + "A" * 22
    sato, tanaka = (browse(java_script_enabled=False).new_page() for _ in range(2))
    for phone, link in ((sato, links[0]), (tanaka, links[1])):
        assert phone.goto(link).status == 404
        early = phone.content()
        assert phone.goto(guessed).status == 404
        assert phone.content() == early
        assert not [word for word in ("佐藤", "田中", "山田", SENTENCE) if word in early]

    device.context.set_offline(False)
    device.settle()
    tanaka.goto(links[1])
    seen = _press(tanaka, "ご紹介を開く")
    assert "佐藤 健一" in seen
    assert SENTENCE in seen
    assert SATO_MAIL not in tanaka.content()
    sato.goto(links[0])
    _press(sato, "ご紹介を開く")
    # Tanaka has not said yes to anybody yet.
    assert not [word for word in ("田中", "光学研", TANAKA_MAIL) if word in sato.content()]

    _press(tanaka, "伝える")
    sato.goto(links[0])
    assert "田中 恵" in _press(sato, "ご紹介を開く")
    _press(sato, "伝える")
    pages = []
    for phone, link in ((sato, links[0]), (tanaka, links[1])):
        phone.goto(link)
        _press(phone, "ご紹介を開く")
        pages.append(phone.content())
    assert TANAKA_MAIL in pages[0]
    assert SATO_MAIL in pages[1]
    assert not [page for page in pages if MEMO in page or "画像判定を小さく試せる会社" in page]

    device.settle()
    device.open("/introductions").get_by_role("link", name="佐藤 健一").first.click()
    expect(device.page.locator(".rings.is-tied")).to_be_visible()
    passed = device.stage.rows.of(ACCOUNT, "provision")
    figure("R35", f"2 phones, 1 uniform page before sync, both agreed, {len(passed)} passings kept")


def test_the_pairs_at_the_venue_follow_what_is_kept_and_written_without_a_reload(
    device: Device,
) -> None:
    """A call at the keyboard; the talks are noted in a second window while the venue lies behind it."""
    venue = device.open(f"/events/{CALL}/venue")
    venue.evaluate("() => { window.isTheSamePage = true; }")
    introduce = venue.get_by_role("link", name="ふたりを紹介する")
    expect(introduce).to_have_count(0)
    for name in ("佐藤 健一", "田中 恵"):
        venue.locator("#quick #name").fill(name)
        venue.locator("#quick #name").press("Enter")
        expect(venue.locator("#met")).to_contain_text(name)
    expect(introduce).to_be_visible()
    expect(venue.locator(".pair-card")).to_have_count(0)

    venue.evaluate("() => Object.defineProperty(document, 'hidden', {get: () => true})")
    venue.locator("h1").click()
    window = device.context.new_page()
    said = {
        "佐藤": {"looking_for": "画像判定を小さく試せる会社"},
        "田中": {"business": "画像判定のAI試作"},
    }
    people = {row["family_name"]: row["id"] for row in device.alive("contact")}
    for name, texts in said.items():
        window.goto(f"{device.url}/contacts/{people[name]}/note")
        _note(window, **texts)
    expect(venue.locator(".pair-card")).to_contain_text("画像判定")
    # A third card leaves the pair where it is.
    venue.locator("#quick #name").fill("森")
    venue.locator("#quick #name").press("Enter")
    expect(venue.locator("#met")).to_contain_text("森")
    expect(venue.locator(".pair-card")).to_contain_text("画像判定")
    assert venue.evaluate("() => window.isTheSamePage") is True
