"""Queries for organizers. No writes."""

from collections.abc import Iterable

from server.store.records import Record, find, find_many, read, select_records, table_of

_organizer = table_of("organizer")


def find_organizer(owner: str, organizer_id: str) -> Record | None:
    """Promise the living organizer of this owner, or None."""
    return find("organizer", owner, organizer_id)


def find_organizers(owner: str, ids: Iterable[str]) -> dict[str, Record]:
    """Promise the living organizers among these, by id."""
    return find_many("organizer", owner, ids)


def organizers(owner: str) -> list[Record]:
    """Promise all living organizers, by name."""
    by_name = (_organizer.c.name, _organizer.c.id)
    return read("organizer", select_records("organizer", owner).order_by(*by_name))
