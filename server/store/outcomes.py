"""Queries for what came of evenings: outcomes, and all that is looked back on. No writes."""

from collections.abc import Iterable

from server.store.records import Record, find, find_deleted, read, select_records, table_of

_outcome = table_of("outcome")
_follow_up = table_of("follow_up")
_introduction = table_of("introduction")


def find_outcome(owner: str, outcome_id: str) -> Record | None:
    """Promise the living outcome of this owner, or None."""
    return find("outcome", owner, outcome_id)


def find_any_outcome(owner: str, outcome_id: str) -> Record | None:
    """Promise the outcome whether it lives or lies in the trash, or None."""
    return find_deleted("outcome", owner, outcome_id)


def outcomes_of_contact(owner: str, contact_id: str) -> list[Record]:
    """Promise what came of meeting one person, the newest first."""
    query = select_records("outcome", owner).where(_outcome.c.contact_id == contact_id)
    return read("outcome", query.order_by(_outcome.c.happened_on.desc(), _outcome.c.id.desc()))


def outcomes_of_events(owner: str, event_ids: Iterable[str]) -> list[Record]:
    """Promise what came of several events, however much later, the newest first (R1)."""
    query = select_records("outcome", owner).where(_outcome.c.event_id.in_(list(event_ids)))
    return read("outcome", query.order_by(_outcome.c.happened_on.desc(), _outcome.c.id.desc()))


def follow_ups_of_encounters(owner: str, encounter_ids: Iterable[str]) -> list[Record]:
    """Promise the thanks and next steps of several meetings, in the order of their ids."""
    ids = list(encounter_ids)
    query = select_records("follow_up", owner).where(_follow_up.c.encounter_id.in_(ids))
    return read("follow_up", query.order_by(_follow_up.c.id))


def introductions_of_events(owner: str, event_ids: Iterable[str]) -> list[Record]:
    """Promise the introductions made because of several events, in the order of their ids."""
    ids = list(event_ids)
    query = select_records("introduction", owner).where(_introduction.c.event_id.in_(ids))
    return read("introduction", query.order_by(_introduction.c.id))
