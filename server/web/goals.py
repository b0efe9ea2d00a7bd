"""Goals and memos of an event: written, changed, deleted, brought back."""

from typing import Any

from flask import Blueprint, Response

from server.domain import goal as rules
from server.domain.form import changed, last
from server.domain.preference import is_quiet
from server.errors import AppError
from server.pages import goals as pages
from server.schemas.shapes import empty_values
from server.store import preparations as store
from server.store.contacts import find_contacts
from server.store.encounters import encounters_of_event
from server.store.events import find_any_event
from server.store.preferences import preference
from server.web.context import current_account, fragment, new_id
from server.web.form import change_of, fields, here, sent_id, sent_revision, write

Record = dict[str, Any]

blueprint = Blueprint("goals", __name__)


@blueprint.post("/events/<event_id>/goals")
def create(event_id: str) -> Response:
    owner = current_account().id
    event = find_any_event(owner, event_id)
    if event is None:
        raise AppError("not_found")
    goal_id, values = sent_id("id"), rules.form_values(fields())
    goal = {**empty_values("goal"), **values}
    errors = rules.form_errors(fields(), goal)
    errors = errors or write([change_of("goal", goal_id, {**values, "event_id": event_id})])
    if errors:
        context = pages.form_context(event, goal_id, _sent(values, errors), here())
        return fragment("preparations/_goal_form.html", context, 422)
    said = "preparations.goal_added" if rules.is_goal(goal) else "preparations.memo_added"
    context = pages.form_context(event, new_id(), {"said": said}, here())
    around = {
        **_met(owner, event_id),
        "goals": store.goals_of_event(owner, event_id),
        "quiet": is_quiet(preference(owner)),
        "proposal_ids": [new_id(), new_id()],
    }
    listed = pages.goals_context(event, around, here())
    return fragment("preparations/_goal_added.html", {**context, **listed})


@blueprint.post("/goals/<goal_id>")
def update(goal_id: str) -> Response:
    goal = _any(goal_id)
    values, rendered = rules.form_values(fields()), last(fields(), "rendered")
    errors = rules.form_errors(fields(), {**goal, **values})
    edits = changed(values, rendered)
    errors = errors or (write([change_of("goal", goal_id, edits)]) if edits else {})
    sent = {**_sent(values, errors), "rendered": rendered, "revision": sent_revision()}
    return _row(goal_id, sent if errors else {}, 422 if errors else 200)


@blueprint.post("/goals/<goal_id>/deletion")
def destroy(goal_id: str) -> Response:
    is_deletion = last(fields(), "deleted") != "false"
    _any(goal_id)
    write([{**change_of("goal", goal_id, {}), "deleted": is_deletion}])
    if not is_deletion:
        return _row(goal_id, {}, 200)
    context = pages.deleted_context(_any(goal_id), here())
    return fragment("preparations/_goal_deleted.html", context)


def _row(goal_id: str, sent: Record, status: int) -> Response:
    goal = _any(goal_id)
    met = _met(current_account().id, goal["event_id"])
    row = pages.goal_row(goal, (met["encounters"], met["contacts"]), sent, here())
    return fragment("preparations/_goal.html", {"goal": row}, status)


def _met(owner: str, event_id: str) -> Record:
    met = encounters_of_event(owner, event_id)
    contacts = find_contacts(owner, {each["contact_id"] for each in met})
    return {"encounters": met, "contacts": contacts}


def _sent(values: Record, errors: Record) -> Record:
    """What a form that could not be kept shows again: the number as it was typed."""
    return {"values": values, "number_text": last(fields(), "target_number"), "errors": errors}


def _any(goal_id: str) -> Record:
    goal = store.find_any_goal(current_account().id, goal_id)
    if goal is None:
        raise AppError("not_found")
    return goal
