"""People one has not been in touch with for long: a page of them, and the two that Today shows."""

from typing import Any

from flask import Blueprint, Response

from server.domain.moment import later
from server.domain.untouched import DAYS, untouched
from server.pages.untouched import index_context, today_context
from server.store.contacts import find_contacts
from server.store.events import find_events
from server.store.touches import encounters_of_contacts, met_between, touches_of_contacts
from server.web.context import clock, current_account, render
from server.web.form import here

Record = dict[str, Any]

blueprint = Blueprint("untouched", __name__)

# Who was met longer ago is looked for, not brought up. As many meetings are looked through.
OLDEST_DAYS, LOOKED_THROUGH, BY_TODAY = 400, 400, 40


@blueprint.get("/contacts/untouched")
def index() -> Response:
    found, around = _found(current_account().id, LOOKED_THROUGH)
    return render("contacts/untouched.html", index_context(found, around, here()))


def ahead(owner: str) -> Record:
    """Promise what Today shows of them."""
    found, around = _found(owner, BY_TODAY)
    return today_context(found, around, here())


def _found(owner: str, limit: int) -> tuple[list[Record], Record]:
    first, last = (later(clock(), -days * 1440) for days in (OLDEST_DAYS, DAYS[0]))
    ids = {each["contact_id"] for each in met_between(owner, first, last, limit)}
    contacts = find_contacts(owner, ids)
    talks, touches = encounters_of_contacts(owner, contacts), touches_of_contacts(owner, contacts)
    people = [
        {
            "contact": each,
            "encounters": [talk for talk in talks if talk["contact_id"] == each["id"]],
            "touched": touches.get(each["id"], []),
        }
        for each in contacts.values()
    ]
    found = untouched(people, clock())
    events = find_events(owner, {each["event_id"] for each in found})
    return found, {"contacts": contacts, "events": events}
