"""The reading half of sync: a cursor in, the records after it and the next cursor out (SYNC 3). No HTTP."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from server.errors import AppError, bad_request
from server.store import feed

ANSWER_ROWS = 1000
WANTED_PHOTOS = 50
_CURSOR = re.compile(r"([0-9a-z]{1,32})\.(\d{1,15})", re.ASCII)


@dataclass(frozen=True)
class Cursor:
    """How far a device has read, in which life of the database."""

    epoch: str
    revision: int

    def __str__(self) -> str:
        return f"{self.epoch}.{self.revision}"


@dataclass
class Page:
    """One answer's worth of records, each as JSON."""

    records: list[str]
    cursor: Cursor
    more: bool


def read_cursor(text: object) -> Cursor | None:
    """Promise the cursor of "epoch.revision", or None for null. Raises AppError invalid (400)."""
    if text is None:
        return None
    match = _CURSOR.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise bad_request("errors.bad_cursor")
    return Cursor(match[1], int(match[2]))


def current(owner: str) -> tuple[Cursor, bool]:
    """Promise where the account stands now, and whether bytes of a photo are missing there.

    Raises AppError unauthenticated when it is gone.
    """
    state = feed.account_state(owner)
    if state is None:
        raise AppError("unauthenticated")
    epoch, revision, lacks_photos = state
    return Cursor(epoch, revision), lacks_photos


def page_after(
    owner: str, after: int, here: Cursor, skip: Mapping[tuple[str, str], int] | None = None
) -> Page:
    """Promise at most 1,000 records with after < revision <= here, lowest first.

    `here` is read before any row, so that a commit between two queries waits for the next page. `skip`: rows at exactly
    this revision are left out, since the device wrote them and has them as they are.
    """
    skip = skip or {}
    if after >= here.revision:
        return Page([], here, more=False)
    found = feed.next_revisions(owner, after, here.revision, ANSWER_ROWS + 1)
    more = len(found) > ANSWER_ROWS
    last = found[ANSWER_ROWS - 1][0] if more else here.revision
    kinds = dict.fromkeys(kind for revision, kind in found if revision <= last)
    records = [r for kind in kinds for r in feed.wire_records(kind, owner, after, last)]
    kept = [r for r in records if skip.get((r.kind, r.id)) != r.revision] if skip else records
    if len(kinds) > 1:
        kept.sort()
    return Page([record.json for record in kept], Cursor(here.epoch, last), more)
