"""The shape of a card that a stranger left on the public page of the owner's card.

Made by the server alone; it stays in quarantine until the owner takes it in (contact_id) or declines.
"""

from marshmallow import Schema

from server.schemas.fields import Reference, Text, Time, by_server


class LeftCardSchema(Schema):
    name = by_server(Text())
    organization = by_server(Text())
    email = by_server(Text())
    note = by_server(Text(2000))
    left_at = by_server(Time(happened=True))
    contact_id = Reference()
    accepted_at = Time(happened=True)
    declined_at = Time(happened=True)
