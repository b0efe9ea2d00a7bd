"""The OpenAPI document, made of the very schemas that check requests. Served by api."""

from functools import cache
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from server.schemas.envelope import MAX_CHANGES, EnvelopeSchema
from server.schemas.fields import RecordField
from server.schemas.shapes import SCHEMAS

UUID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
DAY = r"(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
HOUR = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}"
TIME = {"type": "string", "pattern": f"^{DAY}T{HOUR}Z$"}
CURSOR = {"type": ["string", "null"], "pattern": r"^[0-9a-z]{1,32}\.\d{1,15}$"}
COUNT = {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}
KEYS = {"type": "object", "additionalProperties": {"type": "string"}}
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ERRORS = {
    400: "The request cannot be read.",
    401: "Nobody is signed in: the session ran out (errors.session_expired) or was ended by hand "
    "(errors.session_revoked).",
    403: "A page of another site asked.",
    404: "There is nothing here.",
    409: "The session belongs to another account (errors.wrong_account).",
    413: "Too large.",
    422: "A value cannot be kept.",
    426: "This protocol is not spoken here: get the newer version.",
    429: "Too often: come back after Retry-After seconds.",
    503: "Not now: come back after Retry-After seconds.",
}
SYNC_ERRORS = (400, 401, 403, 409, 413, 426, 429, 503)
PHOTO_ERRORS = (400, 401, 403, 404, 409, 413, 422, 429, 503)


@cache
def document() -> dict[str, Any]:
    """Promise the document as plain JSON; the same for everybody."""
    plugin = MarshmallowPlugin()
    spec = APISpec("Enishi", "1", "3.1.0", plugins=[plugin])
    converter: Any = plugin.converter
    converter.add_attribute_function(_field_schema)
    for kind, schema in SCHEMAS.items():
        spec.components.schema(kind, schema=schema, partial=True)
    spec.components.schema("sync_request", {"allOf": [{"$ref": _ref("envelope")}, _changes()]})
    spec.components.schema("envelope", schema=EnvelopeSchema)
    spec.components.schema("error", _error())
    spec.components.schema("sync_answer", _answer())
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    spec.path("/api/sync", operations={"post": _sync()})
    spec.path("/api/photos/{sha256}", operations={"put": _put_photo()})
    spec.path("/api/openapi.json", operations={"get": _plain("This document.")})
    spec.path("/healthz", operations={"get": _plain("Whether the server answers.")})
    return dict(spec.to_dict())


def _field_schema(_converter: object, field: Any, **_: Any) -> dict[str, object]:
    return field.json_schema() if isinstance(field, RecordField) else {}


def _ref(name: str) -> str:
    return f"#/components/schemas/{name}"


def _object(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _changes() -> dict[str, Any]:
    """What a client should send; a value that does not fit is refused alone, with 200."""
    kinds = [_change(kind) for kind in SCHEMAS]
    properties = {
        "protocol": {"const": 1},
        "account_id": UUID,
        "device_id": UUID,
        "now": TIME,
        "cursor": CURSOR,
        "changes": {"type": "array", "maxItems": MAX_CHANGES, "items": {"oneOf": kinds}},
    }
    return _object(properties, ("protocol", "account_id", "device_id", "now"))


def _change(kind: str) -> dict[str, Any]:
    properties = {
        "change_id": UUID,
        "kind": {"const": kind},
        "id": UUID,
        "base": COUNT,
        "at": TIME,
        "set": {"$ref": _ref(kind)},
        "deleted": {"type": "boolean"},
    }
    return _object(properties, ("change_id", "kind", "id", "base", "at"))


def _answer() -> dict[str, Any]:
    result = _object(
        {
            "change_id": UUID,
            "revision": COUNT,
            "lost": {"type": "array", "items": {"type": "string"}},
            "error": KEYS,
        },
        ("change_id",),
    )
    record = _object(
        {
            "id": UUID,
            "kind": {"enum": list(SCHEMAS)},
            "revision": COUNT,
            "set": {"type": "object"},
            "deleted": {"const": True},
        },
        ("id", "kind", "revision", "set"),
    )
    properties = {
        "protocol": {"const": 1},
        "results": {"type": "array", "items": result},
        "records": {"type": "array", "items": record},
        "cursor": {**CURSOR, "type": "string"},
        "more": {"type": "boolean"},
        "wanted_photos": {"type": "array", "items": SHA256},
        "total": COUNT,
        "version": {"type": "string"},
    }
    required = ("protocol", "results", "records", "cursor", "more", "wanted_photos")
    return _object(properties, required)


def _error() -> dict[str, Any]:
    properties = {"kind": {"type": "string"}, "key": {"type": "string"}, "fields": KEYS}
    return _object({"error": _object(properties, ("kind", "key", "fields"))}, ("error",))


def _content(schema: dict[str, Any], kind: str = "application/json") -> dict[str, Any]:
    return {"content": {kind: {"schema": schema}}}


def _responses(good: dict[str, Any], errors: tuple[int, ...]) -> dict[str, Any]:
    error = _content({"$ref": _ref("error")})
    return {"200": good, **{str(s): {"description": ERRORS[s], **error} for s in errors}}


def _sync() -> dict[str, Any]:
    good = {"description": "Results and records.", **_content({"$ref": _ref("sync_answer")})}
    return {
        "operationId": "sync",
        "summary": "Changes in, results and records out.",
        "security": [{"token": []}],
        "requestBody": {"required": True, **_content({"$ref": _ref("sync_request")})},
        "responses": _responses(good, SYNC_ERRORS),
    }


def _put_photo() -> dict[str, Any]:
    name = {"name": "sha256", "in": "path", "required": True, "schema": SHA256}
    owner = {"name": "Enishi-Account", "in": "header", "required": True, "schema": UUID}
    jpeg = {"type": "string", "format": "binary"}
    kept = _content(_object({"sha256": SHA256}, ("sha256",)))
    return {
        "operationId": "put_photo",
        "summary": "The bytes of a photo, named by their SHA-256.",
        "security": [{"token": []}],
        "parameters": [name, owner],
        "requestBody": {"required": True, **_content(jpeg, "image/jpeg")},
        "responses": _responses({"description": "Kept.", **kept}, PHOTO_ERRORS),
    }


def _plain(summary: str) -> dict[str, Any]:
    good = {"description": summary, **_content({"type": "object"})}
    return {"summary": summary, "security": [], "responses": {"200": good}}
