"""The venue of an event: shown, and shown anew when a card was kept on it. Its routes are listed in events."""

from typing import Any

from flask import Response

from server.domain.attendee import search_lines
from server.domain.preference import is_quiet
from server.errors import AppError
from server.pages.venue import acquaintances_context, venue_context
from server.store import preparations
from server.store.contacts import find_contacts
from server.store.duplicates import contacts_with_lines
from server.store.encounters import encounters_of_event, latest_encounters
from server.store.events import find_event, find_events
from server.store.organizers import find_organizer
from server.store.preferences import preference
from server.web.context import current_account, fragment, new_id, render
from server.web.form import here

Record = dict[str, Any]
# The line of quick capture: what was just kept, and what was typed but could not be.
NOTHING: Record = {
    **dict.fromkeys(("saved_id", "name", "organization", "room"), ""),
    "ids": {},
    "errors": {},
}


def show(event_id: str) -> Response:
    return render("venue/show.html", _context(event_id, {}))


def acquaintances(event_id: str) -> Response:
    """A piece of the page that looks through everybody: it comes after the page, which nobody waits for."""
    owner = current_account().id
    if find_event(owner, event_id) is None:
        raise AppError("not_found")
    attendees = listed(owner, event_id)
    contacts = contacts_with_lines(owner, search_lines(attendees))
    talks = latest_encounters(owner, [each["id"] for each in contacts])
    around = {
        "talks": talks,
        "events": find_events(owner, {talk["event_id"] for talk in talks.values()}),
        "met": [each["contact_id"] for each in encounters_of_event(owner, event_id)],
    }
    context = acquaintances_context(attendees, contacts, around, here())
    return fragment("venue/_acquaintances.html", context)


def kept(event_id: str, quick: Record, status: int = 200) -> Response:
    """Promise the line of quick capture after a card was kept, ready for the next one, and what that changed.

    quick: what differs from NOTHING.
    """
    return fragment("venue/_kept.html", _context(event_id, quick), status)


def listed(owner: str, event_id: str) -> list[Record]:
    """Promise the attendee list as a card is looked for in it: whoever was ticked off by a card that is
    gone may be met again.
    """
    attendees = preparations.attendees_of_event(owner, event_id) if event_id else []
    ticked = {each["contact_id"] for each in attendees} - {""}
    known = find_contacts(owner, ticked) if ticked else {}
    return [
        each if each["contact_id"] in known else {**each, "contact_id": ""} for each in attendees
    ]


def _context(event_id: str, quick: Record) -> Record:
    owner = current_account().id
    event = find_event(owner, event_id)
    if event is None:
        raise AppError("not_found")
    met = encounters_of_event(owner, event_id)
    attendees = preparations.attendees_of_event(owner, event_id)
    ids = {each["contact_id"] for each in (*met, *attendees)} - {""}
    around = {
        "contacts": find_contacts(owner, ids),
        "goals": preparations.goals_of_event(owner, event_id),
        "attendees": attendees,
        "organizer": find_organizer(owner, event["organizer_id"]),
        "script": preparations.script_of_event(owner, event_id),
        "is_quiet": is_quiet(preference(owner)),
        "first_id": new_id(),
        "quick": {**NOTHING, **quick},
    }
    return venue_context(event, met, around, here())
