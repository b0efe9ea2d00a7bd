"""Queries for thanks: those still to be written, those that are done. No writes."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from server.store.database import db
from server.store.records import Record, find, find_deleted, read, select_records, table_of

DONE = 20

_follow_up = table_of("follow_up")
_contact = table_of("contact")


def find_follow_up(owner: str, follow_up_id: str) -> Record | None:
    """Promise the living follow-up of this owner, or None."""
    return find("follow_up", owner, follow_up_id)


def find_any_follow_up(owner: str, follow_up_id: str) -> Record | None:
    """Promise the follow-up whether it lives or lies in the trash, or None."""
    return find_deleted("follow_up", owner, follow_up_id)


def follow_ups_open(owner: str) -> list[Record]:
    """Promise the thanks still to be written to living people, the earliest deadline first."""
    query = _of_living(select_records("follow_up", owner), owner).where(_is_open())
    return read("follow_up", query.order_by(_follow_up.c.due_at, _follow_up.c.id))


def follow_ups_done(owner: str, limit: int = DONE) -> list[Record]:
    """Promise the thanks that were sent to living people, the last one first."""
    query = _of_living(select_records("follow_up", owner), owner).where(_follow_up.c.sent_at != "")
    newest_first = (_follow_up.c.sent_at.desc(), _follow_up.c.id.desc())
    return read("follow_up", query.order_by(*newest_first).limit(limit))


def count_open(owner: str) -> int:
    """Promise how many people are still to be thanked."""
    alive = (_follow_up.c.account_id == owner, _follow_up.c.deleted_at == "", _is_open())
    query = _of_living(select(func.count()).select_from(_follow_up), owner).where(*alive)
    return db.session.scalar(query) or 0


def follow_up_of_encounter(owner: str, encounter_id: str) -> Record | None:
    """Promise the thanks that belong to one meeting, or None."""
    query = select_records("follow_up", owner).where(_follow_up.c.encounter_id == encounter_id)
    return next(iter(read("follow_up", query.order_by(_follow_up.c.id).limit(1))), None)


def _is_open() -> ColumnElement[bool]:
    return and_(_follow_up.c.sent_at == "", _follow_up.c.skipped_reason == "")


def _of_living(query: Select[Any], owner: str) -> Select[Any]:
    """Nobody is reminded of a person who was taken out; a person not yet synced counts as living."""
    person = and_(_contact.c.account_id == owner, _contact.c.id == _follow_up.c.contact_id)
    deleted = exists().where(person, _contact.c.deleted_at != "")
    return query.where(~deleted)
