"""The shape of a spoken introduction of three parts, for one event."""

from marshmallow import Schema

from server.schemas.fields import Reference, Text


class IntroductionScriptSchema(Schema):
    event_id = Reference()
    who_i_am = Text(1000)
    what_i_offer = Text(1000)
    whom_to_meet = Text(1000)
