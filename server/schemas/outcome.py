"""The shape of what came of meeting somebody at an event, perhaps months later (R1)."""

from marshmallow import Schema

from server.schemas.fields import Choice, Date, Integer, Reference, Text


class OutcomeSchema(Schema):
    contact_id = Reference()
    event_id = Reference()
    kind = Choice("deal", "collaboration", "introduction", "other")
    value_yen = Integer()
    note = Text(1000, private=True)
    happened_on = Date()
