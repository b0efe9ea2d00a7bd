"""The shape of a follow-up: one promise to write, with its deadline."""

from marshmallow import Schema

from server.schemas.fields import MAX_FREE, Choice, Reference, Text, Time


class FollowUpSchema(Schema):
    contact_id = Reference()
    encounter_id = Reference()
    due_at = Time()
    kind = Choice("thanks", "next_step")
    channel = Choice("mail", "line", "sms", "sns", "phone", "other")
    subject = Text()
    body = Text(MAX_FREE)
    sent_at = Time(happened=True)
    skipped_reason = Text()
