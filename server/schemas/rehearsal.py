"""The shape of one try at speaking an introduction aloud. No sound is kept."""

from marshmallow import Schema

from server.schemas.fields import Integer, Reference, Time


class RehearsalSchema(Schema):
    event_id = Reference()
    rehearsed_at = Time(happened=True)
    seconds = Integer()
