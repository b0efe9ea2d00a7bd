"""The shape of the one preference record of an account; its id is the account's."""

from marshmallow import Schema

from server.schemas.fields import Choice, Text


class PreferenceSchema(Schema):
    locale = Choice("ja", "en")
    theme = Choice("auto", "light", "dark")
    time_zone = Text()
    shortcuts = Choice("on", "off")
