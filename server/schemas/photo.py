"""The shape of a photo: which bytes (SHA-256 of what was sent) show which side of whose card."""

import re
from typing import Any

from marshmallow import Schema

from server.schemas.fields import Choice, Pattern, Reference, Time

_SHA256 = re.compile("[0-9a-f]{64}")


def is_sha256(value: Any) -> bool:
    """Promise true for a SHA-256 in lower-case hex."""
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


class Sha256(Pattern):
    kind, refusal, format = "text", "errors.not_an_id", "sha256"

    def matches(self, value: object) -> bool:
        return is_sha256(value)

    def shape(self) -> dict[str, object]:
        return {**super().shape(), "max_length": 64}


class PhotoSchema(Schema):
    contact_id = Reference()
    sha256 = Sha256()
    side = Choice("front", "back")
    taken_at = Time(happened=True)
