"""Reminders by mail, through a real mail server on loopback: what they say, that each is one, and that none is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.clients import Clock, sign_in
from tests.conftest import settle_cast
from tests.figures import figure
from tests.machine import free_port
from tests.people import SATO
from tests.push_receiver import Receiver
from tests.server.reminded import HTMX, MORNING, NAMES, meet, one_round, process
from tests.smtp_sink import Sink, make_certificate, sinking

TO, FROM = "hanako@example.jp", "enishi@example.jp"
BY_MAIL = {"SMTP_HOST": "localhost", "SMTP_FROM": FROM, "SMTP_SECURITY": "none"}
MakeApp = Callable[..., Flask]


@pytest.fixture
def sink() -> Iterator[Sink]:
    with sinking() as found:
        yield found


@pytest.fixture
def mailing(
    make_app: MakeApp, one_database: str, clock: Clock, sink: Sink, receiver: Receiver
) -> Callable[..., Flask]:
    """The program with a mail server, and somebody who was met last night: mailing(SMTP_SECURITY="starttls")."""

    def make(**settings: Any) -> Flask:
        usual = {"SMTP_PORT": sink.port, **BY_MAIL, "PUSH_HOSTS": receiver.address}
        app = make_app(one_database, **{**usual, **settings})
        settle_cast(app, clock.now)
        meet(app)
        _choose(app, reminders="on", reminder_email=TO)
        clock.now = MORNING
        return app

    return make


def _choose(app: Flask, **chosen: str) -> None:
    page = sign_in(app, SATO)
    assert page.post("/settings/reminders", data=chosen, headers=HTMX).status_code == 200


@pytest.mark.parametrize(
    ("language", "subject", "said"),
    [
        ("ja", "お礼の連絡", "昨日までに会った方へのお礼が、あと1人です"),
        ("en", "Thank-you notes", "1"),
    ],
)
def test_c56_a_mail_says_how_many_wait_and_names_nobody(
    language: str, subject: str, said: str, mailing: Callable[..., Flask], sink: Sink
) -> None:
    app = mailing()
    page = sign_in(app, SATO)
    assert page.post("/settings", data={"locale": language}, headers=HTMX).status_code < 400
    assert one_round(app) == {"mailed": 1}
    (letter,) = sink.letters
    assert (letter.sender, letter.to) == (FROM, [TO])
    message = letter.message
    assert (message["From"], message["To"], message["Subject"]) == (FROM, TO, subject)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime is not None
    assert message["Message-ID"].endswith("@localhost>")
    text = message.get_content()
    assert said in text
    assert "http://localhost/follow-ups" in text.splitlines()
    assert "http://localhost/settings" in text
    whole = f"{message.as_string()}{message['Subject']}{text}"
    assert not [name for name in NAMES if name in whole]
    figure("C56 names, companies, notes in mailed reminders", f"0 of {len(sink.letters)} mails")


def test_each_reminder_is_one_mail_from_processes_that_run_at_once(
    mailing: Callable[..., Flask], sink: Sink, clock: Clock
) -> None:
    app = mailing()
    # Long enough for each of them to meet the others.
    sink.seconds = 3
    processes = [process(app, clock.now, SMTP_PORT=str(sink.port), **BY_MAIL) for _ in range(2)]
    for each in processes:
        assert each.wait(timeout=60) == 0
    assert len(sink.letters) == 1
    assert one_round(app) == {}
    clock.move(minutes=6)
    assert one_round(app) == {}
    figure("Mailed reminders by 2 processes at once", f"{len(sink.letters)} mail")


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        ("451 4.3.0 try again later", "SMTPRecipientsRefused"),
        ("550 5.1.1 nobody of that name", "SMTPRecipientsRefused"),
        ("nobody listens", "ConnectionRefusedError"),
    ],
)
def test_a_mail_that_was_refused_is_said_in_the_log_and_sent_later(
    trouble: str,
    kind: str,
    mailing: Callable[..., Flask],
    sink: Sink,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = mailing()
    config = app.extensions["enishi"].settings
    if trouble == "nobody listens":
        object.__setattr__(config, "smtp_port", free_port())
    else:
        sink.refusal = trouble
    assert one_round(app) == {"failed": 1}
    assert f"the mail server did not take a reminder: {kind}" in caplog.text
    assert TO not in caplog.text
    assert sink.letters == []
    # Somebody else's lease stands for a while; then it is tried again.
    assert one_round(app) == {}
    clock.move(minutes=6)
    sink.refusal = ""
    object.__setattr__(config, "smtp_port", sink.port)
    assert one_round(app) == {"mailed": 1}
    clock.move(minutes=6)
    assert one_round(app) == {}
    assert len(sink.letters) == 1
    assert "お礼" in sign_in(app, SATO).get("/follow-ups").get_data(as_text=True)


def test_a_browser_that_is_gone_does_not_stand_for_a_mail_that_failed(
    mailing: Callable[..., Flask], sink: Sink, receiver: Receiver, clock: Clock
) -> None:
    app = mailing()
    url = "/settings/reminders/subscription"
    sign_in(app, SATO).post(url, data=receiver.subscription(), headers=HTMX)
    receiver.status, sink.refusal = 410, "451 later"
    assert one_round(app) == {"gone": 1, "failed": 1}
    clock.move(minutes=6)
    sink.refusal = ""
    assert one_round(app) == {"mailed": 1}


def test_nobody_gets_a_mail_who_left_the_address_empty_or_switched_it_off(
    mailing: Callable[..., Flask], sink: Sink
) -> None:
    app = mailing()
    _choose(app, reminders="on", reminder_email="")
    assert one_round(app) == {}
    _choose(app, reminders="off", reminder_email=TO)
    assert one_round(app) == {}
    assert sink.heard == []
    _choose(app, reminders="on", reminder_email=TO)
    assert one_round(app) == {"mailed": 1}


def test_starttls_seals_the_mail_and_the_password(
    mailing: Callable[..., Flask], sink: Sink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink.certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(sink.certificate))
    sealed = {"SMTP_SECURITY": "starttls", "SMTP_USER": "enishi", "SMTP_PASSWORD": "open-sesame"}
    app = mailing(**sealed)
    assert one_round(app) == {"mailed": 1}
    assert [letter.is_sealed for letter in sink.letters] == [True]
    verbs = [line.split()[0].upper() for line in sink.heard]
    assert verbs.index("STARTTLS") < verbs.index("AUTH") < verbs.index("MAIL")


@pytest.mark.parametrize("is_offered", [True, False])
def test_without_a_trusted_seal_nothing_is_told_to_a_mail_server(
    is_offered: bool, mailing: Callable[..., Flask], sink: Sink, tmp_path: Path
) -> None:
    """A certificate nobody trusts, or no STARTTLS at all: a stranger on the way must not turn the seal off."""
    if is_offered:
        sink.certificate = make_certificate(tmp_path)
    app = mailing(SMTP_SECURITY="starttls", SMTP_USER="enishi", SMTP_PASSWORD="open-sesame")
    assert one_round(app) == {"failed": 1}
    told = [
        line for line in sink.heard if line.split()[0].upper() in ("AUTH", "MAIL", "RCPT", "DATA")
    ]
    assert told == []
    assert sink.letters == []
