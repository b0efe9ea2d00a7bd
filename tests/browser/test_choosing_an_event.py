"""Choosing, with no network and by keyboard: three events, four checks each, one to go to, two passed on well."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.device import until
from tests.browsers import DESKTOP
from tests.figures import figure
from tests.parity.fixture import ACCOUNT, EVENT, ORGANIZER, numbered

AT = "2026-11-21T00:00:00.000Z"
FIRST, SECOND, THIRD, OLD = (numbered(EVENT, n) for n in (1, 2, 3, 4))
MINATO = numbered(ORGANIZER, 1)
PURPOSE = {"who_to_meet": "検査に困っている会社の方", "what_to_gain": "協業できる会社を1社"}


def _change(n: int, kind: str, id_: str, **fields):
    return {
        "change_id": numbered(6, n),
        "kind": kind,
        "id": id_,
        "base": 0,
        "at": AT,
        "set": fields,
    }


def _evening(day: str, **fields):
    hours = {"starts_at": f"{day}T10:00:00.000Z", "ends_at": f"{day}T12:00:00.000Z"}
    return {"held_on": day, "time_zone": "Asia/Tokyo", **hours, **fields}


def _three_events():
    next_year = time.gmtime().tm_year + 1
    days = [f"{next_year}-02-{n:02}" for n in (3, 10, 17)]
    return [
        _change(1, "organizer", MINATO, name="みなと会", has_solicited=True, solicitation_note="投資"),
        _change(2, "event", FIRST, **_evening(days[0], title="製造業DX交流会", fee_yen=5000, travel_minutes=60)),
        _change(3, "event", SECOND, **_evening(days[1], title="朝活", fee_yen=0, organizer_id=MINATO)),
        _change(4, "event", THIRD, **_evening(days[2], title="経営者の会", fee_yen=30000, travel_minutes=60)),
    ]  # fmt: skip


def _is_saved(phone, event_id: str, **wanted) -> bool:
    rows = [row for row in phone.alive("event") if row["id"] == event_id]
    return bool(rows) and all(rows[0].get(name) == value for name, value in wanted.items())


def _choose(page, name: str, value: str) -> None:
    page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)


@pytest.fixture
def phone(stage, visit):
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, _three_events())
    device = visit()
    device.context.set_offline(True)
    return device


@pytest.mark.timeout(180)
def test_r2_r5_r8_three_events_are_chosen_between_without_a_network(phone, stage, pick) -> None:
    page, began = phone.open("/events"), time.monotonic()
    page.get_by_role("link", name="見くらべる").click()
    expect(page.locator(".comparison tbody tr")).to_have_count(3)
    expect(page.locator(".comparison")).to_contain_text(
        "みなと会の会では、前に勧誘を受けています：投資"
    )

    # 行く without a purpose is refused by name, and nothing that was typed is lost.
    phone.open(f"/events/{FIRST}")
    expect(page.locator("#verdict")).to_contain_text("目的がないと点数は出ません")
    page.fill("#who_to_meet", PURPOSE["who_to_meet"])
    page.get_by_role("button", name="行く", exact=True).click()
    alert = page.get_by_role("alert").filter(has_text="得たいこと")
    expect(alert).to_be_focused()
    expect(page.locator("#what_to_gain-error")).to_have_text(
        "行くと決めるには、得たいことを書いてください"
    )
    expect(page.locator("#who_to_meet")).to_have_value(PURPOSE["who_to_meet"])

    page.fill("#what_to_gain", PURPOSE["what_to_gain"])
    page.locator("#what_to_gain").blur()
    assert until(lambda: _is_saved(phone, FIRST, **PURPOSE))
    for check, score in {"organizer": "2", "attendees": "2", "format": "2", "fee": "1"}.items():
        _choose(page, f"check_{check}", score)
        field = f"check_{check}"
        assert until(lambda f=field, s=score: _is_saved(phone, FIRST, **{f: s})), check
    expect(page.locator("#verdict output")).to_have_text("7／8")
    expect(page.locator("#verdict")).to_contain_text("行く価値がありそうです")
    page.get_by_role("button", name="行く", exact=True).click()
    expect(page.locator("#event-dock .main")).to_have_text("備える")
    assert until(lambda: _is_saved(phone, FIRST, decision="going"))

    for event, kept in ((THIRD, "¥30,000と3時間を守りました"), (SECOND, "2時間を守りました")):
        phone.open(f"/events/{event}")
        page.get_by_role("button", name="見送る").click()
        expect(page.locator(".kept")).to_contain_text(kept)
    took = time.monotonic() - began
    expect(phone.open("/events").locator("#events")).to_contain_text("見送った会")
    figure("R2", f"three events chosen between offline in {took:.0f} s of a machine's time")
    assert took < 180

    phone.context.set_offline(False)
    phone.settle()
    decisions = {row["id"]: row["decision"] for row in pick("event")}
    assert decisions == {FIRST: "going", SECOND: "passed", THIRD: "passed"}


def test_r21_the_check_that_is_missing_is_named_and_going_is_not_blocked(phone) -> None:
    page = phone.open(f"/events/{FIRST}")
    for field, text in PURPOSE.items():
        page.fill(f"#{field}", text)
    for check in ("organizer", "format", "fee"):
        _choose(page, f"check_{check}", "2")
        page.wait_for_timeout(300)
    expect(page.locator("#verdict")).to_contain_text("まだの確認：参加者の属性")
    page.get_by_role("button", name="行く", exact=True).click()
    expect(page.locator("#event-dock .main")).to_have_text("備える")
    expect(page.locator("#verdict")).to_contain_text("まだの確認：参加者の属性")


def test_r17_r53_an_organizer_is_reused_and_warns_at_the_next_event(phone) -> None:
    page = phone.open(f"/events/{FIRST}")
    page.locator("#organizer-choice > summary").click()
    page.fill("#organizer_name", "(株)みなと会")
    page.locator("#organizer-form button").click()
    expect(page.locator("#verdict")).to_contain_text(
        "みなと会の会では、前に勧誘を受けています：投資"
    )
    assert until(lambda: _is_saved(phone, FIRST, organizer_id=MINATO))
    assert len(phone.alive("organizer")) == 1
    page.get_by_text("この主催者のほかの会 1回").click()
    page.get_by_role("link", name="朝活").last.click()
    expect(page).to_have_url(re.compile(SECOND))
    page.locator('.check-part:has(#organizer-title) a[href^="/organizers/"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("みなと会")
    expect(page.locator("main")).to_contain_text("あなたのほかには、だれにも見えません。")


def test_a_number_nobody_reads_is_told_beside_its_field_and_stays(phone) -> None:
    page = phone.open(f"/events/{FIRST}")
    page.fill("#fee_yen", "数千円")
    page.locator("#fee_yen").blur()
    expect(page.locator("#fee_yen-error")).to_have_text("金額を数字で入れてください")
    expect(page.locator("#fee_yen")).to_have_value("数千円")
    expect(page.locator("#fee_yen")).to_have_attribute("aria-invalid", "true")
    page.fill("#fee_yen", "８，０００")
    page.locator("#fee_yen").blur()
    expect(page.locator("#fee_yen-error")).to_have_text("")
    assert until(lambda: _is_saved(phone, FIRST, fee_yen=8000))


def test_the_four_checks_are_answered_by_keyboard_alone(stage, visit) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, _three_events())
    desk = visit(viewport=DESKTOP)
    page = desk.open(f"/events/{FIRST}")
    page.focus("#who_to_meet")
    page.keyboard.type("meet")
    page.keyboard.press("Tab")
    page.keyboard.type("gain")
    for check in ("organizer", "attendees", "format", "fee"):
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == f"check_{check}":
                break
        page.keyboard.press("Space")
        assert until(lambda c=check: _is_saved(desk, FIRST, **{f"check_{c}": "2"})), check
        page.keyboard.press("ArrowRight")
        assert until(lambda c=check: _is_saved(desk, FIRST, **{f"check_{c}": "1"})), check
    expect(page.locator("#verdict output")).to_have_text("4／8")


CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20301127T100000Z\r\nDTEND:20301127T120000Z\r\n"
    "SUMMARY:SaaS経営者の会\r\nLOCATION:渋谷\r\nORGANIZER;CN=みなと会:mailto:a@b.jp\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_a_calendar_file_fills_the_form_without_a_network_and_a_broken_one_changes_nothing(
    phone,
) -> None:
    page = phone.open("/events/new")
    page.fill("#venue", "自分で書いた場所")
    page.locator("#sources > summary").click()
    broken = {
        "name": "a.ics",
        "mimeType": "text/calendar",
        "buffer": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT",
    }
    page.set_input_files("#calendar-file", broken)
    expect(page.locator("#calendar-said")).to_contain_text("読めませんでした")
    expect(page.locator("#title")).to_have_value("")
    good = {"name": "b.ics", "mimeType": "text/calendar", "buffer": CALENDAR.encode()}
    page.set_input_files("#calendar-file", good)
    expect(page.locator("#title")).to_have_value("SaaS経営者の会")
    expect(page.locator("#held_on")).to_have_value("2030-11-27")
    expect(page.locator("#starts_at")).to_have_value("19:00")
    expect(page.locator("#venue")).to_have_value("自分で書いた場所")
    page.get_by_role("button", name="保存する").click()
    page.wait_for_url(re.compile("/events/[0-9a-f-]{36}"))
    rows = [row for row in phone.alive("event") if row["title"] == "SaaS経営者の会"]
    assert rows[0]["organizer_id"] == MINATO


def test_shared_and_pasted_text_fills_the_form_and_keeps_what_was_typed(phone) -> None:
    page = phone.open(
        "/events/new?title=%E5%A4%9C%E3%81%AE%E4%BC%9A&url=https%3A%2F%2Fexample.com%2F1"
    )
    expect(page.locator("#title")).to_have_value("夜の会")
    expect(page.locator("#url")).to_have_value("https://example.com/1")
    page.fill("#venue", "渋谷")
    page.locator("#sources > summary").click()
    page.fill("#text", "別の名前\n2030年12月3日 19時〜21時\n会場：品川\n参加費：5,000円")
    page.get_by_role("button", name="読み取る").click()
    expect(page.locator("#held_on")).to_have_value("2030-12-03")
    expect(page.locator("#title")).to_have_value("夜の会")
    expect(page.locator("#venue")).to_have_value("渋谷")
    expect(page.locator("#fee_yen")).to_have_value("5,000")


def test_r7_today_shows_the_next_undone_act(phone) -> None:
    page = phone.open("/")
    step = page.locator('.step[aria-current="step"]')
    expect(step).to_contain_text("えらぶ")
    expect(page.locator(".step")).to_have_count(5)
    step.get_by_role("link", name="目的を書く").click()
    expect(page).to_have_url(re.compile(f"/events/{FIRST}#who_to_meet"))
