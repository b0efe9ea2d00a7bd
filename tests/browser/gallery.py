"""The records that screens are looked at with: the morning after an evening, told in today's dates."""

import hashlib
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import Image, ImageDraw

from tests.parity import fixture
from tests.rows import stamp
from tests.stage import Stage

# Everything happens as long before now as it did before the fixture's own now.
FIXTURE_NOW = datetime.fromisoformat(fixture.NOW)
MOMENTS = ("at", "met_at", "due_at", "starts_at", "ends_at", "sent_at", "taken_at", "left_at")


def hang(stage: Stage, account_id: str = fixture.ACCOUNT, *, with_hostile: bool = True) -> None:
    """Fill the account with the fixture, moved to today, and one conflict; without hostile names for pictures."""
    stage.add_account(account_id, "山田 太郎")
    shift = datetime.now(UTC) - FIXTURE_NOW
    kept = [c for c in fixture.changes() if with_hostile or not _is_hostile(c)]
    stage.fill(account_id, [_moved(change, shift) for change in kept], fixture.PHONE)
    base = stage.rows.ask(
        "SELECT revision FROM contact WHERE id = ?", fixture.numbered(fixture.CONTACT, 4)
    )
    for device_id, batch in zip(
        (fixture.PHONE, fixture.DESK), fixture.quarrel(base[0]["revision"]), strict=True
    ):
        stage.fill(account_id, [_moved(change, shift) for change in batch], device_id)


def _is_hostile(change: dict[str, Any]) -> bool:
    told = json.dumps(change["set"], ensure_ascii=False)
    number = int(change["id"][-12:], 16)
    return 100 <= number < 100 + len(fixture.HOSTILE) or "script>" in told


def _moved(change: dict[str, Any], shift: timedelta) -> dict[str, Any]:
    fields = dict(change["set"])
    for name in MOMENTS:
        if fields.get(name):
            fields[name] = _later(fields[name], shift)
    if fields.get("held_on"):
        day = datetime.fromisoformat(fields["held_on"]) + timedelta(days=shift.days)
        fields["held_on"] = day.date().isoformat()
    return {**change, "at": _later(change["at"], shift), "set": fields}


def _later(text: str, shift: timedelta) -> str:
    return stamp(datetime.fromisoformat(text) + shift)


def card_photo(words: str = "北辰製作所\n佐藤 健一", size: tuple[int, int] = (1820, 1100)) -> bytes:
    """A photo of a business card, large enough to be made smaller."""
    image = Image.new("RGB", size, (250, 247, 240))
    ImageDraw.Draw(image).multiline_text(
        (size[0] // 8, size[1] // 3), words.encode("ascii", "replace").decode(), fill=(34, 32, 28)
    )
    held = io.BytesIO()
    image.save(held, "JPEG", quality=85)
    return held.getvalue()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
