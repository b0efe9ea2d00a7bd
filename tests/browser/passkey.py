"""A virtual authenticator in Chromium (SECURITY 5), and the journeys of somebody who uses it. No assertions."""

from typing import Any

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.device import VIOLATIONS

OPTIONS = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Holder:
    """Somebody in front of one page, with an authenticator in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        page.add_init_script(f"({VIOLATIONS})()")
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable", {"enableUI": False})
        made = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": OPTIONS})
        self.authenticator: str = made["authenticatorId"]

    def credentials(self) -> list[dict[str, Any]]:
        found = self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.authenticator})
        return list(found["credentials"])

    def verify(self, *, succeeds: bool) -> None:
        """Whether finger, face or screen lock will be the right ones."""
        told = {"authenticatorId": self.authenticator, "isUserVerified": succeeds}
        self.cdp.send("WebAuthn.setUserVerified", told)

    def press(self) -> None:
        self.page.locator("#enter button[type=submit]").click()

    def sign_up(self, name: str = "山田 太郎") -> None:
        self.page.goto(self.url + "/sign-up")
        self.page.locator("#display_name").fill(name)
        self.press()
        self.page.wait_for_url(self.url + "/events/new")

    def sign_in(self, *, shared: bool = False) -> None:
        self.page.goto(self.url + "/sign-in")
        if shared:
            self.page.locator("label", has=self.page.locator("#device-shared")).click()
        self.press()
        self.page.wait_for_url(self.url + "/")

    def forget(self) -> None:
        """The browser loses its session, the device keeps what it has."""
        self.page.context.clear_cookies()

    def said(self, words: str) -> None:
        expect(self.page.locator("#said")).to_contain_text(words)

    def violations(self) -> list[str]:
        seen: list[str] = self.page.evaluate("() => globalThis.seen_violations ?? []")
        return seen
