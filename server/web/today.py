"""The first page: the one thing to do now. Signed out, it is the landing page."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response

from server.auth.identity import Identity
from server.domain.event import next_event
from server.domain.moment import local_date
from server.domain.stage import next_act, recent
from server.pages.introductions import counts_text
from server.pages.next_step import today_context
from server.pages.today import first_to_thank, show_context
from server.store.contacts import find_contacts
from server.store.encounters import encounters_of_event, find_encounters
from server.store.events import events_upcoming_and_past
from server.store.follow_ups import follow_ups_open
from server.store.introductions import introductions
from server.store.next_steps import steps_back, steps_coming
from server.web import reviews, untouched
from server.web.context import clock, render, signed_in_account, time_zone
from server.web.event_form import done_of
from server.web.form import here

Record = dict[str, Any]

blueprint = Blueprint("today", __name__)

SHOWN = 3


@blueprint.get("/")
def show() -> Response:
    account = signed_in_account()
    if account is None:
        return render("sessions/landing.html", {})
    context = {**show_context(_found(account), here()), **_ahead(account.id)}
    context |= {**untouched.ahead(account.id), **reviews.due(account.id)}
    context["introductions_text"] = counts_text(introductions(account.id), here())
    return render("today/show.html", context)


def _ahead(owner: str) -> Record:
    """Next steps: who owes an answer, and what was agreed on."""
    today = local_date(clock(), time_zone())
    steps = [*steps_back(owner, today), *steps_coming(owner, clock())]
    people = find_contacts(owner, {each["contact_id"] for each in steps})
    return today_context(steps, people, here())


def _found(account: Identity) -> dict[str, Any]:
    events, waiting = events_upcoming_and_past(account.id), follow_ups_open(account.id)
    shown = first_to_thank(waiting, clock())[:SHOWN]
    coming = next_event(events, clock())
    unfinished = _unfinished(account.id, events)
    focus = coming or next((event for event, _ in unfinished), None)
    return {
        "display_name": account.display_name,
        "events": events,
        "open": waiting,
        "contacts": find_contacts(account.id, {each["contact_id"] for each in shown}),
        "encounters": find_encounters(account.id, {each["encounter_id"] for each in shown}),
        "focus": focus,
        "done": done_of(account.id, focus["id"]) if focus else {},
        "met": encounters_of_event(account.id, focus["id"]) if focus else [],
        # Thanks have a place of their own above.
        "unfinished": [(e, act) for e, act in unfinished if e is not focus and act != "thank"],
    }


def _unfinished(owner: str, events: list[Record]) -> list[tuple[Mapping[str, Any], str]]:
    """Events that are over, each with the act that waits there."""
    acts = [
        (each, next_act(each, done_of(owner, each["id"]), clock()))
        for each in recent(events, clock())
    ]
    return [(event, act) for event, act in acts if act]
