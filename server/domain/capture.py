"""Meeting somebody, as changes: contact, encounter, follow_up and photos in one apply. Ids come from outside."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.attendee import match, without_honorific
from server.domain.change_id import nth_change_id
from server.domain.follow_up import due_at
from server.domain.name import split_name

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


def shot_changes(
    ids: Values, hashes: Sequence[str], photos: Sequence[Values], at: str
) -> list[Change]:
    """Promise the changes of the photos that a form brings: the one it replaces goes, the new ones come.

    photos: the card's records so far; ids holds replaces, the id of a photo or "". A form that comes
    twice changes nothing the second time. The deletion is the form's change after all photos.
    """
    own = {nth_change_id(ids["photo_id"], place) for place in range(PHOTOS)}
    others = [p for p in photos if p["id"] not in own and p["id"] != ids["replaces"]]
    kept = {(photo["id"], photo["sha256"]) for photo in photos}
    gone = [
        {
            **new_change(nth_change_id(ids["change_id"], 3 + PHOTOS), "photo", photo["id"], at, {}),
            "base": photo["revision"],
            "deleted": True,
        }
        for photo in photos
        if hashes and photo["id"] == ids["replaces"]
    ]
    made = photo_changes(ids, hashes, len(others), at)
    return gone + [c for c in made if (c["id"], c["set"]["sha256"]) not in kept]


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


def tick_changes(
    ids: Values, contact: Values, attendees: Sequence[Values], at: str
) -> list[Change]:
    """Promise the change that ticks this person off the attendee list; none when nobody fits or it is done (R29).

    attendees: the lines of the list, with contact_id "" where nobody is known any more. It is the form's
    change after those of the photos, so that a form that comes twice ticks once.
    """
    line_id = match(attendees, contact)
    changes = []
    for line in attendees:
        if line["id"] == line_id and line["contact_id"] != contact["id"]:
            known = {"contact_id": contact["id"]}
            change_id = nth_change_id(ids["change_id"], 4 + PHOTOS)
            change = new_change(change_id, "attendee", line_id, at, known)
            changes.append({**change, "base": line["revision"]})
    return changes


def listed_values(attendee: Values) -> dict[str, str]:
    """Promise the card of somebody on an attendee list, as far as the list knows it."""
    values = split_name(without_honorific(attendee["name"]))
    values |= {field: attendee[field] for field in ("organization", "title")}
    return {field: value for field, value in values.items() if value}
