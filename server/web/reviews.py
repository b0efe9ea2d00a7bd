"""Looking back: one evening, all evenings, and closing an event once nobody waits for thanks."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, request

from server.domain import review as rules
from server.domain.event import is_past
from server.domain.form import changed, last
from server.domain.stage import recent
from server.errors import AppError
from server.pages import event_review, reviews
from server.store.contacts import find_contacts
from server.store.encounters import encounters_of_event, encounters_of_events
from server.store.events import events_upcoming_and_past, find_event
from server.store.follow_ups import follow_ups_open
from server.store.organizers import find_organizers
from server.store.outcomes import (
    follow_ups_of_encounters,
    introductions_of_events,
    outcomes_of_events,
)
from server.store.preparations import goals_of_events
from server.web.context import clock, current_account, fragment, go, new_id, render
from server.web.event_form import flag
from server.web.form import change_of, fields, here, sent_revision, write

Record = dict[str, Any]

blueprint = Blueprint("reviews", __name__)

# As many evenings as one looks back on.
LOOKED_BACK = 60


@blueprint.get("/reviews")
def index() -> Response:
    owner = current_account().id
    events = events_upcoming_and_past(owner)
    over = [each for each in events if is_past(each, clock()) and each["decision"] != "passed"]
    found = held_of(owner, over[:LOOKED_BACK])
    # An evening one never went to has nothing to look back on.
    gone = [
        each
        for each in over[:LOOKED_BACK]
        if found[each["id"]]["encounters"] or each["decision"] == "going"
    ]
    evenings = [rules.evening(each, found[each["id"]], clock()) for each in gone]
    around = {
        "events": {each["id"]: each for each in gone},
        "organizers": find_organizers(owner, {each["organizer_id"] for each in gone}),
    }
    asked = reviews.asked_of(request.args.to_dict())
    return render("reviews/index.html", reviews.index_context(evenings, around, asked, here()))


@blueprint.get("/events/<event_id>/review")
def show(event_id: str) -> Response:
    owner, event = current_account().id, _found(event_id)
    around = {"events": events_upcoming_and_past(owner), "outcome_id": new_id()}
    held = held_of(owner, [event])[event_id]
    return render("reviews/show.html", event_review.show_context(event, held, around, {}, here()))


@blueprint.post("/events/<event_id>/review")
def update(event_id: str) -> Response:
    event, values = _found(event_id), rules.form_values(fields())
    rendered = last(fields(), "rendered")
    errors = rules.form_errors(fields())
    edits = {f: v for f, v in changed(values, rendered).items() if v != event[f]}
    if edits and not errors:
        errors = write([change_of("event", event_id, edits), *flag(event, edits)])
    if not errors:
        return go(f"/events/{event_id}/review")
    typed = {f: last(fields(), f) for f in rules.FIELDS if f in fields()}
    sent = {"values": typed, "errors": errors, "revision": sent_revision(), "rendered": rendered}
    return fragment(
        "reviews/_answers_form.html", event_review.answers_context(event, sent, here()), 422
    )


@blueprint.post("/events/<event_id>/closure")
def close(event_id: str) -> Response:
    event = _found(event_id)
    waiting = rules.evening(event, held_of(current_account().id, [event])[event_id], clock())[
        "waiting"
    ]
    is_closing = last(fields(), "closed") != "false"
    refused = rules.can_close(event, waiting, clock()) if is_closing else ""
    if refused:
        context = event_review.closing_context(event, waiting, refused, here())
        return fragment("reviews/_closing.html", context, 422)
    change = change_of("event", event_id, {})
    write([{**change, "set": {"closed_at": change["at"] if is_closing else ""}}])
    return go(f"/events/{event_id}/review")


def due(owner: str) -> Record:
    """Promise what Today says of an evening that waits to be looked back on, three days later."""
    over = recent(events_upcoming_and_past(owner), clock())
    waiting = [
        e for e in over if rules.is_due(e, len(encounters_of_event(owner, e["id"])), clock())
    ]
    return event_review.due_context(waiting[0] if waiting else None, here())


def held_of(owner: str, events: Sequence[Record]) -> dict[str, Record]:
    """Promise what is known of each of these events, by its id (domain/review)."""
    ids = [each["id"] for each in events]
    met = encounters_of_events(owner, ids)
    contacts = find_contacts(owner, {each["contact_id"] for each in met})
    events_of = {each["id"]: each["event_id"] for each in met}
    still_open = {each["id"] for each in follow_ups_open(owner)}
    thanks = [
        each
        for each in follow_ups_of_encounters(owner, events_of)
        # Nobody waits for thanks who was taken out.
        if each["sent_at"] or each["skipped_reason"] or each["id"] in still_open
    ]
    found = {
        "goals": goals_of_events(owner, ids),
        "introductions": introductions_of_events(owner, ids),
        "outcomes": outcomes_of_events(owner, ids),
        "encounters": met,
    }
    held = {}
    for id in ids:
        own = {
            kind: [each for each in rows if each["event_id"] == id] for kind, rows in found.items()
        }
        people = {each["contact_id"] for each in own["encounters"]}
        held[id] = {
            **own,
            "follow_ups": [each for each in thanks if events_of[each["encounter_id"]] == id],
            "contacts": {each: contacts[each] for each in people if each in contacts},
        }
    return held


def _found(event_id: str) -> Record:
    event = find_event(current_account().id, event_id)
    if event is None:
        raise AppError("not_found")
    return event
