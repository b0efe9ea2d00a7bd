"""The shape of an event."""

from marshmallow import Schema

from server.schemas.fields import Choice, Date, Integer, Reference, Text, TextList, Time


class EventSchema(Schema):
    title = Text(500)
    organizer_id = Reference()
    held_on = Date()
    starts_at = Time()
    ends_at = Time()
    time_zone = Text()
    venue = Text()
    mode = Choice("in_person", "online", "hybrid")
    url = Text(500)
    formats = TextList()
    fee_yen = Integer()
    other_cost_yen = Integer()
    travel_minutes = Integer()
    # The purpose, in two parts and in classes of people (R8, R13).
    who_to_meet = Text(500)
    what_to_gain = Text(500)
    target_classes = TextList(private=True)
    # The four checks (R17-R21): a score or "unknown", and what speaks for it.
    check_organizer = Choice("2", "1", "0", "unknown")
    check_organizer_note = Text(1000, private=True)
    organizer_answers = TextList(private=True)
    check_attendees = Choice("2", "1", "0", "unknown")
    check_attendees_note = Text(1000, private=True)
    attendee_industries = Text()
    attendee_titles = Text()
    attendee_stages = Text()
    attendee_limits = Text()
    attendee_classes = TextList()
    check_format = Choice("2", "1", "0", "unknown")
    check_format_note = Text(1000, private=True)
    check_fee = Choice("2", "1", "0", "unknown")
    check_fee_note = Text(1000, private=True)
    # Fear of being sold something (R53): before, and what really happened.
    solicitation_risk = Choice("none", "suspected", "unknown")
    was_solicited = Choice("yes", "no")
    # What it should be worth, written before (R52).
    expected_value = Text(500, private=True)
    expected_value_yen = Integer()
    decision = Choice("going", "considering", "passed")
    passed_reason = Text(500, private=True)
    # Thanks written beforehand: the middle is filled in at night.
    thanks_subject = Text()
    thanks_opening = Text(2000)
    thanks_closing = Text(2000)
    # The review (R1, R4, R52): what it was worth, and whether to go again.
    verdict = Choice("again", "unsure", "never")
    actual_value = Text(500, private=True)
    actual_value_yen = Integer()
    follow_up_minutes = Integer()
    review_note = Text(2000, private=True)
    closed_at = Time(happened=True)
