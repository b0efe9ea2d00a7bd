"""One evening from the door to the desk: no network until departure, everything by hand, every tap counted."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.camera import CameraPhones, Taps, code_picture, film, no_network
from tests.browser.device import Device, until
from tests.browser.prepared import GAIN, VENUE, WHO, evening
from tests.browser.test_reading_qr_codes import has_reader
from tests.browsers import DESKTOP
from tests.figures import figure
from tests.parity.fixture import ACCOUNT

CARD = "MECARD:N:髙橋,美咲;SOUND:タカハシ,ミサキ;TEL:0312345678;EMAIL:misaki@minato.example;;"


@pytest.fixture
def phone(engines, stage, tmp_path):
    """What its camera sees is a card with a QR on it: it may be photographed, and it may be read."""
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, evening())
    phones = CameraPhones(engines, stage)
    yield phones(film(tmp_path / "card.mjpeg", code_picture(CARD)))
    phones.close()


def goals(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".goal b").all_inner_texts()]


def by_photo(page: Page) -> int:
    finger = Taps()
    finger.on(page.locator('.dock a[href*="by=photo"]'))
    finger.on(page.locator("[data-shutter]"))
    finger.on(page.locator('.captured a[href*="/note"]'))
    page.wait_for_url("**/note**")
    return finger.count


def by_qr(page: Page) -> int:
    finger = Taps()
    finger.on(page.locator('.dock a[href*="by=qr"]'))
    expect(page.locator("#family_name")).to_have_value("髙橋", timeout=20_000)
    finger.on(page.locator('.dock button[type="submit"]'))
    page.wait_for_url("**/note**")
    return finger.count


def by_hand(page: Page, family: str, given: str, company: str) -> int:
    """Taps beside the typing."""
    finger = Taps()
    finger.on(page.locator('.dock a[href*="by=typing"]'))
    page.fill("#family_name", family)
    page.fill("#given_name", given)
    page.fill("#organization", company)
    finger.on(page.locator(".dock .button.main"))
    page.wait_for_url("**/note**")
    return finger.count


def talked(page: Page, target_class: str, challenge: str) -> None:
    """What they said, the kind of person they are, and the mark; then back to the room."""
    page.fill("#business", "精密部品")
    page.fill("#challenge", challenge)
    page.select_option("#target_class", target_class)
    page.locator("label:has(#is_real_conversation)").click()
    page.locator(".dock .button.main").click()
    page.wait_for_url("**/venue")


@pytest.mark.timeout(240)
def test_r9_r23_r24_r29_an_evening_without_a_network_is_whole_on_the_desk(phone, visit) -> None:
    stage = phone.stage
    phone.open(VENUE)
    assert until(lambda: has_reader(phone), 60), "the reader did not come to the phone"
    before = stage.rows.count(ACCOUNT)["contact"]
    no_network(phone)
    # At the door: the app is opened anew.
    page = phone.page = phone.context.new_page()
    start = time.monotonic()
    page.goto(phone.url + VENUE)
    expect(page.get_by_text(WHO, exact=True)).to_be_visible()
    read = time.monotonic() - start
    expect(page.get_by_text(GAIN, exact=True)).to_be_visible()
    assert goals(page) == ["0／3名", "0／1社"]

    photo = by_photo(page)
    talked(page, "prospect", "検査の担当者が退職")
    qr = by_qr(page)
    talked(page, "prospect", "紙の受発注")
    typed = by_hand(page, "鈴木", "文子", "港区商工会")
    talked(page, "prospect", "会員の高齢化")
    assert goals(page) == ["3／3名 達成", "0／1社"]
    expect(page.get_by_role("button", name="田中 恵さんに会えた")).to_be_visible()
    by_hand(page, "田中", "恵", "光学ラボ（株）")
    talked(page, "partner", "試作の外注先")
    expect(page.get_by_role("link", name="田中 恵さんには会えました")).to_be_visible()
    by_hand(page, "小川", "光", "㈱光学ラボ")
    talked(page, "partner", "人手")
    assert goals(page) == ["3／3名 達成", "1／1社 達成"]
    expect(page.locator(".count-figure")).to_have_text("5／5人")
    assert photo <= 3
    assert qr <= 2
    assert typed <= 3

    # On the way home.
    stage.start()
    assert stage.rows.count(ACCOUNT)["contact"] == before
    phone.context.set_offline(False)
    phone.settle()
    assert until(lambda: all(r["received_at"] for r in stage.rows.of(ACCOUNT, "photo_file")), 15)
    desk: Device = visit(viewport=DESKTOP)
    assert desk.open(VENUE).locator(".person").count() == 5
    page = desk.open("/follow-ups")
    assert page.locator("body").inner_text().count("残り") >= 5
    talks = {talk["challenge"] for talk in desk.alive("encounter")}
    assert talks >= {"検査の担当者が退職", "紙の受発注", "会員の高齢化", "試作の外注先", "人手"}
    [line] = [row for row in desk.alive("attendee") if row["name"] == "田中 恵"]
    [tanaka] = [row for row in desk.alive("contact") if row["family_name"] == "田中"]
    assert line["contact_id"] == tanaka["id"]
    [taken] = desk.alive("photo")
    assert page.request.get(f"{desk.url}/photos/{taken['sha256']}").ok
    figure(
        "evening",
        f"purpose read {read:.1f} s after a cold start; taps {photo} photo, {qr} QR, {typed} beside typing; "
        "5 talks, 3名 and 1社 reached, all of it on the desk",
    )
