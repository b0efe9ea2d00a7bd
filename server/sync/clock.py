"""When an edit happened, by the server's clock and by the device's. Pure; tests/server/test_clocks.py."""

from datetime import datetime, timedelta

from server.schemas.change import Edit
from server.schemas.shapes import happened_fields

TOLERATED = timedelta(minutes=5)
NO_SKEW = timedelta()


def parse(text: str) -> datetime:
    return datetime.fromisoformat(text)


def write(moment: datetime) -> str:
    return f"{moment.isoformat(timespec='milliseconds')[:23]}Z"


def skew_of(now: str, sent_at: str | None) -> timedelta:
    """Promise by how much the device's clock is behind the server's."""
    return parse(now) - parse(sent_at) if sent_at else NO_SKEW


def settle_times(edits: list[Edit], now: str, skew: timedelta) -> None:
    """Promise edits whose moments are believable.

    `edited_at` is what merge compares: `at` by the server's clock, never ahead of it. What a person sees (`at`, and
    times that have happened, like met_at) stays as the device wrote it, unless its clock was off by more than
    5 minutes: then it is shifted, and the 24 hours of a first message with it (R36, ARCHITECTURE 9.17). Nothing that
    has happened lies more than 5 minutes ahead (C04).
    """
    latest = write(parse(now) + TOLERATED)
    is_off = abs(skew) > TOLERATED
    for edit in edits:
        edit.edited_at = min(write(parse(edit.at) + skew), now)
        _settle(edit, skew if is_off else NO_SKEW, latest)


def _settle(edit: Edit, skew: timedelta, latest: str) -> None:
    at = _settled(edit.at, skew, latest)
    edit.altered = edit.altered or at != edit.at
    edit.at = at
    for name in happened_fields(edit.kind) & edit.values.keys():
        _replace(edit, name, _settled(edit.values[name], skew, latest))
    if edit.kind == "follow_up" and edit.values.get("kind") == "thanks" and edit.base == 0:
        _replace(edit, "due_at", _settled(edit.values.get("due_at", ""), skew, ""))


def _settled(text: str, skew: timedelta, latest: str) -> str:
    shifted = write(parse(text) + skew) if text and skew else text
    return min(shifted, latest) if latest else shifted


def _replace(edit: Edit, name: str, value: str) -> None:
    if edit.values.get(name, "") != value:
        edit.values[name] = value
        edit.altered = True
