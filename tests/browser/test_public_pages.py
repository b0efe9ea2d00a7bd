"""Two people without an account, without a script, on phones of their own; and a card left at somebody's page."""

from tests.browser.axe import told, violations
from tests.browser.doors import ACCOUNT, CARD, FIRST, SECOND, open_doors
from tests.figures import figure


def test_r35_two_people_meet_and_one_takes_it_back_without_any_script(stage, browse) -> None:
    open_doors(stage)
    sato = browse(java_script_enabled=False).new_page()
    tanaka = browse(java_script_enabled=False).new_page()
    presses = 0

    def press(page, words: str) -> str:
        nonlocal presses
        presses += 1
        page.get_by_role("button", name=words, exact=True).click()
        return str(page.locator("main").inner_text())

    sato.goto(f"{stage.url}/i/{FIRST}")
    assert "山田 太郎さんからのご紹介" in sato.locator("h1").inner_text()
    assert "田中" not in sato.content()
    seen = press(sato, "ご紹介を開く")
    assert "田中 恵" in seen
    assert "megumi@kogaku.example" not in seen
    sato.get_by_label("電話").uncheck()
    assert "伝えました" in press(sato, "伝える")
    tanaka.goto(f"{stage.url}/i/{SECOND}")
    seen = press(tanaka, "ご紹介を開く")
    assert "sato@hokushin.example" in seen
    assert "03-1111-2222" not in seen
    press(tanaka, "伝える")
    sato.goto(f"{stage.url}/i/{FIRST}")
    assert "megumi@kogaku.example" in press(sato, "ご紹介を開く")
    kept = stage.rows.of(ACCOUNT, "introduction")[0]
    assert (kept["first_answer"], kept["second_answer"]) == ("shared", "shared")
    assert "取り下げました" in press(tanaka, "取り下げる")
    assert sato.goto(f"{stage.url}/i/{FIRST}").status == 404
    assert "田中" not in sato.content()
    provisions = stage.rows.of(ACCOUNT, "provision")
    figure(
        "R35", f"two strangers, no script: {presses} presses, {len(provisions)} passings on record"
    )
    assert len(provisions) == 5


def test_a_stranger_leaves_a_card_and_both_pages_are_readable_to_everybody(stage, browse) -> None:
    open_doors(stage)
    found = []
    for scheme, locale in (("light", "ja-JP"), ("dark", "en-GB")):
        page = browse(color_scheme=scheme, locale=locale, reduced_motion="reduce").new_page()
        page.goto(f"{stage.url}/i/{FIRST}")
        page.locator("button.main").click()
        page.locator("summary").click()
        found += told(f"introduction {scheme}", violations(page))
        page.goto(f"{stage.url}/c/{CARD}")
        page.locator("button.main").click()
        found += told(f"card {scheme}", violations(page))
        with page.expect_download() as download:
            page.locator("button.main").click()
        assert download.value.suggested_filename.endswith(".vcf")
        page.locator("a.button").click()
        page.locator("button.main").click()
        found += told(f"refused {scheme}", violations(page))
        page.fill("#name", "小川 真琴")
        page.fill("#email", "makoto@ogawa.example")
        page.check("#agreed")
        page.locator("button.main").click()
        page.locator("[role=status]").wait_for()
        found += told(f"handed over {scheme}", violations(page))
        widths = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert widths <= 0
    left = stage.rows.of(ACCOUNT, "left_card")
    figure("axe", f"pages for strangers behind a button: 8 screens, {len(found)} violations")
    assert [each["name"] for each in left] == ["小川 真琴"] * 2
    assert not found, "\n".join(found)
