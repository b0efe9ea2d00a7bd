"""What stays of a record that somebody asked to forget: its id, its death and the word `erased`. No SQL.

A deletion can be undone and loses against an edit made without knowing of it; an erasure cannot and does not. It is a
deletion whose `set` says erased: true, made by a device on behalf of the person concerned, or by `purge`.
"""

from server.schemas.change import Edit
from server.schemas.shapes import OWN, empty_values
from server.sync.merge import State

ERASED = "erased"
# The record of what was passed to whom outlives the person it speaks of (REQUIREMENTS 6); the account's own go with it.
KEPT = OWN | {"provision"}


def is_erasure(edit: Edit) -> bool:
    """Answer whether this edit asks to forget its record."""
    return edit.deleted is True and edit.values.get(ERASED) is True and edit.kind not in KEPT


def is_erased(state: State) -> bool:
    """Answer whether nothing is left here that an edit could change."""
    return state.deleted_at != "" and state.values.get(ERASED) is True


def erase(state: State, edit: Edit, revision: int) -> None:
    """Promise the state without a word of what it said, and an edit that repeats none of it.

    An edit of an erased record, made without knowing, changes nothing and is told so by the tombstone.
    """
    state.values = {**empty_values(state.kind), ERASED: True}
    state.created_at = state.created_at or edit.at
    state.updated_at = max(state.updated_at, edit.at)
    state.deleted_at = state.deleted_at or edit.at
    state.revision, state.is_clean = revision, False
    state.clashes.clear()
    edit.values, edit.deleted, edit.lost = {ERASED: True}, True, []
