"""The shape of an organizer: who holds events, known over several of them."""

from marshmallow import Schema

from server.schemas.fields import Boolean, Text


class OrganizerSchema(Schema):
    name = Text()
    url = Text(500)
    aims = Text(500)
    has_solicited = Boolean(private=True)
    solicitation_note = Text(500, private=True)
