"""The shape of a goal of one event. Without a number or a class it is a memo (R25)."""

from marshmallow import Schema

from server.schemas.fields import Choice, Integer, Reference, Text


class GoalSchema(Schema):
    event_id = Reference()
    verb = Choice("talk", "find")
    target_class = Text()
    unit = Choice("people", "companies")
    target_number = Integer()
    text = Text()
