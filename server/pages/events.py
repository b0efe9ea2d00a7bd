"""Records -> the contexts of the event list, of one event's form and of the venue. No rules live here."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import event as rules
from server.domain.contact import web_href
from server.domain.moment import date_text, local_date, local_time
from server.domain.text import canonical_json, one_line
from server.pages.contacts import person_row
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

# The order in which the form asks, and in which the summary names what is wrong.
ASKED = (
    *("title", "who_to_meet", "what_to_gain", "held_on", "starts_at", "ends_at", "venue", "mode"),
    *("fee_yen", "url", "decision"),
)


def nothing(time_zone: str) -> dict[str, Any]:
    """Promise an event of which nothing is known but its zone."""
    return {**dict.fromkeys(rules.FIELDS, ""), "fee_yen": None, "time_zone": time_zone}


def index_context(events: Sequence[Record], here: Here) -> Context:
    """Promise the context of events/index.html; events come newest day first."""
    return {
        "page_title": here.t("events.title"),
        "tab": "events",
        "is_empty": not events,
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


def form_context(event: Record, sent: Record, asked: Record, here: Here) -> Context:
    """Promise the context of events/new.html and events/show.html.

    event: the record, or nothing(); sent: {} at first, else the values (as printed), errors,
    revision and rendered that the form came with; asked: id, is_new, events.
    """
    printed = rules.printed(event)
    values = {**printed, **sent.get("values", {})}
    title = here.t("events.new") if asked["is_new"] else title_of(event, here)
    return {
        "page_title": title,
        "tab": "events",
        "id": asked["id"],
        "is_new": asked["is_new"],
        "url": "/events" if asked["is_new"] else f"/events/{asked['id']}",
        "revision": sent.get("revision", event.get("revision", 0)),
        "rendered": sent.get("rendered", canonical_json(printed)),
        "event": values,
        "when_text": when_text(event, here),
        "site_url": web_href(event["url"]) if event["url"] else "",
        "is_open": not asked["is_new"] and rules.door(event, here.now) != "",
        "time_zone": event["time_zone"],
        "is_other_zone": event["time_zone"] != here.time_zone,
        "modes": _choices("mode", rules.MODES, values["mode"], here),
        "decisions": _choices("decision", rules.DECISIONS, values["decision"], here),
        **_errors(sent.get("errors", {}), here),
        "is_empty": not asked["events"],
        **groups(asked["events"], asked["id"], here),
    }


def deleted_context(event: Record, here: Here) -> Context:
    """Promise the context of events/_deleted.html: what happened, and the way back."""
    return {
        "id": event["id"],
        "revision": event["revision"],
        "deleted_text": here.t("events.deleted", title=title_of(event, here)),
    }


def venue_context(
    event: Record, met: Sequence[Record], contacts: Mapping[str, Record], here: Here
) -> Context:
    """Promise the context of events/venue.html.

    met: the encounters of this event, newest first; contacts: by id, those in the trash left out.
    """
    known = [each for each in met if each["contact_id"] in contacts]
    count = rules.real_conversations(known)
    band = rules.conversation_band(count)
    return {
        "page_title": title_of(event, here),
        "tab": "events",
        "event_url": f"/events/{event['id']}",
        "when_text": _hours_and_place(event, here),
        "count": str(count),
        "of_text": here.t("events.people" if band == "wide" else "events.of_people", n=rules.MOST),
        "knots": [{"is_tied": n < count} for n in range(rules.MOST)],
        "band": band,
        "band_text": here.t(f"events.band.{band}", n=rules.MOST - count),
        "has_purpose": bool(event["who_to_meet"] or event["what_to_gain"]),
        "who_to_meet": event["who_to_meet"],
        "what_to_gain": event["what_to_gain"],
        "rows": [_person(each, contacts[each["contact_id"]], here) for each in known],
        "has_rows": bool(known),
        "opener_text": _opener(event, here),
        "photo_url": f"/contacts/new?by=photo&event={event['id']}",
        "typing_url": f"/contacts/new?by=typing&event={event['id']}",
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


def _hours(event: Record) -> str:
    starts_at = local_time(event["starts_at"], event["time_zone"])
    ends_at = local_time(event["ends_at"], event["time_zone"])
    return f"{starts_at}–{ends_at}" if ends_at else starts_at


def _hours_and_place(event: Record, here: Here) -> str:
    place = event["venue"] or (here.t("events.mode.online") if event["mode"] == "online" else "")
    return "・".join(part for part in (_hours(event), place) if part)


def _row(event: Record, current: str, here: Here) -> Context:
    place = event["venue"] or (here.t(f"events.mode.{event['mode']}") if event["mode"] else "")
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
        "is_current": event["id"] == current,
    }


def _fee(event: Record, here: Here) -> str:
    fee = event["fee_yen"]
    if not fee:
        return "" if fee is None else here.t("events.free")
    return here.t("events.yen", n=f"{fee:,}")


def _opener(event: Record, here: Here) -> str:
    """What to say to the organiser, with the purpose in it (R47)."""
    who = one_line(event["who_to_meet"])
    return here.t("events.opener_two", who=who) if who else here.t("events.opener_two_plain")


def _person(talk: Record, contact: Record, here: Here) -> Context:
    return person_row(contact, talk, local_time(talk["met_at"], here.time_zone), False, here)


def _choices(field: str, choices: Sequence[str], chosen: str, here: Here) -> list[Context]:
    return [
        {
            "value": choice,
            "field_id": f"{field}-{choice}",
            "label": here.t(f"events.{field}.{choice}"),
            "is_chosen": choice == chosen,
        }
        for choice in choices
    ]


def _errors(errors: Mapping[str, str], here: Here) -> Context:
    wrong = [field for field in ASKED if field in errors]
    wrong += [field for field in errors if field not in ASKED]
    return {
        "errors": {field: errors.get(field, "") for field in ASKED},
        "has_errors": bool(wrong),
        "error_list": [
            {"field": field, "label": here.t(f"events.fields.{field}"), "key": errors[field]}
            for field in wrong
        ],
    }
