"""Meeting somebody, as changes: contact, encounter, follow_up and photos in one apply. Ids come from outside."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.change_id import nth_change_id
from server.domain.follow_up import due_at

Change = dict[str, Any]
Values = Mapping[str, Any]

PHOTOS = 4


def new_change(change_id: str, kind: str, record_id: str, at: str, values: Values) -> Change:
    """Promise the change that makes a record."""
    return {
        "change_id": change_id,
        "kind": kind,
        "id": record_id,
        "base": 0,
        "at": at,
        "set": dict(values),
    }


def meeting_changes(ids: Values, contact: Values, encounter: Values, at: str) -> list[Change]:
    """Promise the three changes of a capture at the moment `at`; nothing typed is required.

    ids holds change_id, id, encounter_id, follow_up_id and event_id ("" outside an event).
    The thanks are due 24 hours after `at`, whatever sync does later (R36, ARCHITECTURE 9.11).
    """
    met = {"contact_id": ids["id"], "met_at": at}
    if ids["event_id"]:
        met["event_id"] = ids["event_id"]
    thanks = {"contact_id": ids["id"], "encounter_id": ids["encounter_id"], "due_at": due_at(at)}
    first = ids["change_id"]
    return [
        new_change(first, "contact", ids["id"], at, contact),
        new_change(
            nth_change_id(first, 1), "encounter", ids["encounter_id"], at, met | dict(encounter)
        ),
        new_change(
            *(nth_change_id(first, 2), "follow_up", ids["follow_up_id"], at),
            thanks | {"kind": "thanks"},
        ),
    ]


def later_changes(
    ids: Values, known: Values, contact: Values, encounter: Values, at: str
) -> list[Change]:
    """Promise what a capture that is sent again adds to the records it made the first time.

    known: the contact and the encounter as they are (each or None). Nothing new adds nothing.
    """
    again = (("contact", ids["id"], contact), ("encounter", ids["encounter_id"], encounter))
    changes = []
    for nth, (kind, record_id, values) in enumerate(again):
        record = known[kind]
        news = {
            field: value for field, value in values.items() if not record or record[field] != value
        }
        if news:
            change = new_change(nth_change_id(ids["change_id"], nth), kind, record_id, at, news)
            changes.append({**change, "base": record["revision"] if record else 0})
    return changes


def photo_changes(ids: Values, hashes: Sequence[str], known: int, at: str) -> list[Change]:
    """Promise a change for each photo of a card, at most 4 a card; the first is its front.

    hashes are SHA-256 in hex, known is how many photos the card has; the nth photo's id and
    change id follow from the form's photo_id and change_id.
    """
    return [
        new_change(
            *(nth_change_id(ids["change_id"], 3 + place), "photo"),
            *(nth_change_id(ids["photo_id"], place), at),
            {
                "contact_id": ids["id"],
                "sha256": sha256,
                "side": "back" if known + place else "front",
                "taken_at": at,
            },
        )
        for place, sha256 in enumerate(hashes[: max(0, PHOTOS - known)])
    ]
