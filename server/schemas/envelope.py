"""The envelope of POST /api/sync: whose, from which device, since when, and the changes, unread. A bad one is 400."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from server.errors import AppError, bad_request
from server.schemas.fields import is_time, is_uuid

PROTOCOL = 1
MAX_CHANGES = 500


def _check_uuid(value: str) -> None:
    if not is_uuid(value):
        raise ValidationError("errors.not_an_id")


def _check_time(value: str) -> None:
    if not is_time(value):
        raise ValidationError("errors.not_a_time")


class EnvelopeSchema(Schema):
    """Members this server does not know are let be: messages only gain fields."""

    class Meta:
        unknown = EXCLUDE

    protocol = fields.Integer(required=True, strict=True)
    version = fields.String(load_default="", validate=validate.Length(max=64))
    account_id = fields.String(required=True, validate=_check_uuid)
    device_id = fields.String(required=True, validate=_check_uuid)
    now = fields.String(required=True, validate=_check_time)
    cursor = fields.String(load_default=None, allow_none=True)
    changes = fields.List(fields.Raw(), load_default=list)


@dataclass(frozen=True)
class Envelope:
    protocol: int
    version: str
    account_id: str
    device_id: str
    now: str
    cursor: str | None
    changes: list[Mapping[str, Any]]


def read_envelope(body: bytes) -> Envelope:
    """Promise a checked envelope.

    Raises AppError: invalid (400) for what is no envelope, too_old (426) for a protocol we no longer or not yet
    speak, too_large (413) for more than 500 changes.
    """
    sent = _read_json(body)
    if sent.get("protocol") != PROTOCOL and isinstance(sent.get("protocol"), int):
        raise AppError("too_old")
    try:
        loaded = EnvelopeSchema().load(sent)
    except ValidationError as error:
        raise bad_request("errors.bad_envelope") from error
    if len(loaded["changes"]) > MAX_CHANGES:
        raise AppError("too_large")
    return Envelope(**loaded)


def _read_json(body: bytes) -> dict[str, Any]:
    """JSON as RFC 8259 has it: Python would also take NaN, Infinity and 1e400."""
    try:
        value = json.loads(body, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise bad_request("errors.bad_json") from error
    if not isinstance(value, dict):
        raise bad_request("errors.bad_json")
    return value


def _refuse(text: str) -> float:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number
