"""A card of somebody who is known already: named after capture, never merged by itself, joined and parted by hand."""

import pytest
from playwright.sync_api import expect

from tests.browser.device import Device, until
from tests.browser.prepared import MORI, capture, phone_at_venue


@pytest.fixture
def device(stage, visit) -> Device:
    return phone_at_venue(stage, visit)


def test_a_card_of_somebody_known_is_named_never_merged_and_joined_by_hand(device: Device) -> None:
    page = capture(device, "森", company="みなと光学㈱")
    ask = page.locator("#duplicate")
    expect(ask).to_contain_text("森 真理子さんかもしれません")
    assert len(device.alive("contact")) == 2
    page.fill("#challenge", "試作の納期")
    ask.get_by_role("button", name="同じ人").click()
    expect(ask).to_contain_text("森 真理子さんの記録にまとめました")
    # Whoever goes on typing loses nothing: the words belong to the talk.
    page.fill("#business", "光学部品")
    assert until(
        lambda: [row["business"] for row in device.alive("encounter")].count("光学部品") == 1, 5
    )
    assert {row["contact_id"] for row in device.alive("encounter")} == {MORI}
    assert [row["id"] for row in device.alive("contact")] == [MORI]
    assert "試作の納期" in [row["challenge"] for row in device.alive("encounter")]
    ask.get_by_role("button", name="元に戻す").click()
    assert until(lambda: len(device.alive("contact")) == 2)
    assert len({row["contact_id"] for row in device.alive("encounter")}) == 2
    expect(ask.get_by_role("button", name="別の人")).to_be_visible()
    ask.get_by_role("button", name="別の人").click()
    expect(ask).to_contain_text("別の人として残しました")
    page.reload()
    page.wait_for_timeout(500)
    assert "かもしれません" not in page.locator("#duplicate").inner_text()
    assert {len(row["not_same_as"]) for row in device.alive("contact")} == {1}
