"""Queries for whom one met some time ago, and when one was in touch since. No writes."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import or_

from server.store.records import Record, read, select_records, table_of

_encounter = table_of("encounter")
_TOUCHES = {"follow_up": "sent_at", "message": "sent_at", "outcome": "happened_on"}


def met_between(owner: str, first: str, last: str, limit: int) -> list[Record]:
    """Promise the latest meetings in that time that were real or wish for another, the newest first."""
    column = _encounter.c
    warm = or_(column.is_real_conversation, column.wants_to_meet_again, column.looking_for != "")
    query = select_records("encounter", owner).where(
        column.met_at >= first, column.met_at <= last, warm
    )
    return read("encounter", query.order_by(column.met_at.desc(), column.id.desc()).limit(limit))


def encounters_of_contacts(owner: str, contact_ids: Iterable[str]) -> list[Record]:
    """Promise all meetings with these people, the newest first."""
    query = select_records("encounter", owner).where(_encounter.c.contact_id.in_(list(contact_ids)))
    return read("encounter", query.order_by(_encounter.c.met_at.desc(), _encounter.c.id.desc()))


def touches_of_contacts(owner: str, contact_ids: Iterable[str]) -> Mapping[str, list[str]]:
    """Promise when these people were written to or something came of meeting them, by contact id."""
    ids = list(contact_ids)
    found: dict[str, list[str]] = {}
    for kind, field in _TOUCHES.items():
        table = table_of(kind)
        rows: list[dict[str, Any]] = read(
            kind, select_records(kind, owner).where(table.c.contact_id.in_(ids))
        )
        for each in rows:
            found.setdefault(each["contact_id"], []).append(each[field])
    return found
