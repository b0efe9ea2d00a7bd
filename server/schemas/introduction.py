"""The shape of an introduction: two people, one sentence, what each agreed to and answered (REQUIREMENTS R34, R35).

`first` and `second` are the two people. A consent is what the introducer was told ("you may name me"); an answer is
what a person pressed on their own page. Of a link only the SHA-256 of its token is kept. A `received` introduction is
one that somebody else made for the owner: `introducer_id` made it, `first_contact_id` is the person met through it.
"""

from marshmallow import Schema

from server.schemas.fields import Choice, Integer, Reference, Text, TextList, Time, by_server

CONSENTS = ("in_person", "oral", "message")
ANSWERS = ("shared", "declined")


class IntroductionSchema(Schema):
    direction = Choice("given", "received")
    event_id = Reference()
    introducer_id = Reference()
    first_contact_id = Reference()
    second_contact_id = Reference()
    sentence = Text(1000)
    # What each page may show of the other: organization, title, email, tel. A name always goes along.
    first_fields = TextList(private=True)
    second_fields = TextList(private=True)
    first_consent = Choice(*CONSENTS)
    first_consent_at = Time(happened=True)
    first_consent_note = Text(500, private=True)
    # The contact ways a person said aloud may be passed on; without this they wait for the person's own answer.
    first_consent_fields = TextList(private=True)
    second_consent = Choice(*CONSENTS)
    second_consent_at = Time(happened=True)
    second_consent_note = Text(500, private=True)
    second_consent_fields = TextList(private=True)
    first_link_hash = Text(64)
    second_link_hash = Text(64)
    lifetime_days = Integer()
    # Counted by the server from the moment it received a link.
    expires_at = by_server(Time())
    # What each pressed on their own page, when, and which of the fields above they ticked there.
    first_answer = by_server(Choice(*ANSWERS))
    first_answered_at = by_server(Time(happened=True))
    first_answer_fields = by_server(TextList(private=True))
    second_answer = by_server(Choice(*ANSWERS))
    second_answered_at = by_server(Time(happened=True))
    second_answer_fields = by_server(TextList(private=True))
    ended_at = Time(happened=True)
    ended_by = Choice("introducer", "first", "second")
    result = Text(1000, private=True)
    result_at = Time(happened=True)
    # A suggested pair that the owner does not want to see again.
    dismissed_at = Time(happened=True)
