"""One sync as SYNC 1 has it: changes in, then results, records and cursor out. No HTTP."""

import json
from dataclasses import dataclass
from typing import Any

from server.schemas.envelope import PROTOCOL, Envelope
from server.store import feed
from server.sync.apply import Applied, apply_all, begin_new_epoch
from server.sync.cursor import WANTED_PHOTOS, Cursor, Page, current, page_after, read_cursor
from server.sync.merge import Device


@dataclass
class Answer:
    """What the device is told."""

    results: list[dict[str, Any]]
    page: Page
    wanted_photos: list[str]
    total: int | None

    def as_json(self, version: str) -> str:
        """Promise the JSON of the answer; the records in it are JSON already. `version`: what is served now."""
        answer: dict[str, Any] = {
            "protocol": PROTOCOL,
            "version": version,
            "results": self.results,
            "cursor": str(self.page.cursor),
            "more": self.page.more,
            "wanted_photos": self.wanted_photos,
        }
        if self.total is not None:
            answer["total"] = self.total
        rest = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        return f'{rest[:-1]},"records":[{",".join(self.page.records)}]}}'


def exchange(owner: str, device: Device, envelope: Envelope, now: str) -> Answer:
    """Promise the changes kept and the next records for this device.

    The records are read after the commit. `total` is told at the start of a first pull of several pages, for the eye.
    Raises AppError invalid (400) for a bad cursor or a change without an id, unauthenticated when the account is gone.
    """
    cursor = read_cursor(envelope.cursor)
    applied = Applied(results=[])
    if envelope.changes:
        applied = apply_all(owner, device, envelope.changes, now, envelope.now, cursor=cursor)
        here, lacks_photos = Cursor(applied.epoch, applied.revision), applied.lacks_photos
    else:
        here, lacks_photos = current(owner)
    if cursor and cursor.epoch == here.epoch and cursor.revision > here.revision:
        # The counter went back: an older database is in use, and nobody told it so.
        begin_new_epoch(owner)
        here, lacks_photos = current(owner)
    after = cursor.revision if cursor and cursor.epoch == here.epoch else 0
    page = _page(owner, after, here, applied)
    return Answer(
        results=applied.results,
        page=page,
        wanted_photos=feed.wanted_photos(owner, WANTED_PHOTOS) if lacks_photos else [],
        # One page needs no counting ahead.
        total=feed.count_rows(owner) if after == 0 and page.more else None,
    )


def _page(owner: str, after: int, here: Cursor, applied: Applied) -> Page:
    if applied.is_silent and after == applied.before:
        # Nothing happened but this device's own words, kept as it sent them.
        return Page([], here, more=False)
    return page_after(owner, after, here, applied.echo_free)
