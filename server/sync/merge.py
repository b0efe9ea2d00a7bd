"""One record and one edit become the record's next state. Pure: rows and log in, state out (SYNC 1, "merge").

The vectors are tests/vectors/sync/merge.json.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from server.schemas.change import Edit, Values
from server.schemas.fields import MAX_FREE
from server.schemas.shapes import empty_values, free_fields

# Stands in `lost` and in conflicts for the life or death of a record.
DELETED = "deleted"


@dataclass(frozen=True)
class Device:
    """Who wrote: its id decides what is one's own, its label is for people."""

    id: str
    label: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the change log."""

    change_id: str
    revision: int
    device: Device
    edited_at: str
    values: Values
    deleted: bool | None
    lost: frozenset[str]

    def won(self, name: str) -> bool:
        return name in self.values and name not in self.lost


@dataclass
class Clash:
    """Two values for one field, or an edit and a delete. `only_update`: never the first word on it."""

    id: str
    kind: str
    record_id: str
    field: str
    kept: Any
    lost: Any
    kept_at: str
    lost_at: str
    kept_device: str
    lost_device: str
    only_update: bool = False


@dataclass
class State:
    """A record on its way through the edits of one push."""

    kind: str
    id: str
    values: Values
    revision: int = 0
    created_at: str = ""
    updated_at: str = ""
    deleted_at: str = ""
    # The revision its row had before this push; 0 when there is none.
    stored_revision: int = 0
    # Nothing but this device's own words, exactly as it sent them: no need to send it back.
    is_clean: bool = True
    log: list[Entry] = field(default_factory=list)
    clashes: dict[str, Clash] = field(default_factory=dict)


def fresh_state(kind: str, record_id: str) -> State:
    return State(kind=kind, id=record_id, values=dict(empty_values(kind)))


def merge(state: State, edit: Edit, device: Device, revision: int) -> None:
    """Promise the state after one more edit; what did not win is in `edit.lost` and in `state.clashes`."""
    before = (state.updated_at, state.deleted_at)
    since = [entry for entry in state.log if entry.revision > edit.base]
    if all(entry.device.id == device.id for entry in since):
        state.values.update(edit.values)
        _live_or_die(state, edit)
    else:
        state.is_clean = False
        _merge_with(state, edit, device, since)
    _stamp(state, edit, before[0])
    state.revision = revision
    entry = Entry(
        edit.change_id,
        revision,
        device,
        edit.edited_at,
        edit.values,
        edit.deleted,
        frozenset(edit.lost),
    )
    state.log.append(entry)


def _stamp(state: State, edit: Edit, updated_before: str) -> None:
    state.created_at = state.created_at or edit.at
    state.updated_at = max(updated_before, edit.at)
    state.is_clean = state.is_clean and not edit.altered and state.updated_at == edit.at


def _live_or_die(state: State, edit: Edit) -> None:
    if edit.deleted is not None:
        state.deleted_at = edit.at if edit.deleted else ""


def _merge_with(state: State, edit: Edit, device: Device, since: list[Entry]) -> None:
    for name, value in edit.values.items():
        setters = [entry for entry in since if entry.won(name)]
        if all(entry.device.id == device.id for entry in setters):
            state.values[name] = value
            continue
        if edit.base == 0 and any(entry.values.get(name) == value for entry in since):
            # A device offers its old rows to a restored server: a value that was overwritten knowingly is no news.
            continue
        both = _both_texts(state, name, value, device, since)
        if both is None:
            _later_wins(state, edit, device, name, setters)
        else:
            state.values[name] = both
    _judge_death(state, edit, device, since)


def _both_texts(
    state: State, name: str, value: Any, device: Device, since: list[Entry]
) -> str | None:
    """None where only one value can stay: not free text, or too long together."""
    if name not in free_fields(state.kind):
        return None
    mine = [e.values[name] for e in since if e.device.id == device.id and name in e.values]
    theirs = {
        e.device.id: e.values[name] for e in since if e.won(name) and e.device.id != device.id
    }
    both = keep_both(state.values[name], list(theirs.values()), mine[-1] if mine else "", value)
    return both if len(both) <= MAX_FREE else None


def _later_wins(state: State, edit: Edit, device: Device, name: str, setters: list[Entry]) -> None:
    """The later edit time wins; a device's own edits keep the order in which it made them."""
    last = setters[-1]
    rival = [entry for entry in setters if entry.device.id != device.id][-1]
    current = state.values[name]
    if last.device.id == device.id or edit.edited_at >= last.edited_at:
        state.values[name] = edit.values[name]
        if rival.values[name] != edit.values[name]:
            _clash(state, edit, device, name, rival, won=True, follows=last is not rival)
    elif current != edit.values[name]:
        edit.lost.append(name)
        _clash(state, edit, device, name, rival, won=False)


def _judge_death(state: State, edit: Edit, device: Device, since: list[Entry]) -> None:
    """Typed data beats a tap: an edit made without knowing of a delete, or the other way round, keeps the record."""
    others = [entry for entry in since if entry.device.id != device.id]
    if edit.deleted:
        writers = [e for e in others if e.deleted is False or e.values.keys() - e.lost]
        if writers and not state.deleted_at:
            edit.lost.append(DELETED)
            _clash(state, edit, device, DELETED, writers[-1], won=False)
        elif not state.deleted_at:
            state.deleted_at = edit.at
    elif edit.deleted is False:
        state.deleted_at = ""
    elif state.deleted_at and edit.values:
        killers = [e for e in others if e.deleted and DELETED not in e.lost]
        if killers:
            state.deleted_at = ""
            _clash(state, edit, device, DELETED, killers[-1], won=True)


def _clash(
    state: State,
    edit: Edit,
    device: Device,
    name: str,
    rival: Entry,
    *,
    won: bool,
    follows: bool = False,
) -> None:
    """One clash for each rival edit, device and field: a device that goes on typing updates it."""
    is_life = name == DELETED
    own = (edit.deleted is True) if is_life else edit.values[name]
    other = (rival.deleted is True) if is_life else rival.values[name]
    mine, theirs = (own, edit.edited_at, device.label), (other, rival.edited_at, rival.device.label)
    kept, lost = (mine, theirs) if won else (theirs, mine)
    key = f"{state.kind}/{state.id}/{name}/{rival.change_id}/{device.id}"
    clash_id = str(uuid5(NAMESPACE_OID, key))
    known = state.clashes.get(clash_id)
    state.clashes[clash_id] = Clash(
        id=clash_id,
        kind=state.kind,
        record_id=state.id,
        field=name,
        kept=kept[0],
        lost=lost[0],
        kept_at=kept[1],
        lost_at=lost[1],
        kept_device=kept[2],
        lost_device=lost[2],
        only_update=follows and (known is None or known.only_update),
    )


def keep_both(current: str, theirs: list[str], mine: str, value: str) -> str:
    """Promise a text that holds what others wrote and the newest text of this device.

    current: the text as merged so far; theirs: the last text of each other device; mine: the last text this device
    sent before, "" for none; value: its newest. A device that saves while one types sends "he", "hello",
    "hello wo": the earlier text is replaced where it stands, so that no scraps pile up.
    """
    place = f"\n{current}\n".rfind(f"\n{mine}\n") if mine else -1
    if place < 0:
        both = _joined(current, value)
    else:
        before, after = current[:place], current[place + len(mine) :]
        both = _replaced(before.strip("\n"), after.strip("\n"), value)
    for text in theirs:
        if text in current and text not in both:
            both = _joined(text, both)
    return both


def _replaced(before: str, after: str, value: str) -> str:
    rest = "\n".join(piece for piece in (before, after) if piece)
    if value in rest or rest in value:
        return _joined(rest, value)
    return "\n".join(piece for piece in (before, value, after) if piece)


def _joined(first: str, second: str) -> str:
    if second in first:
        return first
    return second if first in second else f"{first}\n{second}"
