"""A device that syncs, for tests: it speaks the protocol over HTTP and keeps what it is told. No tests."""

from itertools import count
from typing import Any

from flask import Flask

from tests.clients import Clock, sign_in
from tests.people import SATO, Person

_numbers = count(1)


def fresh_id() -> str:
    """A UUIDv7 nobody has had before."""
    return f"01940000-0000-7000-8000-{next(_numbers):012x}"


def change(
    kind: str, record_id: str, values: dict[str, Any], at: str, **more: Any
) -> dict[str, Any]:
    frame = {"change_id": fresh_id(), "kind": kind, "id": record_id, "base": 0, "at": at}
    return {**frame, "set": values, **more}


class SyncDevice:
    """A phone or a desktop of one account: writes at once for itself, then tells the server."""

    def __init__(self, app: Flask, clock: Clock, person: Person = SATO) -> None:
        self.app, self.clock, self.person = app, clock, person
        self.browser = sign_in(app, person)
        self.id = fresh_id()
        self.cursor: str | None = None
        # kind:id -> the record as this device shows it.
        self.records: dict[str, dict[str, Any]] = {}

    def envelope(self, *changes: dict[str, Any], **more: Any) -> dict[str, Any]:
        frame = {
            "protocol": 1,
            "version": "test",
            "account_id": self.person.id,
            "device_id": self.id,
        }
        frame |= {"now": self.clock.now, "cursor": self.cursor, "changes": list(changes)}
        return {**frame, **more}

    def post(self, *changes: dict[str, Any], **more: Any) -> Any:
        return self.browser.post("/api/sync", json=self.envelope(*changes, **more))

    def sync(self, *changes: dict[str, Any], **more: Any) -> dict[str, Any]:
        """One whole sync: all pages. The answer has the results of the first and the records of all."""
        response = self.post(*changes, **more)
        assert response.status_code == 200, response.text
        for sent, result in zip(changes, response.json["results"], strict=True):
            if "error" not in result:
                self.patch(sent, result["revision"])
        answer: dict[str, Any] = response.json
        self.take(answer)
        while answer["more"]:
            page = self.post().json
            self.take(page)
            answer = {
                **page,
                "results": answer["results"],
                "records": answer["records"] + page["records"],
            }
        return answer

    def patch(self, sent: dict[str, Any], revision: int) -> None:
        """The device's own change, as it shows it before anybody else has a say."""
        key = f"{sent['kind']}:{sent['id']}"
        old = self.records.get(
            key, {"kind": sent["kind"], "id": sent["id"], "set": {"created_at": sent["at"]}}
        )
        values = {**old["set"], **sent["set"], "updated_at": sent["at"]}
        if "deleted" in sent:
            values["deleted_at"] = sent["at"] if sent["deleted"] else ""
        self.records[key] = tidy({**old, "revision": revision, "set": values})

    def take(self, answer: dict[str, Any]) -> None:
        self.cursor = answer["cursor"]
        for record in answer["records"]:
            self.records[f"{record['kind']}:{record['id']}"] = tidy(record)

    def write(
        self, kind: str, record_id: str, values: dict[str, Any], **more: Any
    ) -> dict[str, Any]:
        """Send one change; its result."""
        result: dict[str, Any] = self.sync(change(kind, record_id, values, self.clock.now, **more))[
            "results"
        ][0]
        return result

    def fresh(self) -> "SyncDevice":
        """A new device of the same person, which has just pulled everything."""
        other = SyncDevice(self.app, self.clock, self.person)
        other.sync()
        return other

    def values(self, kind: str, record_id: str) -> dict[str, Any]:
        """What the server has now, as any device would get it."""
        found: dict[str, Any] = self.fresh().records[f"{kind}:{record_id}"]["set"]
        return found

    def all(self, kind: str) -> list[dict[str, Any]]:
        """Every record of a kind the server has now."""
        return [r for name, r in self.fresh().records.items() if name.startswith(f"{kind}:")]


def tidy(record: dict[str, Any]) -> dict[str, Any]:
    """A record without the fields nobody has written, as it travels."""
    values = {
        n: v
        for n, v in record["set"].items()
        if v is not None and v is not False and v not in ("", [])
    }
    plain = {name: value for name, value in record.items() if name != "deleted"}
    dead = {"deleted": True} if "deleted_at" in values else {}
    return {**plain, "set": values, **dead}
