"""Thanks that meet trouble: no address, somebody who wants no message, an event that is gone, a note of 10,000
characters, a wrong clock. Each is said in words, in both languages, by both servers; nothing is lost."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import WSGIRequestHandler

from tests.browser.device import Device
from tests.figures import figure
from tests.parity.fixture import ACCOUNT, CONTACT, ENCOUNTER, EVENT, FOLLOW_UP, numbered
from tests.parity.house import locale
from tests.rows import stamp

NO_ADDRESS, NO_MESSAGE, EVENT_GONE, LONG_NOTE = range(1, 5)
KEPT, NOTE = "鈴木様\n\n書きかけの文面です。", "長" * 10_000
BODY = "佐藤様\n\n検査のお話をありがとうございました。\n\n山田 太郎"
BOTH = pytest.mark.parametrize("keeps_data", [True, False], ids=["worker", "office"])
LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])
Open = Callable[..., Device]


def _written() -> list[dict[str, Any]]:
    met = datetime.now(UTC) - timedelta(hours=5)
    made: list[tuple[str, str, dict[str, Any]]] = [
        ("event", numbered(EVENT, n), {"title": "夜の会", "decision": "going"}) for n in (1, 2)
    ]
    for n, card, talk, thanks in (
        (NO_ADDRESS, {"family_name": "佐藤"}, {"challenge": "検査"}, {}),
        (NO_MESSAGE, {"family_name": "鈴木", "do_not_contact": True, "emails": ["s@example.jp"]}, {}, {"body": KEPT}),
        (EVENT_GONE, {"family_name": "田中", "emails": ["t@example.jp"]}, {"challenge": "試作"}, {}),
        (LONG_NOTE, {"family_name": "森", "emails": ["m@example.jp"]}, {"note": NOTE}, {}),
    ):  # fmt: skip
        person = {"contact_id": numbered(CONTACT, n)}
        event = {"event_id": numbered(EVENT, 2 if n == EVENT_GONE else 1), "met_at": stamp(met)}
        due = {"due_at": stamp(met + timedelta(hours=24)), "encounter_id": numbered(ENCOUNTER, n)}
        made += [
            ("contact", numbered(CONTACT, n), card),
            ("encounter", numbered(ENCOUNTER, n), {**person, **event, **talk}),
            ("follow_up", numbered(FOLLOW_UP, n), {**person, **due, "kind": "thanks", **thanks}),
        ]
    frame = {"base": 0, "at": stamp(met)}
    changes = [
        {"change_id": str(uuid.uuid4()), "kind": kind, "id": id_, "set": fields, **frame}
        for kind, id_, fields in made
    ]
    gone = {"change_id": str(uuid.uuid4()), "kind": "event", "id": numbered(EVENT, 2), "set": {}}
    return [*changes, {**gone, "base": 10**6, "at": stamp(), "deleted": True}]


@pytest.fixture
def open_in(stage: Any, visit: Open) -> Open:
    """A device in a language, with data on it or without: open_in(language, keeps_data)."""

    def make(language: str, keeps_data: bool) -> Device:
        stage.add_account(ACCOUNT, "山田 太郎")
        stage.fill(ACCOUNT, _written())
        preference = {"kind": "preference", "id": ACCOUNT, "base": 0, "at": stamp()}
        change = {"change_id": str(uuid.uuid4()), "set": {"locale": language}, **preference}
        stage.fill(ACCOUNT, [change])
        return visit(keeps_data=keeps_data)

    return make


def _words(language: str, key: str) -> str:
    return locale(language)[key.split(".")[0]][key]


def _thanks(device: Device, n: int) -> Page:
    return device.open(f"/follow-ups/{numbered(FOLLOW_UP, n)}")


def _type(page: Page, form: str, field: str, text: str) -> None:
    """As soon as the page listens: what is typed earlier is kept when the field is left."""
    expect(page.locator(f"{form}[data-htmx-powered]")).to_be_attached()
    page.fill(field, text)


def _row(device: Device, table: str, n: int) -> dict[str, Any]:
    if device.databases():
        device.settle()
    ids = {"follow_up": FOLLOW_UP, "encounter": ENCOUNTER}
    (found,) = [
        r for r in device.stage.rows.of(ACCOUNT, table) if r["id"] == numbered(ids[table], n)
    ]
    return found


def _send(page: Page) -> None:
    before = page.url
    page.locator('.dock button[name="sent"]').click()
    expect(page).not_to_have_url(before)


def _no_trouble(device: Device) -> None:
    """No answer of either server was a failure of its own."""
    assert not [each.status for each in device.stage.seen if each.status.startswith("5")]


@BOTH
@LANGUAGES
def test_without_an_address_the_words_say_so_and_go_by_the_clipboard(
    language: str, keeps_data: bool, open_in: Open
) -> None:
    device = open_in(language, keeps_data)
    page = _thanks(device, NO_ADDRESS)
    page.locator("label:has(#channel-mail)").click()
    expect(page.get_by_text(_words(language, "follow_ups.no_mail"))).to_be_visible()
    expect(page.locator("#open-way")).to_have_text(_words(language, "follow_ups.open.other"))
    page.get_by_role("link", name=_words(language, "follow_ups.add_mail")).click()
    page.wait_for_url("**/edit")
    page = _thanks(device, NO_ADDRESS)
    _type(page, "#draft-form", "#body", BODY)
    _send(page)
    kept = _row(device, "follow_up", NO_ADDRESS)
    assert kept["body"] == BODY
    assert kept["sent_at"]
    _no_trouble(device)


@BOTH
@LANGUAGES
def test_who_wants_no_message_is_not_written_to_and_the_draft_stays(
    language: str, keeps_data: bool, open_in: Open
) -> None:
    device = open_in(language, keeps_data)
    page = _thanks(device, NO_MESSAGE)
    expect(page.get_by_text(_words(language, "follow_ups.do_not_contact"))).to_be_visible()
    assert page.locator("#draft-form, #next-step-form, #open-way, [name=sent]").count() == 0
    page.get_by_role("button", name=_words(language, "follow_ups.do_skip")).click()
    expect(page.locator("#skip-form [role=alert]")).to_contain_text(
        _words(language, "follow_ups.errors.reason")
    )
    page.fill("#skipped_reason", "ご希望により")
    before = page.url
    page.get_by_role("button", name=_words(language, "follow_ups.do_skip")).click()
    expect(page).not_to_have_url(before)
    kept = _row(device, "follow_up", NO_MESSAGE)
    assert (kept["skipped_reason"], kept["body"]) == ("ご希望により", KEPT)
    _no_trouble(device)


@BOTH
@LANGUAGES
def test_an_event_that_was_deleted_is_said_and_the_thanks_go_out(
    language: str, keeps_data: bool, open_in: Open
) -> None:
    device = open_in(language, keeps_data)
    page = _thanks(device, EVENT_GONE)
    expect(page.get_by_text(_words(language, "follow_ups.event_gone"))).to_be_visible()
    expect(page.locator(".talks")).to_contain_text("試作")
    assert "試作" in page.locator("#body").input_value()
    _type(page, "#draft-form", "#body", BODY)
    _send(page)
    assert _row(device, "follow_up", EVENT_GONE)["sent_at"]
    (message,) = device.stage.rows.of(ACCOUNT, "message")
    assert (message["body"], message["event_id"]) == (BODY, "")
    answer = page.request.get(f"{device.url}/events/{numbered(EVENT, 2)}/review")
    assert answer.status == 404
    _no_trouble(device)


@BOTH
@LANGUAGES
def test_a_note_of_ten_thousand_characters_is_whole_and_one_more_is_refused_in_words(
    language: str, keeps_data: bool, open_in: Open
) -> None:
    device = open_in(language, keeps_data)
    page = _thanks(device, LONG_NOTE)
    expect(page.locator(".talks")).to_contain_text(NOTE)
    assert len(page.locator("#body").input_value()) < 1000
    _type(page, "#draft-form", "#body", BODY + "長" * 10_000)
    said = page.locator("#draft-state [role=alert]")
    expect(said).to_contain_text(_words(language, "errors.too_long"))
    assert page.locator("#body").input_value() == BODY + "長" * 10_000
    _type(page, "#draft-form", "#body", BODY)
    expect(said).to_have_count(0)
    expect(page.locator("#draft-saved")).to_have_text(_words(language, "follow_ups.saved"))
    assert _row(device, "follow_up", LONG_NOTE)["body"] == BODY
    address = (
        f"/contacts/{numbered(CONTACT, LONG_NOTE)}/note?encounter={numbered(ENCOUNTER, LONG_NOTE)}"
    )
    page = device.open(address)
    note = page.locator("#note")
    assert note.input_value() == NOTE
    _type(page, "#note-form", "#note", NOTE + "長")
    expect(page.locator("#note-state")).to_contain_text(_words(language, "errors.too_long"))
    assert note.input_value() == NOTE + "長"
    assert _row(device, "encounter", LONG_NOTE)["note"] == NOTE
    _no_trouble(device)
    figure(
        "Bad input", f"{language}, {'worker' if keeps_data else 'office'}: 10,000 kept, 10,001 said"
    )


@pytest.mark.parametrize(("hours", "key"), [(-72, "ahead"), (72, "behind")])
@LANGUAGES
def test_a_wrong_clock_is_said_where_it_changes_what_one_reads(
    language: str, hours: int, key: str, open_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's clock stands in for a wrong one of the device: what differs is the same."""
    device = open_in(language, True)
    notice = _thanks(device, NO_ADDRESS).locator('[data-device="clock"]')
    expect(notice).to_be_hidden()
    date = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
    with monkeypatch.context() as patch:
        patch.setattr(WSGIRequestHandler, "date_time_string", lambda *_: date)
        _type(device.page, "#draft-form", "#body", BODY)
        saved = _words(language, "follow_ups.saved")
        expect(device.page.locator("#draft-saved")).to_have_text(saved)
        device.settle()
        expect(notice).to_have_text(_words(language, f"shared.clock_{key}"))
        assert _row(device, "follow_up", NO_ADDRESS)["body"] == BODY
        expect(device.open("/sync").locator('[data-device="clock"]')).to_be_visible()
    device.sync_now()
    expect(_thanks(device, NO_ADDRESS).locator('[data-device="clock"]')).to_be_hidden()
