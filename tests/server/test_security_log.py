"""C59 and C47: everything that touches identity leaves a line, and no line holds a secret or a name."""

import logging
import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.authenticator import Forgery
from tests.ceremonies import MANY, Visitor
from tests.conftest import Clock
from tests.figures import figure

HTMX = {"HX-Request": "true"}
# The first id the door gives out is the new account's.
FIRST_ID = "01930000-0000-7000-8000-000000000001"
KINDS = {
    "signed_up",
    "signed_in",
    "signed_out",
    "stepped_up",
    "passkey_added",
    "passkey_removed",
    "passkey_refused",
    "passkey_copied",
    "device_ended",
    "other_devices_ended",
    "token_made",
    "token_revoked",
    "recovery_link_made",
    "recovered",
    "exported",
    "account_deleted",
}


def _ids(visitor: Visitor, page: str, pattern: str) -> list[str]:
    text = visitor.browser.get(page).get_data(as_text=True)
    return re.findall(pattern, text)


def _journey(app: Flask, clock: Clock) -> set[str]:
    """Everything once; gives the secrets that came along."""
    visitor, secrets = Visitor(app), set()

    def press(path: str, **fields: str) -> str:
        return str(
            visitor.browser.post(f"/settings/{path}", headers=HTMX, data=fields).get_data(
                as_text=True
            )
        )

    visitor.sign_up("山田 太郎")
    secrets.add(visitor.secret)
    for forged in (Forgery(origin="https://evil.example"), Forgery(sign_count=0)):
        visitor.sign_in(forged)
    visitor.sign_in()
    visitor.sign_in(Forgery(sign_count=1))
    clock.move(minutes=6)
    visitor.step_up()
    secrets.add(visitor.secret)
    page = press("tokens", name="書き出し")
    secrets.update(re.findall(r"enishi_[\w-]{43}", page))
    (token,) = re.findall(r"tokens/([0-9a-f-]{36})/revocation", page)
    press(f"tokens/{token}/revocation")
    visitor.add_passkey()
    first, _ = _ids(visitor, "/settings/devices", r"passkeys/([0-9a-f-]{36})/removal")
    press(f"passkeys/{first}/removal")
    second = Visitor(app)
    second.authenticator = visitor.authenticator
    second.sign_in()
    (other,) = _ids(visitor, "/settings/devices", r"devices/([0-9a-f-]{36})/ending")
    press(f"devices/{other}/ending")
    press("devices/others/ending")
    link = app.test_cli_runner().invoke(args=["account", "recovery-link", FIRST_ID]).output.strip()
    secrets.add(link.rsplit("/", 1)[1])
    made = second.authenticator.create(
        second.options("recovery", {"token": link.rsplit("/", 1)[1]})
    )
    second.post("recovery", {"credential": made})
    secrets.add(second.secret)
    second.sign_out()
    third = Visitor(app)
    third.sign_up("山田 花子")
    third.browser.get("/api/export/enishi.json")
    third.browser.post("/settings/deletion", headers=HTMX, data={"understood": "true"})
    return secrets


def test_every_kind_of_event_is_written_without_a_secret(
    make_app: Callable[..., Flask],
    one_database: str,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = _journey(make_app(one_database, **MANY), clock)
    lines = [record.getMessage() for record in caplog.records]
    written = {line.split()[0] for line in lines} & KINDS
    leaked = [secret for secret in secrets if any(secret in line for line in lines)]
    names = [line for line in lines if "山田" in line]
    figure(
        "C59",
        f"{len(written)} of {len(KINDS)} kinds written, {len(leaked)} of {len(secrets)} secrets in the log",
    )
    assert (KINDS - written, leaked, names) == (set(), [], [])
