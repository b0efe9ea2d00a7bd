"""Queries for introductions, and for whom one has met lately. No writes."""

from sqlalchemy import or_

from server.domain.introducing import PEOPLE
from server.store.records import Record, find, find_deleted, read, select_records, table_of

_introduction = table_of("introduction")
_encounter = table_of("encounter")


def find_introduction(owner: str, introduction_id: str) -> Record | None:
    """Promise the living introduction of this owner, or None."""
    return find("introduction", owner, introduction_id)


def find_any_introduction(owner: str, introduction_id: str) -> Record | None:
    """Promise the introduction whether it lives or lies in the trash, or None."""
    return find_deleted("introduction", owner, introduction_id)


def introductions(owner: str) -> list[Record]:
    """Promise all introductions, given and received, the newest first."""
    query = select_records("introduction", owner)
    return read("introduction", query.order_by(_introduction.c.id.desc()))


def introductions_of_contact(owner: str, contact_id: str) -> list[Record]:
    """Promise the introductions of this person or by this person, the newest first."""
    of_one = or_(*(_introduction.c[field] == contact_id for field in PEOPLE))
    query = select_records("introduction", owner).where(of_one)
    return read("introduction", query.order_by(_introduction.c.id.desc()))


def encounters_since(owner: str, at: str) -> list[Record]:
    """Promise the meetings from that moment on, the newest first."""
    query = select_records("encounter", owner).where(_encounter.c.met_at >= at)
    newest_first = (_encounter.c.met_at.desc(), _encounter.c.id.desc())
    return read("encounter", query.order_by(*newest_first))
