"""The query for the owner's own card. No writes."""

from server.store.records import Record, find


def my_card(owner: str) -> Record:
    """Promise the one card of this account, or {} before it was written."""
    return find("my_card", owner, owner) or {}
