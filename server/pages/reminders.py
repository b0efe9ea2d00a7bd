"""Records -> how reminders are set, and what the private calendar shows. Settings and feed are the office's alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from server.domain.event import is_past
from server.domain.moment import later
from server.pages.events import title_of
from server.pages.follow_ups import UNKNOWN, thanked_name
from server.pages.here import Here
from server.pages.next_step import calendar_events

Record = Mapping[str, Any]
Context = dict[str, Any]

# A deadline is a short event before it, so that a calendar shows it at all.
DEADLINE_MINUTES = 15
_USUAL_EVENT_MINUTES = 120


def reminders_context(preference: Record, known: Record, shown: Record) -> Context:
    """Promise the context of settings/_reminders.html: everything under the one name `reminders`.

    known: has_feed, can_mail, push_key; shown: error (a key), email (as typed), is_saved, feed_url (just made).
    """
    return {
        "reminders": {
            "revision": preference.get("revision", 0),
            "are_on": preference.get("reminders", "") != "off",
            "reminder_email": shown.get("email", preference.get("reminder_email", "")),
            "email_error": shown.get("error", ""),
            "is_saved": bool(shown.get("is_saved")),
            "feed_url": shown.get("feed_url", ""),
            **known,
        }
    }


def feed_events(
    events: Iterable[Record],
    waiting: Sequence[Record],
    steps: Sequence[Record],
    contacts: Mapping[str, Record],
    here: Here,
) -> list[Context]:
    """Promise what a calendar shows: events one goes to, deadlines of thanks, next steps. Its reader is its owner."""
    going = [each for each in events if each["decision"] == "going" and each["starts_at"]]
    return [
        *(_event(each, here) for each in going if not is_past(each, here.now)),
        *(_deadline(each, contacts, here) for each in waiting if each["due_at"]),
        *calendar_events(steps, contacts, here),
    ]


def _event(event: Record, here: Here) -> Context:
    return {
        "uid": f"{event['id']}@enishi",
        "starts_at": event["starts_at"],
        "ends_at": event["ends_at"] or later(event["starts_at"], _USUAL_EVENT_MINUTES),
        "summary": title_of(event, here),
        "location": event["venue"],
        "url": event["url"],
        "description": "",
        "is_certain": True,
        "alarms": [],
    }


def _deadline(follow_up: Record, contacts: Mapping[str, Record], here: Here) -> Context:
    card = contacts.get(follow_up["contact_id"], UNKNOWN)
    who = thanked_name(card, follow_up, here)
    return {
        "uid": f"{follow_up['id']}-due@enishi",
        "starts_at": later(follow_up["due_at"], -DEADLINE_MINUTES),
        "ends_at": follow_up["due_at"],
        "summary": here.t("reminders.feed_due", name=who),
        "location": "",
        "url": "",
        "description": card["organization"],
        "is_certain": True,
        "alarms": [180],
    }
