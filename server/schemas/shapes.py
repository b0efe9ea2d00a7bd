"""The schemas by kind, and what the second server and the OpenAPI document learn from them."""

from functools import cache
from typing import cast

from marshmallow import Schema

from server.schemas.attendee import AttendeeSchema
from server.schemas.conflict import ConflictSchema
from server.schemas.contact import ContactSchema
from server.schemas.encounter import EncounterSchema
from server.schemas.event import EventSchema
from server.schemas.fields import RecordField, Time
from server.schemas.follow_up import FollowUpSchema
from server.schemas.goal import GoalSchema
from server.schemas.introduction import IntroductionSchema
from server.schemas.introduction_script import IntroductionScriptSchema
from server.schemas.left_card import LeftCardSchema
from server.schemas.message import MessageSchema
from server.schemas.my_card import MyCardSchema
from server.schemas.organizer import OrganizerSchema
from server.schemas.outcome import OutcomeSchema
from server.schemas.photo import PhotoSchema
from server.schemas.preference import PreferenceSchema
from server.schemas.provision import ProvisionSchema
from server.schemas.rehearsal import RehearsalSchema

SCHEMAS: dict[str, type[Schema]] = {
    "organizer": OrganizerSchema,
    "event": EventSchema,
    "goal": GoalSchema,
    "introduction_script": IntroductionScriptSchema,
    "rehearsal": RehearsalSchema,
    "attendee": AttendeeSchema,
    "contact": ContactSchema,
    "encounter": EncounterSchema,
    "follow_up": FollowUpSchema,
    "message": MessageSchema,
    "outcome": OutcomeSchema,
    "introduction": IntroductionSchema,
    "provision": ProvisionSchema,
    "my_card": MyCardSchema,
    "left_card": LeftCardSchema,
    "photo": PhotoSchema,
    "conflict": ConflictSchema,
    "preference": PreferenceSchema,
}

# One for each account; its id is the account's.
OWN = frozenset({"preference", "my_card"})
# Records that a device can answer but not make.
MADE_BY_SERVER = frozenset({"conflict", "provision", "left_card"})


@cache
def fields_of(kind: str) -> dict[str, RecordField]:
    """Promise the fields of a kind by name, in the order of the schema."""
    return cast(dict[str, RecordField], dict(SCHEMAS[kind]().fields))


def export_shapes() -> dict[str, dict[str, dict[str, object]]]:
    """Promise kind -> field -> {type, free, private, max_length?, max_items?, choices?}."""
    return {
        kind: {name: field.shape() for name, field in fields_of(kind).items()} for kind in SCHEMAS
    }


@cache
def free_fields(kind: str) -> frozenset[str]:
    """Promise the fields where both texts are kept when two devices wrote at once."""
    return frozenset(name for name, field in fields_of(kind).items() if field.kind == "free")


@cache
def happened_fields(kind: str) -> frozenset[str]:
    """Promise the times that cannot lie ahead of the server's clock."""
    return frozenset(
        name
        for name, field in fields_of(kind).items()
        if isinstance(field, Time) and field.happened
    )


@cache
def empty_values(kind: str) -> dict[str, object]:
    """Promise the value of each field that nobody has written."""
    empty: dict[str, object] = {"boolean": False, "integer": None, "text_list": [], "tel_list": []}
    return {name: empty.get(field.kind, "") for name, field in fields_of(kind).items()}
