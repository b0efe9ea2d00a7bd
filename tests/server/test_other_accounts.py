"""C01, C03: an id of another account opens nothing, changes nothing and leads nowhere (ARCHITECTURE 9.16)."""

import hashlib
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from server.schemas.shapes import MADE_BY_SERVER, export_shapes
from server.store.access_tokens import add_token
from server.store.auth_models import Credential
from server.store.database import db, writing
from server.sync.apply import apply
from server.sync.merge import Device
from tests.clients import Browser, Clock, sign_in
from tests.figures import figure
from tests.people import CAST, SATO, Person
from tests.server.devices import SyncDevice, change, fresh_id
from tests.server.routes import UNSAFE, contents
from tests.server.test_photo_api import jpeg, put

OTHERS = tuple(person for person in CAST if person is not SATO)
SECRET = "内緒話"
# One form that fits every route: what a route does not know, it leaves alone.
FORM = {
    "label": "奪った", "name": "奪った", "family_name": "奪った", "title": "奪った", "note": "奪った", "choice": "lost",
    "deleted": "true", "skipped_reason": "奪った", "rendered": "{}", "revision": "1",
}  # fmt: skip
# Arguments of routes that name no record of anybody.
NAMELESS = {"path", "token", "version"}
KINDS = (
    *("organizer", "event", "goal", "introduction_script", "rehearsal", "attendee"),
    *("contact", "encounter", "follow_up", "introduction", "left_card", "outcome"),
)
Ids = dict[str, str]


@pytest.fixture
def theirs(app: Flask, clock: Clock) -> dict[str, Ids]:
    """One thing of every kind for each of three other people: by name, argument of a route -> id."""
    return {person.name: _owned(app, clock, person) for person in OTHERS}


def _owned(app: Flask, clock: Clock, person: Person) -> Ids:
    ids = {f"{kind}_id": fresh_id() for kind in KINDS}
    device, at = SyncDevice(app, clock, person), clock.now
    contact, event = {"contact_id": ids["contact_id"]}, {"event_id": ids["event_id"]}
    photo = jpeg(640 + person.number)
    sha256 = hashlib.sha256(photo).hexdigest()
    device.sync(
        change("event", ids["event_id"], {"title": SECRET, "held_on": "2025-11-20"}, at),
        change("organizer", ids["organizer_id"], {"name": SECRET}, at),
        change("goal", ids["goal_id"], {**event, "text": SECRET}, at),
        change(
            "introduction_script", ids["introduction_script_id"], {**event, "who_i_am": SECRET}, at
        ),
        change("rehearsal", ids["rehearsal_id"], {**event, "rehearsed_at": at, "seconds": 45}, at),
        change("attendee", ids["attendee_id"], {**event, "name": SECRET, "is_target": True}, at),
        change("contact", ids["contact_id"], {"family_name": SECRET, "note": SECRET}, at),
        change(
            "encounter",
            ids["encounter_id"],
            {**contact, **event, "note": SECRET, "met_at": at},
            at,
        ),
        change(
            "follow_up",
            ids["follow_up_id"],
            {
                **{**contact, "encounter_id": ids["encounter_id"], "due_at": at, "body": SECRET},
                "slots": [at],
                "decided_slot": at,
            },
            at,
        ),
        change("photo", fresh_id(), {**contact, "sha256": sha256, "side": "front"}, at),
        change("outcome", ids["outcome_id"], {**contact, **event, "note": SECRET}, at),
        change(
            "introduction",
            ids["introduction_id"],
            {"first_contact_id": ids["contact_id"], "sentence": SECRET},
            at,
        ),
    )
    left = change("left_card", ids["left_card_id"], {"name": SECRET, "left_at": at}, at)
    with app.app_context():
        apply(person.id, Device(device.id, "public page"), [left], at, by_server=True)
    assert put(app, photo, person).status_code == 200
    return {
        **ids,
        "sha256": sha256,
        **_disagreement(app, clock, person, ids["contact_id"]),
        **_keys(app, person, at),
    }


def _disagreement(app: Flask, clock: Clock, person: Person, contact_id: str) -> Ids:
    """Two devices wrote one field at once."""
    for title in (f"{SECRET}1", f"{SECRET}2"):
        device = SyncDevice(app, clock, person)
        device.write("contact", contact_id, {"title": title}, base=2)
    (conflict,) = device.all("conflict")
    return {"conflict_id": conflict["id"]}


def _keys(app: Flask, person: Person, now: str) -> Ids:
    passkey, token = fresh_id(), fresh_id()
    credential = {"credential_id": passkey, "public_key": b"x", "sign_count": 0, "label": SECRET}
    credential |= {"is_backup_eligible": False, "is_backed_up": False, "created_at": now}
    with app.app_context(), writing():
        db.session.add(Credential(account_id=person.id, id=passkey, **credential))
        add_token(person.id, token, name=SECRET, token_hash=token, created_at=now)
    return {"passkey_id": passkey, "token_id": token, "session_id": person.device_id}


def _routes(app: Flask, ids: Ids) -> Iterator[tuple[str, str]]:
    """(method, path) of every route that names a thing. A photo is sent under the hash of its own bytes (C32)."""
    for rule in app.url_map.iter_rules():
        named = rule.arguments - NAMELESS
        if not named or rule.endpoint == "photo_api.update":
            continue
        assert named <= ids.keys(), rule.rule
        path = rule.rule
        for name in named:
            path = path.replace(f"<{name}>", ids[name])
        yield from ((method, path) for method in sorted((rule.methods or set()) - {"OPTIONS"}))


def _ask(browser: Browser, method: str, path: str) -> Any:
    options: dict[str, Any] = {"headers": {"HX-Request": "true"}} if method in UNSAFE else {}
    return browser.open(path, method=method, data=FORM if method in UNSAFE else None, **options)


def test_every_route_knows_nothing_of_what_is_somebody_elses(
    app: Flask, theirs: dict[str, Ids]
) -> None:
    browser, before, answers = sign_in(app, SATO), contents(app), {}
    for name, ids in theirs.items():
        for method, path in _routes(app, ids):
            answers[f"{method} {path} of {name}"] = _ask(browser, method, path)
    found = [asked for asked, answer in answers.items() if answer.status_code != 404]
    told = [asked for asked, answer in answers.items() if SECRET in answer.text]
    changed = [name for name, rows in contents(app).items() if rows != before[name]]
    figure(
        "C01",
        f"{len(answers)} requests for things of {len(theirs)} other accounts: {len(found)} not 404, "
        f"{len(told)} tell of them, {len(changed)} tables changed",
    )
    assert len(answers) > 60
    assert (found, told, changed) == ([], [], [])


def test_their_owner_opens_every_one_of_them(app: Flask, theirs: dict[str, Ids]) -> None:
    """So that the 404s above say something."""
    for person in OTHERS:
        browser = sign_in(app, person)
        for method, path in _routes(app, theirs[person.name]):
            if method == "GET":
                assert browser.get(path).status_code == 200, path


def _references() -> Iterator[tuple[str, str]]:
    """(kind, field) of all that point at another record and that a device may make."""
    for kind, fields in export_shapes().items():
        for name, shape in fields.items():
            if shape["type"] == "reference" and kind not in MADE_BY_SERVER:
                yield kind, name


def _rows_of(app: Flask, person: Person) -> list[str]:
    return [row for rows in contents(app).values() for row in rows if person.id in row]


def _records(own: Ids, sha256: str, now: str) -> dict[str, dict[str, Any]]:
    """Kind -> values of a person with everything that may hang on one."""
    person = {"contact_id": own["contact"]}
    event = {"event_id": own["event"]}
    return {
        "contact": {"family_name": "佐藤の知人"},
        "organizer": {"name": "佐藤の主催者"},
        "event": {"title": "佐藤の会", "organizer_id": own["organizer"]},
        "goal": {**event, "text": "佐藤の目標"},
        "introduction_script": {**event, "who_i_am": "佐藤です"},
        "rehearsal": {**event, "rehearsed_at": now, "seconds": 45},
        "attendee": {**event, **person, "name": "佐藤の知人"},
        "encounter": {**person, **event, "met_at": now},
        "follow_up": {**person, "encounter_id": own["encounter"], "due_at": now},
        "photo": {**person, "sha256": sha256},
        "message": {**person, **event, "follow_up_id": own["follow_up"], "sent_at": now},
        "outcome": {**person, **event},
        "introduction": {"first_contact_id": own["contact"], **event},
    }


def _pages(own: Ids, ids: Ids) -> list[str]:
    note = f"/contacts/{own['contact']}/note"
    return [
        *("/", "/contacts", f"/contacts?q={SECRET[:2]}", "/events", "/follow-ups", "/sync"),
        *(f"/contacts/{own['contact']}", "/events/comparison", note),
        *(f"/events/{own['event']}{part}" for part in ("", "/prepare", "/venue")),
        f"/organizers/{own['organizer']}",
        *("/me/card", "/introductions", f"/introductions/{own['introduction']}"),
        *(f"/follow-ups/{own['follow_up']}", f"{note}?encounter={own['encounter']}"),
        *(f"{note}?encounter={ids['encounter_id']}", f"/contacts/new?event={ids['event_id']}"),
    ]


def test_a_reference_to_somebody_elses_record_leads_nowhere(
    app: Flask, clock: Clock, theirs: dict[str, Ids]
) -> None:
    before = {person.name: _rows_of(app, person) for person in OTHERS}
    phone, browser, told, tried = SyncDevice(app, clock), sign_in(app, SATO), [], 0
    for ids, (kind, field) in itertools.product(theirs.values(), _references()):
        own = {name: fresh_id() for name in (*KINDS, "photo", "message")}
        records = _records(own, ids["sha256"], clock.now)
        records[kind][field] = ids[field] if field in ids else ids["contact_id"]
        sent = [change(name, own[name], values, clock.now) for name, values in records.items()]
        assert not [result for result in phone.sync(*sent)["results"] if "error" in result]
        tried += 1
        told += [path for path in _pages(own, ids) if SECRET in browser.get(path).text]
        assert browser.get(f"/photos/{ids['sha256']}").status_code == 404
    told += ["sync"] * (SECRET in str(phone.fresh().records))
    changed = [person.name for person in OTHERS if _rows_of(app, person) != before[person.name]]
    figure(
        "C03",
        f"{tried} references to records of {len(theirs)} other accounts: {len(told)} answers tell of them, "
        f"{len(changed)} accounts changed",
    )
    assert tried == 60
    assert (told, changed) == ([], [])
