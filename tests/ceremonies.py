"""Passkey journeys of a test client: sign up, sign in, step up, with a passkey in software. No assertions."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.authenticator import HONEST, Authenticator, Forgery
from tests.conftest import ORIGIN, Browser

API = "/api/auth/"
MANY = {
    "SIGN_INS_PER_MINUTE": 1_000_000,
    "RECOVERIES_PER_HOUR": 1_000,
    "RECOVERIES_IN_ALL_PER_HOUR": 1_000,
}


class Visitor:
    """Somebody with a browser and an authenticator of their own."""

    def __init__(self, app: Flask, *, is_synced: bool = False) -> None:
        self.browser = Browser(app)
        self.authenticator = Authenticator(ORIGIN, is_synced=is_synced)

    def post(self, path: str, body: dict[str, Any] | None = None) -> TestResponse:
        return self.browser.post(API + path, json=body or {})

    def options(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        answer = self.post(f"{path}/options", body)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return dict(answer.get_json()["options"])

    def sign_up(self, name: str = "山田 太郎", forged: Forgery = HONEST) -> TestResponse:
        made = self.authenticator.create(self.options("sign-up", {"display_name": name}), forged)
        return self.post("sign-up", {"credential": made, "keeps_data": True})

    def sign_in(self, forged: Forgery = HONEST, *, keeps_data: bool = True) -> TestResponse:
        used = self.authenticator.get(self.options("sign-in"), forged)
        return self.post("sign-in", {"credential": used, "keeps_data": keeps_data})

    def step_up(self, forged: Forgery = HONEST) -> TestResponse:
        return self.post(
            "step-up", {"credential": self.authenticator.get(self.options("step-up"), forged)}
        )

    def add_passkey(self) -> TestResponse:
        return self.post(
            "passkeys", {"credential": self.authenticator.create(self.options("passkeys"))}
        )

    def sign_out(self) -> TestResponse:
        return self.post("sign-out")

    @property
    def secret(self) -> str:
        """The session's secret, as the browser holds it."""
        cookie = self.browser.get_cookie("enishi", domain="localhost")
        return cookie.value if cookie else ""

    def is_in(self) -> bool:
        return self.browser.get("/settings").status_code == 200
