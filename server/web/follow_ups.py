"""Thanks: the queue, one person, and how it ends: passed over, put off, taken back. Messages are in composer."""

from typing import Any

from flask import Blueprint, Response

from server.domain import follow_up as rules
from server.domain.form import changed, is_yes, last
from server.errors import AppError
from server.pages.composer import composer_context
from server.pages.follow_ups import index_context, show_context
from server.pages.next_step import next_step_context, times_context
from server.store.contacts import find_contacts
from server.store.encounters import find_encounter
from server.store.events import find_event
from server.store.follow_ups import (
    find_any_follow_up,
    find_follow_up,
    follow_ups_done,
    follow_ups_open,
)
from server.web.composer import keep, next_url, send, unsent, with_sender
from server.web.context import current_account, go, render, time_zone
from server.web.form import change_of, fields, here, sent, sent_revision, write

Record = dict[str, Any]

blueprint = Blueprint("follow_ups", __name__)


@blueprint.get("/follow-ups")
def index() -> Response:
    queue = _queue({})
    return render("follow_ups/index.html", {**index_context(queue, here()), **_times(queue)})


@blueprint.get("/follow-ups/<follow_up_id>")
def show(follow_up_id: str) -> Response:
    follow_up = _found(follow_up_id)
    around = with_sender(follow_up, _around(follow_up))
    context = show_context(follow_up, around, {}, here())
    context |= composer_context(follow_up, around, {}, here())
    context |= next_step_context(follow_up, around["contact"], {}, here())
    return render("follow_ups/show.html", {**context, **_times(around["queue"])})


@blueprint.post("/follow-ups/<follow_up_id>")
def update(follow_up_id: str) -> Response:
    follow_up = find_any_follow_up(current_account().id, follow_up_id)
    if follow_up is None:
        raise AppError("not_found")
    if is_yes(fields(), "sent"):
        return send(follow_up, with_sender(follow_up, _around(follow_up)))
    if "body" in fields():
        return keep(follow_up, with_sender(follow_up, _around(follow_up)))
    return _end(follow_up)


def _end(follow_up: Record) -> Response:
    """Passed over, put off to tomorrow, or taken back."""
    values = rules.form_values(fields(), sent().at, time_zone())
    rendered = last(fields(), "rendered")
    edits, errors = changed(values, rendered), rules.form_errors(fields())
    is_back = values.get("sent_at") == "" and bool(follow_up["sent_at"])
    more = unsent(follow_up) if is_back else []
    change = change_of("follow_up", follow_up["id"], edits)
    errors = errors or (write([change, *more]) if edits or more else {})
    if not errors:
        goes_on = any(values.get(field) for field in ("skipped_reason", "snoozed_until"))
        return go(next_url(follow_up["id"]) if goes_on else f"/follow-ups/{follow_up['id']}")
    form = {"values": values, "errors": errors, "rendered": rendered, "revision": sent_revision()}
    context = show_context(follow_up, _around(follow_up), form, here())
    return render("follow_ups/_skip.html", context, 422)


def _around(follow_up: Record) -> Record:
    """What stands beside one follow-up: the person, what was said, where, and the queue."""
    owner = current_account().id
    talk = find_encounter(owner, follow_up["encounter_id"])
    queue = _queue(follow_up)
    return {
        "contact": queue["contacts"].get(follow_up["contact_id"]),
        "encounter": talk,
        "event": find_event(owner, talk["event_id"]) if talk else None,
        "queue": queue,
    }


def _queue(follow_up: Record) -> Record:
    owner = current_account().id
    waiting, done = follow_ups_open(owner), follow_ups_done(owner)
    shown = [*waiting, *done, *([follow_up] if follow_up else [])]
    contacts = find_contacts(owner, {each["contact_id"] for each in shown})
    return {"open": waiting, "done": done, "contacts": contacts}


def _times(queue: Record) -> Record:
    return times_context([*queue["open"], *queue["done"]], here())


def _found(follow_up_id: str) -> Record:
    follow_up = find_follow_up(current_account().id, follow_up_id)
    if follow_up is None:
        raise AppError("not_found")
    return follow_up
