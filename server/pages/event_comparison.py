"""Records -> the context of several events side by side. Nothing here ranks them: the reader chooses."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import event as rules
from server.domain.event_check import CHECKS, verdict
from server.domain.target_class import known_classes
from server.domain.text import one_line
from server.pages.event_verdict import advice_rows, cost_rows, score_text
from server.pages.events import place_of, title_of, when_text
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

MOST_CHOSEN = 4


def candidates(events: Sequence[Record], asked: Sequence[str], now: str) -> list[Record]:
    """Promise the events to lay side by side: those asked for, else the next four that are still open (R2).

    events: all, newest day first. What is over or was passed on is compared only when asked for.
    """
    chosen = [each for each in reversed(events) if each["id"] in asked]
    if chosen:
        return chosen[:MOST_CHOSEN]
    return open_events(events, now)[:MOST_CHOSEN]


def open_events(events: Sequence[Record], now: str) -> list[Record]:
    """Promise the events that can still be chosen, the next one first, those without a day last."""
    coming = [each for each in reversed(events) if not rules.is_past(each, now)]
    waiting = [each for each in coming if each["decision"] != "passed"]
    return sorted(waiting, key=lambda each: not each["held_on"])


def comparison_context(
    chosen: Sequence[Record], events: Sequence[Record], around: Record, here: Here
) -> Context:
    """Promise the context of events/comparison.html.

    chosen: the events side by side; events: all; around: organizers by id, figures, preference.
    """
    ids = {each["id"] for each in chosen}
    offered = open_events(events, here.now)
    offered += [each for each in chosen if each["id"] not in {one["id"] for one in offered}]
    return {
        "page_title": here.t("choosing.compare"),
        "tab": "events",
        "rows": [_row(each, around, here) for each in chosen],
        "has_rows": len(chosen) > 1,
        "offered": [
            {
                "id": each["id"],
                "field_id": f"event-{each['id']}",
                "label": title_of(each, here),
                "is_chosen": each["id"] in ids,
            }
            for each in offered
        ],
        "has_choice": len(offered) > 1,
    }


def _row(event: Record, around: Record, here: Here) -> Context:
    known = {
        "organizer": around["organizers"].get(event["organizer_id"]),
        "figures": around["figures"],
        "preference": around["preference"],
    }
    organizer = known["organizer"]
    classes = [
        here.t(f"events.target_class.{each}") for each in known_classes(event["target_classes"])
    ]
    costs = cost_rows(event, known["preference"], here)
    advised = [each for each in advice_rows(event, known, here) if each["tone"] != "note"]
    scores = {check: event[f"check_{check}"] or "none" for check in CHECKS}
    return {
        "id": event["id"],
        "url": f"/events/{event['id']}",
        "title": title_of(event, here),
        "when_text": when_text(event, here),
        "place_text": place_of(event, here),
        "organizer_name": organizer["name"] if organizer else "",
        "who_to_meet": one_line(event["who_to_meet"]) or here.t("choosing.nothing"),
        "what_to_gain": one_line(event["what_to_gain"]) or here.t("choosing.nothing"),
        "classes_text": "・".join(classes),
        **{f"check_{check}": here.t(f"events.score.{scores[check]}") for check in CHECKS},
        **{f"level_{check}": scores[check] for check in CHECKS},
        "total_text": score_text(event, here) or here.t("choosing.nothing"),
        "verdict_text": here.t(f"choosing.verdict.{verdict(event)}"),
        "costs": costs,
        "has_costs": bool(costs),
        "advice": advised,
        "has_advice": bool(advised),
        "decision_text": here.t(f"events.decision.{event['decision'] or 'none'}"),
    }
