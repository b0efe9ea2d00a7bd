"""The shape of the legal record of one passing of somebody's data to somebody else (REQUIREMENTS 6).

Made by the server alone, when it happens; it outlives the contact it speaks of and holds no contact way.
"""

from marshmallow import Schema

from server.schemas.fields import Choice, Reference, Text, TextList, Time, by_server


class ProvisionSchema(Schema):
    introduction_id = by_server(Reference())
    contact_id = by_server(Reference())
    person_name = by_server(Text())
    recipient_contact_id = by_server(Reference())
    recipient_name = by_server(Text())
    recipient_organization = by_server(Text())
    fields_passed = by_server(TextList())
    consent = by_server(Choice("own_page", "in_person", "oral", "message"))
    consent_at = by_server(Time())
    consent_by = by_server(Text())
    provided_at = by_server(Time(happened=True))
    channel = by_server(Choice("link"))
    purpose = by_server(Text(1000))
    actor = by_server(Text())
    withdrawn_at = by_server(Time(happened=True))
