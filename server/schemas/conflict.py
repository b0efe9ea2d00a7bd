"""The shape of a conflict: made by apply alone, a client may only set resolved_at (ARCHITECTURE 9.14)."""

from marshmallow import Schema

from server.schemas.fields import Json, Reference, Text, Time


class ConflictSchema(Schema):
    record_kind = Text()
    record_id = Reference()
    field = Text()
    kept_value = Json()
    lost_value = Json()
    kept_at = Time()
    lost_at = Time()
    kept_device = Text()
    lost_device = Text()
    resolved_at = Time(happened=True)


WRITABLE = frozenset({"resolved_at"})
