"""Queries for next steps: who is back on Today, what was agreed on and lies ahead. No writes."""

from sqlalchemy import ColumnElement, and_, exists, or_

from server.domain.next_step import last_slot
from server.store.records import Record, read, select_records, table_of

_follow_up = table_of("follow_up")
_contact = table_of("contact")


def steps_back(owner: str, today: str) -> list[Record]:
    """Promise those who owe an answer, or asked for a later time, and are back by this date."""
    waits = _follow_up.c.reply.in_(("waiting", "later"))
    return _read(owner, waits, _follow_up.c.remind_on != "", _follow_up.c.remind_on <= today)


def steps_coming(owner: str, now: str) -> list[Record]:
    """Promise those with a time that still stands and is not over."""
    has_time = or_(_follow_up.c.slots != "[]", _follow_up.c.decided_slot != "")
    return [each for each in _read(owner, has_time) if last_slot(each) >= now]


def steps_of_contact(owner: str, contact_id: str) -> list[Record]:
    """Promise the follow-ups of one person, the newest first."""
    found = _read(owner, _follow_up.c.contact_id == contact_id)
    return sorted(found, key=lambda each: (each["due_at"], each["id"]), reverse=True)


def _read(owner: str, *conditions: ColumnElement[bool]) -> list[Record]:
    """Nobody is reminded of a person who was taken out; a person not yet synced counts as living."""
    person = and_(_contact.c.account_id == owner, _contact.c.id == _follow_up.c.contact_id)
    gone = exists().where(person, _contact.c.deleted_at != "")
    query = select_records("follow_up", owner).where(~gone, *conditions)
    return read("follow_up", query.order_by(_follow_up.c.id))
