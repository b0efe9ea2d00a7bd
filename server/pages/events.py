"""Records -> the contexts of the event list. Forms are in event_form, the venue in venue; no rules live here."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import event as rules
from server.domain.moment import date_text, local_date, local_time
from server.pages.event_verdict import score_text
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]


def index_context(events: Sequence[Record], here: Here) -> Context:
    """Promise the context of events/index.html; events come newest day first."""
    return {
        "page_title": here.t("events.title"),
        "tab": "events",
        "is_empty": not events,
        "can_compare": len(_choosable(events, here.now)) > 1,
        **groups(events, "", here),
    }


def groups(events: Sequence[Record], current: str, here: Here) -> Context:
    """Promise the list of events/_list.html: coming (next first), past, and passed on."""
    passed = [each for each in events if each["decision"] == "passed"]
    rest = [each for each in events if each["decision"] != "passed"]
    past = [each for each in rest if rules.is_past(each, here.now)]
    coming = [each for each in reversed(rest) if not rules.is_past(each, here.now)]
    dated = [each for each in coming if each["held_on"]]
    dated += [each for each in coming if not each["held_on"]]
    named = {"coming": dated, "past": past, "passed": passed}
    rows = {key: [_row(each, current, here) for each in found] for key, found in named.items()}
    return rows | {f"has_{key}": bool(found) for key, found in named.items()}


def deleted_context(event: Record, here: Here) -> Context:
    """Promise the context of events/_deleted.html: what happened, and the way back."""
    return {
        "id": event["id"],
        "revision": event["revision"],
        "deleted_text": here.t("events.deleted", title=title_of(event, here)),
    }


def when_text(event: Record, here: Here) -> str:
    """Promise day and hours of an event as its own clocks show them: 11/27(木) 19:00–21:00."""
    today = local_date(here.now, event["time_zone"])
    day = date_text(event["held_on"], today, here.locale, here.t)
    hours = _hours(event)
    if hours and event["time_zone"] != here.time_zone:
        hours = f"{hours} ({event['time_zone']})"
    return (" " if here.locale == "ja" else ", ").join(part for part in (day, hours) if part)


def title_of(event: Record, here: Here) -> str:
    """Promise the name of an event, or the word for one without a name."""
    return event["title"] or here.t("events.untitled")


def place_of(event: Record, here: Here) -> str:
    """Promise the venue, or else in which way an event is held; "" for neither."""
    return event["venue"] or (here.t(f"events.mode.{event['mode']}") if event["mode"] else "")


def hours_and_place(event: Record, here: Here) -> str:
    """Promise when and where, as one stands before the door: 18:30–20:30・大手町."""
    place = event["venue"] or (here.t("events.mode.online") if event["mode"] == "online" else "")
    return "・".join(part for part in (_hours(event), place) if part)


def _choosable(events: Sequence[Record], now: str) -> list[Record]:
    return [
        each for each in events if each["decision"] != "passed" and not rules.is_past(each, now)
    ]


def _hours(event: Record) -> str:
    starts_at = local_time(event["starts_at"], event["time_zone"])
    ends_at = local_time(event["ends_at"], event["time_zone"])
    return f"{starts_at}–{ends_at}" if ends_at else starts_at


def _row(event: Record, current: str, here: Here) -> Context:
    place = place_of(event, here)
    return {
        "id": event["id"],
        "url": f"/events/{event['id']}",
        "title": title_of(event, here),
        "line": "・".join(
            part for part in (when_text(event, here), place, _fee(event, here)) if part
        ),
        "decision_text": here.t(f"events.decision.{event['decision']}")
        if event["decision"]
        else "",
        "score_text": score_text(event, here),
        "is_current": event["id"] == current,
    }


def _fee(event: Record, here: Here) -> str:
    fee = event["fee_yen"]
    if not fee:
        return "" if fee is None else here.t("events.free")
    return here.t("events.yen", n=f"{fee:,}")
