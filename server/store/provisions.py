"""Queries for the legal record of what was passed to whom. No writes."""

from server.store.records import Record, read, select_records, table_of

_provision = table_of("provision")


def open_provisions(owner: str, introduction_id: str, contact_id: str) -> list[Record]:
    """Promise what was passed on of this person by this introduction and was not taken back."""
    is_open = (
        _provision.c.introduction_id == introduction_id,
        _provision.c.contact_id == contact_id,
        _provision.c.withdrawn_at == "",
    )
    query = select_records("provision", owner).where(*is_open)
    return read("provision", query.order_by(_provision.c.id))
