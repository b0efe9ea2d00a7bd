"""同じ人 as changes: two cards become one, and two again. Who may be the same is in duplicate. No clock, no ids."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.capture import new_change
from server.domain.change_id import nth_change_id
from server.domain.contact import LINES, TEXTS
from server.domain.search import fold, telephone_digits
from server.domain.text import canonical_json

Change = dict[str, Any]
Record = Mapping[str, Any]
Records = Mapping[str, Sequence[Record]]

# What belongs to a card and goes with it.
MOVED = ("encounter", "follow_up", "photo", "attendee")
_SINGLE = tuple(field for field in TEXTS if field not in ("note", "source"))
_LISTS = ("emails", "tels", *LINES)
# Fields that need a word, because a value of theirs may end up in the note.
LABELLED = (*_SINGLE, *_LISTS)
# Every field that joining may write, so that parting gives back no other.
_FIELDS = (*LABELLED, "note", "do_not_contact", "not_same_as")
_ITEMS = 20


def joined_values(kept: Record, gone: Record, labels: Mapping[str, str]) -> dict[str, Any]:
    """Promise what the card that stays learns from the other: its blanks are filled, its lists grow.

    Nothing that was typed is lost: a value that stands against another goes into the note, a line each,
    after the word of its field (labels).
    """
    values: dict[str, Any] = {}
    spoken = [f"{labels[field]}：{gone[field]}" for field in _SINGLE if _differs(kept, gone, field)]
    for field in _SINGLE:
        if gone[field] and not kept[field]:
            values[field] = gone[field]
    for field in _LISTS:
        fresh = _news(kept[field], gone[field])
        room = max(0, _ITEMS - len(kept[field]))
        if fresh[:room]:
            values[field] = [*kept[field], *fresh[:room]]
        spoken += [f"{labels[field]}：{_word(item)}" for item in fresh[room:]]
    note = [line for line in (gone["note"], *spoken) if line and line not in kept["note"]]
    if note:
        values["note"] = "\n".join([*filter(None, [kept["note"]]), *note])
    if gone["do_not_contact"] and not kept["do_not_contact"]:
        values["do_not_contact"] = True
    others = [id for id in gone["not_same_as"] if id not in (*kept["not_same_as"], kept["id"])]
    return values | ({"not_same_as": _last([*kept["not_same_as"], *others])} if others else {})


def joined_changes(
    sent: Mapping[str, str], kept: Record, gone: Record, values: Mapping[str, Any], around: Records
) -> list[Change]:
    """Promise the changes that make one card of two: `kept` learns `values`, `gone` goes into the trash.

    sent holds change_id and at. around: the records of `gone` by kind, and under "kept_follow_up" those of
    `kept`: one who is thanked already for the same event is not thanked twice. The talk moves as it is.
    """
    steps: list[tuple[str, Record, dict[str, Any], bool]] = []
    if values:
        steps.append(("contact", kept, dict(values), False))
    steps.append(("contact", gone, {}, True))
    thanked = _events(around, "kept_follow_up")
    for kind in MOVED:
        for record in around[kind]:
            is_double = kind == "follow_up" and _event_of(around, record) in thanked - {""}
            moved = {} if is_double else {"contact_id": kept["id"]}
            steps.append((kind, record, moved, is_double))
    return _changes(sent, steps)


def undo_text(kept: Record, gone: Record, changes: Sequence[Change]) -> str:
    """Promise what parting needs to know, as JSON text: what was written over what, and what moved."""
    fields: dict[str, Any] = {}
    records = []
    for change in changes:
        if change["id"] == kept["id"]:
            fields = {field: [kept[field], value] for field, value in change["set"].items()}
        elif change["id"] != gone["id"]:
            records.append([change["kind"], change["id"]])
    return canonical_json({"fields": fields, "records": records})


def read_undo(text: str) -> dict[str, Any]:
    """Promise what `undo_text` wrote, {"fields", "records"}; anything else in it is left out."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        read = {}
    read = read if isinstance(read, dict) else {}
    fields, records = read.get("fields"), read.get("records")
    return {
        "fields": {
            field: pair
            for field, pair in (fields.items() if isinstance(fields, dict) else ())
            if field in _FIELDS and isinstance(pair, list) and len(pair) == 2
        },
        "records": [
            pair
            for pair in (records if isinstance(records, list) else [])
            if isinstance(pair, list)
            and len(pair) == 2
            and pair[0] in MOVED
            and isinstance(pair[1], str)
        ],
    }


def parted_changes(
    sent: Mapping[str, str], kept: Record, gone: Record, undo: Mapping[str, Any], around: Records
) -> list[Change]:
    """Promise the changes that make two cards again. What was written since stays where it is.

    undo: as read_undo gives it; around: the records it names, by kind, dead ones too.
    """
    values = {
        field: before
        for field, (before, after) in undo["fields"].items()
        if canonical_json(kept[field]) == canonical_json(after)
    }
    steps: list[tuple[str, Record, dict[str, Any], bool]] = []
    if values:
        steps.append(("contact", kept, values, False))
    if gone["deleted_at"]:
        steps.append(("contact", gone, {}, False))
    for kind in MOVED:
        for record in around[kind]:
            if record["contact_id"] == kept["id"]:
                steps.append((kind, record, {"contact_id": gone["id"]}, False))
            elif record["contact_id"] == gone["id"] and record["deleted_at"]:
                steps.append((kind, record, {}, False))
    return _changes(sent, steps, revive=True)


def apart_changes(sent: Mapping[str, str], one: Record, other: Record) -> list[Change]:
    """Promise 別の人 written on both cards, so that neither names the other again."""
    pairs = ((one, other["id"]), (other, one["id"]))
    steps = [
        ("contact", card, {"not_same_as": _last([*card["not_same_as"], id])}, False)
        for card, id in pairs
        if id not in card["not_same_as"]
    ]
    return _changes(sent, steps)


def _changes(
    sent: Mapping[str, str],
    steps: Sequence[tuple[str, Record, dict[str, Any], bool]],
    *,
    revive: bool = False,
) -> list[Change]:
    """Each step: kind, record, values, and whether the record goes; revive: what is dead lives again."""
    made = []
    for nth, (kind, record, values, goes) in enumerate(steps):
        change_id = nth_change_id(sent["change_id"], nth)
        change = new_change(change_id, kind, record["id"], sent["at"], values)
        change["base"] = record["revision"]
        if goes or (revive and record["deleted_at"]):
            change["deleted"] = goes
        made.append(change)
    return made


def _events(around: Records, name: str) -> set[str]:
    return {_event_of(around, record) for record in around[name]}


def _event_of(around: Records, follow_up: Record) -> str:
    """The event of the talk a message thanks for; "" outside any."""
    talks = [*around["encounter"], *around["kept_encounter"]]
    events = [talk["event_id"] for talk in talks if talk["id"] == follow_up["encounter_id"]]
    return str(events[0]) if events else ""


def _differs(kept: Record, gone: Record, field: str) -> bool:
    """Answer whether both say something, and the other card's words are not part of what is kept."""
    return bool(gone[field] and kept[field]) and fold(gone[field]) not in fold(kept[field])


def _news(known: Sequence[Any], items: Sequence[Any]) -> list[Any]:
    keys = {_key(item) for item in known}
    fresh = []
    for item in items:
        if _key(item) not in keys:
            keys.add(_key(item))
            fresh.append(item)
    return fresh


def _key(item: Any) -> str:
    return telephone_digits(item["number"])[-1] if isinstance(item, Mapping) else fold(item)


def _word(item: Any) -> str:
    return str(item["number"] if isinstance(item, Mapping) else item)


def _last(ids: Sequence[str]) -> list[str]:
    """The newest, as many as a record holds."""
    return list(ids[-_ITEMS:])
