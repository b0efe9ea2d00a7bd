"""What a form sends, read the same for every resource, and the one way from a form to apply. No routes."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask import request

from server.domain import form
from server.errors import AppError
from server.pages.here import Here
from server.schemas.change import read_values
from server.schemas.fields import is_time, is_uuid
from server.sync.apply import apply
from server.sync.merge import Device
from server.web.context import clock, current_account, locale, new_id, time_zone, translator


class Sent(NamedTuple):
    """When a form was sent, and the id of its first change; the doors stand in for a missing script."""

    change_id: str
    at: str

    def as_dict(self) -> dict[str, str]:
        return self._asdict()


def here() -> Here:
    """Promise the reader of this page."""
    return Here(translator(locale()), locale(), time_zone(), clock())


def fields() -> dict[str, list[str]]:
    """Promise every value of the form, by name."""
    return request.form.to_dict(flat=False)


def sent() -> Sent:
    at = request.form.get("at", "")
    return Sent(sent_id("change_id"), at if is_time(at) else clock())


def sent_id(name: str) -> str:
    """Promise the id the form was made with, or a fresh one."""
    value = form.last(fields(), name)
    return value if is_uuid(value) else new_id()


def sent_revision() -> int:
    """Promise the revision the form was printed with, 0 for none."""
    return form.whole_number(request.form.get("revision", ""))


def change_of(kind: str, record_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Promise the one change of a form that edits one record."""
    change_id, at = sent()
    base = sent_revision()
    return {
        "change_id": change_id,
        "kind": kind,
        "id": record_id,
        "base": base,
        "at": at,
        "set": dict(values),
    }


def write(changes: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Promise these changes kept, or none and their errors as field -> locale key."""
    kept = list(changes)
    errors: dict[str, str] = {}
    for change in kept:
        errors |= read_values(change["kind"], change["set"])[1]
    if errors:
        return errors
    account = current_account()
    device = Device(account.device_id, account.device_label)
    results = apply(account.id, device, kept, clock())
    if any("error" in result for result in results):
        raise AppError("conflict")
    return {}
