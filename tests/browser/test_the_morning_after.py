"""The morning after an evening with eight people: eight messages, each for one person only, by keyboard alone;
two next steps in the calendar; and what the review says of the evening."""

import uuid
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from tests.browser.device import Device, until
from tests.browsers import DESKTOP
from tests.figures import figure
from tests.parity.fixture import ACCOUNT, CONTACT, ENCOUNTER, EVENT, FOLLOW_UP, numbered
from tests.rows import stamp

PEOPLE = [
    ("佐藤", "健一", "株式会社北辰製作所",
     {"challenge": "外観検査の担当者が来春に退職", "business": "精密部品", "is_real_conversation": True}),
    ("中村", "彩", "みなと印刷",
     {"challenge": "紙の受発注", "wants_to_meet_again": True, "is_real_conversation": True}),
    ("森", "誠", "北斗精機", {"looking_for": "試作の外注先"}),
    ("Nguyen", "Linh", "Saigon Optics",
     {"business": "lens coating", "wants_to_meet_again": True, "is_real_conversation": True}),
    ("高橋", "一郎", "たかはし工業",
     {"focus": "若手の育成", "looking_for": "採用に詳しい方", "is_real_conversation": True}),
    ("鈴木", "文子", "港区商工会", {"note": "見学会を毎月開いている"}),
    ("田中", "恵", "光学ラボ", {}),
    ("小林", "翔", "小林物流㈱", {"business": "冷凍倉庫", "challenge": "夜間の人手不足"}),
]  # fmt: skip
# To whom a next step is proposed: number in the list, its form, the two times in days from today and Tokyo hours.
STEPS = {2: ("meeting", ((3, 15), (2, 10))), 4: ("online", ((5, 9), (4, 11)))}
TOKYO, INTRODUCTION = ZoneInfo("Asia/Tokyo"), 31
REVIEW = {
    "かかったお金": "¥5,800", "かかった時間": "2時間", "24時間以内の連絡": "8／8", "次の一歩": "2", "紹介した": "1",
    "成果": "0",
}  # fmt: skip
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
        "starts_at": stamp(began),
        "ends_at": stamp(began + timedelta(hours=2)),
        "fee_yen": 5000,
        "other_cost_yen": 800,
    }
    made.append(("event", numbered(EVENT, 1), event))
    pair = {"first_contact_id": numbered(CONTACT, 1), "second_contact_id": numbered(CONTACT, 7)}
    link = {"event_id": numbered(EVENT, 1), "first_link_hash": "a" * 64}
    made.append(("introduction", numbered(INTRODUCTION, 1), {**pair, **link}))
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


def _at(days: int, hour: int) -> datetime:
    return datetime.combine(
        datetime.now(TOKYO).date() + timedelta(days=days), time(hour), tzinfo=TOKYO
    )


def _propose(page: Page, form: str, times: tuple[tuple[int, int], ...]) -> None:
    """A next step with the controls of its form; Enter puts it into the message."""
    page.locator(f"#form-{form}").press("Space")
    for n, (days, hour) in enumerate(times, start=1):
        page.locator(f"#slot-day-{n}").fill(_at(days, hour).date().isoformat())
        page.locator(f"#slot-time-{n}").fill(f"{hour:02}:00")
    page.locator("#topic").fill("")
    with page.expect_navigation():
        page.locator("#topic").press("Enter")
    page.wait_for_load_state("load")
    for _, hour in times:
        assert f"{hour}:00" in page.locator("#body").input_value()


def _write_to_eight(page: Page) -> int:
    """From the list to the last person; promise how many single keys were pressed."""
    expect(page.locator("#queue")).to_contain_text("未整理 8人")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/follow-ups/*")
    pressed = 2
    for n, (family, _, _, _) in enumerate(PEOPLE, start=1):
        expect(page.locator("h1")).to_contain_text(family)
        body = page.locator("#body")
        if n in STEPS:
            _propose(page, *STEPS[n])
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
    return pressed


def _calendar(link: Locator) -> dict[str, Any]:
    """The file behind a link as an independent parser reads it: the events by their uid."""
    with link.page.expect_download() as waiting:
        link.click()
    raw = Path(waiting.value.path()).read_bytes()
    return _events(raw)


def _events(raw: bytes) -> dict[str, Any]:
    for event in raw.split(b"BEGIN:VEVENT")[1:]:
        # Some calendars refuse an event in which anything follows its alarms.
        parts = event.split(b"END:VEVENT")[0].split(b"BEGIN:VALARM")[1:]
        assert all(part.rstrip().endswith(b"END:VALARM") for part in parts)
    found = list(Calendar.from_ical(raw.decode()).walk("VEVENT"))
    assert len({str(event["UID"]) for event in found}) == len(found)
    return {str(event["UID"]): event for event in found}


def _figures(page: Page) -> dict[str, str]:
    rows = page.locator("dl.figures > div")
    words = "(all) => all.map((row) => [...row.children].map((each) => each.textContent.trim()))"
    return dict(rows.evaluate_all(words))


@pytest.mark.timeout(240)
def test_r38_eight_people_read_eight_different_messages_written_by_keyboard_only(
    desk: Device,
) -> None:
    """R16 R37 R38 R39 R41, R43 for two of them."""
    page = desk.open("/follow-ups")
    pressed = _write_to_eight(page)
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
    _take_into_calendar(desk)
    _look_back(desk)


def _take_into_calendar(desk: Device) -> None:
    """R43: two proposals in one file; one is decided, and moves what the calendar already holds."""
    uids = {n: f"{numbered(FOLLOW_UP, n)}@enishi" for n in STEPS}
    all_steps = desk.page.get_by_role("link", name="次の一歩をまとめて予定に入れる (.ics)")
    proposed = _calendar(all_steps)
    assert set(proposed) == set(uids.values())
    for n, (_, times) in STEPS.items():
        event, first = proposed[uids[n]], min(_at(*each) for each in times)
        assert event["STATUS"] == "TENTATIVE"
        assert event["DTSTART"].dt == first
        assert event["DTSTART"].params["TZID"] == str(event["DTSTART"].dt.tzinfo) == "Asia/Tokyo"
        assert event["DTEND"].dt - first == timedelta(minutes=30)
    page, chosen = (
        desk.open(f"/follow-ups/{numbered(FOLLOW_UP, 2)}"),
        max(_at(*each) for each in STEPS[2][1]),
    )
    page.locator("summary", has_text="決まった").press("Enter")
    page.locator("#decided-2").press("Space")
    page.get_by_role("button", name="この日時に決める").press("Enter")
    decided = _calendar(page.get_by_role("link", name="予定に入れる (.ics)", exact=True))
    assert set(decided) == {uids[2]}
    event = decided[uids[2]]
    assert (event["STATUS"], event["DTSTART"].dt) == ("CONFIRMED", chosen)
    assert event["SEQUENCE"] > proposed[uids[2]]["SEQUENCE"]
    alarms = [each["TRIGGER"].dt for each in event.walk("VALARM")]
    assert alarms == [timedelta(days=-1), timedelta(hours=-1)]
    desk.settle()
    page = desk.open("/settings")
    page.get_by_role("button", name="URLを作る").click()
    url = page.locator("#feed-url").input_value()
    fed = _events(page.request.get(url).body())
    assert set(uids.values()) <= set(fed)
    assert fed[uids[2]]["DTSTART"].dt == chosen
    figure("R43", f"{len(proposed)} next steps in the file, {len(fed)} in the feed, uids the same")


def _look_back(desk: Device) -> None:
    """R6 R35 R36: what the review says is what the evening was; the table under the plots says the same."""
    page = desk.open(f"/events/{numbered(EVENT, 1)}/review")
    assert _figures(page).items() >= REVIEW.items()
    expect(page.locator(".talked .count-figure")).to_have_text("4人")
    # 5,800 yen among four people.
    expect(page.locator(".talked .each b")).to_have_text("¥1,450")
    page = desk.open("/reviews")
    row = page.locator("table.evenings tbody tr", has_text="製造業DX交流会")
    cells = row.locator("td").all_inner_texts()
    assert cells[1:6] == ["4", "¥1,450", "100%", "2", "0"]
    assert page.locator(".beads-bead").count() == 4
    assert page.locator(".beads-count").all_text_contents() == ["4"]
    assert page.locator(".beads-yen").all_text_contents() == ["¥5,800"]
    totals = _figures(page)
    assert totals["じっくり話せた人"] == "4"
    assert totals["1人あたり"] == "¥1,450"
    assert totals["24時間以内の連絡"] == "100%"
    figure(
        "Review of the evening",
        "4 real, ¥1,450 each, 8／8 within 24 h, 2 next steps, 1 introduction",
    )
