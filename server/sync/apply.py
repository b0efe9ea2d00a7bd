"""The only writer of records that travel: changes in, results out (SYNC 1). What one edit does is in merge."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy.exc import IntegrityError

from server.errors import AppError, bad_request
from server.schemas.change import Edit, read_change
from server.schemas.fields import is_uuid
from server.schemas.shapes import MADE_BY_SERVER
from server.store import accounts
from server.store import changes as store
from server.store.database import writing
from server.sync.clock import settle_times, skew_of
from server.sync.cursor import Cursor
from server.sync.erasure import erase, is_erased, is_erasure
from server.sync.links import keep_links
from server.sync.merge import Clash, Device, State, fresh_state, merge
from server.sync.rows import change_row, conflict_values, entry_of, row_of, state_of

Result = dict[str, Any]
Key = tuple[str, str]
CONFLICT = "conflict"


@dataclass
class Applied:
    """What apply did. `echo_free`: (kind, id) -> revision of rows the device has exactly as they are here."""

    results: list[Result]
    before: int = 0
    revision: int = 0
    epoch: str = ""
    echo_free: dict[Key, int] = field(default_factory=dict)
    is_silent: bool = False
    lacks_photos: bool = True


@dataclass
class _Push:
    """One push on its way: what was sent, what is known of it, what it does."""

    owner: str
    device: Device
    edits: list[Edit]
    known: dict[str, Any]
    states: dict[Key, State]
    revision: int
    refused: dict[str, Result] = field(default_factory=dict)
    log: list[dict[str, Any]] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)


def apply(
    owner: str,
    device: Device,
    changes: Iterable[Mapping[str, Any]],
    now: str,
    sent_at: str | None = None,
    *,
    by_server: bool = False,
) -> list[Result]:
    """Promise these changes kept, each judged alone, and one result for each, in order; commits.

    changes: {change_id, kind, id, base, at, set, deleted?}; now: the server's clock; sent_at: the device's clock at
    that moment. A result is {change_id, revision}, with `lost` where values did not win, or {change_id, error}.
    A change id known before gets its old result. Raises AppError invalid (400) when a change has no id, and
    unauthenticated when the account is gone. `by_server`: the server itself writes, and may make what devices may not.
    """
    return apply_all(owner, device, changes, now, sent_at, by_server=by_server).results


def apply_all(
    owner: str,
    device: Device,
    changes: Iterable[Mapping[str, Any]],
    now: str,
    sent_at: str | None = None,
    *,
    cursor: Cursor | None = None,
    by_server: bool = False,
) -> Applied:
    """The same, and what a sync answer needs besides. `cursor`: how far the device had read."""
    once = partial(_apply_once, owner, device, list(changes), now, sent_at, cursor, by_server)
    try:
        return once(is_wary=False)
    except IntegrityError:
        # A change id came back under another record's name.
        return once(is_wary=True)


def _apply_once(
    owner: str,
    device: Device,
    sent: list[Mapping[str, Any]],
    now: str,
    sent_at: str | None,
    cursor: Cursor | None,
    by_server: bool,
    *,
    is_wary: bool,
) -> Applied:
    """In one transaction. `is_wary`: every change id is looked up, not only those of records that are here."""
    edits, refused = _read(owner, sent, by_server=by_server)
    settle_times(edits, now, skew_of(now, sent_at))
    with writing():
        account = store.lock_account(owner)
        if account is None:
            raise AppError("unauthenticated")
        is_same_life = cursor is None or cursor.epoch == account.epoch
        _check_bases(edits, account.revision, is_same_life=is_same_life)
        push = _begin(owner, device, edits, account.revision, is_wary=is_wary)
        _merge_all(push, by_server=by_server)
        if push.log:
            _write(push, now)
    return Applied(
        results=_results(sent, push, refused),
        before=account.revision,
        revision=push.revision,
        epoch=account.epoch,
        echo_free=_echo_free(push, cursor.revision if cursor and is_same_life else 0),
        is_silent=all(state.is_clean for state in push.states.values()),
        lacks_photos=bool(account.lacks_photos) or any(edit.kind == "photo" for edit in edits),
    )


def begin_new_epoch(owner: str) -> None:
    """Promise that every device of this account offers all its rows again."""
    with writing():
        accounts.renew_epoch(owner)


def _check_bases(edits: list[Edit], revision: int, *, is_same_life: bool) -> None:
    """A revision of another life of the database says nothing about what this one holds."""
    for edit in edits:
        if edit.base > revision or not is_same_life:
            edit.base = 0


def _read(
    owner: str, sent: list[Mapping[str, Any]], *, by_server: bool
) -> tuple[list[Edit], dict[str, Result]]:
    edits: dict[str, Edit] = {}
    refused: dict[str, Result] = {}
    for change in sent:
        if not isinstance(change, dict) or not is_uuid(change.get("change_id")):
            raise bad_request("errors.bad_change")
        change_id = change["change_id"]
        edit, errors = read_change(owner, change, by_server=by_server)
        if edit is not None:
            edits.setdefault(change_id, edit)
        else:
            refused.setdefault(change_id, {"change_id": change_id, "error": errors})
    return list(edits.values()), refused


def _begin(owner: str, device: Device, edits: list[Edit], revision: int, *, is_wary: bool) -> _Push:
    """Read everything the edits touch: one query for each kind, and the log where somebody wrote since."""
    wanted: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for edit in edits:
        wanted[edit.kind][edit.id] = None
    states = {
        (kind, record_id): state_of(kind, row)
        for kind, record_ids in wanted.items()
        for record_id, row in store.stored_rows(owner, kind, record_ids).items()
    }
    # A change that was applied left its record here: the changes of new records cannot be known, and are most.
    asked = [edit.change_id for edit in edits if is_wary or (edit.kind, edit.id) in states]
    known = store.known_changes(owner, asked) if asked else {}
    push = _Push(owner, device, edits, known, states, revision)
    _read_log(push)
    return push


def _read_log(push: _Push) -> None:
    bases: dict[str, int] = {}
    for edit in push.edits:
        state = push.states.get((edit.kind, edit.id))
        if state and edit.change_id not in push.known and edit.base < state.revision:
            bases[edit.id] = min(bases.get(edit.id, edit.base), edit.base)
    if not bases:
        return
    for row in store.log_since(push.owner, bases, min(bases.values())):
        state = push.states.get((row.kind, row.record_id))
        if state is not None:
            state.log.append(entry_of(row))


def _merge_all(push: _Push, *, by_server: bool) -> None:
    for edit in push.edits:
        key = (edit.kind, edit.id)
        if edit.change_id in push.known:
            continue
        state = push.states.get(key)
        if state is None:
            if edit.kind in MADE_BY_SERVER and not by_server:
                error = {"id": "errors.not_found"}
                push.refused[edit.change_id] = {"change_id": edit.change_id, "error": error}
                continue
            state = push.states[key] = fresh_state(edit.kind, edit.id)
        push.revision += 1
        if is_erasure(edit) or is_erased(state):
            erase(state, edit, push.revision)
            push.erased.add(edit.id)
        else:
            merge(state, edit, push.device, push.revision)
        push.log.append(change_row(push.owner, push.device, edit, push.revision))


def _write(push: _Push, now: str) -> None:
    written = {(row["kind"], row["record_id"]) for row in push.log}
    written |= _clash_keys(push, written, now)
    keep_links(push.owner, [push.states[key] for key in written], push.edits, now)
    inserts: defaultdict[str, list[dict[str, Any]]] = defaultdict(list, change=push.log)
    updates: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for key in written:
        state = push.states[key]
        (updates if state.stored_revision else inserts)[state.kind].append(
            row_of(push.owner, state)
        )
    if push.erased:
        store.blank_log(push.owner, push.erased)
        for row in push.log:
            if row["record_id"] in push.erased:
                row["set"], row["lost"] = "{}", "[]"
    store.add_rows(push.owner, push.revision, inserts)
    for kind, rows in updates.items():
        store.update_rows(kind, rows)
    hashes = [edit.values.get("sha256", "") for edit in push.edits if edit.kind == "photo"]
    store.want_photos(push.owner, filter(None, hashes), now)


def _clash_keys(push: _Push, written: set[Key], now: str) -> set[Key]:
    """Promise the conflict records of this push, brought into its states."""
    clashes = {each.id: each for key in written for each in push.states[key].clashes.values()}
    if not clashes:
        return set()
    for clash_id, row in store.stored_rows(push.owner, CONFLICT, clashes).items():
        push.states.setdefault((CONFLICT, clash_id), state_of(CONFLICT, row))
    return {key for clash in clashes.values() if (key := _note(push, clash, now))}


def _note(push: _Push, clash: Clash, now: str) -> Key | None:
    """A clash met before is brought up to date, and opens again when another value lost."""
    key = (CONFLICT, clash.id)
    state = push.states.get(key)
    if state is None and clash.only_update:
        return None
    if state is None:
        state = push.states[key] = fresh_state(CONFLICT, clash.id)
        state.created_at = now
    push.revision += 1
    state.values.update(conflict_values(clash))
    if not clash.only_update:
        state.values["resolved_at"] = ""
    state.updated_at, state.revision, state.is_clean = now, push.revision, False
    return key


def _results(
    sent: list[Mapping[str, Any]], push: _Push, refused: dict[str, Result]
) -> list[Result]:
    answers = {**refused, **push.refused}
    for row in push.log:
        answers[row["change_id"]] = _result(row["change_id"], row["revision"], row["lost"])
    for change_id, known in push.known.items():
        answers[change_id] = _result(change_id, known.revision, known.lost)
    return [answers[change["change_id"]] for change in sent]


def _result(change_id: str, revision: int, lost: str) -> Result:
    result: Result = {"change_id": change_id, "revision": revision}
    return result if lost == "[]" else {**result, "lost": json.loads(lost)}


def _echo_free(push: _Push, read_until: int) -> dict[Key, int]:
    """A row whose last state the device has not read comes back even when nobody touched its edit."""
    written = {(row["kind"], row["record_id"]) for row in push.log}
    states = {key: push.states[key] for key in written}
    return {
        key: state.revision
        for key, state in states.items()
        if state.is_clean and state.stored_revision <= read_until
    }
