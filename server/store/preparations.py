"""Queries for what is prepared for an event: goals, introduction, rehearsals, attendee list. No writes."""

from collections.abc import Iterable

from server.store.records import Record, find, find_deleted, read, select_records, table_of

_goal = table_of("goal")
_script = table_of("introduction_script")
_rehearsal = table_of("rehearsal")
_attendee = table_of("attendee")


def find_goal(owner: str, goal_id: str) -> Record | None:
    """Promise the living goal of this owner, or None."""
    return find("goal", owner, goal_id)


def find_any_goal(owner: str, goal_id: str) -> Record | None:
    """Promise the goal whether it lives or lies in the trash, or None."""
    return find_deleted("goal", owner, goal_id)


def goals_of_event(owner: str, event_id: str) -> list[Record]:
    """Promise the goals and memos of an event in the order in which they were made."""
    query = select_records("goal", owner).where(_goal.c.event_id == event_id)
    return read("goal", query.order_by(_goal.c.id))


def goals_of_events(owner: str, event_ids: Iterable[str]) -> list[Record]:
    """Promise the goals and memos of several events in the order in which they were made."""
    query = select_records("goal", owner).where(_goal.c.event_id.in_(list(event_ids)))
    return read("goal", query.order_by(_goal.c.id))


def script_of_event(owner: str, event_id: str) -> Record | None:
    """Promise the introduction written for an event, the first one made, or None."""
    query = select_records("introduction_script", owner).where(_script.c.event_id == event_id)
    return next(iter(read("introduction_script", query.order_by(_script.c.id).limit(1))), None)


def latest_script(owner: str) -> Record | None:
    """Promise the introduction written last for any event, to begin the next one from, or None."""
    newest_first = (_script.c.updated_at.desc(), _script.c.id.desc())
    query = select_records("introduction_script", owner).order_by(*newest_first)
    return next(iter(read("introduction_script", query.limit(1))), None)


def rehearsals_of_event(owner: str, event_id: str) -> list[Record]:
    """Promise the tries at speaking, the newest first."""
    newest_first = (_rehearsal.c.rehearsed_at.desc(), _rehearsal.c.id.desc())
    query = select_records("rehearsal", owner).where(_rehearsal.c.event_id == event_id)
    return read("rehearsal", query.order_by(*newest_first))


def find_attendee(owner: str, attendee_id: str) -> Record | None:
    """Promise the living line of an attendee list, or None."""
    return find("attendee", owner, attendee_id)


def find_any_attendee(owner: str, attendee_id: str) -> Record | None:
    """Promise the line whether it lives or lies in the trash, or None."""
    return find_deleted("attendee", owner, attendee_id)


def attendees_of_event(owner: str, event_id: str) -> list[Record]:
    """Promise the attendee list of an event in the order of the list."""
    query = select_records("attendee", owner).where(_attendee.c.event_id == event_id)
    return read("attendee", query.order_by(_attendee.c.place.nulls_first(), _attendee.c.id))


def attendees_of_contact(owner: str, contact_id: str) -> list[Record]:
    """Promise the lines of any list that were ticked off by this contact, in the order of their ids."""
    query = select_records("attendee", owner).where(_attendee.c.contact_id == contact_id)
    return read("attendee", query.order_by(_attendee.c.id))
