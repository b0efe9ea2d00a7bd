"""An evening prepared for tests of the venue: events, goals, people to look for; and what one does there. No tests."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page

from tests.browser.device import Device
from tests.fixtures import Visit
from tests.parity.fixture import ACCOUNT, numbered
from tests.rows import stamp
from tests.stage import Stage

EVENT, CALL = numbered(1, 1), numbered(1, 2)
VENUE = f"/events/{EVENT}/venue"
MORI = numbered(2, 1)
WHO, GAIN = "検査工程に困っている会社の方", "協業できる会社を1社見つける"


def at_minute(minutes: int) -> str:
    return stamp(datetime.now(UTC) + timedelta(minutes=minutes))


def evening() -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []

    def put(kind: str, record_id: str, **values: Any) -> None:
        frame = {
            "change_id": str(uuid.uuid4()),
            "kind": kind,
            "id": record_id,
            "base": 0,
            "at": at_minute(-90),
        }
        made.append({**frame, "set": values})

    today = (datetime.now(UTC) + timedelta(hours=9)).date().isoformat()
    for event, mode in ((EVENT, "in_person"), (CALL, "online")):
        hours = {"held_on": today, "starts_at": at_minute(-60), "ends_at": at_minute(60)}
        purpose = {"who_to_meet": WHO, "what_to_gain": GAIN, "decision": "going"}
        put("event", event, title="会", mode=mode, time_zone="Asia/Tokyo", **hours, **purpose)
    put(
        "goal",
        numbered(3, 1),
        event_id=EVENT,
        verb="talk",
        target_class="prospect",
        unit="people",
        target_number=3,
    )
    put(
        "goal",
        numbered(3, 2),
        event_id=EVENT,
        verb="find",
        target_class="partner",
        unit="companies",
        target_number=1,
    )
    put("introduction_script", numbered(4, 1), event_id=EVENT, who_i_am="みどりソフトの山田です。")
    put(
        "attendee",
        numbered(5, 1),
        event_id=EVENT,
        name="田中 恵",
        organization="光学ラボ",
        is_target=True,
        place=1,
    )
    put(
        "attendee",
        numbered(5, 2),
        event_id=EVENT,
        name="",
        organization="北斗精機",
        is_target=True,
        place=2,
    )
    put("contact", MORI, family_name="森", given_name="真理子", organization="株式会社みなと光学")
    put("encounter", numbered(6, 1), contact_id=MORI, met_at=at_minute(-5000), looking_for="外注先")
    return made


def phone_at_venue(stage: Stage, visit: Visit) -> Device:
    """A phone that has the evening on it, and no network any more."""
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, evening())
    phone = visit(has_touch=True)
    phone.page.context.set_offline(True)
    return phone


def capture(
    device: Device,
    family: str,
    given: str = "",
    company: str = "",
    event: str = EVENT,
    mail: str = "",
) -> Page:
    page = device.open(f"/contacts/new?by=typing&event={event}")
    typed = {"family_name": family, "given_name": given, "organization": company, "emails": mail}
    for name, text in typed.items():
        page.fill(f'[name="{name}"]', text)
    page.locator(".dock .button.main").click()
    page.wait_for_url("**/note**")
    return page


def talk(device: Device, family: str, target_class: str, company: str = "") -> None:
    """A card, an answer, a class and the mark; left by 会場に戻る."""
    page = capture(device, family, company=company)
    page.fill("#business", "精密部品")
    page.select_option("#target_class", target_class)
    page.locator("label:has(#is_real_conversation)").click()
    page.locator(".dock .button.main").click()
    page.wait_for_url("**/venue")
