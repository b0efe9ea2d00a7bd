"""Queries for values that lost against another device and wait for a person. No writes."""

from server.store.records import Record, find, read, select_records, table_of

_conflict = table_of("conflict")


def open_conflicts(owner: str) -> list[Record]:
    """Promise the conflicts nobody has resolved, oldest first."""
    query = select_records("conflict", owner).where(_conflict.c.resolved_at == "")
    return read("conflict", query.order_by(_conflict.c.kept_at, _conflict.c.id))


def find_conflict(owner: str, conflict_id: str) -> Record | None:
    """Promise the conflict of this owner, resolved or not, or None."""
    return find("conflict", owner, conflict_id)
