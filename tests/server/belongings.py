"""One account with something of every kind in it, and a photo with its bytes: what leaves, or goes. No tests."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from server.store import photo_files
from server.store.models import KINDS
from server.sync.apply import apply
from server.sync.merge import Device
from tests.clients import Clock
from tests.people import Person
from tests.server.devices import change, fresh_id

PAGE = Device("0193b000-0000-7000-8000-00000000bbbb", "public page")


@dataclass
class Belongings:
    """What `person` has written; `mark` stands in every record that can hold words."""

    app: Flask
    clock: Clock
    person: Person
    mark: str
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ids = {kind: fresh_id() for kind in KINDS}
        self.ids |= {"preference": self.person.id, "my_card": self.person.id}
        self.photo = b"\xff\xd8" + self.mark.encode() * 200
        self.write(*(self.change(kind, **values) for kind, values in self._values().items()))
        with self.app.app_context():
            photo_files.keep_photo(self.person.id, self.sha256, self.photo, self.clock.now)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.photo).hexdigest()

    def change(self, kind: str, record_id: str = "", **values: Any) -> dict[str, Any]:
        return change(kind, record_id or self.ids[kind], values, self.clock.now, base=10_000)

    def write(self, *changes: dict[str, Any]) -> None:
        with self.app.app_context():
            done = apply(self.person.id, PAGE, list(changes), self.clock.now, by_server=True)
        assert not [each for each in done if "error" in each], done

    def meet(self, **card: Any) -> str:
        """One more person, met nowhere; the id."""
        contact_id = fresh_id()
        self.write(self.change("contact", contact_id, **card))
        return contact_id

    def trash(self, kind: str, *, erased: bool = False) -> str:
        """One more record of that kind, deleted, or forgotten for good; its id."""
        gone = self.change(kind, fresh_id(), note=self.mark)
        self.write(gone)
        ended = {"erased": True} if erased else {}
        self.write(change(kind, gone["id"], ended, self.clock.now, base=10_000, deleted=True))
        return str(gone["id"])

    def _values(self) -> dict[str, dict[str, Any]]:
        mark, now = self.mark, self.clock.now
        met, where = {"contact_id": self.ids["contact"]}, {"event_id": self.ids["event"]}
        return {
            "organizer": {"name": mark},
            "event": {"title": f"{mark}の会", "held_on": now[:10]},
            "goal": {**where, "text": mark},
            "introduction_script": {**where, "who_i_am": mark},
            "rehearsal": {**where, "rehearsed_at": now, "seconds": 45},
            "attendee": {**where, "name": mark},
            "contact": {
                "family_name": mark, "given_name": "一郎", "phonetic_family_name": "すずき",
                "phonetic_given_name": "いちろう", "organization": "北辰製作所", "note": f"{mark}のメモ",
                "emails": ["ichiro@hokushin.example", "suzuki@ie.example"],
                "tels": [{"kind": "mobile", "number": "+81-90-1111-2222"}, {"kind": "work", "number": "03-1111-2222"}],
            },
            "encounter": {**met, **where, "met_at": now, "note": mark},
            "follow_up": {**met, "body": mark, "due_at": now},
            "message": {**met, "body": mark, "sent_at": now},
            "outcome": {**met, **where, "note": mark},
            "introduction": {"first_contact_id": self.ids["contact"], "sentence": mark},
            "provision": {**met, "person_name": mark, "provided_at": now},
            "my_card": {"family_name": mark},
            "left_card": {"name": mark, "left_at": now},
            "photo": {**met, "sha256": self.sha256, "side": "front", "taken_at": now},
            "conflict": {"record_kind": "contact", "record_id": self.ids["contact"], "kept_device": mark},
            "preference": {"signature": mark},
        }  # fmt: skip
