"""What goes by itself: lines of attendee lists, cards of strangers, the trash, photos nobody names, deleted accounts.

When is domain's to say. Records go through apply, so that devices learn of it at their next sync; of an account that
is gone no device asks any more.
"""

from collections.abc import Iterable
from typing import Any

from server.config import new_id
from server.domain import attendee, left_card
from server.domain.held import erasing_changes
from server.domain.moment import later
from server.store import accounts, held, photo_files
from server.store.contacts import find_any_contact
from server.store.database import writing
from server.store.events import find_events
from server.store.left_cards import left_cards_not_taken
from server.store.public_links import drop_links
from server.sync.apply import apply
from server.sync.erasure import KEPT
from server.sync.merge import Device

TRASH_DAYS = 30
BATCH = 500
_DAY = 1440
# No device of the account, so that its word is somebody else's to each of them.
PURGE = Device(id="00000000-0000-7000-8000-000000000000", label="purge")


def purge(owner: str, now: str) -> dict[str, int]:
    """Promise gone what this account keeps for too long already, and how much of each sort that was."""
    return {
        "attendees": _erase(owner, _old_lines(owner, now), now),
        "left cards": _erase(owner, _old_cards(owner, now), now),
        "trash": _erase(owner, _old_trash(owner, now), now),
        "photos": drop_photos(owner, later(now, -_DAY)),
        "links": _drop_links(owner, later(now, -_DAY)),
    }


def purge_deleted(account_id: str, now: str) -> dict[str, int]:
    """Promise gone what a deleted account leaves behind: photos and rows at once, and a day after the deletion
    its sessions and its name as well; until then they tell its devices to wipe (ARCHITECTURE 9.2, SECURITY C75).

    Answers how many accounts went to the last row, and how many rows that or the clearing before it took.
    """
    photo_files.drop_all_photos(account_id)
    with writing():
        is_over = accounts.is_deleted_since(account_id, later(now, -_DAY))
        rows = accounts.drop_rows(account_id, but_sessions=not is_over)
    return {"accounts": int(is_over), "rows of deleted accounts": rows}


def drop_photos(owner: str, before: str) -> int:
    """Promise gone the bytes that came before that moment and that no photo names any more."""
    hashes = list(held.unnamed_photos(owner, before))
    for sha256 in hashes:
        photo_files.drop_photo(owner, sha256)
    return len(hashes)


def _drop_links(owner: str, before: str) -> int:
    """A link that has ended opens nothing at once; a day later nobody can tell that there was one."""
    with writing():
        return drop_links(owner, before)


def _old_lines(owner: str, now: str) -> Iterable[dict[str, Any]]:
    lines = held.unmatched_attendees(owner, now, BATCH * 20)
    events = find_events(owner, {line["event_id"] for line in lines})
    for line in lines:
        if attendee.purged_at(line, events.get(line["event_id"])) <= now:
            yield _erasure("attendee", line["id"], line["revision"], now)


def _old_cards(owner: str, now: str) -> Iterable[dict[str, Any]]:
    for card in left_cards_not_taken(owner):
        if left_card.purged_at(card) <= now:
            yield _erasure("left_card", card["id"], card["revision"], now)


def _old_trash(owner: str, now: str) -> Iterable[dict[str, Any]]:
    """A person takes along everything that speaks of them."""
    kinds = [kind for kind in held.ALL_KINDS if kind not in KEPT]
    for dead in held.in_trash_since(owner, later(now, -TRASH_DAYS * _DAY), kinds):
        contact = find_any_contact(owner, dead.id) if dead.kind == "contact" else None
        if contact is not None:
            yield from erasing_changes(contact, held.held_about(owner, dead.id), new_id(), now)
        else:
            yield _erasure(dead.kind, dead.id, dead.revision, now)


def _erasure(kind: str, record_id: str, revision: int, now: str) -> dict[str, Any]:
    frame = {"change_id": new_id(), "kind": kind, "id": record_id, "base": revision, "at": now}
    return {**frame, "set": {"erased": True}, "deleted": True}


def _erase(owner: str, changes: Iterable[dict[str, Any]], now: str) -> int:
    wanted = list(changes)
    for start in range(0, len(wanted), BATCH):
        apply(owner, PURGE, wanted[start : start + BATCH], now, by_server=True)
    return len(wanted)
