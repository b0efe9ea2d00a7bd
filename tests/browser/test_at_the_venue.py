"""At the venue and after a talk, with no network: what is read, what moves, what is kept. One test for each row."""

import re
import time
import uuid
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.device import Device, until
from tests.browser.prepared import (
    CALL,
    EVENT,
    GAIN,
    VENUE,
    WHO,
    at_minute,
    capture,
    evening,
    phone_at_venue,
    talk,
)
from tests.browsers import DESKTOP
from tests.figures import figure
from tests.parity.fixture import ACCOUNT, numbered

COLD_SECONDS = 2.0
ANSWERED_IN = """async (url) => {
  const start = performance.now();
  await (await fetch(url, {headers: {'HX-Request': 'true'}})).text();
  return performance.now() - start;
}"""


@pytest.fixture
def device(stage, visit) -> Device:
    return phone_at_venue(stage, visit)


def _goals(page: Page) -> list[str]:
    return [re.sub(r"\s+", " ", text).strip() for text in page.locator(".goal p").all_inner_texts()]


def test_r9_purpose_goals_and_targets_are_read_on_a_cold_start_without_a_network(
    device: Device,
) -> None:
    page = device.page.context.new_page()
    start = time.monotonic()
    page.goto(device.url + VENUE)
    expect(page.get_by_text(WHO, exact=True)).to_be_visible()
    took = time.monotonic() - start
    expect(page.get_by_text(GAIN, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="田中 恵さんに会えた")).to_be_visible()
    expect(page.get_by_role("button", name="北斗精機の方に会えた")).to_be_visible()
    assert _goals(page) == ["見込み顧客3名以上と話す 0／3名", "協業候補を1社見つける 0／1社"]
    figure("R9", f"purpose readable {took:.2f} s after a cold start without a network")
    assert took < COLD_SECONDS


def test_r23_the_third_talk_reaches_the_goal_and_r3_r10_cards_move_nothing(device: Device) -> None:
    talk(device, "佐藤", "prospect")
    for n in range(4):
        capture(device, f"名刺{n}")
    page = device.open(VENUE)
    assert _goals(page)[0] == "見込み顧客3名以上と話す 1／3名"
    assert page.locator(".count-figure").inner_text() == "1／5人"
    assert page.locator(".person .tag", has_text="未完了").count() == 4
    talk(device, "鈴木", "prospect")
    talk(device, "高橋", "prospect")
    assert _goals(device.page)[0] == "見込み顧客3名以上と話す 3／3名 達成"


def test_r24_two_people_of_one_company_are_one(device: Device) -> None:
    talk(device, "佐藤", "partner", "㈱光学研")
    talk(device, "鈴木", "partner", "光学研株式会社")
    assert _goals(device.page)[1] == "協業候補を1社見つける 1／1社 達成"


def test_r29_a_target_is_ticked_off_with_the_card_in_one_transaction(device: Device) -> None:
    capture(device, "田中", "恵", "光学ラボ（株）")
    waiting = [entry["change"] for entry in device.store("outbox")]
    assert [change["kind"] for change in waiting] == [
        "contact",
        "encounter",
        "follow_up",
        "attendee",
    ]
    assert waiting[3]["set"] == {"contact_id": waiting[0]["id"]}
    page = device.open(VENUE)
    expect(page.get_by_role("link", name="田中 恵さんには会えました")).to_be_visible()
    page.get_by_role("button", name="北斗精機の方に会えた").click()
    page.wait_for_url("**/note**")
    device.open(VENUE)
    assert page.get_by_role("button", name="に会えた").count() == 0
    assert [row["organization"] for row in device.alive("contact")].count("北斗精機") == 1
    assert len(device.alive("attendee")) == 2


def test_r46_r47_r31_openers_and_questions_are_at_hand_without_a_network(device: Device) -> None:
    page = device.page.context.new_page()
    start = time.monotonic()
    page.goto(device.url + VENUE)
    expect(page.get_by_text("「お話、伺ってもよろしいですか？」")).to_be_visible()
    took = time.monotonic() - start
    expect(page.get_by_text(f"「{WHO}を探しているのですが、ご存じありませんか？」")).to_be_visible()
    page.get_by_text("聞いてみる質問").click()
    ladder = [text.strip() for text in page.locator("#questions li").all_inner_texts()]
    assert [ladder[0], ladder[2]] == [
        "どのようなお仕事をされていますか？",
        "今お困りのことはありますか？",
    ]
    page.locator("#introduction summary").click()
    expect(page.get_by_text("みどりソフトの山田です。")).to_be_visible()
    big = page.locator("#questions .question p").first
    assert float(big.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")) >= 18
    figure("R31", f"openers readable {took:.2f} s after a cold start without a network")
    assert took < COLD_SECONDS


def _swipe(page: Page, far: int) -> None:
    """A thumb across the card."""
    box = page.locator("#question").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 20
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + far, y, steps=4)
    page.mouse.up()


def test_r48_the_ladder_leads_by_thumb_and_its_answers_are_the_notes_own_fields(
    device: Device,
) -> None:
    page = capture(device, "佐藤")
    card = page.locator("#question > p").first
    expect(card).to_have_text("どのようなお仕事をされていますか？")
    page.locator("#question-next").click()
    expect(card).to_have_text("そのお仕事で、最近特に力を入れていることは何ですか？")
    _swipe(page, -120)
    expect(card).to_have_text("今お困りのことはありますか？")
    _swipe(page, 120)
    expect(card).to_contain_text("力を入れている")
    for button in ("#question-before", "#question-next"):
        box = page.locator(button).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.get_by_role("link", name="「力を入れていること」に書く").click()
    expect(page.locator("#focus")).to_be_focused()
    page.keyboard.type("現場の改善")
    page.fill("#business", "精密部品")
    expect(page.locator("#note-hint")).to_contain_text("じっくり話せた")
    expect(page.locator("#is_real_conversation")).not_to_be_checked()
    page.locator(".dock .button.main").click()
    page.wait_for_url("**/venue")
    talk = device.alive("encounter")[-1]
    assert (talk["business"], talk["focus"], talk["is_real_conversation"]) == (
        "精密部品",
        "現場の改善",
        False,
    )
    page.go_back()
    expect(card).to_have_text("今お困りのことはありますか？")


def test_r11_r30_the_answers_of_the_other_person_come_first_one_tap_from_the_row(
    device: Device,
) -> None:
    capture(device, "佐藤")
    page = device.open(VENUE)
    page.locator(".person .cover").first.click()
    page.wait_for_url("**/note**")
    fields = page.locator("#note-form").evaluate(
        "(form) => [...form.elements].filter((f) => f.type !== 'hidden').map((f) => f.name)"
    )
    assert fields[:4] == ["business", "challenge", "looking_for", "focus"]
    assert not {"pitch", "offer", "what_i_offer"} & set(fields)


def test_r33_marks_a_face_and_the_order_of_meeting_are_kept(device: Device, stage) -> None:
    for name in ("一番", "二番", "三番"):
        page = capture(device, name)
    page.fill("#memory_hook", "青いネクタイ・窓ぎわ")
    page.locator("label:has(#wants_to_meet_again)").click()
    page.locator(".dock .button.main").click()
    page.wait_for_url("**/venue")
    order = page.locator(".person .when").all_inner_texts()
    assert [text.split()[0] for text in order] == ["3人目", "2人目", "1人目"]
    names = page.locator(".person .name").all_inner_texts()
    device.page.context.set_offline(False)
    device.settle()
    device.open(VENUE)
    assert page.locator(".person .name").all_inner_texts() == names == ["三番", "二番", "一番"]
    known = [row for row in stage.rows.of(ACCOUNT, "encounter") if row["memory_hook"]]
    assert [(row["memory_hook"], bool(row["wants_to_meet_again"])) for row in known] == [
        ("青いネクタイ・窓ぎわ", True)
    ]


def test_r50_four_people_of_one_room_without_leaving_the_keyboard(stage, visit) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, evening())
    desk: Device = visit(viewport=DESKTOP)
    page = desk.open(f"/events/{CALL}/venue")
    page.context.set_offline(True)
    page.keyboard.press("3")
    expect(page.locator("#name")).to_be_focused()
    people = [
        ("佐藤 健一", "北辰製作所"),
        ("Linh Nguyen", "Saigon Soft"),
        ("中村 彩", ""),
        ("森誠", "北斗精機"),
    ]
    start = time.monotonic()
    for n, (name, company) in enumerate(people, start=1):
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(company)
        if n == 1:
            page.keyboard.press("Tab")
            page.keyboard.type("Room 2")
        page.keyboard.press("Enter")
        expect(page.locator(".person")).to_have_count(n)
        expect(page.locator("#name")).to_be_focused()
        expect(page.locator("#name")).to_have_value("")
        expect(page.locator("#room")).to_have_value("Room 2")
    figure(
        "R50",
        f"4 people of one room typed and kept in {time.monotonic() - start:.1f} s, keyboard only",
    )
    talks = [row for row in desk.alive("encounter") if row["event_id"] == CALL]
    assert [row["room"] for row in talks] == ["Room 2"] * 4
    linh = next(row for row in desk.alive("contact") if row["family_name"] == "Nguyen")
    assert linh["given_name"] == "Linh"
    page.locator(".person .cover").first.click()
    page.wait_for_url("**/note**")
    mates = page.locator("#roommates a")
    assert mates.all_inner_texts() == ["佐藤 健一さん", "Linh Nguyenさん", "中村 彩さん"]
    mates.first.click()
    expect(page.locator(".bar-title p").last).to_contain_text("佐藤 健一さん")


def test_r30_offers_and_needs_are_chips_that_survive_leaving(device: Device) -> None:
    page = capture(device, "佐藤")
    page.fill("#add_offers", "精密部品")
    page.keyboard.press("Enter")
    chip = page.get_by_role("button", name="精密部品を外す")
    expect(chip).to_be_visible()
    expect(page.locator("#add_offers")).to_have_value("")
    page.fill("#add_needs", "画像判定")
    page.locator(".dock .button.main").click()
    page.wait_for_url("**/venue")

    def card() -> dict[str, Any]:
        return next(row for row in device.alive("contact") if row["family_name"] == "佐藤")

    assert until(lambda: card().get("needs") == ["画像判定"])
    assert card()["offers"] == ["精密部品"]
    page.go_back()
    chip.click()
    assert until(lambda: card()["offers"] == [])


def test_keys_1_2_and_3_open_photo_qr_and_typing(device: Device) -> None:
    for key, by in (("1", "photo"), ("2", "qr"), ("3", "typing")):
        page = device.open(VENUE)
        page.keyboard.press(key)
        page.wait_for_url(f"**/contacts/new?by={by}**")


def test_a_venue_of_three_hundred_with_sixty_people_met_stays_fast(stage, visit) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    changes = evening()
    for n in range(300):
        line = {"event_id": EVENT, "name": f"参加者 {n}", "is_target": n % 9 == 0, "place": n}
        changes.append({**changes[0], "change_id": str(uuid.uuid4()), "kind": "attendee", "id": numbered(7, n),
                        "set": line})  # fmt: skip
    for n in range(60):
        changes.append({**changes[0], "change_id": str(uuid.uuid4()), "kind": "contact", "id": numbered(8, n),
                        "set": {"family_name": f"人{n}"}})  # fmt: skip
        talk = {
            "contact_id": numbered(8, n),
            "event_id": EVENT,
            "met_at": at_minute(n - 90),
            "room": "A",
        }
        changes.append({**changes[0], "change_id": str(uuid.uuid4()), "kind": "encounter", "id": numbered(9, n),
                        "set": talk})  # fmt: skip
    stage.fill(ACCOUNT, changes)
    device: Device = visit()
    page = device.open(VENUE)
    page.context.set_offline(True)
    times = sorted(page.evaluate(ANSWERED_IN, VENUE) for _ in range(9))
    expect(page.locator(".person")).to_have_count(60)
    figure(
        "venue",
        f"300 attendees, 60 people met: answered in {times[4]:.0f} ms (median of 9), slowest {times[-1]:.0f} ms",
    )
    assert times[4] < 400
