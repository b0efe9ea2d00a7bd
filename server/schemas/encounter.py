"""The shape of an encounter: one conversation with one contact."""

from marshmallow import Schema

from server.schemas.fields import Boolean, Free, Reference, Text, Time


class EncounterSchema(Schema):
    contact_id = Reference()
    event_id = Reference()
    met_at = Time(happened=True)
    business = Free()
    challenge = Free()
    looking_for = Free()
    focus = Free()
    note = Free()
    memory_hook = Free()
    is_real_conversation = Boolean(private=True)
    wants_to_meet_again = Boolean(private=True)
    room = Text()
    target_class = Text(private=True)
