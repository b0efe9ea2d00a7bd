"""The next step with a person: thought out, answered, taken into a calendar."""

from typing import Any

from flask import Blueprint, Response

from server.domain import next_step as rules
from server.domain.calendar_file import calendar_file
from server.domain.draft import proposal_of, switched
from server.domain.form import changed, is_yes, last
from server.errors import AppError
from server.pages.follow_ups import UNKNOWN
from server.pages.next_step import calendar_events, next_step_context
from server.store.contacts import find_contact, find_contacts
from server.store.encounters import find_encounter
from server.store.follow_ups import find_any_follow_up, find_follow_up
from server.store.next_steps import steps_coming
from server.web.context import clock, current_account, fragment, go, time_zone
from server.web.form import change_of, fields, here, sent, sent_revision, write

Record = dict[str, Any]

blueprint = Blueprint("next_steps", __name__)


@blueprint.post("/follow-ups/<follow_up_id>/next-step")
def update(follow_up_id: str) -> Response:
    follow_up = find_any_follow_up(current_account().id, follow_up_id)
    if follow_up is None:
        raise AppError("not_found")
    edits, errors = (_answer if "reply" in fields() else _step)(follow_up)
    errors = errors or (write([change_of("follow_up", follow_up_id, edits)]) if edits else {})
    if errors:
        return fragment("follow_ups/_next_step.html", _context(follow_up, _typed(errors)), 422)
    if last(fields(), "from") == "today":
        return go("/")
    if is_yes(fields(), "put"):
        return go(f"/follow-ups/{follow_up_id}")
    kept = find_any_follow_up(current_account().id, follow_up_id) or follow_up
    return fragment("follow_ups/_next_step.html", _context(kept, {}))


@blueprint.get("/follow-ups/<follow_up_id>/calendar.ics")
def calendar(follow_up_id: str) -> Response:
    follow_up = find_follow_up(current_account().id, follow_up_id)
    if follow_up is None or not rules.agreed_slots(follow_up):
        raise AppError("not_found")
    return _calendar([follow_up])


@blueprint.get("/follow-ups/calendar.ics")
def calendar_of_all() -> Response:
    return _calendar(steps_coming(current_account().id, clock()))


def _calendar(steps: list[Record]) -> Response:
    contacts = find_contacts(current_account().id, {each["contact_id"] for each in steps})
    reader = here()
    events = calendar_events(steps, contacts, reader)
    name = reader.t("next_step.calendar_name")
    text = calendar_file(name, events, reader.now, reader.time_zone)
    headers = {"Content-Disposition": 'attachment; filename="enishi.ics"'}
    return Response(text, 200, headers, content_type="text/calendar; charset=utf-8")


def _step(follow_up: Record) -> tuple[Record, dict[str, str]]:
    rendered = last(fields(), "rendered")
    values = rules.step_values(fields(), time_zone())
    edits = changed(values, rendered)
    if is_yes(fields(), "put"):
        edits |= _put(follow_up, values)
    return edits, rules.step_errors(fields(), rendered, clock(), time_zone())


def _put(follow_up: Record, values: Record) -> Record:
    """The proposal belongs to the message: to one written by hand in place of an older one, else to its draft."""
    owner = current_account().id
    facts = {
        "contact": find_contact(owner, follow_up["contact_id"]) or UNKNOWN,
        "encounter": find_encounter(owner, follow_up["encounter_id"]),
    }
    body = follow_up["body"]
    older, words = (
        proposal_of({**facts, "follow_up": step}, time_zone(), clock())
        for step in (follow_up, {**follow_up, **values})
    )
    has_older = older in body
    put = body.replace(older, words, 1) if has_older else switched(body, words, wants=True)
    wanted = {"proposal": "next_step", **({"body": put} if body else {})}
    return {field: value for field, value in wanted.items() if follow_up[field] != value}


def _answer(follow_up: Record) -> tuple[Record, dict[str, str]]:
    values = rules.answer_values(fields(), sent().at, time_zone())
    edits = {field: value for field, value in values.items() if follow_up[field] != value}
    return edits, rules.answer_errors(fields(), clock(), time_zone())


def _typed(errors: dict[str, str]) -> Record:
    """What was typed stays in the form it was typed into."""
    if "reply" in fields():
        return {"errors": errors, "month": last(fields(), "month")}
    return {
        "errors": errors,
        "values": rules.step_values(fields(), time_zone()),
        "slots": rules.typed_slots(fields()),
        "length": last(fields(), "length_minutes"),
        "rendered": last(fields(), "rendered"),
        "revision": sent_revision(),
    }


def _context(follow_up: Record, shown: Record) -> Record:
    contact = find_contact(current_account().id, follow_up["contact_id"])
    return next_step_context(follow_up, contact, shown, here())
