"""Queries for the cards that strangers left on the owner's public page. No writes."""

from server.store.records import Record, find, read, select_records, table_of

_left_card = table_of("left_card")


def find_left_card(owner: str, left_card_id: str) -> Record | None:
    """Promise the living card of this owner, or None."""
    return find("left_card", owner, left_card_id)


def left_cards_waiting(owner: str) -> list[Record]:
    """Promise the cards neither taken in nor declined, the newest first."""
    open_ = (_left_card.c.accepted_at == "", _left_card.c.declined_at == "")
    newest_first = (_left_card.c.left_at.desc(), _left_card.c.id.desc())
    return read(
        "left_card", select_records("left_card", owner).where(*open_).order_by(*newest_first)
    )


def left_cards_not_taken(owner: str) -> list[Record]:
    """Promise the cards that were declined or wait, the oldest first."""
    query = select_records("left_card", owner).where(_left_card.c.accepted_at == "")
    return read("left_card", query.order_by(_left_card.c.left_at, _left_card.c.id))
