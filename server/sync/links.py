"""The public links of records that are being written, in the very transaction that writes them.

So a form and a sync make links alike, and what ends a record ends its links at once. The rules: domain/public_link.
"""

from collections.abc import Iterable

from server.domain.public_link import expires_at, most_views, wanted_links
from server.schemas.change import Edit
from server.store import public_links as store
from server.sync.merge import State

LINKED = ("introduction", "my_card")
_HASHES = ("first_link_hash", "second_link_hash", "link_hash")


def keep_links(owner: str, states: Iterable[State], edits: Iterable[Edit], now: str) -> None:
    """Promise that these records have exactly the links they ask for, and that introductions say when theirs end.

    A link begins when somebody writes its hash; a later edit of the record begins none anew. Runs inside `writing()`.
    """
    linked = {state.id: state for state in states if state.kind in LINKED}
    if not linked:
        return
    written = {edit.values.get(name) for edit in edits for name in _HASHES}
    known = {link["token_hash"]: link for link in store.links_of(owner, linked)}
    for state in linked.values():
        wanted = wanted_links(state.kind, state.values, state.deleted_at)
        ends = [
            _keep(owner, state, (token_hash, kind), known.pop(token_hash, None), now)
            for token_hash, kind in wanted.items()
            if token_hash in known or token_hash in written
        ]
        if ends and "expires_at" in state.values and state.values["expires_at"] != max(ends):
            state.values["expires_at"], state.is_clean = max(ends), False
    for link in known.values():
        if not link["ended_at"]:
            store.keep_link({**link, "ended_at": now})


def _keep(
    owner: str, state: State, link: tuple[str, str], known: dict[str, object] | None, now: str
) -> str:
    token_hash, kind = link
    received_at = str(known["received_at"]) if known else now
    ends_at = expires_at(kind, received_at, state.values.get("lifetime_days"))
    store.keep_link(
        {
            "token_hash": token_hash,
            "account_id": owner,
            "kind": kind,
            "record_id": state.id,
            "received_at": received_at,
            "expires_at": ends_at,
            "max_views": most_views(kind),
            "ended_at": "",
        }
    )
    return ends_at
