"""Records -> the context of the conversation note. Saving is in web and sync."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import name
from server.domain.contact import KEYWORDS
from server.domain.encounter import DETAILS, MARKS, TEXTS, offers_real_mark
from server.domain.moment import local_time, moment_text
from server.domain.question import LADDER, place
from server.domain.room import roommates, rooms
from server.domain.target_class import TARGET_CLASSES
from server.domain.text import canonical_json
from server.pages.contacts import list_rows
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]


def note_context(
    contact: Record, talk: Record, around: Record, question: int, here: Here
) -> Context:
    """Promise the context of contacts/note.html.

    talk: the encounter, revision 0 when it is not made yet; around: event (or None), met (the
    encounters of that event, newest first), mates (contacts by id), follow_up (or None), contacts and
    latest for the list pane; question: 1 to 4, 0 for the first that is still open.
    """
    event, follow_up = around["event"], around["follow_up"]
    met_time = local_time(talk["met_at"], here.time_zone)
    return {
        "page_title": here.t("contacts.note_title"),
        "tab": "contacts",
        "contact_id": contact["id"],
        "name": name.display_name(contact, here.t, met_time),
        "is_latin": name.is_latin(name.full_name(contact)),
        "organization": contact["organization"],
        "when_text": moment_text(talk["met_at"], here.now, here.time_zone, here.locale, here.t),
        "event_title": event["title"] if event else "",
        "contact_url": f"/contacts/{contact['id']}",
        "venue_url": f"/events/{event['id']}/venue" if event else "",
        "thanks_url": f"/follow-ups/{follow_up['id']}" if follow_up else "",
        **{field: talk[field] for field in TEXTS},
        "room": talk["room"],
        "rooms": rooms(around["met"]),
        "target_classes": _classes(talk["target_class"], here),
        "is_real": talk["is_real_conversation"],
        "wants_again": talk["wants_to_meet_again"],
        **state_context(talk, None, here),
        **mates_context(talk, around["met"], around["mates"], here),
        **keywords_context(contact, {}, {}, here),
        **question_context(contact["id"], talk, question, here),
        "rows": list_rows(around["contacts"], around["latest"], contact["id"], here),
    }


def state_context(talk: Record, errors: Record | None, here: Here) -> Context:
    """Promise the context of contacts/_note_state.html: what the form is compared with, and what to say.

    errors: None before anything was saved; {} when it was; else field -> key.
    """
    wrong = next(iter((errors or {}).items()), None)
    return {
        "id": talk["id"],
        "revision": talk["revision"],
        "rendered": canonical_json({field: talk[field] for field in (*TEXTS, *DETAILS, *MARKS)}),
        "offers_real": offers_real_mark(talk),
        "saved_text": here.t("contacts.saved") if errors == {} else "",
        "error_text": _wrong_text(*wrong, here) if wrong else "",
    }


def mates_context(
    talk: Record, met: Sequence[Record], mates: Mapping[str, Record], here: Here
) -> Context:
    """Promise the context of contacts/_roommates.html: who shared the room, by name and linked (R50)."""
    found = [each for each in roommates(talk, met) if each["contact_id"] in mates]
    return {
        "has_mates": bool(found),
        "mates": [
            {
                "url": f"/contacts/{each['contact_id']}/note?encounter={each['id']}",
                "name": _mate(each, mates[each["contact_id"]], here),
            }
            for each in found
        ],
    }


def keywords_context(contact: Record, typed: Record, errors: Record, here: Here) -> Context:
    """Promise the context of contacts/_keywords.html: offers and needs as chips, and a line to add one.

    typed: words that could not be kept, by field; errors: field -> key.
    """
    return {
        "contact_id": contact["id"],
        "contact_revision": contact["revision"],
        "keywords": [
            {
                "field": field,
                "label": here.t(f"contacts.{field}"),
                "words": contact[field],
                "has_words": bool(contact[field]),
                "typed": typed.get(field, ""),
                "error": here.t(errors[field]) if field in errors else "",
            }
            for field in KEYWORDS
        ],
    }


def question_context(contact_id: str, talk: Record, question: int, here: Here) -> Context:
    """Promise the context of contacts/_question.html: one of the questions to ask, and its neighbours."""
    shown, total = place(question, talk), len(LADDER)
    field = LADDER[shown - 1]
    url = f"/contacts/{contact_id}/note?encounter={talk['id']}&question="
    return {
        "question": here.t(f"contacts.question.{shown}"),
        "question_place": here.t("contacts.question_place", n=shown, total=total),
        "answer_url": f"#{field}",
        "answer_text": here.t("contacts.question_answer", field=here.t(f"contacts.note.{field}")),
        "has_before": shown > 1,
        "before_url": f"{url}{shown - 1}",
        "has_next": shown < total,
        "next_url": f"{url}{shown + 1}",
    }


def _classes(chosen: str, here: Here) -> list[Context]:
    """The classes to choose from. One that only a newer version knows stays as it is, without a word of its own."""
    known = [(each, here.t(f"events.target_class.{each}")) for each in TARGET_CLASSES]
    strange = [(chosen, here.t("contacts.other_class"))] if chosen not in TARGET_CLASSES else []
    options = [("", here.t("contacts.no_class")), *known, *(strange if chosen else [])]
    return [
        {"value": value, "label": label, "is_chosen": value == chosen} for value, label in options
    ]


def _mate(talk: Record, contact: Record, here: Here) -> str:
    met_time = local_time(talk["met_at"], here.time_zone)
    return here.t("contacts.san", name=name.display_name(contact, here.t, met_time))


def _wrong_text(field: str, key: str, here: Here) -> str:
    return here.t("contacts.not_saved", field=here.t(f"contacts.note.{field}"), reason=here.t(key))
