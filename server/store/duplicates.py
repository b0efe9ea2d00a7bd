"""Queries for two cards of one person: those that look alike, what belongs to a card. No writes."""

from collections.abc import Iterable, Sequence

from sqlalchemy import literal, or_, select

from server.domain.joining import MOVED
from server.store.database import db
from server.store.records import (
    Record,
    find_many,
    read,
    record_columns,
    select_records,
    table_of,
)

_contact = table_of("contact")
MOST = 200


def look_alikes(owner: str, keys: Sequence[str]) -> list[Record]:
    """Promise the living contacts whose search text holds one of these pieces, 200 at most, in the order of their ids.

    keys: as domain/duplicate makes them; each begins, and mostly ends, with the end of a line.
    """
    if not keys:
        return []
    lines = literal("\n") + _contact.c.search_text + literal("\n")
    wanted = or_(*(lines.contains(key, autoescape=True) for key in keys))
    query = select_records("contact", owner).where(wanted).order_by(_contact.c.id).limit(MOST)
    return read("contact", query)


def contacts_with_lines(owner: str, lines: Iterable[str]) -> list[Record]:
    """Promise the living contacts whose search text has one of these as a whole line, 200 at most, by id."""
    wanted = set(lines)
    if not wanted:
        return []
    query = select(_contact.c.id, _contact.c.search_text).where(
        _contact.c.account_id == owner, _contact.c.deleted_at == ""
    )
    rows = db.session.execute(query.order_by(_contact.c.id))
    found = [row.id for row in rows if not wanted.isdisjoint(row.search_text.split("\n"))]
    contacts = find_many("contact", owner, found[:MOST])
    return [contacts[each] for each in found[:MOST] if each in contacts]


def belongings(owner: str, contact_id: str) -> dict[str, list[Record]]:
    """Promise the living records that point to a contact, by kind, in the order of their ids."""
    found = {}
    for kind in MOVED:
        table = table_of(kind)
        query = select_records(kind, owner).where(table.c.contact_id == contact_id)
        found[kind] = read(kind, query.order_by(table.c.id))
    return found


def find_named(owner: str, records: Iterable[Sequence[str]]) -> dict[str, list[Record]]:
    """Promise the records of these [kind, id], living or dead, by kind, in the order of their ids."""
    named = list(records)
    found = {}
    for kind in MOVED:
        table = table_of(kind)
        ids = [record_id for of, record_id in named if of == kind]
        mine = table.c.account_id == owner
        query = select(*record_columns(kind)).where(mine, table.c.id.in_(ids))
        found[kind] = read(kind, query.order_by(table.c.id)) if ids else []
    return found
