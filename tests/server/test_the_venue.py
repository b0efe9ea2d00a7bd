"""The venue of the first server: what it counts, who stands where, what a capture ticks off, how much it asks of the
database. The rules themselves are vectors.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event as sql_event

from server.store.database import db
from server.sync.apply import apply
from server.sync.merge import Device
from tests.clients import Browser, Clock, sign_in
from tests.people import ITO, SATO
from tests.server.devices import SyncDevice, change, fresh_id

EVENT = "01930000-0000-7000-8000-0000000e0001"
STARTED, NOW = "2025-11-20T10:00:00.000Z", "2025-11-20T12:00:00.000Z"


@pytest.fixture
def app(any_app: Flask, clock: Clock) -> Flask:
    clock.now = NOW
    return any_app


@pytest.fixture
def sato(app: Flask) -> Browser:
    return sign_in(app, SATO)


def written(kind: str, record_id: str = "", **values: Any) -> dict[str, Any]:
    return change(kind, record_id or fresh_id(), values, at=STARTED)


def keep(app: Flask, *changes: dict[str, Any]) -> list[dict[str, Any]]:
    with app.app_context():
        for start in range(0, len(changes), 100):
            results = apply(SATO.id, Device(SATO.device_id), changes[start : start + 100], NOW)
            assert not [result for result in results if "error" in result], results
    return list(changes)


def evening(app: Flask, **fields: Any) -> None:
    keep(
        app,
        written("event", EVENT, title="会", held_on="2025-11-20", time_zone="Asia/Tokyo", **fields),
    )


def met(app: Flask, n: int, **fields: Any) -> str:
    contact = fresh_id()
    talk = {
        "contact_id": contact,
        "event_id": EVENT,
        "met_at": f"2025-11-20T10:{n:02}:00.000Z",
        **fields,
    }
    keep(app, written("contact", contact, family_name=f"人{n}"), written("encounter", **talk))
    return contact


def page(browser: Browser, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 200, response.text
    return str(response.text)


def venue(browser: Browser) -> str:
    return page(browser, f"/events/{EVENT}/venue")


def headline(text: str) -> str:
    """Everything of the venue but the people themselves, without the ids that are born with the page."""
    before = text.split('id="met-title"')[0]
    return re.sub("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", before)


def rows(app: Flask, kind: str) -> list[dict[str, Any]]:
    from server.store.records import read, select_records

    with app.app_context():
        return read(kind, select_records(kind, SATO.id))


def capture(browser: Browser, **fields: Any) -> dict[str, str]:
    ids = {
        name: fresh_id() for name in ("id", "encounter_id", "follow_up_id", "photo_id", "change_id")
    }
    form = {**ids, "by": "typing", "event_id": EVENT, "rendered": "{}", **fields}
    response = browser.post("/contacts", data=form, headers={"HX-Request": "true"})
    assert response.status_code == 200, response.text
    return form


@contextmanager
def queries() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    sql_event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    sql_event.remove(db.engine, "before_cursor_execute", note)


def test_r3_and_r10_cards_without_a_talk_change_no_figure(app: Flask, sato: Browser) -> None:
    evening(app)
    goal = {
        "event_id": EVENT,
        "verb": "talk",
        "target_class": "prospect",
        "unit": "people",
        "target_number": 3,
    }
    keep(app, written("goal", **goal))
    met(app, 1, is_real_conversation=True, target_class="prospect", focus="検査")
    before, today = headline(venue(sato)), page(sato, "/")
    for n in range(2, 32):
        met(app, n, target_class="prospect")
    assert headline(venue(sato)) == before
    assert "1／3名" in before
    assert venue(sato).count("未完了") == 30
    # Nor does the front page speak of thirty of anything.
    assert "31" not in re.sub("<[^>]*>", "", page(sato, "/")).replace("11/20", "")
    assert "未完了" not in today


def test_r10_no_words_of_any_page_count_cards() -> None:
    from tests.parity.house import locale

    counting = [
        key
        for room in locale("ja").values()
        for key, words in room.items()
        if re.search(r"名刺.{0,4}\{n\}|\{n\}.{0,2}枚", words)
    ]
    assert counting == []


@pytest.mark.parametrize(("count", "words"), [
    (2, "あと3人"), (3, "あと2人"), (5, "目標に届きました"), (6, "広げすぎ"),
])  # fmt: skip
def test_r32_the_band_is_three_to_five(app: Flask, sato: Browser, count: int, words: str) -> None:
    evening(app)
    for n in range(count):
        met(app, n, is_real_conversation=True, focus="x")
    assert words in venue(sato)


def test_r33_the_order_of_meeting_survives_a_late_sync_and_a_wrong_clock(
    app: Flask, sato: Browser, clock: Clock
) -> None:
    """The phone was ten minutes fast and sends in the morning; the desk wrote in between."""
    evening(app)
    met(app, 20)
    phone = SyncDevice(app, clock)
    first, second = fresh_id(), fresh_id()
    talks = [(first, "10:15", "先に会った人"), (second, "10:40", "後に会った人")]
    changes = []
    for contact, time, name in talks:
        changes.append(
            change("contact", contact, {"family_name": name}, at=f"2025-11-20T{time}:00.000Z")
        )
        known = {"contact_id": contact, "event_id": EVENT, "met_at": f"2025-11-20T{time}:00.000Z"}
        changes.append(change("encounter", fresh_id(), known, at=f"2025-11-20T{time}:00.000Z"))
    clock.now = "2025-11-21T00:00:00.000Z"
    phone.sync(*changes[::-1], now="2025-11-21T00:10:00.000Z")
    text = venue(sato)
    assert re.findall("[123]人目 [0-9:]+", text) == ["3人目 19:30", "2人目 19:20", "1人目 19:05"]
    places = [text.index(name) for name in ("後に会った人", "人20", "先に会った人")]
    assert places == sorted(places)


def test_r29_a_card_ticks_its_line_off_in_the_same_apply_and_once(
    app: Flask, sato: Browser
) -> None:
    evening(app)
    line, other = fresh_id(), fresh_id()
    keep(
        app,
        written(
            "attendee",
            line,
            event_id=EVENT,
            name="田中 恵",
            organization="光学ラボ",
            is_target=True,
        ),
        written(
            "attendee", other, event_id=EVENT, name="森 誠", organization="北斗精機", is_target=True
        ),
    )
    card = capture(sato, family_name="田中", given_name="恵", organization="光学ラボ㈱")
    sato.post("/contacts", data=card, headers={"HX-Request": "true"})
    known = {each["id"]: each for each in rows(app, "attendee")}
    assert (known[line]["contact_id"], known[other]["contact_id"]) == (card["id"], "")
    assert (
        len(rows(app, "contact")) == len(rows(app, "encounter")) == len(rows(app, "follow_up")) == 1
    )
    assert len(known) == 2
    with app.app_context():
        revisions = db.session.execute(db.text("SELECT kind, revision FROM change WHERE record_id = :id"),
                                       {"id": line}).all()  # fmt: skip
    assert len(revisions) == 2


def test_r29_a_tap_on_a_chip_makes_the_card_that_the_list_knows(app: Flask, sato: Browser) -> None:
    evening(app)
    line = fresh_id()
    keep(
        app,
        written(
            "attendee",
            line,
            event_id=EVENT,
            name="田中 恵 様",
            organization="光学ラボ",
            is_target=True,
        ),
    )
    card = capture(sato, attendee_id=line)
    assert [(each["family_name"], each["given_name"]) for each in rows(app, "contact")] == [
        ("田中", "恵")
    ]
    assert rows(app, "attendee")[0]["contact_id"] == card["id"]
    again = capture(sato, attendee_id=line)
    assert len(rows(app, "contact")) == 1, again
    assert "には会えました" in venue(sato)


def test_r29_a_photographed_card_ticks_when_its_name_is_typed_later(
    app: Flask, sato: Browser
) -> None:
    evening(app)
    keep(app, written("attendee", event_id=EVENT, name="小川 光", is_target=True))
    card = capture(sato, by="photo")
    assert rows(app, "attendee")[0]["contact_id"] == ""
    form = {"family_name": "小川", "given_name": "光", "rendered": "{}", "change_id": fresh_id()}
    sato.post(f"/contacts/{card['id']}", data=form, headers={"HX-Request": "true"})
    assert rows(app, "attendee")[0]["contact_id"] == card["id"]


def test_a_venue_of_three_hundred_asks_no_query_for_a_row(app: Flask, sato: Browser) -> None:
    evening(app)
    met(app, 1, room="A")
    keep(app, written("attendee", event_id=EVENT, name="一人", is_target=True))

    def asked(url: str) -> int:
        with app.app_context():
            with queries() as seen:
                page(sato, url)
        return len(seen)

    venue(sato)
    few = asked(f"/events/{EVENT}/venue")
    for n in range(2, 60):
        last = met(app, n, room="A", is_real_conversation=n % 9 == 0, focus="x")
    names = [
        written("attendee", event_id=EVENT, name=f"参加者{n}", is_target=n % 7 == 0)
        for n in range(300)
    ]
    keep(app, *names)
    assert asked(f"/events/{EVENT}/venue") == few
    assert few <= 16
    assert asked(f"/contacts/{last}/note") <= 20
    assert asked(f"/contacts/{last}/duplicate") <= 8


def test_a_note_follows_its_talk_when_two_cards_become_one(app: Flask, sato: Browser) -> None:
    evening(app)
    known = fresh_id()
    keep(
        app,
        written("contact", known, family_name="森", given_name="真理子", organization="北斗精機"),
    )
    card = capture(sato, family_name="森", organization="㈱北斗精機")
    url = f"/contacts/{card['id']}/duplicate"
    assert "森 真理子さんかもしれません" in page(sato, url)
    assert len(rows(app, "contact")) == 2
    form = {"choice": "same", "other_id": known, "change_id": fresh_id()}
    joined = sato.post(url, data=form, headers={"HX-Request": "true"})
    assert "まとめました" in joined.text
    talk = rows(app, "encounter")[0]
    assert talk["contact_id"] == known
    assert rows(app, "follow_up")[0]["contact_id"] == known
    # A page that is still open goes on writing, and a link to the old place leads on.
    note = {"id": talk["id"], "challenge": "納期", "rendered": "{}", "change_id": fresh_id()}
    sato.post(f"/contacts/{card['id']}/note", data=note, headers={"HX-Request": "true"})
    assert rows(app, "encounter")[0]["challenge"] == "納期"
    moved = sato.get(f"/contacts/{card['id']}/note?encounter={talk['id']}")
    assert (moved.status_code, moved.headers["Location"]) == (
        302, f"/contacts/{known}/note?encounter={talk['id']}",
    )  # fmt: skip
    undo = re.search('name="undo" value="([^"]*)"', joined.text)
    assert undo is not None
    back = {
        **form,
        "choice": "undo",
        "change_id": fresh_id(),
        "undo": undo[1].replace("&#34;", '"'),
    }
    sato.post(url, data=back, headers={"HX-Request": "true"})
    assert {each["id"] for each in rows(app, "contact")} == {known, card["id"]}
    assert rows(app, "encounter")[0]["contact_id"] == card["id"]
    assert rows(app, "encounter")[0]["challenge"] == "納期"


def test_a_stranger_learns_nothing_about_duplicates(app: Flask, sato: Browser) -> None:
    known, new = fresh_id(), fresh_id()
    keep(
        app, written("contact", known, family_name="森"), written("contact", new, family_name="森")
    )
    ito = sign_in(app, ITO)
    assert ito.get(f"/contacts/{new}/duplicate").status_code == 404
    for choice in ("same", "other", "undo"):
        form = {
            "choice": choice,
            "other_id": known,
            "undo": json.dumps({"records": [["encounter", known]]}),
        }
        assert (
            ito.post(
                f"/contacts/{new}/duplicate", data=form, headers={"HX-Request": "true"}
            ).status_code
            == 404
        )
    assert ito.post(f"/contacts/{new}/keywords", data={"add_offers": "x"},
                    headers={"HX-Request": "true"}).status_code == 404  # fmt: skip
    assert len(rows(app, "contact")) == 2
