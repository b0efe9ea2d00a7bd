"""The shape of one line of an attendee list; other people's data, so it stays private."""

from marshmallow import Schema

from server.schemas.fields import Boolean, Integer, Reference, Text


class AttendeeSchema(Schema):
    event_id = Reference()
    contact_id = Reference()
    name = Text()
    organization = Text()
    title = Text()
    line = Text(500)
    is_target = Boolean(private=True)
    reason = Text(500, private=True)
    place = Integer()
