"""Queries for meetings: of one person, at one event, the last of each person. No writes."""

from collections.abc import Iterable

from sqlalchemy import and_, func, select

from server.store.database import db
from server.store.records import Record, find, find_many, read, select_records, table_of

_encounter = table_of("encounter")


def find_encounter(owner: str, encounter_id: str) -> Record | None:
    """Promise the living meeting of this owner, or None."""
    return find("encounter", owner, encounter_id)


def find_encounters(owner: str, ids: Iterable[str]) -> dict[str, Record]:
    """Promise the living meetings among these, by id."""
    return find_many("encounter", owner, ids)


def encounters_of_contact(owner: str, contact_id: str) -> list[Record]:
    """Promise the meetings with one person, the newest first."""
    newest_first = (_encounter.c.met_at.desc(), _encounter.c.id.desc())
    query = select_records("encounter", owner).where(_encounter.c.contact_id == contact_id)
    return read("encounter", query.order_by(*newest_first))


def encounters_of_event(owner: str, event_id: str) -> list[Record]:
    """Promise the meetings at one event, the newest first."""
    newest_first = (_encounter.c.met_at.desc(), _encounter.c.id.desc())
    query = select_records("encounter", owner).where(_encounter.c.event_id == event_id)
    return read("encounter", query.order_by(*newest_first))


def latest_encounters(owner: str, contact_ids: Iterable[str]) -> dict[str, Record]:
    """Promise the last meeting with each of these people, by contact id."""
    theirs = and_(
        _encounter.c.account_id == owner,
        _encounter.c.deleted_at == "",
        _encounter.c.contact_id.in_(list(contact_ids)),
    )
    place = func.row_number().over(
        partition_by=_encounter.c.contact_id,
        order_by=(_encounter.c.met_at.desc(), _encounter.c.id.desc()),
    )
    ranked = select(_encounter.c.id, place.label("place")).where(theirs).subquery()
    ids = db.session.scalars(select(ranked.c.id).where(ranked.c.place == 1))
    found = find_encounters(owner, ids)
    return {each["contact_id"]: each for each in found.values()}


def encounters_of_events(owner: str, event_ids: Iterable[str]) -> list[Record]:
    """Promise the meetings at several events, in the order of their ids."""
    query = select_records("encounter", owner).where(_encounter.c.event_id.in_(list(event_ids)))
    return read("encounter", query.order_by(_encounter.c.id))
