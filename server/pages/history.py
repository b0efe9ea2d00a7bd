"""Records -> everything that happened with one person in one line of time, over all events (R15). No rules."""

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain import introducing
from server.domain.follow_up import state
from server.domain.moment import moment_text
from server.domain.text import one_line
from server.pages.here import Here
from server.pages.introducing import called

Record = Mapping[str, Any]
Context = dict[str, Any]


def history_context(contact_id: str, past: Mapping[str, Any], here: Here) -> Context:
    """Promise what contacts/_history.html needs: all that happened with this person, the newest first.

    past: talks, messages, follow_ups, introductions (lists); events and contacts by id, for their names.
    """
    talks = [(each["met_at"], each["id"], _meeting(each, past, here)) for each in past["talks"]]
    found = [
        *talks,
        *((each["sent_at"], each["id"], _message(each, here)) for each in past["messages"]),
        *_skipped(past, here),
        *_introductions(contact_id, past, here),
    ]
    found.sort(key=lambda entry: (entry[0], entry[1]), reverse=True)
    entries = [
        {"when_text": moment_text(at, here.now, here.time_zone, here.locale, here.t), **entry}
        for at, _, entry in found
    ]
    # The talk alone is on the page already.
    return {"history": entries, "has_history": len(found) > len(talks) or len(talks) > 1}


def _meeting(talk: Record, past: Mapping[str, Any], here: Here) -> Context:
    event = past["events"].get(talk["event_id"])
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


def _skipped(past: Mapping[str, Any], here: Here) -> Iterator[tuple[str, str, Context]]:
    """Passing over ends a promise, so its last edit is the moment of it."""
    for each in past["follow_ups"]:
        if state(each) == "skipped":
            yield (
                each["updated_at"],
                each["id"],
                {
                    "text": here.t("follow_ups.history_skipped"),
                    "detail": one_line(each["skipped_reason"]),
                    "url": f"/follow-ups/{each['id']}",
                    "is_message": True,
                },
            )


def _introductions(
    contact_id: str, past: Mapping[str, Any], here: Here
) -> Iterator[tuple[str, str, Context]]:
    """A pair put aside was never introduced; of one received the text says its state, so what came of it follows."""
    for each in past["introductions"]:
        reached = introducing.state(each, here.now)
        if reached != "dismissed":
            yield (
                each["created_at"],
                each["id"],
                {
                    "text": _introduction_text(contact_id, each, past["contacts"], here),
                    "detail": one_line(each["result"])
                    if reached == "received"
                    else here.t(f"introductions.state.{reached}"),
                    "url": f"/introductions/{each['id']}",
                    "is_message": False,
                },
            )


def _introduction_text(
    contact_id: str, introduction: Record, contacts: Mapping[str, Record], here: Here
) -> str:
    first, second, introducer = (
        introduction[field] for field in ("first_contact_id", "second_contact_id", "introducer_id")
    )
    if introduction["direction"] != "received":
        other = second if first == contact_id else first
        return here.t("follow_ups.history_introduced", name=called(contacts.get(other), here))
    if introducer == contact_id:
        return here.t("follow_ups.history_introducer", name=called(contacts.get(first), here))
    if not introducer:
        return here.t("follow_ups.history_met_through")
    return here.t("follow_ups.history_introduced_by", name=called(contacts.get(introducer), here))
