"""What a person does on an evening, with the controls they have: event, photographed and typed cards, notes."""

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.gallery import card_photo

AUTHENTICATOR = {
    "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


class Finger:
    """The finger on the sensor of one page: a virtual authenticator (Chromium)."""

    def __init__(self, page: Page) -> None:
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable", {"enableUI": False})
        made = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        self.id: str = made["authenticatorId"]

    def passkeys(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.cdp.send(
            "WebAuthn.getCredentials", {"authenticatorId": self.id}
        )["credentials"]
        return found

    def learn(self, passkeys: list[dict[str, Any]]) -> None:
        """The same passkey on another device, as a provider would sync it; a lower count would look like a copy."""
        for passkey in passkeys:
            fresh = {**passkey, "signCount": passkey["signCount"] + 1000}
            self.cdp.send(
                "WebAuthn.addCredential", {"authenticatorId": self.id, "credential": fresh}
            )


def enter_event(page: Page, title: str) -> None:
    """On the form that first run ends on."""
    form = page.locator('form[hx-post="/events"]')
    form.locator('[name="title"]').fill(title)
    _send(page, form)


def type_card(page: Page, venue: str, family_name: str, organization: str) -> None:
    """From the venue: 入力, two fields, 保存する. Ends on the note."""
    page.goto(venue)
    page.locator('a[href*="by=typing"]').first.click()
    form = page.locator('form[hx-post="/contacts"]')
    form.locator('[name="family_name"]').fill(family_name)
    form.locator('[name="organization"]').fill(organization)
    _send(page, form)
    page.wait_for_url("**/note**")


def photograph_card(page: Page, venue: str, words: str) -> None:
    """From the venue: 名刺を撮る, the shutter. Ends on the note of the person just captured."""
    page.goto(venue)
    page.locator('a[href*="by=photo"]').first.click()
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "card.jpg"
        photo.write_bytes(card_photo(words))
        page.locator('input[type="file"][data-photo]').first.set_input_files(photo)
        page.locator('a[href*="/note"]').first.click()
    page.wait_for_url("**/note**")


def write_note(page: Page, **texts: str) -> None:
    """Type, and leave by a link: nobody presses a button to save (DESIGN-BRIEF 6.6)."""
    for name, text in texts.items():
        page.locator(f'textarea[name="{name}"], input[name="{name}"]').first.fill(text)
    page.locator("a.back").first.click()


def _send(page: Page, form: Any) -> None:
    before = page.url
    form.evaluate("(form) => form.requestSubmit()")
    expect(page).not_to_have_url(before)
