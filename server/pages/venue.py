"""Records -> the context of the venue: purpose, goals, people to look for, people met. Capture is in contact_forms."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import event as rules
from server.domain.attendee import acquaintances, without_honorific
from server.domain.change_id import nth_change_id
from server.domain.encounter import meeting_order
from server.domain.goal import is_goal, is_reached, progress
from server.domain.introduction import PARTS
from server.domain.moment import date_text, local_date, local_time
from server.domain.name import display_name, is_latin
from server.domain.question import LADDER
from server.domain.room import rooms
from server.domain.text import canonical_json
from server.pages.attendees import shown_name
from server.pages.contacts import person_row
from server.pages.events import hours_and_place, title_of
from server.pages.goals import progress_text, words
from server.pages.here import Here
from server.pages.preparations import opener_context

Record = Mapping[str, Any]
Context = dict[str, Any]

# So many people to look for fit on one screen; the rest is one tap away.
TARGETS = 12
IDS = ("id", "encounter_id", "follow_up_id", "photo_id")
_QUICK = ("family_name", "given_name", "organization", "room")


def venue_context(event: Record, met: Sequence[Record], around: Record, here: Here) -> Context:
    """Promise the context of venue/show.html and of its fragment venue/_kept.html.

    met: the encounters of this event, newest first. around: contacts by id, those in the trash left out;
    goals, attendees, organizer and script (records or None), is_quiet; first_id, from which the ids of
    everything that may be captured here follow; quick: saved_id (of a card just kept), name, organization
    and room as typed, ids and errors (field -> key) of what could not be kept.
    """
    contacts = around["contacts"]
    known = [each for each in met if each["contact_id"] in contacts]
    title = title_of(event, here)
    return {
        "page_title": title,
        "tab": "events",
        "event_url": f"/events/{event['id']}",
        "event_id": event["id"],
        "when_text": hours_and_place(event, here),
        **_count(known, here),
        "has_purpose": bool(event["who_to_meet"] or event["what_to_gain"]),
        "who_to_meet": event["who_to_meet"],
        "what_to_gain": event["what_to_gain"],
        **_goals(around["goals"], known, contacts, here),
        **_targets(event, around, known, here),
        "rows": [_person(each, contacts, here) for each in meeting_order(known)],
        "has_rows": bool(known),
        **opener_context(event, around["organizer"], here),
        "acquaintances_url": f"/events/{event['id']}/acquaintances"
        if any(each["name"] and not each["contact_id"] for each in around["attendees"])
        else "",
        "opens_openers": around["is_quiet"] or not known,
        "questions": [here.t(f"contacts.question.{n + 1}") for n in range(len(LADDER))],
        **_script(around["script"], here),
        **_quick(event, known, around, here),
        "photo_url": f"/contacts/new?by=photo&event={event['id']}",
        "qr_url": f"/contacts/new?by=qr&event={event['id']}",
        "typing_url": f"/contacts/new?by=typing&event={event['id']}",
    }


def acquaintances_context(
    attendees: Sequence[Record], contacts: Sequence[Record], around: Record, here: Here
) -> Context:
    """Promise the context of venue/_acquaintances.html: people on the list whom one knows, and since when (R47).

    contacts: those who may be on the list; around: talks (the last one of each, by contact id), events by id,
    met (ids of the contacts met at this very event).
    """
    by_id = {each["id"]: each for each in contacts if each["id"] not in around["met"]}
    found = acquaintances(attendees, list(by_id.values()))
    rows = [_acquaintance(by_id[each["contact_id"]], around, here) for each in found]
    return {"acquaintances": rows[:TARGETS], "has_acquaintances": bool(rows)}


def _acquaintance(contact: Record, around: Record, here: Here) -> Context:
    talk = around["talks"].get(contact["id"])
    event = around["events"].get(talk["event_id"]) if talk else None
    day = local_date(talk["met_at"], here.time_zone) if talk else ""
    met_on = date_text(day, local_date(here.now, here.time_zone), here.locale, here.t)
    title = title_of(event, here) if event else ""
    return {
        "url": f"/contacts/{contact['id']}",
        "name": here.t("contacts.san", name=display_name(contact, here.t, "")),
        "is_latin": is_latin(display_name(contact, here.t, "")),
        "met_text": " ".join(part for part in (met_on, title) if part),
    }


def _count(known: Sequence[Record], here: Here) -> Context:
    count = rules.real_conversations(known)
    band = rules.conversation_band(count)
    return {
        "count": str(count),
        "of_text": here.t("events.people" if band == "wide" else "events.of_people", n=rules.MOST),
        "knots": [{"is_tied": n < count} for n in range(rules.MOST)],
        "band": band,
        "band_text": here.t(f"events.band.{band}", n=rules.MOST - count),
    }


def _goals(
    goals: Sequence[Record], known: Sequence[Record], contacts: Mapping[str, Record], here: Here
) -> Context:
    """Memos wait on the page of preparations: here stands only what can be reached."""
    rows = []
    for goal in filter(is_goal, goals):
        count = progress(goal, known, contacts)
        rows.append({
            "words": words(goal, here),
            "progress_text": progress_text(goal, count, here),
            "is_reached": is_reached(goal, count),
            "percent": str(min(100, count * 100 // goal["target_number"])),
        })  # fmt: skip
    return {"goals": rows, "has_goals": bool(rows)}


def _targets(event: Record, around: Record, known: Sequence[Record], here: Here) -> Context:
    """Whom to look for: first those not met yet, each with the ids of the card that a tap makes."""
    contacts = around["contacts"]
    talks = {each["contact_id"]: each["id"] for each in reversed(known)}
    wanted = [each for each in around["attendees"] if each["is_target"]]
    open_ones = [each for each in wanted if each["contact_id"] not in contacts]
    met = [each for each in wanted if each["contact_id"] in contacts]
    return {
        "targets": [
            {
                "attendee_id": each["id"],
                "name": _called(each, here),
                "reason": each["reason"],
                **_ids(around["first_id"], n + 1),
            }
            for n, each in enumerate(open_ones[:TARGETS])
        ],
        "met_targets": [
            {
                "name": _called(each, here),
                "url": _note_url(each["contact_id"], talks.get(each["contact_id"], "")),
            }
            for each in met[:TARGETS]
        ],
        "has_targets": bool(wanted),
        "more_url": f"/events/{event['id']}/prepare"
        if len(open_ones) > TARGETS or len(met) > TARGETS
        else "",
        "has_list": bool(around["attendees"]),
        "prepare_url": f"/events/{event['id']}/prepare",
    }


def _person(each: Record, contacts: Mapping[str, Record], here: Here) -> Context:
    talk = each["encounter"]
    contact = contacts[talk["contact_id"]]
    time = local_time(talk["met_at"], here.time_zone)
    when = here.t("venue.order", n=each["order"], time=time)
    row = person_row(contact, talk, when, False, here)
    # At the venue one writes: the note is one tap away (R11).
    return {**row, "url": _note_url(contact["id"], talk["id"])}


def _script(script: Record | None, here: Here) -> Context:
    parts = [
        {"label": here.t(f"preparations.{part}"), "text": script[part]}
        for part in PARTS
        if script and script[part]
    ]
    return {"script_parts": parts, "has_script": bool(parts)}


def _quick(event: Record, known: Sequence[Record], around: Record, here: Here) -> Context:
    """A line to type into during a call: name, company, room (R50)."""
    quick, ids = around["quick"], _ids(around["first_id"], 0)
    wrong = next(iter(quick["errors"].items()), None)
    return {
        "has_quick": event["mode"] in ("online", "hybrid"),
        **{name: quick["ids"].get(name, id) for name, id in ids.items()},
        "quick_rendered": canonical_json(dict.fromkeys(_QUICK, "")),
        **{field: quick[field] for field in ("name", "organization", "room", "saved_id")},
        "rooms": rooms(known),
        "quick_error": _wrong(wrong[0], wrong[1], here) if wrong else "",
    }


def _wrong(field: str, key: str, here: Here) -> str:
    label = here.t("contacts.note.room" if field == "room" else f"contacts.fields.{field}")
    return here.t("contacts.not_saved", field=label, reason=here.t(key))


def _ids(first_id: str, place: int) -> dict[str, str]:
    return {name: nth_change_id(first_id, 4 * place + n) for n, name in enumerate(IDS)}


def _called(attendee: Record, here: Here) -> str:
    name = without_honorific(attendee["name"])
    return here.t("contacts.san", name=name) if name else shown_name(attendee, here)


def _note_url(contact_id: str, encounter_id: str) -> str:
    asked = f"?encounter={encounter_id}" if encounter_id else ""
    return f"/contacts/{contact_id}/note{asked}"
