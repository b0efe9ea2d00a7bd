"""The morning after an evening with eight people: eight messages, each for one person only, by keyboard alone."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.device import Device, until
from tests.browsers import DESKTOP
from tests.figures import figure
from tests.parity.fixture import ACCOUNT, CONTACT, ENCOUNTER, EVENT, FOLLOW_UP, numbered
from tests.rows import stamp

PEOPLE = [
    ("佐藤", "健一", "株式会社北辰製作所", {"challenge": "外観検査の担当者が来春に退職", "business": "精密部品"}),
    ("中村", "彩", "みなと印刷", {"challenge": "紙の受発注", "wants_to_meet_again": True}),
    ("森", "誠", "北斗精機", {"looking_for": "試作の外注先"}),
    ("Nguyen", "Linh", "Saigon Optics", {"business": "lens coating", "wants_to_meet_again": True}),
    ("高橋", "一郎", "たかはし工業", {"focus": "若手の育成", "looking_for": "採用に詳しい方"}),
    ("鈴木", "文子", "港区商工会", {"note": "見学会を毎月開いている"}),
    ("田中", "恵", "光学ラボ", {}),
    ("小林", "翔", "小林物流㈱", {"business": "冷凍倉庫", "challenge": "夜間の人手不足"}),
]  # fmt: skip
LONG = "見学会のお話を伺い、ぜひ一度拝見したく存じます。" * 13


def _evening() -> list[dict[str, Any]]:
    """Met last night, fifteen hours ago and a few minutes apart."""
    began = datetime.now(UTC) - timedelta(hours=15)
    made: list[tuple[str, str, dict[str, Any]]] = []
    day = (began + timedelta(hours=9)).date().isoformat()
    event = {
        "title": "製造業DX交流会",
        "held_on": day,
        "time_zone": "Asia/Tokyo",
        "decision": "going",
    }
    made.append(("event", numbered(EVENT, 1), event))
    for n, (family, given, company, talk) in enumerate(PEOPLE, start=1):
        met, person = began + timedelta(minutes=9 * n), {"contact_id": numbered(CONTACT, n)}
        card = {"family_name": family, "given_name": given, "organization": company}
        mail = {"emails": [f"{n}@example.jp"]} if n != 6 else {}
        made += [
            ("contact", numbered(CONTACT, n), {**card, **mail}),
            ("encounter", numbered(ENCOUNTER, n),
             {**person, **talk, "event_id": numbered(EVENT, 1), "met_at": stamp(met)}),
            ("follow_up", numbered(FOLLOW_UP, n),
             {**person, "encounter_id": numbered(ENCOUNTER, n), "kind": "thanks",
              "due_at": stamp(met + timedelta(hours=24))}),
        ]  # fmt: skip
    frame = {"base": 0, "at": stamp(began)}
    return [
        {"change_id": str(uuid.uuid4()), "kind": kind, "id": id_, "set": fields, **frame}
        for kind, id_, fields in made
    ]


@pytest.fixture
def desk(stage, visit) -> Device:
    """The computer of the next morning; its keyboard is all that is touched."""
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, _evening())
    device: Device = visit(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    return device


def _write(page: Page, text: str) -> None:
    """B goes into the text, Escape gives the single keys back."""
    page.keyboard.press("b")
    expect(page.locator("#body")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Escape")


def _send(page: Page) -> None:
    before = page.url
    page.keyboard.press("s")
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state("load")


def test_r38_eight_people_read_eight_different_messages_written_by_keyboard_only(
    desk: Device,
) -> None:
    """R16 R37 R38 R39 R41."""
    page = desk.open("/follow-ups")
    expect(page.locator("#queue")).to_contain_text("未整理 8人")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/follow-ups/*")
    pressed = 2
    for n, (family, _, _, _) in enumerate(PEOPLE, start=1):
        expect(page.locator("h1")).to_contain_text(family)
        body = page.locator("#body")
        if n == 7:
            # Nothing was noted: the open place is named, and nothing is lost.
            page.keyboard.press("s")
            expect(page.locator("#draft-state [role=alert]")).to_contain_text("〇〇")
            text = body.input_value().replace("〇〇について", "測定器の選び方について")
            _write(page, text)
        if n == 6:
            # Too long for a mail link, and no address: the words go by the clipboard, whole.
            _write(page, f"鈴木 文子 様\n\n{LONG}\n\n山田 太郎")
            page.keyboard.press("e")
            expect(page.locator("#way-said")).not_to_be_empty()
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied.replace("\r\n", "\n") == body.input_value()
            assert LONG in copied
            expect(page.locator("[data-asked]")).to_be_visible()
        _send(page)
        pressed += 1
    assert page.url.endswith("/follow-ups")
    expect(page.locator("#queue")).to_contain_text("全員に届けました")
    desk.settle()
    rows = desk.stage.rows.of(ACCOUNT, "message")
    assert len(rows) == 8
    assert len({row["body"] for row in rows}) == 8
    assert len({row["contact_id"] for row in rows}) == 8
    assert not [row for row in rows if "〇〇" in row["body"]]
    assert until(lambda: page.locator("#due-count").count() == 0, 5)
    figure("R38", f"8 messages, {pressed} single keys besides the words, 0 left")
