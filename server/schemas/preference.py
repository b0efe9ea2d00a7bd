"""The shape of the one preference record of an account; its id is the account's."""

from marshmallow import Schema

from server.schemas.fields import Choice, Integer, Text


class PreferenceSchema(Schema):
    locale = Choice("ja", "en")
    theme = Choice("auto", "light", "dark")
    time_zone = Text()
    shortcuts = Choice("on", "off")
    # For those who find it hard to speak to strangers (R45): other defaults, no fewer functions.
    quiet_mode = Choice("on", "off")
    hourly_yen = Integer()
    low_fee_yen = Integer()
    # Under every message (R44); and who is reminded, and where.
    signature = Text(1000)
    reminders = Choice("on", "off")
    reminder_email = Text()
