"""Queries for events. No writes."""

from server.store.records import (
    Record,
    find,
    find_deleted,
    find_many,
    read,
    select_records,
    table_of,
)

_event = table_of("event")


def find_event(owner: str, event_id: str) -> Record | None:
    """Promise the living event of this owner, or None."""
    return find("event", owner, event_id)


def find_any_event(owner: str, event_id: str) -> Record | None:
    """Promise the event whether it lives or lies in the trash, or None."""
    return find_deleted("event", owner, event_id)


def find_events(owner: str, ids: set[str]) -> dict[str, Record]:
    """Promise the living events among these, by id."""
    return find_many("event", owner, ids)


def events_upcoming_and_past(owner: str) -> list[Record]:
    """Promise all living events, the newest day first, those without a day last."""
    newest_first = (_event.c.held_on.desc(), _event.c.id.desc())
    return read("event", select_records("event", owner).order_by(*newest_first))
