"""The shape of a conflict: made by apply alone, a client may only set resolved_at (ARCHITECTURE 9.14)."""

from marshmallow import Schema

from server.schemas.fields import Json, Reference, Text, Time, by_server


class ConflictSchema(Schema):
    record_kind = by_server(Text())
    record_id = by_server(Reference())
    field = by_server(Text())
    kept_value = by_server(Json())
    lost_value = by_server(Json())
    kept_at = by_server(Time())
    lost_at = by_server(Time())
    kept_device = by_server(Text())
    lost_device = by_server(Text())
    resolved_at = Time(happened=True)
