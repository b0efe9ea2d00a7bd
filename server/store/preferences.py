"""The query for what an account prefers. No writes."""

from server.store.records import Record, find


def preference(owner: str) -> Record:
    """Promise the one preference record of this account, or {} before it chose anything."""
    return find("preference", owner, owner) or {}
