"""The shape of the one card of an account, its own; the record's id is the account's."""

from marshmallow import Schema

from server.schemas.fields import Choice, Text, TextList, Time
from server.schemas.fields import TelList as Tels


class MyCardSchema(Schema):
    family_name = Text()
    given_name = Text()
    phonetic_family_name = Text()
    phonetic_given_name = Text()
    organization = Text()
    phonetic_organization = Text()
    department = Text()
    title = Text(500)
    emails = TextList()
    tels = Tels()
    postal_code = Text()
    address = Text(500)
    urls = TextList()
    social = TextList()
    introduction = Text(500)
    offers = TextList()
    needs = TextList()
    # The names of the fields that others see; the name itself always shows.
    shown = TextList()
    # The link: only the SHA-256 of its token is kept, until it is stopped.
    link_hash = Text(64)
    stopped_at = Time(happened=True)
    # Whether strangers may leave a card of theirs, and until when.
    accepts_cards = Choice("on", "off")
    accepts_until = Time()
