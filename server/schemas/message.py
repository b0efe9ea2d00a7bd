"""The shape of one line of the log of messages: what was sent to somebody, by which way, and when."""

from marshmallow import Schema

from server.schemas.fields import MAX_FREE, Choice, Reference, Text, Time
from server.schemas.follow_up import CHANNELS


class MessageSchema(Schema):
    contact_id = Reference()
    follow_up_id = Reference()
    event_id = Reference()
    channel = Choice(*CHANNELS)
    subject = Text()
    body = Text(MAX_FREE, private=True)
    sent_at = Time(happened=True)
