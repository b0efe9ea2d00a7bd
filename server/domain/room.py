"""A room or a table: who sat in the same one at the same event (R50). How a meeting is kept is in encounter."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.search import fold

Record = Mapping[str, Any]

_WORDS = re.compile(
    "ぶれいくあうと|るーむ|部屋|てーぶる|ぐるーぷ|[室卓席番号第]|room|table|group|no[.]"
)
_BREAKS = re.compile("[ #:._()「」-]")


def room_key(written: str) -> str:
    """Promise the same key for one room however it is called: ルーム3, Room 3 and ３ are one; "" for none."""
    bare = _BREAKS.sub("", fold(written))
    return _WORDS.sub("", bare) or bare


def roommates(talk: Record, met: Sequence[Record]) -> list[Record]:
    """Promise the meetings with others in the room of this one, the first met first, one for each person.

    met: the encounters of the same event.
    """
    key = room_key(talk["room"])
    found = [
        each
        for each in met
        if key and room_key(each["room"]) == key and each["contact_id"] != talk["contact_id"]
    ]
    first: dict[str, Record] = {}
    for each in sorted(found, key=lambda each: (each["met_at"], each["id"])):
        first.setdefault(each["contact_id"], each)
    return list(first.values())


def rooms(met: Sequence[Record]) -> list[str]:
    """Promise the rooms of an event as they were written, each once; met: its encounters, newest first."""
    newest: dict[str, str] = {}
    for each in met:
        if each["room"]:
            newest.setdefault(room_key(each["room"]), each["room"])
    return list(newest.values())
