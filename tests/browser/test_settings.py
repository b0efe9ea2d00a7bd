"""Settings by hand: how things look, passkeys, devices and access tokens, each asked for again when it matters."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.device import until
from tests.browser.passkey import Holder
from tests.rows import LONG_AGO
from tests.stage import Stage

Browse = Callable[..., BrowserContext]


@pytest.fixture
def holder(stage: Stage, browse: Browse) -> Holder:
    """Signed up a while ago: everything that matters asks for the passkey once more."""
    someone = Holder(browse().new_page(), stage.url)
    someone.sign_up()
    with stage.rows.open() as database:
        database.execute("UPDATE session SET verified_at = ?", (LONG_AGO,))
    return someone


def _press(holder: Holder, section: str, summary: str, button: str) -> None:
    place = holder.page.locator(section)
    place.get_by_text(summary, exact=True).first.click()
    place.get_by_role("button", name=button).first.click()


def test_a_language_and_a_theme_are_kept(holder: Holder, stage: Stage) -> None:
    page = holder.page
    page.goto(stage.url + "/settings")
    page.locator("label", has=page.locator("#theme-dark")).click()
    page.locator("label", has=page.locator("#locale-en")).click()
    page.locator("#preference-form button").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    (kept,) = stage.rows.ask("SELECT locale, theme, shortcuts FROM preference")
    assert kept == {"locale": "en", "theme": "dark", "shortcuts": "on"}


def test_a_device_is_renamed_after_the_passkey(holder: Holder, stage: Stage) -> None:
    page = holder.page
    page.goto(stage.url + "/settings/devices")
    devices = page.locator("#devices")
    devices.get_by_text("名前を変える").first.click()
    devices.locator("input[name=label]").first.fill("会社のスマホ")
    devices.get_by_role("button", name="保存する").first.click()
    expect(devices.locator("b").first).to_have_text("会社のスマホ")
    (row,) = stage.rows.ask("SELECT device_label, verified_at FROM session")
    assert row["device_label"] == "会社のスマホ"
    assert row["verified_at"] > LONG_AGO


def test_without_the_right_finger_nothing_happens_and_the_page_says_so(
    holder: Holder, stage: Stage
) -> None:
    page = holder.page
    page.goto(stage.url + "/settings/tokens")
    holder.verify(succeeds=False)
    page.locator("#name").fill("書き出し")
    page.get_by_role("button", name="アクセストークンを作る").click()
    holder.said("取り消されました")
    assert stage.rows.ask("SELECT 1 FROM access_token") == []
    expect(page.locator("#name")).to_have_value("書き出し")


def test_an_access_token_is_shown_once_and_revoked(holder: Holder, stage: Stage) -> None:
    page = holder.page
    page.goto(stage.url + "/settings/tokens")
    page.locator("#name").fill("書き出し")
    page.get_by_role("button", name="アクセストークンを作る").click()
    expect(page.locator("#secret")).to_have_value(re.compile(r"^enishi_[\w-]{43}$"))
    secret = page.locator("#secret").input_value()
    page.reload()
    assert secret not in page.content()
    _press(holder, "#tokens", "使えなくする", "使えなくする")
    expect(page.locator("#tokens li")).to_have_count(0)
    (row,) = stage.rows.ask("SELECT revoked_at FROM access_token")
    assert row["revoked_at"]


def test_the_last_passkey_stays(holder: Holder, stage: Stage) -> None:
    page = holder.page
    page.goto(stage.url + "/settings/devices")
    _press(holder, "#passkeys", "外す", "このパスキーを外す")
    expect(page.locator("#passkeys [role=alert]")).to_contain_text("最後のパスキーは外せません")


def test_the_authenticator_that_has_a_passkey_cannot_have_two(holder: Holder, stage: Stage) -> None:
    holder.page.goto(stage.url + "/settings/devices")
    holder.page.locator("[data-add-passkey]").click()
    holder.said("もう登録されています")


def test_another_device_is_ended_by_hand(holder: Holder, stage: Stage, browse: Browse) -> None:
    (credential,) = holder.credentials()
    pc = Holder(browse().new_page(), stage.url)
    told = {"authenticatorId": pc.authenticator, "credential": credential}
    pc.cdp.send("WebAuthn.addCredential", told)
    pc.sign_in()
    holder.page.goto(stage.url + "/settings/devices")
    # The copy in the other browser counts on from here; this one must not look like the older of two.
    (fresh,) = pc.credentials()
    with stage.rows.open() as database:
        database.execute("UPDATE credential SET sign_count = 0")
    assert fresh["signCount"] > 0
    _press(holder, "#devices", "外す", "端末を外す")
    expect(holder.page.locator("#devices li")).to_have_count(1)
    rows = stage.rows.ask("SELECT revoked_at FROM session ORDER BY id")
    assert [bool(row["revoked_at"]) for row in rows] == [False, True]
    pc.page.goto(stage.url + "/settings")
    assert until(lambda: "/sign-in" in pc.page.url or pc.page.locator("[data-ceremony]").count())


def test_a_recovery_link_brings_somebody_back(stage: Stage, browse: Browse) -> None:
    owner = Holder(browse().new_page(), stage.url)
    owner.sign_up("山田 太郎")
    (account,) = stage.rows.ask("SELECT id FROM account")
    done = stage.app.test_cli_runner().invoke(args=["account", "recovery-link", account["id"]])
    newcomer = Holder(browse().new_page(), stage.url)
    newcomer.page.goto(done.output.strip())
    newcomer.press()
    newcomer.page.wait_for_url(stage.url + "/")
    assert len(stage.rows.ask("SELECT 1 FROM credential")) == 2
    again = Holder(browse().new_page(), stage.url)
    again.page.goto(done.output.strip())
    again.press()
    again.said("このリンクは使えません")
