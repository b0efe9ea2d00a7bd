"""The attendee list of an event: taken in from a paste or a file, typed, marked, changed, deleted."""

from typing import Any

from flask import Blueprint, Response

from server.domain.attendee import news
from server.domain.attendee_list import KINDS, attendees, column_errors, read_list
from server.domain.capture import new_change
from server.domain.change_id import nth_change_id
from server.domain.form import changed, is_yes, last
from server.domain.text import normalise
from server.errors import AppError
from server.pages import attendees as pages
from server.store import preparations as store
from server.store.events import find_any_event
from server.web.context import current_account, fragment, new_id
from server.web.form import change_of, fields, here, sent, sent_id, sent_revision, write

Record = dict[str, Any]
NOT_ASKED = {"query": "", "page": 1}

blueprint = Blueprint("attendees", __name__)


@blueprint.post("/events/<event_id>/attendee-list")
def create_list(event_id: str) -> Response:
    """Twice the same way: first the table is shown, and only 取り込む keeps it."""
    event, listed = _event(event_id), _listed(event_id)
    read = {**read_list(last(fields(), "text")), "text": last(fields(), "text")}
    read["list_id"] = sent_id("id")
    if "columns" in fields():
        kinds = [kind if kind in KINDS else "" for kind in fields()["columns"]]
        read["columns"] = (kinds + [""] * len(read["columns"]))[: len(read["columns"])]
        if read["rows"]:
            read["error"] = column_errors(read["rows"], read["columns"])
    if read["error"] or not is_yes(fields(), "take"):
        context = pages.list_context(event, listed, read, here())
        return fragment("preparations/_list_preview.html", context, 422 if read["error"] else 200)
    return _take(event, listed, read)


@blueprint.post("/events/<event_id>/attendees")
def create(event_id: str) -> Response:
    event, attendee_id, values = _event(event_id), sent_id("id"), _values()
    errors = _wrong(values)
    errors = errors or write([change_of("attendee", attendee_id, _born(event_id, 0) | values)])
    if errors:
        context = pages.add_context(
            event, attendee_id, {"values": values, "errors": errors}, here()
        )
        return fragment("preparations/_attendee_form.html", context, 422)
    said = {"said": "preparations.attendee_added"}
    context = pages.add_context(event, new_id(), said, here())
    rows = pages.rows_context(event, _listed(event_id), NOT_ASKED, here())
    return fragment("preparations/_attendee_added.html", {**context, **rows})


@blueprint.post("/attendees/<attendee_id>")
def update(attendee_id: str) -> Response:
    attendee = _any(attendee_id)
    values, rendered = _values(), last(fields(), "rendered")
    errors = _wrong({**attendee, **values})
    edits = {f: v for f, v in changed(values, rendered).items() if v != attendee[f]}
    errors = errors or (write([change_of("attendee", attendee_id, edits)]) if edits else {})
    shown = {field: value for field, value in values.items() if field in pages.FIELDS}
    again = {"values": shown, "errors": errors, "rendered": rendered, "revision": sent_revision()}
    kept = {} if "is_target" in values else {"said": "preparations.saved"}
    row = pages.row(_any(attendee_id), again if errors else kept, here())
    is_reason = values.keys() == {"reason"}
    template = "_reason_state.html" if is_reason else "_attendee.html"
    return fragment(f"preparations/{template}", {"attendee": row}, 422 if errors else 200)


@blueprint.post("/attendees/<attendee_id>/deletion")
def destroy(attendee_id: str) -> Response:
    is_deletion = last(fields(), "deleted") != "false"
    _any(attendee_id)
    write([{**change_of("attendee", attendee_id, {}), "deleted": is_deletion}])
    attendee = _any(attendee_id)
    if not is_deletion:
        row = {"attendee": pages.row(attendee, {}, here())}
        return fragment("preparations/_attendee.html", row)
    context = pages.deleted_context(attendee, here())
    return fragment("preparations/_attendee_deleted.html", context)


def _take(event: Record, listed: list[Record], read: Record) -> Response:
    """All new lines in one apply; their ids follow from the form's, so that sending it twice adds nothing."""
    lines = attendees(read["rows"], read["columns"])
    fresh = news(listed, lines)
    start = max((each["place"] or 0 for each in listed), default=0)
    change_id, at = sent()
    changes = [
        new_change(
            *(nth_change_id(change_id, nth), "attendee", nth_change_id(read["list_id"], nth), at),
            {**_born(event["id"], start + nth + 1), **line},
        )
        for nth, line in enumerate(fresh)
    ]
    if changes:
        write(changes)
    context = pages.list_context(event, [], {"list_id": new_id()}, here())
    context["list_said"] = pages.taken_text(len(fresh), len(lines) - len(fresh), here())
    rows = pages.rows_context(event, _listed(event["id"]), NOT_ASKED, here())
    return fragment("preparations/_list_taken.html", {**context, **rows})


def _born(event_id: str, place: int) -> Record:
    return {"event_id": event_id, "place": place} if place else {"event_id": event_id}


def _values() -> Record:
    """The fields of a line that a form holds, in stored form; others stay out."""
    values: Record = {f: normalise(last(fields(), f)) for f in pages.FIELDS if f in fields()}
    return values | (
        {"is_target": is_yes(fields(), "is_target")} if "is_target" in fields() else {}
    )


def _wrong(attendee: Record) -> dict[str, str]:
    is_known = attendee["name"] or attendee["organization"]
    return {} if is_known else {"name": "preparations.errors.nobody"}


def _listed(event_id: str) -> list[Record]:
    return store.attendees_of_event(current_account().id, event_id)


def _event(event_id: str) -> Record:
    event = find_any_event(current_account().id, event_id)
    if event is None:
        raise AppError("not_found")
    return event


def _any(attendee_id: str) -> Record:
    attendee = store.find_any_attendee(current_account().id, attendee_id)
    if attendee is None:
        raise AppError("not_found")
    return attendee
