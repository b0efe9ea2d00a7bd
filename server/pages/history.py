"""Records -> everything that happened with one person in one line of time, over all events (R15). No rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.moment import moment_text
from server.domain.text import one_line
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]


def history_context(
    talks: Sequence[Record], events: Mapping[str, Record], messages: Sequence[Record], here: Here
) -> Context:
    """Promise what contacts/_history.html needs: meetings and messages, the newest first."""
    found = [
        *((talk["met_at"], talk["id"], _meeting(talk, events, here)) for talk in talks),
        *((each["sent_at"], each["id"], _message(each, here)) for each in messages),
    ]
    found.sort(key=lambda entry: (entry[0], entry[1]), reverse=True)
    entries = [
        {
            "when_text": moment_text(at, here.now, here.time_zone, here.locale, here.t),
            **entry,
        }
        for at, _, entry in found
    ]
    return {"history": entries, "has_history": bool(messages) or len(talks) > 1}


def _meeting(talk: Record, events: Mapping[str, Record], here: Here) -> Context:
    event = events.get(talk["event_id"])
    title = event["title"] if event else ""
    text = here.t("follow_ups.history_met_at", event=title) if title else ""
    return {
        "text": text or here.t("follow_ups.history_met"),
        "detail": "",
        "url": f"#talk-{talk['id']}",
        "is_message": False,
    }


def _message(message: Record, here: Here) -> Context:
    how = here.t(f"follow_ups.channel.{message['channel'] or 'other'}")
    called = message["channel"] == "phone"
    text = here.t("follow_ups.history_called") if called else ""
    follow_up_id = message["follow_up_id"]
    return {
        "text": text or here.t("follow_ups.history_sent", how=how),
        "detail": one_line(message["subject"]),
        "url": f"/follow-ups/{follow_up_id}" if follow_up_id else "",
        "is_message": True,
    }
