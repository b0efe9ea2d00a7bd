"""Attendee lists with real inputs and no network: pasted, from files, typed; kept only when taken in (R29)."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.device import until
from tests.parity import fixture
from tests.parity.fixture import ACCOUNT, EVENT, numbered

PREPARE = f"/events/{numbered(EVENT, 1)}/prepare"
PAGE = "・田中 恵（光学ラボ 代表）\n・森 誠様（㈱北斗精機 購買部）\nご参加をお待ちしております。\n"
CELLS = "氏名\t会社名\t役職\n髙橋 一郎\tたかはし工業\t社長\n𠮷野 太郎\t㈱𠮷野\t部長\n"
CSV = '会社名,役職,氏名\r\n"株式会社A, B",代表,髙橋 一郎\r\n㈱北斗精機,購買,森 誠\r\n'


@pytest.fixture
def phone(stage, visit):
    """Signed in, the fixture's records on it, and then no network."""
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, fixture.changes())
    device = visit()
    device.context.set_offline(True)
    return device


def paste(page, text: str) -> None:
    """As the clipboard brings it, through the browser's own insertion."""
    field = page.locator("#list-text")
    field.evaluate("(field) => { field.closest('details').open = true; field.value = ''; }")
    field.focus()
    page.keyboard.insert_text(text)
    page.locator("#list-form button").click()


def take(page) -> None:
    page.locator("#import-form > button").click()


def listed(device) -> list[dict]:
    """The list of this event; the fixture has one at another."""
    return [row for row in device.alive("attendee") if row["event_id"] == numbered(EVENT, 1)]


def received(stage) -> list[dict]:
    rows = stage.rows.of(ACCOUNT, "attendee")
    return [row for row in rows if row["event_id"] == numbered(EVENT, 1)]


def people(device) -> list[tuple[str, str]]:
    rows = sorted(listed(device), key=lambda row: row["place"] or 0)
    return [(row["name"], row["organization"]) for row in rows]


def test_r29_nothing_is_saved_until_it_is_taken_and_again_adds_nothing(phone) -> None:
    page = phone.open(PREPARE)
    paste(page, PAGE)
    expect(page.locator("#list-preview")).to_contain_text("2人を読み取りました")
    expect(page.locator("#list-preview")).to_contain_text("読めない1行は、取り込みません")
    assert listed(phone) == []
    take(page)
    expect(page.locator("#list-said")).to_have_text("2人を取り込みました")
    expect(page.locator("#list-text")).to_have_value("")
    assert people(phone) == [("田中 恵", "光学ラボ"), ("森 誠", "㈱北斗精機")]
    paste(page, PAGE)
    expect(page.locator("#list-preview")).to_contain_text("新しいのは0人です")
    take(page)
    expect(page.locator("#list-said")).to_contain_text("何も加えていません")
    assert len(listed(phone)) == 2


def test_r29_columns_that_were_guessed_wrong_are_changed_before_taking(phone) -> None:
    page = phone.open(PREPARE)
    paste(page, CELLS)
    expect(page.locator("#import-form select")).to_have_count(3)
    kinds = page.locator("#import-form select").evaluate_all("(all) => all.map((one) => one.value)")
    assert kinds == ["name", "organization", "title"]
    page.locator("#column-0").select_option("")
    page.locator("#column-1").select_option("")
    take(page)
    expect(page.locator('#list-preview [role="alert"]')).to_contain_text(
        "名前も会社も見つかりません"
    )
    assert listed(phone) == []
    page.locator("#column-1").select_option("organization")
    page.locator("#column-2").select_option("line")
    take(page)
    expect(page.locator("#list-said")).to_have_text("2人を取り込みました")
    assert people(phone) == [("", "たかはし工業"), ("", "㈱𠮷野")]
    expect(page.locator("#attendee-rows")).to_contain_text("たかはし工業の方")


def test_r29_three_hundred_people_come_in_at_once_and_reach_the_server_once(phone, stage) -> None:
    page = phone.open(PREPARE)
    lines = [f"参加 {n:03}太郎\t株式会社{n:03}\t部長\t探す: 試作{n}" for n in range(300)]
    paste(page, "氏名\t会社\t役職\t備考\n" + "\n".join(lines))
    expect(page.locator("#list-preview")).to_contain_text("300人を読み取りました")
    take(page)
    expect(page.locator("#list-said")).to_have_text("300人を取り込みました")
    assert len(listed(phone)) == 300
    expect(page.locator("#list-count")).to_contain_text("名簿 300人")
    page.locator("#attendee-rows a", has_text="もっと見る").click()
    expect(page.locator(".attendee")).to_have_count(42)
    phone.context.set_offline(False)
    phone.settle()
    rows = received(stage)
    assert len(rows) == 300
    assert sorted(row["place"] for row in rows) == list(range(1, 301))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_r29_a_csv_file_is_read_in_the_encodings_japanese_excel_writes(
    phone, tmp_path: Path, encoding: str
) -> None:
    page = phone.open(PREPARE)
    page.locator("#list-text").fill("書きかけの名簿")
    _choose(page, tmp_path, CSV.encode(encoding))
    expect(page.locator("#list-preview")).to_contain_text("2人を読み取りました")
    expect(page.locator("#list-text")).to_have_value("書きかけの名簿")
    take(page)
    expect(page.locator("#list-said")).to_have_text("2人を取り込みました")
    assert people(phone) == [("髙橋 一郎", "株式会社A, B"), ("森 誠", "㈱北斗精機")]


def test_r29_what_is_no_list_gets_clear_words_and_nothing_is_lost(phone, tmp_path: Path) -> None:
    page = phone.open(PREPARE)
    alert = page.locator('#list-preview [role="alert"]')
    for text, words in (
        ('氏名,会社\n"田中 恵,光学ラボ\n森 誠,北斗精機', "2行目で開いた引用符"),
        ("業種\t人数\n製造業\t12\n小売\t3", "名前も会社も見つかりません"),
        ("1\n2\n3", "名前も会社も見つかりません"),
        ("\n \n", "名簿を貼り付けてください"),
    ):
        paste(page, text)
        expect(alert).to_contain_text(words)
        expect(page.locator("#list-text")).to_have_value(text)
    huge = "田中 恵\t光学ラボ\n" * 200_000
    assert len(huge.encode()) > 4_500_000
    page.locator("#list-text").evaluate("(field, text) => { field.value = text; }", huge)
    page.locator("#list-form button").click()
    error = page.locator("#list-file-error")
    expect(error).to_contain_text("大きすぎて一度に読めません")
    assert page.locator("#list-text").evaluate("(field) => field.value.length") == len(huge)
    _choose(page, tmp_path, b"PK\x03\x04" + bytes(200))
    expect(error).to_contain_text("CSVで保存するか")
    _choose(page, tmp_path, bytes(2_000_000))
    expect(error).to_contain_text("ファイルが大きすぎます")
    assert listed(phone) == []


def test_r29_people_and_companies_are_starred_with_a_reason_and_found_again(phone) -> None:
    page = phone.open(PREPARE)
    paste(page, PAGE + "株式会社みなと印刷\n")
    take(page)
    firm = page.locator(".attendee", has_text="みなと印刷の方")
    star = firm.locator("[aria-pressed]")
    expect(star).to_have_attribute("aria-pressed", "false")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    reason = firm.locator('textarea[name="reason"]')
    reason.fill("紙の受発注を聞く")
    reason.blur()

    def kept() -> bool:
        rows = [row for row in listed(phone) if row["is_target"]]
        return [row["reason"] for row in rows] == ["紙の受発注を聞く"]

    assert until(kept)
    page.locator("#list-paste").evaluate("(details) => { details.open = false; }")
    page.locator("#q").fill("森誠")
    expect(page.locator(".attendee")).to_have_count(1)
    page = phone.open(PREPARE)
    expect(page.locator(".attendee").first).to_contain_text("みなと印刷の方")
    expect(page.locator('textarea[name="reason"]').first).to_have_value("紙の受発注を聞く")
    page.locator("#q").fill("北斗")
    expect(page.locator(".attendee")).to_have_count(1)
    expect(page.locator("#list-count")).to_have_text("3人のうち 1人")
    page.locator("#q").fill("だれもいない")
    expect(page.locator("#attendee-rows")).to_contain_text("見つかりません")


def test_r29_one_person_is_typed_mended_deleted_and_brought_back(phone) -> None:
    page = phone.open(PREPARE)
    page.locator("summary", has_text="1人ずつ入力").click()
    page.locator("#title").fill("部長")
    page.locator("#attendee-form button").click()
    expect(page.locator("#name-error")).to_have_text("名前か会社を入れてください")
    expect(page.locator("#title")).to_have_value("部長")
    page.locator("#name").fill("森 誠")
    page.locator("#attendee-form button").click()
    row = page.locator(".attendee")
    expect(row).to_contain_text("森 誠")
    row.locator("summary").click()
    row.locator('[name="organization"]').fill("北斗精機")
    row.locator("details button").first.click()
    expect(page.locator(".attendee .organization")).to_have_text("北斗精機・部長")
    row.locator("summary").click()
    row.locator("details button.ends").click()
    expect(page.locator(".toast")).to_contain_text("「森 誠」を名簿から削除しました")
    assert listed(phone) == []
    page.locator(".toast button").click()
    expect(page.locator(".attendee")).to_contain_text("北斗精機")
    assert people(phone) == [("森 誠", "北斗精機")]


def test_r29_a_shared_computer_takes_a_list_through_the_server(stage, visit) -> None:
    stage.add_account(ACCOUNT, "山田 太郎")
    stage.fill(ACCOUNT, fixture.changes())
    desk = visit(keeps_data=False)
    page = desk.open(PREPARE)
    paste(page, CELLS)
    take(page)
    expect(page.locator("#list-said")).to_have_text("2人を取り込みました")
    expect(page.locator("#attendee-rows")).to_contain_text("髙橋 一郎")
    rows = sorted(received(stage), key=lambda row: row["place"])
    assert [row["name"] for row in rows] == ["髙橋 一郎", "𠮷野 太郎"]


def _choose(page, folder: Path, content: bytes) -> None:
    path = folder / "名簿.csv"
    path.write_bytes(content)
    page.locator("#list-file").set_input_files(path)
