"""Next steps and deadlines as calendars read them: an independent parser opens what we write (REQUIREMENTS 4)."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar

from server.domain.calendar_file import calendar_file
from server.sync.apply import apply
from server.sync.merge import Device
from tests.clients import Browser, Clock, sign_in
from tests.conftest import settle_cast
from tests.figures import figure
from tests.people import ITO, SATO, Person

Client = Callable[[Person | None], Browser]
HTMX = {"HX-Request": "true"}
STEPS = [f"0193f000-0000-7000-8000-{n:012d}" for n in (1, 2, 3)]
CONTACT = "0193c000-0000-7000-8000-000000000001"
TUESDAY, WEDNESDAY = "2025-11-25T01:00:00.000Z", "2025-11-26T06:00:00.000Z"
DUE = "2025-11-21T10:42:00.000Z"
KNOWN = set("UID DTSTAMP DTSTART DTEND SUMMARY LOCATION DESCRIPTION STATUS SEQUENCE".split())


@pytest.fixture
def met(app: Flask, clock: Clock) -> Flask:
    """Three people to thank; with two of them a next step was thought of."""
    step = {
        "contact_id": CONTACT,
        "due_at": DUE,
        "topic": "画像判定",
        "form": "exchange",
        "length_minutes": 45,
    }
    sets = [
        ("contact", CONTACT, {"family_name": "高木", "given_name": "健一", "organization": "北辰製作所;部品,課"}),
        ("follow_up", STEPS[0], {**step, "slots": [TUESDAY, WEDNESDAY], "place": "港区, 芝浦"}),
        ("follow_up", STEPS[1], {**step, "slots": [WEDNESDAY], "place": "https://meet.example/a?b=1"}),
        ("follow_up", STEPS[2], {"contact_id": CONTACT, "due_at": DUE}),
        ("event", CONTACT, {"title": "夜の会", "decision": "going", "starts_at": TUESDAY, "held_on": "2025-11-25"}),
    ]  # fmt: skip
    changes = [
        {"change_id": f"01930{n}00-0000-7000-8000-000000000000", "kind": kind, "id": id_, "base": 0, "at": clock.now,
         "set": values}
        for n, (kind, id_, values) in enumerate(sets)
    ]  # fmt: skip
    with app.app_context():
        apply(SATO.id, Device(SATO.device_id, "phone"), changes, clock.now)
    return app


def _events(text: bytes) -> list[Any]:
    return list(Calendar.from_ical(text.decode()).walk("VEVENT"))


def test_r43_a_next_step_is_one_event_that_moves_when_it_is_decided(
    met: Flask, client: Client
) -> None:
    page, url = client(SATO), f"/follow-ups/{STEPS[0]}"
    answer = page.get(f"{url}/calendar.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="enishi.ics"'
    (proposed,) = _events(answer.data)
    assert proposed["SUMMARY"] == "（候補）情報交換：高木 健一さん"
    assert proposed["LOCATION"] == "港区, 芝浦"
    assert proposed["STATUS"] == "TENTATIVE"
    assert "北辰製作所;部品,課" in proposed["DESCRIPTION"]
    decided = {"reply": "decided", "decided_slot": WEDNESDAY}
    assert page.post(f"{url}/next-step", data=decided, headers=HTMX).status_code == 200
    raw = page.get(f"{url}/calendar.ics").data
    (event,) = _events(raw)
    assert event["UID"] == proposed["UID"]
    assert event["SEQUENCE"] > proposed["SEQUENCE"]
    assert event["STATUS"] == "CONFIRMED"
    start = event["DTSTART"].dt
    assert str(start.tzinfo) == "Asia/Tokyo"
    assert start.astimezone(UTC) == datetime.fromisoformat(WEDNESDAY)
    assert event["DTEND"].dt - start == timedelta(minutes=45)
    alarms = [each["TRIGGER"].dt for each in event.walk("VALARM")]
    assert alarms == [timedelta(days=-1), timedelta(hours=-1)]
    assert raw.rstrip().endswith(b"END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR")
    assert b"BEGIN:VTIMEZONE" in raw


def test_the_next_steps_of_an_evening_are_one_file(met: Flask, client: Client) -> None:
    events = _events(client(SATO).get("/follow-ups/calendar.ics").data)
    assert [each["UID"] for each in events] == [f"{id_}@enishi" for id_ in STEPS[:2]]
    assert events[1]["URL"] == "https://meet.example/a?b=1"
    assert _events(client(ITO).get("/follow-ups/calendar.ics").data) == []
    assert client(ITO).get(f"/follow-ups/{STEPS[0]}/calendar.ics").status_code == 404
    assert client(SATO).get(f"/follow-ups/{STEPS[2]}/calendar.ics").status_code == 404
    figure("R43 next steps in a calendar file, read by icalendar", f"{len(events)} of 2")


def test_a_private_address_shows_what_is_ahead_until_it_is_stopped(
    met: Flask, client: Client
) -> None:
    page, stranger = client(SATO), sign_in(met, None)
    text = page.post("/settings/calendar-feed", headers=HTMX).get_data(as_text=True)
    url = text.split('value="http://localhost')[1].split('"')[0]
    assert url.startswith("/calendar/")
    assert len(url) > len("/calendar/.ics") + 42
    answer = stranger.get(url)
    assert answer.headers["Cache-Control"] == "no-store"
    names = {str(each["SUMMARY"]) for each in _events(answer.data)}
    assert names == {
        "夜の会", "お礼の期限：高木 健一", "（候補）情報交換：高木 健一さん",
    }  # fmt: skip
    uids = [str(each["UID"]) for each in _events(answer.data)]
    assert len(uids) == len(set(uids)) == 6
    assert url not in page.get("/settings").get_data(as_text=True)
    page.post("/settings/calendar-feed", headers=HTMX)
    assert stranger.get(url).status_code == 404
    page.post("/settings/calendar-feed/ending", headers=HTMX)
    assert stranger.get(f"/calendar/{'x' * 43}.ics").status_code == 404


def test_a_mail_address_that_is_none_is_said_beside_its_field(
    make_app: Callable[..., Flask], one_database: str, clock: Clock
) -> None:
    app = make_app(one_database, SMTP_HOST="localhost", SMTP_FROM="enishi@example.jp")
    settle_cast(app, clock.now)
    page = sign_in(app, SATO)
    sent = {"reminders": "on", "reminder_email": "そのうち"}
    answer = page.post("/settings/reminders", data=sent, headers=HTMX)
    assert answer.status_code == 422
    assert 'value="そのうち"' in answer.get_data(as_text=True)
    sent["reminder_email"] = "hanako@example.jp"
    assert page.post("/settings/reminders", data=sent, headers=HTMX).status_code == 200
    assert 'value="hanako@example.jp"' in page.get("/settings").get_data(as_text=True)


def test_c35_names_of_every_kind_make_no_property_of_their_own(clock: Clock) -> None:
    chance, marks = (
        random.Random(7),
        "a;,\\\"':\r\n\t\u0000\u001b髙𠮷👩‍👩‍👧é한\u202e\u0085 検BEGIN:VALARM",
    )
    longest = 0
    for _ in range(2000):
        name = "".join(chance.choice(marks) for _ in range(chance.randint(1, 60)))
        event = {"uid": "1@enishi", "starts_at": TUESDAY, "ends_at": WEDNESDAY, "summary": name, "location": name,
                 "url": "", "description": name, "is_certain": True, "alarms": [60]}  # fmt: skip
        text = calendar_file(name, [event], clock.now, "Asia/Tokyo")
        lines = text.encode().split(b"\r\n")
        longest = max(longest, *map(len, lines))
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        for line in lines:
            line.decode()
        (read,) = _events(text.encode())
        kept = "".join(
            mark
            for mark in name.replace("\r\n", "\n").replace("\r", "\n")
            if mark >= " " or mark in "\n\t"
        )
        assert str(read.get("SUMMARY", "")) == kept
        assert set(read) <= KNOWN
        assert len(read.subcomponents) == 1
    assert longest <= 75
    figure(
        "C35 calendar lines of 2,000 random names", f"{longest} octets at most, 0 extra properties"
    )
