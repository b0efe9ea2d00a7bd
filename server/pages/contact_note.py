"""Records -> the context of the conversation note. Saving is in web and sync."""

from collections.abc import Mapping
from typing import Any

from server.domain import name
from server.domain.encounter import MARKS, TEXTS, offers_real_mark
from server.domain.moment import local_time, moment_text
from server.domain.text import canonical_json
from server.pages.contacts import list_rows
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

QUESTIONS = 4


def note_context(
    contact: Record, talk: Record, around: Record, question: int, here: Here
) -> Context:
    """Promise the context of contacts/note.html.

    talk: the encounter, revision 0 when it is not made yet; around: event (or None), follow_up
    (or None), contacts and latest for the list pane; question: 1 to 4.
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
        "is_real": talk["is_real_conversation"],
        "wants_again": talk["wants_to_meet_again"],
        **state_context(talk, None, here),
        **question_context(contact["id"], talk["id"], question, here),
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
        "rendered": canonical_json({field: talk[field] for field in (*TEXTS, *MARKS)}),
        "offers_real": offers_real_mark(talk),
        "saved_text": here.t("contacts.saved") if errors == {} else "",
        "error_text": _wrong_text(*wrong, here) if wrong else "",
    }


def question_context(contact_id: str, encounter_id: str, question: int, here: Here) -> Context:
    """Promise the context of contacts/_question.html: one of the questions to ask, and its neighbours."""
    place = min(max(question, 1), QUESTIONS)
    url = f"/contacts/{contact_id}/note?encounter={encounter_id}&question="
    return {
        "question": here.t(f"contacts.question.{place}"),
        "question_place": here.t("contacts.question_place", n=place, total=QUESTIONS),
        "has_before": place > 1,
        "before_url": f"{url}{place - 1}",
        "has_next": place < QUESTIONS,
        "next_url": f"{url}{place + 1}",
    }


def _wrong_text(field: str, key: str, here: Here) -> str:
    return here.t("contacts.not_saved", field=here.t(f"contacts.note.{field}"), reason=here.t(key))
