"""Everything held about one person, and what is kept for too long already. No writes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import or_, select

from server.domain.held import HELD
from server.store.database import db
from server.store.models import KINDS, Photo, PhotoFile
from server.store.records import Record, read, select_records, table_of

_attendee = table_of("attendee")
_conflict = table_of("conflict")


class Dead(NamedTuple):
    """A record in the trash."""

    kind: str
    id: str
    revision: int


def held_about(owner: str, contact_id: str) -> dict[str, list[Record]]:
    """Promise the living records that speak of a contact, by kind, in the order of their ids."""
    held: dict[str, list[Record]] = {}
    for kind, fields in HELD.items():
        table = table_of(kind)
        if kind == "conflict":
            held[kind] = _conflicts_about(owner, contact_id, held)
        else:
            is_named = or_(*(table.c[field] == contact_id for field in fields))
            held[kind] = read(
                kind, select_records(kind, owner).where(is_named).order_by(table.c.id)
            )
    return held


def _conflicts_about(owner: str, contact_id: str, held: dict[str, list[Record]]) -> list[Record]:
    ids = [contact_id, *(each["id"] for records in held.values() for each in records)]
    query = select_records("conflict", owner).where(_conflict.c.record_id.in_(ids))
    return read("conflict", query.order_by(_conflict.c.id))


def unmatched_attendees(owner: str, before: str, most: int) -> list[Record]:
    """Promise lines of attendee lists that were last touched before that, whose person nobody met."""
    query = select_records("attendee", owner).where(
        _attendee.c.contact_id == "", _attendee.c.updated_at < before
    )
    return read("attendee", query.order_by(_attendee.c.id).limit(most))


def in_trash_since(owner: str, before: str, kinds: Sequence[str]) -> list[Dead]:
    """Promise the records deleted before that of which something is still kept."""
    found: list[Dead] = []
    for kind in kinds:
        table = table_of(kind)
        is_dead = (table.c.account_id == owner, table.c.deleted_at != "")
        query = select(table.c.id, table.c.revision).where(
            *is_dead, table.c.deleted_at < before, ~table.c.extra.contains('"erased":true')
        )
        found += [Dead(kind, row.id, row.revision) for row in db.session.execute(query)]
    return found


def unnamed_photos(owner: str, before: str) -> Iterable[str]:
    """Promise the hashes of bytes, here since before that, which no photo names, in the trash or not."""
    is_named = select(Photo.id).where(Photo.account_id == owner, Photo.sha256 == PhotoFile.sha256)
    query = select(PhotoFile.sha256).where(
        PhotoFile.account_id == owner, PhotoFile.wanted_at < before, ~is_named.exists()
    )
    return list(db.session.execute(query.order_by(PhotoFile.sha256)).scalars())


ALL_KINDS = tuple(KINDS)
