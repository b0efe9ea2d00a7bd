"""The first page: the one thing to do now. Signed out, it is the landing page."""

from typing import Any

from flask import Blueprint, Response

from server.domain.event import next_event
from server.pages.today import first_to_thank, show_context
from server.store.contacts import find_contacts
from server.store.encounters import encounters_of_event, find_encounters
from server.store.events import events_upcoming_and_past
from server.store.follow_ups import follow_ups_open
from server.web.context import Account, clock, render, signed_in_account
from server.web.form import here

blueprint = Blueprint("today", __name__)

SHOWN = 3


@blueprint.get("/")
def show() -> Response:
    account = signed_in_account()
    if account is None:
        return render("sessions/landing.html", {})
    return render("today/show.html", show_context(_found(account), here()))


def _found(account: Account) -> dict[str, Any]:
    events, waiting = events_upcoming_and_past(account.id), follow_ups_open(account.id)
    shown = first_to_thank(waiting, clock())[:SHOWN]
    coming = next_event(events, clock())
    return {
        "display_name": account.display_name,
        "events": events,
        "open": waiting,
        "contacts": find_contacts(account.id, {each["contact_id"] for each in shown}),
        "encounters": find_encounters(account.id, {each["encounter_id"] for each in shown}),
        "met": encounters_of_event(account.id, coming["id"]) if coming else [],
    }
