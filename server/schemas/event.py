"""The shape of an event."""

from marshmallow import Schema

from server.schemas.fields import Choice, Date, Integer, Text, Time


class EventSchema(Schema):
    title = Text(500)
    held_on = Date()
    starts_at = Time()
    ends_at = Time()
    time_zone = Text()
    venue = Text()
    mode = Choice("in_person", "online", "hybrid")
    url = Text(500)
    fee_yen = Integer()
    who_to_meet = Text(500)
    what_to_gain = Text(500)
    decision = Choice("going", "considering", "passed")
