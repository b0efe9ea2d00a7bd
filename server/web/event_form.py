"""What an event's forms need from the store, and the way of their parts into it. Routes are listed in events."""

from collections.abc import Sequence
from typing import Any

from flask import Response

from server.domain import event_form as written
from server.domain.capture import new_change
from server.domain.change_id import nth_change_id
from server.domain.contact import web_href
from server.domain.event import is_past
from server.domain.event_cost import figures
from server.domain.form import changed, last, next_revision
from server.domain.goal import is_goal
from server.domain.organizer import same_organizer
from server.domain.text import normalise
from server.pages.event_form import live_context, state_context
from server.store.encounters import encounters_of_event, encounters_of_events
from server.store.events import events_upcoming_and_past, find_any_event
from server.store.follow_ups import follow_ups_open
from server.store.organizers import find_organizer, organizers
from server.store.preferences import preference
from server.store.preparations import goals_of_event, script_of_event
from server.web.context import clock, current_account, new_id, render
from server.web.form import change_of, fields, here, sent, sent_id, sent_revision, write

Record = dict[str, Any]
Change = dict[str, Any]

# As many past evenings as one's own figures look back on.
LOOKED_BACK = 60
_INTRODUCTION = ("who_i_am", "what_i_offer", "whom_to_meet")
# Parts that are saved by a button, which then opens the page anew.
_BY_BUTTON = ("basics",)


def past_figures(owner: str, events: Sequence[Record]) -> list[Record]:
    """Promise what the latest past events took and brought (event_cost)."""
    over = [each for each in events if is_past(each, clock())][:LOOKED_BACK]
    return figures(over, encounters_of_events(owner, [each["id"] for each in over]), clock())


def done_of(owner: str, event_id: str) -> Record:
    """Promise what is done for an event, for its stages (domain/stage)."""
    script, met = script_of_event(owner, event_id), encounters_of_event(owner, event_id)
    ids = {each["id"] for each in met}
    return {
        "goals": sum(is_goal(each) for each in goals_of_event(owner, event_id)),
        "has_introduction": bool(script and all(script[part] for part in _INTRODUCTION)),
        "met": len(met),
        "waiting": sum(each["encounter_id"] in ids for each in follow_ups_open(owner)),
    }


def around(event: Record) -> Record:
    """Promise everything the page of one event is drawn from beside the event."""
    owner = current_account().id
    events = events_upcoming_and_past(owner)
    held_by = event["organizer_id"]
    return {
        "events": events,
        "organizers": organizers(owner),
        "organizer": find_organizer(owner, held_by) if held_by else None,
        "organizer_id": new_id(),
        "history": [each for each in events if held_by and each["organizer_id"] == held_by],
        "figures": past_figures(owner, events),
        "preference": preference(owner),
        "done": done_of(owner, event["id"]),
    }


def save(event_id: str, before: Record, born: Record) -> dict[str, str]:
    """Promise the form kept, or the errors of its fields. A form may hold a part of the fields."""
    values = written.form_values(fields())
    for field in written.frozen(before, clock()):
        values.pop(field, None)
    whole = {**written.printed(before), **values}
    errors = written.form_errors(whole, values)
    touched = changed(values, last(fields(), "rendered"))
    edits = {**born, **written.record_values(whole, touched, before)}
    named, found, wrong = _organizer(before)
    errors |= wrong
    if errors:
        return errors
    changes = [*_event_change(event_id, {**edits, **named}), *found, *flag(before, edits)]
    return write(changes) if changes else {}


def saved(event_id: str, before: Record, errors: dict[str, str]) -> Response:
    """Promise the answer to a part that was sent: its new state, and what the page says because of it."""
    asked = last(fields(), "part")
    part = asked if asked in written.PARTS else "purpose"
    event = find_any_event(current_account().id, event_id) or before
    values = written.form_values(fields())
    known = {**written.printed(before), "revision": before["revision"]}
    rendered = last(fields(), "rendered")
    revision = next_revision(sent_revision(), rendered, known, event["revision"])
    state = state_context(event, part, errors, here())
    if errors:
        state |= {"revision": sent_revision(), "rendered": rendered}
    else:
        shown = {**written.printed(event), **values}
        state |= {"revision": revision, "rendered": written.part_text(shown, part)}
    context = {"state": state, **live_context(event, around(event), here())}
    return render("events/_saved.html", context, 422 if errors else 200)


def is_by_itself() -> bool:
    """Answer whether a part was sent that is kept without leaving the page."""
    sent_fields, part = fields(), last(fields(), "part")
    leaves = "decision" in sent_fields or "organizer_name" in sent_fields
    return part in written.PARTS and part not in _BY_BUTTON and not leaves


def _event_change(event_id: str, values: Record) -> list[Change]:
    return [change_of("event", event_id, values)] if values else []


def _organizer(before: Record) -> tuple[Record, list[Change], dict[str, str]]:
    """What a named organizer changes: the event, the organizer made or told its address, or the errors."""
    if "organizer_name" not in fields():
        return {}, [], {}
    name = normalise(last(fields(), "organizer_name"))
    url = normalise(last(fields(), "organizer_url"))
    if url and not web_href(url):
        return {}, [], {"organizer_url": "events.errors.url"}
    owner = current_account().id
    fresh = sent_id("organizer_id")
    known = same_organizer(organizers(owner), name)
    record_id = "" if not name else known or fresh
    named = {} if record_id == before.get("organizer_id", "") else {"organizer_id": record_id}
    change_id, at = sent()
    values = {"name": name} if name and not known else {}
    before_url = (find_organizer(owner, known) or {}).get("url", "") if known else ""
    values |= {"url": url} if name and url and url != before_url else {}
    made = new_change(nth_change_id(change_id, 1), "organizer", record_id, at, values)
    return named, [made] if values else [], {}


def flag(before: Record, edits: Record) -> list[Change]:
    """Promise the change that warns at the next event of an organizer who sold something (R53)."""
    if edits.get("was_solicited") != "yes" or not before.get("organizer_id"):
        return []
    change_id, at = sent()
    flagged = {"has_solicited": True}
    return [
        new_change(nth_change_id(change_id, 2), "organizer", before["organizer_id"], at, flagged)
    ]
