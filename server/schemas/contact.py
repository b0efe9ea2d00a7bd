"""The shape of a contact. Names follow vCard, readings have the prefix phonetic_."""

from marshmallow import Schema

from server.schemas.fields import Boolean, Choice, Free, TelList, Text, TextList


class ContactSchema(Schema):
    family_name = Text()
    given_name = Text()
    phonetic_family_name = Text()
    phonetic_given_name = Text()
    organization = Text()
    phonetic_organization = Text()
    department = Text()
    # A card may print several titles, over a hundred characters of them.
    title = Text(500)
    emails = TextList()
    tels = TelList()
    postal_code = Text()
    address = Text(500)
    urls = TextList()
    social = TextList()
    offers = TextList()
    needs = TextList()
    note = Free()
    # An address that came by an introduction was not told by its person: never for advertising.
    source = Choice("typing", "photo", "qr", "import", "introduction", "left_card")
    do_not_contact = Boolean(private=True)
    # Ids of contacts that look alike and are somebody else; a person said so.
    not_same_as = TextList(private=True)
