"""The types a field may have, strict about what JSON says, with locale keys for errors. No record is named here.

The same checks, in a few lines, are static/worker/sync/records.js; the server's word is the last one.
"""

import json
import re
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from marshmallow import ValidationError, fields

from server.domain.text import normalise

MAX_TEXT = 200
MAX_FREE = 10_000
MAX_JSON = 20_000
MAX_ITEMS = 20
# The largest whole number that JavaScript keeps exactly.
MAX_INTEGER = 2**53 - 1
TEL_KINDS = ("work", "direct", "mobile", "fax", "other")

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEARS = range(1900, 2201)


def is_uuid(value: object) -> bool:
    """Promise true for a UUID in canonical lower case."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def is_time(value: object) -> bool:
    """Promise true for a real instant of the years 1900 to 2200, YYYY-MM-DDTHH:MM:SS.sssZ."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None and _is_real(value)


def is_date(value: object) -> bool:
    """Promise true for a real date of the years 1900 to 2200, YYYY-MM-DD."""
    return isinstance(value, str) and _DATE.fullmatch(value) is not None and _is_real(value)


def _is_real(text: str) -> bool:
    try:
        moment = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return False
    return moment.year in _YEARS


class RecordField(fields.Field[Any]):
    """A field of a record; `kind` is the type's name in the exported shapes."""

    kind: ClassVar[str]
    refusal: ClassVar[str] = "errors.not_text"
    # Whether only the server itself may write this field.
    is_by_server = False

    def __init__(self, *, private: bool = False) -> None:
        super().__init__()
        self.error_messages["null"] = self.refusal
        self.is_private = private

    def shape(self) -> dict[str, object]:
        """Promise what the second server has to know about this field."""
        return {"type": self.kind, "free": self.kind == "free", "private": self.is_private}

    def json_schema(self) -> dict[str, object]:
        """Promise the same for the OpenAPI document."""
        return {"type": "string"}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return self.accept(value)

    def accept(self, value: Any) -> Any:
        raise NotImplementedError

    def refuse(self, key: str = "") -> ValidationError:
        return ValidationError(key or self.refusal)


Made = TypeVar("Made", bound=RecordField)


def by_server(field: Made) -> Made:
    """Promise the field, refused when a device writes it."""
    field.is_by_server = True
    return field


class Text(RecordField):
    """Text as written, in stored form; `max_length` counts code points."""

    kind = "text"

    def __init__(self, max_length: int = MAX_TEXT, *, private: bool = False) -> None:
        super().__init__(private=private)
        self.max_length = max_length

    def accept(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse()
        text = normalise(value)
        if len(text) > self.max_length:
            raise self.refuse("errors.too_long")
        return text

    def shape(self) -> dict[str, object]:
        return {**super().shape(), "max_length": self.max_length}

    def json_schema(self) -> dict[str, object]:
        return {"type": "string", "maxLength": self.max_length}


class Free(Text):
    """Free text: when two devices wrote at once, both texts are kept."""

    kind = "free"

    def __init__(self) -> None:
        super().__init__(MAX_FREE, private=True)


class Json(Text):
    """The JSON text of any value."""

    kind = "json"

    def __init__(self) -> None:
        super().__init__(MAX_JSON)

    def accept(self, value: Any) -> str:
        text = super().accept(value)
        try:
            json.loads(text or "null")
        except (ValueError, RecursionError) as error:
            raise self.refuse() from error
        return text


class Pattern(RecordField):
    """Text of one exact form, or "" for nothing."""

    format: ClassVar[str]

    def accept(self, value: Any) -> str:
        if value != "" and not self.matches(value):
            raise self.refuse()
        return str(value)

    def matches(self, value: object) -> bool:
        raise NotImplementedError

    def json_schema(self) -> dict[str, object]:
        return {"type": "string", "anyOf": [{"maxLength": 0}, {"format": self.format}]}


class Time(Pattern):
    """An instant. One that has `happened` cannot lie ahead: apply cuts it at the server's clock + 5 minutes."""

    kind, refusal, format = "time", "errors.not_a_time", "date-time"

    def __init__(self, *, happened: bool = False) -> None:
        super().__init__()
        self.happened = happened

    def matches(self, value: object) -> bool:
        return is_time(value)


class Date(Pattern):
    kind, refusal, format = "date", "errors.not_a_date", "date"

    def matches(self, value: object) -> bool:
        return is_date(value)


class Reference(Pattern):
    """The id of another record of the same account; it may point to nothing."""

    kind, refusal, format = "reference", "errors.not_an_id", "uuid"

    def matches(self, value: object) -> bool:
        return is_uuid(value)


class Choice(RecordField):
    """One of a few words, or ""."""

    kind, refusal = "choice", "errors.not_a_choice"

    def __init__(self, *choices: str) -> None:
        super().__init__()
        self.choices = choices

    def accept(self, value: Any) -> str:
        if not isinstance(value, str) or (value and value not in self.choices):
            raise self.refuse()
        return value

    def shape(self) -> dict[str, object]:
        return {**super().shape(), "choices": list(self.choices)}

    def json_schema(self) -> dict[str, object]:
        return {"type": "string", "enum": ["", *self.choices]}


class Boolean(RecordField):
    kind, refusal = "boolean", "errors.not_a_choice"

    def accept(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.refuse()
        return value

    def json_schema(self) -> dict[str, object]:
        return {"type": "boolean"}


class Integer(RecordField):
    """A whole number, 0 or more, or null."""

    kind, refusal = "integer", "errors.not_a_number"

    def __init__(self) -> None:
        super().__init__()
        self.allow_none = True

    def accept(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_INTEGER:
            raise self.refuse()
        return value

    def json_schema(self) -> dict[str, object]:
        return {"type": ["integer", "null"], "minimum": 0, "maximum": MAX_INTEGER}


_LINE, _TEL_KIND = Text(), Choice(*TEL_KINDS)


class TextList(RecordField):
    """A short list of texts; it merges as one value."""

    kind = "text_list"

    def accept(self, value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.refuse()
        if len(value) > MAX_ITEMS:
            raise self.refuse("errors.too_many_items")
        return [item for item in map(self.accept_item, value) if item]

    def accept_item(self, item: Any) -> Any:
        return _LINE.accept(item)

    def shape(self) -> dict[str, object]:
        return {**super().shape(), "max_length": MAX_TEXT, "max_items": MAX_ITEMS}

    def json_schema(self) -> dict[str, object]:
        item = {"type": "string", "maxLength": MAX_TEXT}
        return {"type": "array", "items": item, "maxItems": MAX_ITEMS}


class TelList(TextList):
    """Telephones as printed: {kind, number}."""

    kind = "tel_list"

    def accept_item(self, item: Any) -> dict[str, str] | None:
        if not isinstance(item, dict) or item.keys() - {"kind", "number"}:
            raise self.refuse()
        number = _LINE.accept(item.get("number"))
        kind = _TEL_KIND.accept(item.get("kind", ""))
        return {"kind": kind, "number": number} if number else None

    def shape(self) -> dict[str, object]:
        return {**super().shape(), "choices": list(TEL_KINDS)}

    def json_schema(self) -> dict[str, object]:
        number = {"type": "string", "maxLength": MAX_TEXT}
        properties = {"kind": {"type": "string", "enum": ["", *TEL_KINDS]}, "number": number}
        item = {"type": "object", "properties": properties, "required": ["number"]}
        return {"type": "array", "items": item, "maxItems": MAX_ITEMS}
