"""Records -> the context of an organizer's page: who they are, what came of their events. Private to the user."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.contact import web_href
from server.domain.event_cost import cost
from server.domain.text import canonical_json
from server.pages.event_verdict import score_text, yen_text
from server.pages.events import groups, title_of, when_text
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

ASKED = ("name", "url", "aims", "has_solicited", "solicitation_note")


def show_context(organizer: Record, sent: Record, around: Record, here: Here) -> Context:
    """Promise the context of organizers/show.html.

    sent: {} at first, else values, errors, revision and rendered of the form; around: events (all),
    history (events of this organizer, newest first), figures (of past events).
    """
    printed = {field: organizer[field] for field in ASKED}
    values = {**printed, **sent.get("values", {})}
    errors = sent.get("errors", {})
    history = history_rows(around["history"], around["figures"], here)
    mine = {event["id"] for event in around["history"]}
    costs = cost([each for each in around["figures"] if each["id"] in mine])
    return {
        "page_title": organizer["name"] or here.t("organizers.unnamed"),
        "tab": "events",
        "id": organizer["id"],
        "url": f"/organizers/{organizer['id']}",
        "revision": sent.get("revision", organizer["revision"]),
        "rendered": sent.get("rendered", canonical_json(printed)),
        "organizer": {field: values[field] for field in ASKED},
        "site_url": web_href(organizer["url"]) if organizer["url"] else "",
        "is_flagged": organizer["has_solicited"],
        "history": history,
        "has_history": bool(history),
        "history_text": here.t("organizers.count", n=len(history)),
        "cost_text": here.t(
            "organizers.cost", yen=yen_text(costs["per_real"], here), n=costs["real"]
        )
        if costs["real"]
        else "",
        "errors": {field: errors.get(field, "") for field in ASKED},
        "has_errors": bool(errors),
        "error_list": [
            {"field": field, "label": here.t(f"organizers.fields.{field}"), "key": errors[field]}
            for field in ASKED
            if field in errors
        ],
        "is_empty": not around["events"],
        **groups(around["events"], "", here),
    }


def history_rows(events: Sequence[Record], figures: Sequence[Record], here: Here) -> list[Context]:
    """Promise what came of these events, in their order: day, decision, points, people talked with (R17)."""
    known = {each["id"]: each for each in figures}
    return [
        {
            "url": f"/events/{event['id']}",
            "title": title_of(event, here),
            "line": _line(event, known.get(event["id"]), here),
        }
        for event in events
    ]


def _line(event: Record, figure: Record | None, here: Here) -> str:
    parts = [
        when_text(event, here),
        here.t(f"events.decision.{event['decision']}") if event["decision"] else "",
        score_text(event, here),
    ]
    if figure and figure["met"]:
        parts.append(here.t("today.talked_with", n=figure["real"]))
    if event["was_solicited"] == "yes":
        parts.append(here.t("organizers.solicited_there"))
    return "・".join(part for part in parts if part)
