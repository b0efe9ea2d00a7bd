"""Two devices change one person while apart: both notes stay, the title that lost can be chosen back."""

from tests.browser.device import until
from tests.browser.talk import capture, edit
from tests.figures import figure
from tests.parity.fixture import ACCOUNT
from tests.rows import stamp

BEFORE = {"title": "", "note": ""}


def test_both_notes_are_kept_and_the_losing_title_can_be_chosen_back(stage, visit) -> None:
    phone, desk = visit(), visit()
    person = capture(phone, 1, stamp(), "高橋")
    phone.settle()
    desk.settle()
    assert until(lambda: desk.alive("contact"))

    stage.stop()
    edit(phone, person, 2, stamp(), BEFORE, title="部長", note="電話より先にメール")
    edit(desk, person, 3, stamp(), BEFORE, title="本部長", note="水曜は不在")
    stage.start()
    phone.settle()
    desk.settle()
    phone.settle()

    row = stage.rows.of(ACCOUNT, "contact")[0]
    assert row["title"] == "本部長"
    assert "電話より先にメール" in row["note"]
    assert "水曜は不在" in row["note"]
    for device in (phone, desk):
        page = device.open("/sync")
        assert page.get_by_text("部長", exact=False).count() > 0
        assert len([c for c in device.alive("conflict") if not c["resolved_at"]]) == 1

    page = phone.open("/sync")
    form = page.locator('form[hx-post^="/sync/conflicts/"]').first
    form.locator('input[value="lost"]').check(force=True)
    form.locator('button:not([value="both"])').first.click()
    assert until(lambda: phone.store("contact")[0]["title"] == "部長")
    phone.settle()
    desk.settle()
    assert stage.rows.of(ACCOUNT, "contact")[0]["title"] == "部長"
    assert until(lambda: desk.store("contact")[0]["title"] == "部長")
    assert [c for c in desk.alive("conflict") if not c["resolved_at"]] == []
    figure("conflicts", "2 notes kept, 1 losing title shown on both devices and chosen back")
