"""Records -> the context of the first page: the one thing to do now, and where the next event stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import event as rules
from server.domain import follow_up as thanks
from server.domain.moment import (
    heading_date,
    later,
    local_date,
    local_time,
    next_day,
    remaining,
    remaining_text,
)
from server.domain.stage import next_act, stages
from server.domain.text import one_line
from server.pages.event_form import act_url
from server.pages.event_verdict import score_text
from server.pages.events import title_of, when_text
from server.pages.follow_ups import UNKNOWN, called, due_text, thanked_name
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

_SHOWN = 3
_MORNING, _NOON, _EVENING = "04:00", "11:00", "18:00"
_TALKED = ("looking_for", "challenge", "business", "focus", "note")


def show_context(found: Record, here: Here) -> Context:
    """Promise the context of today/show.html.

    found: display_name, events (all), open (follow-ups by deadline), contacts and encounters of
    the open ones by id; focus (the event whose stages are shown, or None), done (for them) and met (its
    encounters); unfinished (other events, each with the act that waits there).
    """
    today = local_date(here.now, here.time_zone)
    coming = rules.next_event(found["events"], here.now)
    return {
        "page_title": here.t("today.title"),
        "tab": "today",
        "heading": heading_date(today, here.locale, here.t),
        "greeting": _greeting(found["display_name"], here),
        **_hero(found, coming, here),
        "has_steps": found["focus"] is not None,
        "steps": _steps(found["focus"], found, here) if found["focus"] else [],
        "unfinished": [_unfinished(event, act, here) for event, act in found["unfinished"]],
    }


def first_to_thank(follow_ups: Sequence[Record], now: str) -> list[Record]:
    """Promise the open follow-ups as they are shown: those in time, then the late ones, then those put off."""
    return sorted(
        follow_ups,
        key=lambda each: (thanks.is_snoozed(each, now), thanks.is_late(each["due_at"], now)),
    )


def _greeting(display_name: str, here: Here) -> str:
    time = local_time(here.now, here.time_zone)
    part = (
        "morning" if _MORNING <= time < _NOON else "day" if _NOON <= time < _EVENING else "evening"
    )
    words = one_line(display_name).split(" ")
    return here.t(f"today.greeting_{part}", name=words[0]) if words[0] else ""


def _hero(found: Record, coming: Record | None, here: Here) -> Context:
    """The one thing to do: the open door, thanks, the door of later today, or an event to enter."""
    at_door, waiting = rules.event_at_door(found["events"], here.now), found["open"]
    if at_door and (not waiting or rules.door(at_door, here.now) == "open"):
        return {**_no_hero(), **_venue(at_door, len(waiting), here)}
    if waiting:
        return {**_no_hero(), **_thanks(waiting, found, here)}
    if coming:
        return _no_hero()
    word = "again" if found["events"] else "first"
    return {**_no_hero(), "hero": word, "hero_title": here.t(f"today.{word}_event")}


def _no_hero() -> Context:
    texts = ("hero", "hero_title", "hero_text", "hero_url", "hero_action", "due_text", "due_at")
    return {
        **dict.fromkeys(texts, ""),
        "thanks_line": "",
        "percent": 0,
        "is_late": False,
        "is_warm": False,
        "people": [],
    }


def _venue(event: Record, waiting: int, here: Here) -> Context:
    place = "・".join(part for part in (when_text(event, here), event["venue"]) if part)
    return {
        "hero": "venue",
        "hero_title": title_of(event, here),
        "hero_text": place,
        "hero_url": f"/events/{event['id']}/venue",
        "hero_action": here.t("today.enter_venue"),
        "thanks_line": here.t("today.still_to_thank", n=waiting) if waiting else "",
    }


def _thanks(follow_ups: Sequence[Record], found: Record, here: Here) -> Context:
    ordered = first_to_thank(follow_ups, here.now)
    first, cards = ordered[0], found["contacts"]
    late = thanks.is_late(first["due_at"], here.now)
    card = cards.get(first["contact_id"], UNKNOWN)
    who = called(card, thanked_name(card, first, here), here)
    left = remaining_text(remaining(first["due_at"], here.now), here.t)
    return {
        "hero": "thanks",
        "hero_title": _whom_to_thank(ordered, here),
        "hero_text": _where_met(first, found, here),
        "hero_url": f"/follow-ups/{first['id']}",
        "hero_action": here.t("today.start_with", name=who),
        "due_text": here.t("follow_ups.late") if late else left,
        "due_at": "" if late else first["due_at"],
        "percent": thanks.percent_left(first["due_at"], here.now),
        "is_late": late,
        "is_warm": thanks.is_warm(first["due_at"], here.now),
        "people": [_person(each, found, here) for each in ordered[:_SHOWN]],
    }


def _whom_to_thank(follow_ups: Sequence[Record], here: Here) -> str:
    today = local_date(here.now, here.time_zone)
    named = {today: "today.thank_today", next_day(today, -1): "today.thank_yesterday"}
    days = {_met_on(each, here) for each in follow_ups}
    key = named.get(days.pop(), "today.thank") if len(days) == 1 else "today.thank"
    return here.t(key, n=len(follow_ups))


def _met_on(follow_up: Record, here: Here) -> str:
    due_at = follow_up["due_at"]
    return local_date(later(due_at, -thanks.ALLOWED_MINUTES), here.time_zone) if due_at else ""


def _where_met(follow_up: Record, found: Record, here: Here) -> str:
    """製造業DX交流会・20:30 まで."""
    talk = found["encounters"].get(follow_up["encounter_id"])
    titles = {event["id"]: event["title"] for event in found["events"]}
    where = titles.get(talk["event_id"], "") if talk else ""
    is_late = thanks.is_late(follow_up["due_at"], here.now)
    until = "" if is_late else due_text(follow_up, here)
    return "・".join(part for part in (where, until) if part)


def _person(follow_up: Record, found: Record, here: Here) -> Context:
    card = found["contacts"].get(follow_up["contact_id"], UNKNOWN)
    talk = found["encounters"].get(follow_up["encounter_id"])
    said = next((talk[field] for field in _TALKED if talk[field]), "") if talk else ""
    return {
        "name": called(card, thanked_name(card, follow_up, here), here),
        "talk": one_line(said) or here.t("today.no_note"),
    }


def _steps(event: Record, found: Record, here: Here) -> list[Context]:
    met, done = found["met"], found["done"]
    act = next_act(event, done, here.now)
    texts = {
        "choose": _choose(event, met, here),
        "prepare": _prepare(event, done, here),
        "meet": _meet(event, met, here),
        "connect": _connect(event, done["waiting"], here),
        "review": here.t("today.look_back"),
    }
    states = stages(event, done, here.now)
    return [
        {
            "state": state,
            "title": here.t(f"today.{step}"),
            "text": text,
            "url": act_url(event, act) if state == "now" else "",
            "action": here.t(f"today.act.{act}") if state == "now" else "",
        }
        for (step, text), state in zip(texts.items(), states, strict=True)
    ]


def _unfinished(event: Record, act: str, here: Here) -> Context:
    return {
        "url": act_url(event, act),
        "text": "・".join((title_of(event, here), here.t(f"today.act.{act}"))),
    }


def _choose(event: Record, met: Sequence[Record], here: Here) -> str:
    parts = [title_of(event, here)]
    # Whoever was there has decided, said or not.
    if event["decision"] or not met:
        parts.append(here.t(f"events.decision.{event['decision'] or 'none'}"))
    return "・".join(part for part in (*parts, score_text(event, here)) if part)


def _prepare(event: Record, done: Record, here: Here) -> str:
    who = one_line(event["who_to_meet"])
    text = here.t("today.who_to_meet", text=who) if who else here.t("today.nobody_to_meet")
    goals = here.t("today.goals", n=done["goals"]) if done["goals"] else ""
    return "・".join(part for part in (text, goals) if part)


def _meet(event: Record, met: Sequence[Record], here: Here) -> str:
    if met:
        return here.t("today.talked_with", n=rules.real_conversations(met))
    return "・".join(part for part in (when_text(event, here), event["venue"]) if part)


def _connect(event: Record, waiting: int, here: Here) -> str:
    if waiting:
        return here.t("today.still_to_thank", n=waiting)
    if not event["ends_at"]:
        return here.t("today.thank_within_a_day")
    return here.t("today.thank_by", time=local_time(event["ends_at"], event["time_zone"]))
