"""Queries for people: one, a page in the order of readings, those around one. No writes."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_

from server.domain.search import NO_READING, query_words
from server.store.database import db
from server.store.records import (
    Record,
    find,
    find_deleted,
    find_many,
    read,
    select_records,
    table_of,
)

PAGE = 50

_contact = table_of("contact")
_encounter = table_of("encounter")
_event = table_of("event")


def find_contact(owner: str, contact_id: str) -> Record | None:
    """Promise the living contact of this owner, or None."""
    return find("contact", owner, contact_id)


def find_any_contact(owner: str, contact_id: str) -> Record | None:
    """Promise the contact whether it lives or lies in the trash, or None."""
    return find_deleted("contact", owner, contact_id)


def find_contacts(owner: str, ids: Iterable[str]) -> dict[str, Record]:
    """Promise the living contacts among these, by id."""
    return find_many("contact", owner, ids)


def contact_page(owner: str, query: str, row: str, page: int) -> tuple[list[Record], int]:
    """Promise page 1, 2 ... of the people who answer a search within a row, and how many there are.

    A word may be in the card, in any talk, or in the name of an event where they were met.
    """
    wanted = _alive(owner) & _answers(owner, query) & _filed(row)
    total = db.session.scalar(select(func.count()).select_from(_contact).where(wanted)) or 0
    rows = _in_order(select_records("contact", owner).where(wanted))
    return read("contact", rows.offset((page - 1) * PAGE).limit(PAGE)), total


def contacts_around(owner: str, contact_id: str, count: int = PAGE) -> list[Record]:
    """Promise up to `count` people around one of them, in the order of the whole list."""
    place = _place(owner, contact_id)
    if place is None:
        return []
    total = db.session.scalar(select(func.count()).select_from(_contact).where(_alive(owner))) or 0
    first = max(0, min(place - count // 2, total - count))
    rows = _in_order(select_records("contact", owner))
    return read("contact", rows.offset(first).limit(count))


def count_without_reading(owner: str) -> int:
    """Promise how many people are filed under 他 because nobody knows their reading."""
    unread = _contact.c.sort_key.startswith(NO_READING)
    query = select(func.count()).select_from(_contact).where(_alive(owner), unread)
    return db.session.scalar(query) or 0


def _alive(owner: str) -> ColumnElement[bool]:
    return and_(_contact.c.account_id == owner, _contact.c.deleted_at == "")


def _filed(row: str) -> ColumnElement[bool]:
    return _contact.c.row_key == row if row else _contact.c.id == _contact.c.id


def _answers(owner: str, query: str) -> ColumnElement[bool]:
    words = query_words(query)
    return and_(_contact.c.id == _contact.c.id, *(_has_word(owner, forms) for forms in words))


def _has_word(owner: str, forms: Sequence[str]) -> ColumnElement[bool]:
    talks = (
        select(_encounter.c.contact_id)
        .select_from(_encounter)
        .outerjoin(
            _event,
            and_(
                _event.c.account_id == owner,
                _event.c.id == _encounter.c.event_id,
                _event.c.deleted_at == "",
            ),
        )
        .where(
            _encounter.c.account_id == owner,
            _encounter.c.deleted_at == "",
            or_(_holds(_encounter.c.search_text, forms), _holds(_event.c.search_text, forms)),
        )
    )
    return or_(_holds(_contact.c.search_text, forms), _contact.c.id.in_(talks))


def _holds(column: ColumnElement[str], forms: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(column.contains(form, autoescape=True) for form in forms))


def _in_order(query: Select[Any]) -> Select[Any]:
    return query.order_by(_contact.c.sort_key, _contact.c.id)


def _place(owner: str, contact_id: str) -> int | None:
    own = select(_contact.c.sort_key, _contact.c.id).where(
        _alive(owner), _contact.c.id == contact_id
    )
    found = db.session.execute(own).first()
    if found is None:
        return None
    before = tuple_(_contact.c.sort_key, _contact.c.id) < tuple_(found[0], found[1])
    query = select(func.count()).select_from(_contact).where(_alive(owner), before)
    return db.session.scalar(query) or 0
