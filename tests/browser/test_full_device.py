"""A device without space says so in words of its own, keeps the text on the screen, and saves once there is room."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.device import until

# Chromium counts what is left only now and then, so its own limit would come too late for a test.
FILL = """() => {
  const {add} = IDBObjectStore.prototype;
  globalThis.make_room = () => { IDBObjectStore.prototype.add = add; };
  IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); };
}"""
LOCALES = Path(__file__).resolve().parents[2] / "templates" / "locales"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_full_device_says_so_and_loses_nothing(language: str, visit) -> None:
    words = json.loads((LOCALES / language / "shared.json").read_text(encoding="utf-8"))
    device = visit()
    device.speak(language)
    page = device.open("/contacts/new?by=typing")
    page.locator('[name="family_name"]').fill("佐藤")
    (worker,) = device.context.service_workers
    worker.evaluate(FILL)
    page.locator('form[hx-post="/contacts"]').evaluate("(form) => form.requestSubmit()")
    expect(page.locator("#notice")).to_have_text(words["shared.device_full"])
    expect(page.locator('[name="family_name"]')).to_have_value("佐藤")
    assert device.waiting() == 0

    worker.evaluate("() => globalThis.make_room()")
    page.locator('form[hx-post="/contacts"]').evaluate("(form) => form.requestSubmit()")
    page.wait_for_url("**/note**")
    assert until(lambda: [row["family_name"] for row in device.alive("contact")] == ["佐藤"])
