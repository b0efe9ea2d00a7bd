"""備える with real inputs and no network: goals, introduction, rehearsal, thanks, quiet mode, ready check."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.device import until
from tests.browser.talk import post
from tests.parity import fixture
from tests.parity.fixture import ACCOUNT, CONTACT, ENCOUNTER, EVENT, numbered

PREPARE, PLAIN = (f"/events/{numbered(EVENT, n)}/prepare" for n in (1, 6))
GOAL = numbered(21, 1)
# Wake locks are counted; nobody may ask for the microphone.
WATCHED = """
globalThis.seen = { locks: 0, released: 0, microphones: 0 };
Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => {
  globalThis.seen.locks += 1;
  return { release: async () => { globalThis.seen.released += 1; } };
} } });
navigator.mediaDevices.getUserMedia = async () => { globalThis.seen.microphones += 1; throw new DOMException('no'); };
"""


@pytest.fixture
def phone(stage, visit):
    """Signed in, the fixture's records on it, and then no network."""
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, fixture.changes())
    device = visit()
    device.context.set_offline(True)
    return device


def own_goals(phone) -> list[dict]:
    """Those of this event; the fixture has some at another."""
    return [row for row in phone.alive("goal") if row["event_id"] == numbered(EVENT, 1)]


def write_goal(page, **fields) -> None:
    if not page.locator("#goal-form").get_attribute("open"):
        page.locator("#goal-form > summary").click()
    for name, value in fields.items():
        field = page.locator(f"#{name}")
        field.select_option(value) if name in ("target_class", "unit", "verb") else field.fill(
            value
        )
    page.locator('#goal-form button[type="submit"]').click()


def test_r25_a_wish_without_number_or_class_is_kept_as_a_memo_and_said_so(phone) -> None:
    page = phone.open(PREPARE)
    write_goal(page, text="人脈を広げる")
    expect(page.locator("#goal-said")).to_contain_text("目標ではなくメモ")
    expect(page.locator("#goal-list")).to_contain_text("人脈を広げる")
    memo = own_goals(phone)[0]
    assert (memo["text"], memo["target_number"], memo["target_class"]) == ("人脈を広げる", None, "")
    page.locator(".goal summary").click()
    page.locator(f"#target_class-{memo['id']}").select_option("partner")
    page.locator(f"#target_number-{memo['id']}").fill("２名")
    page.locator(f"#goal-{memo['id']} details button").first.click()
    expect(page.locator(f"#goal-{memo['id']} h3")).to_have_text("協業候補2名以上と話す")
    page.locator(f"#more-{memo['id']}").click()
    expect(page.locator(f"#target_number-{memo['id']}")).to_have_value("3")
    assert until(lambda: own_goals(phone)[0]["target_number"] == 3)


def test_r25_what_cannot_be_kept_is_said_beside_the_field_and_stays_typed(phone) -> None:
    page = phone.open(PREPARE)
    write_goal(page, text="話したい", target_class="peer", target_number="たくさん")
    expect(page.locator("#target_number-error")).to_contain_text("1以上の数")
    expect(page.locator("#target_number")).to_have_value("たくさん")
    expect(page.locator("#text")).to_have_value("話したい")
    assert own_goals(phone) == []


def test_r23_the_third_real_talk_flips_a_goal_to_reached_without_a_network(stage, visit) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, [*fixture.changes(), *_talks_with_prospects(is_real=2), _goal()])
    phone = visit()
    phone.context.set_offline(True)
    page = phone.open(PREPARE)
    goal = page.locator(f"#goal-{GOAL}")
    expect(goal).to_contain_text("2／3名")
    third = numbered(ENCOUNTER, 903)
    note = f"/contacts/{numbered(CONTACT, 3)}/note?encounter={third}"
    sent = {"id": third, "is_real_conversation": "true", "rendered": "{}", "revision": "0"}
    assert post(phone, note, sent)["status"] == 200
    page = phone.open(PREPARE)
    expect(page.locator(f"#goal-{GOAL}")).to_contain_text("3／3名")
    expect(page.locator(f"#goal-{GOAL}")).to_contain_text("達成")


def test_r24_two_people_of_one_company_are_one_company(stage, visit) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    same = [
        _change("contact", numbered(CONTACT, n), {"organization": name})
        for n, name in ((1, "㈱北辰製作所"), (2, "北辰製作所株式会社"))
    ]
    goal = _goal(unit="companies", target_number=2)
    stage.fill(ACCOUNT, [*fixture.changes(), *_talks_with_prospects(is_real=2), *same, goal])
    phone = visit()
    expect(phone.open(PREPARE).locator(f"#goal-{GOAL}")).to_contain_text("1／2社")


def test_r27_the_third_part_comes_from_this_event_and_the_rest_from_the_last_one(phone) -> None:
    page = phone.open(PREPARE)
    expect(page.locator("#whom_to_meet")).to_have_value(
        "今日は、検査工程に困っている会社とお会いしたくて来ました。"
    )
    page.locator("#who_i_am").fill("みどりソフトの山田です。")
    state = page.locator("#introduction-state")
    expect(state).to_contain_text("まだ空です：提供できること")
    page.locator("#what_i_offer").fill("あ" * 150)
    expect(state).to_contain_text("3つともそろいました")
    expect(state).to_contain_text("191字・およそ38秒")
    expect(state).to_contain_text("ちょうどよい長さです")
    page = phone.open(PLAIN)
    expect(page.locator("#who_i_am")).to_have_value("みどりソフトの山田です。")
    expect(page.locator("#whom_to_meet")).to_have_value("")
    assert len(phone.alive("introduction_script")) == 1


def test_r26_the_rehearsal_marks_30_45_60_and_keeps_the_seconds_but_no_sound(phone) -> None:
    phone.page.add_init_script(WATCHED)
    began = datetime.now(UTC)
    phone.page.clock.install(time=began)
    page = phone.open(PREPARE)
    # From here on seconds pass only when the test lets them.
    page.clock.pause_at(began + timedelta(hours=1))
    timer, said = page.locator("[data-time]"), page.locator("[data-said]")
    assert timer.get_attribute("role") == "timer"
    assert timer.get_attribute("aria-live") == "off"
    page.locator("#rehearse").focus()
    page.keyboard.press("Space")
    expect(page.locator("#rehearse")).to_have_attribute("aria-pressed", "true")
    page.clock.run_for(29_500)
    expect(timer).to_have_text("00:29")
    expect(said).to_have_text("")
    for seconds, words in ((30, "30秒"), (45, "45秒"), (60, "60秒")):
        page.clock.run_for((seconds - int(timer.inner_text()[-2:] or 0)) * 1000 or 1000)
        expect(said).to_have_text(words)
    expect(page.locator("[data-long]")).to_have_text("")
    page.clock.run_for(1_500)
    expect(page.locator("[data-long]")).to_have_text("少し長めです")
    expect(page.locator("[data-cord]")).to_have_attribute("x2", "100%")
    page.keyboard.press("Space")
    page.clock.resume()
    expect(page.locator("#rehearsals")).to_contain_text("少し長めです")
    tries = phone.alive("rehearsal")
    assert [each["seconds"] >= 61 for each in tries] == [True]
    expect(page.locator("#rehearsals")).to_contain_text(f"{tries[0]['seconds']}秒")
    assert page.evaluate("seen") == {"locks": 1, "released": 1, "microphones": 0}


def test_r28_practice_and_script_are_read_again_without_a_network(phone) -> None:
    phone.open(PREPARE)
    for nth, seconds in enumerate((29, 48), start=1):
        fields = {"id": numbered(23, nth), "seconds": str(seconds)}
        assert post(phone, PREPARE.replace("prepare", "rehearsals"), fields)["status"] == 200
    fields = {
        "who_i_am": "山田です",
        "what_i_offer": "仕組み",
        "whom_to_meet": "会社",
        "rendered": "{}",
    }
    assert post(phone, PREPARE.replace("prepare", "introduction-script"), fields)["status"] == 200
    page = phone.open(PREPARE)
    ready = page.locator("[data-ready]")
    expect(ready).to_contain_text("声に出して練習しました")
    expect(ready).to_contain_text("練習 2回・最後 48秒")
    expect(ready).to_contain_text("自己紹介がそろっています")
    expect(page.locator("#who_i_am")).to_have_value("山田です")


def test_thanks_are_written_beforehand_and_kept(phone) -> None:
    page = phone.open(PREPARE)
    page.locator("#thanks-title").click()
    expect(page.locator("#thanks_subject")).to_have_value("「製造業DX交流会」のお礼")
    page.locator("#thanks_closing").fill("またお会いしましょう。")
    page.locator("#thanks_subject").focus()
    expect(page.locator("#thanks-saved")).to_have_text("保存しました")
    kept = next(row for row in phone.alive("event") if row["id"] == numbered(EVENT, 1))
    assert kept["thanks_subject"] == "「製造業DX交流会」のお礼"
    assert kept["thanks_closing"] == "またお会いしましょう。"


def test_r45_the_quiet_mode_begins_smaller_and_with_the_opener_and_hides_nothing(phone) -> None:
    page = phone.open(PREPARE)
    loud = page.locator(".content h2").all_inner_texts()
    expect(page.locator(".proposal").first).to_contain_text("見込み顧客3名以上と話す")
    page.locator('label[for="quiet-on"], label:has(#quiet-on)').click()
    page.locator('#quiet-form button[type="submit"]').click()
    expect(page.locator(".proposal").first).to_contain_text("見込み顧客1名以上と話す")
    quiet = page.locator(".content h2").all_inner_texts()
    assert sorted(quiet) == sorted(loud)
    assert quiet.index("話しかけることば") < quiet.index("目標")
    assert loud.index("話しかけることば") > loud.index("目標")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ja",
            "主催者に「検査工程に困っている会社のような方を探しています」と相談してみましょう。",
        ),
        ("en", '"I am looking for people such as 検査工程に困っている会社."'),
    ],
)
def test_r47_without_a_list_one_is_told_what_to_ask_the_organiser(
    stage, visit, language: str, words: str
) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, fixture.changes())
    phone = visit()
    phone.speak(language)
    phone.context.set_offline(True)
    expect(phone.open(PREPARE).locator("#attendee-rows")).to_contain_text(words)


def test_the_ready_check_tells_what_only_the_device_knows(phone) -> None:
    page = phone.open(PREPARE)
    states = _facts(page)
    assert states["signed_in"] == states["list"] == "yes"
    assert states["notifications"] in ("no", "refused")
    expect(page.locator('[data-device="ready-count"]')).to_have_text(
        re.compile("端末の確認 [2-4]／6")
    )
    # Being allowed is not enough; settings is where they are asked for.
    phone.context.grant_permissions(["notifications"])
    page.reload()
    assert _facts(page)["notifications"] == "no"
    link = page.locator('[data-fact="notifications"]').get_by_role("link", name="設定で受け取る")
    expect(link).to_have_attribute("href", "/settings#reminders-title")
    expect(link).to_be_visible()
    page.add_init_script("PushManager.prototype.getSubscription = async () => ({})")
    phone.open(PREPARE)
    assert until(lambda: _facts(page)["notifications"] == "yes")


def _facts(page) -> dict[str, str]:
    expect(page.locator('[data-fact="list"]')).to_have_attribute("data-state", "yes")
    lines = page.locator('[data-device="ready"]')
    pairs = lines.evaluate_all("(all) => all.map(({dataset}) => [dataset.fact, dataset.state])")
    return dict(pairs)


def _change(kind: str, record_id: str, fields: dict) -> dict:
    tail = f"{kind}{record_id}"
    change_id = f"01900000-0000-7000-8ccc-{abs(hash(tail)) % 16**12:012x}"
    return {"change_id": change_id, "kind": kind, "id": record_id, "base": 10**6,
            "at": fixture.NOW, "set": fields}  # fmt: skip


def _talks_with_prospects(is_real: int) -> list[dict]:
    """Three talks at the first event with people of one class; the first ones were real."""
    return [
        _change("encounter", numbered(ENCOUNTER, 900 + n), {
            "contact_id": numbered(CONTACT, n), "event_id": numbered(EVENT, 1), "met_at": fixture.LAST_NIGHT,
            "target_class": "prospect", "is_real_conversation": n <= is_real,
        })
        for n in (1, 2, 3)
    ]  # fmt: skip


def _goal(**fields) -> dict:
    values = {"event_id": numbered(EVENT, 1), "verb": "talk", "target_class": "prospect", "unit": "people",
              "target_number": 3}  # fmt: skip
    return _change("goal", GOAL, {**values, **fields})
