"""The shape of a follow-up: one promise, to thank somebody or to take the next step with them, and its deadline."""

from marshmallow import Schema

from server.schemas.fields import MAX_FREE, Choice, Date, Integer, Reference, Text, TextList, Time

CHANNELS = ("mail", "line", "sms", "sns", "phone", "other")


class FollowUpSchema(Schema):
    contact_id = Reference()
    encounter_id = Reference()
    due_at = Time()
    kind = Choice("thanks", "next_step")
    channel = Choice(*CHANNELS)
    subject = Text()
    body = Text(MAX_FREE)
    sent_at = Time(happened=True)
    skipped_reason = Text()
    # Put off by the owner; the deadline stays what it is.
    snoozed_until = Time()
    # Thanks alone, or with a proposal (R42); "" lets the mark of the talk decide.
    proposal = Choice("none", "next_step")
    # The next step: about what, in which form, when (R43).
    topic = Text(500)
    form = Choice("exchange", "meeting", "visit", "online", "document", "introduction")
    length_minutes = Integer()
    slots = TextList()
    place = Text(500)
    reply = Choice("waiting", "decided", "later", "declined")
    replied_at = Time(happened=True)
    decided_slot = Time()
    remind_on = Date()
