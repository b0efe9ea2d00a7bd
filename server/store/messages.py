"""Queries for the log of messages. No writes."""

from server.store.records import Record, read, select_records, table_of

_message = table_of("message")


def messages_of_contact(owner: str, contact_id: str) -> list[Record]:
    """Promise what was sent to one person, the last one first."""
    query = select_records("message", owner).where(_message.c.contact_id == contact_id)
    return read("message", query.order_by(_message.c.sent_at.desc(), _message.c.id.desc()))
