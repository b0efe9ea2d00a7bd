"""Records -> the contexts of an event's forms: the short one of a new event, and the parts of one that is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import event as rules
from server.domain import event_check as checks
from server.domain import event_form as written
from server.domain.contact import web_href
from server.domain.stage import next_act, stages
from server.domain.target_class import TARGET_CLASSES
from server.pages.event_verdict import verdict_context
from server.pages.events import groups, title_of, when_text
from server.pages.here import Here
from server.pages.organizers import history_rows

Record = Mapping[str, Any]
Context = dict[str, Any]

# The order in which the new form asks, and in which its summary names what is wrong.
ASKED = (
    *(
        "title",
        "held_on",
        "starts_at",
        "ends_at",
        "venue",
        "mode",
        "organizer_name",
        "fee_yen",
        "url",
    ),
)
_CHOICES = {
    "mode": rules.MODES,
    **{f"check_{check}": checks.SCORES for check in checks.CHECKS},
    "solicitation_risk": ("none", "suspected", "unknown"),
    "was_solicited": ("no", "yes"),
}
_LISTS = {
    "target_classes": (TARGET_CLASSES, "target_class"),
    "attendee_classes": (TARGET_CLASSES, "target_class"),
    "formats": (checks.FORMATS, "format"),
    "organizer_answers": (checks.ORGANIZER_ANSWERS, "organizer_answer"),
}


def new_context(event: Record, sent: Record, asked: Record, here: Here) -> Context:
    """Promise the context of events/new.html.

    event: empty but for its zone; sent: values (as printed), errors, organizer_name; asked: id,
    organizer_id (for a new organizer), organizers, events, is_read (text was just read into the form).
    """
    values = {**written.printed(event), **sent.get("values", {})}
    return {
        "page_title": here.t("events.new"),
        "tab": "events",
        "id": asked["id"],
        "organizer_id": asked["organizer_id"],
        "event": {field: values[field] for field in ASKED if field in values},
        "organizer_name": sent.get("organizer_name", ""),
        "known_organizers": [each["name"] for each in asked["organizers"] if each["name"]],
        "time_zone": event["time_zone"],
        "is_other_zone": event["time_zone"] != here.time_zone,
        "choices": {"mode": _choices("mode", rules.MODES, values["mode"], here)},
        "read_text": _read_text(asked["is_read"], sent, here),
        **error_context(sent.get("errors", {}), ASKED, here),
        "is_empty": not asked["events"],
        **groups(asked["events"], "", here),
    }


def show_context(event: Record, around: Record, here: Here) -> Context:
    """Promise the context of events/show.html.

    around: events (all), organizers, organizer (or None), history (its events, newest first), figures (of
    past events), preference, done (for the stages), organizer_id (for a new one).
    """
    values, organizer = written.printed(event), around["organizer"]
    is_past, door = rules.is_past(event, here.now), rules.door(event, here.now)
    others = [each for each in around["history"] if each["id"] != event["id"]]
    history = history_rows(others, around["figures"], here)
    return {
        "page_title": title_of(event, here),
        "tab": "events",
        "id": event["id"],
        "url": f"/events/{event['id']}",
        "event": {field: value for field, value in values.items() if field not in _LISTS},
        "when_text": when_text(event, here),
        "site_url": web_href(event["url"]) if event["url"] else "",
        "is_past": is_past,
        "is_open": door != "",
        "is_going": event["decision"] == "going",
        "is_undecided": event["decision"] not in ("going", "passed"),
        "answered": {check: _score(event[f"check_{check}"], here) for check in checks.CHECKS},
        "decision_text": here.t(f"events.decision.{event['decision'] or 'none'}"),
        "is_other_zone": event["time_zone"] != here.time_zone,
        "time_zone": event["time_zone"],
        "states": {part: state_context(event, part, None, here) for part in written.PARTS},
        "choices": {
            **{f: _choices(f, all_, values[f], here) for f, all_ in _CHOICES.items()},
            **{f: _marks(f, values[f], here) for f in _LISTS},
        },
        "organizer_id": around["organizer_id"],
        "has_organizer": organizer is not None,
        "organizer_name": organizer["name"] if organizer else "",
        "organizer_page": f"/organizers/{organizer['id']}" if organizer else "",
        "organizer_site": web_href(organizer["url"]) if organizer and organizer["url"] else "",
        "known_organizers": [each["name"] for each in around["organizers"] if each["name"]],
        "history": history,
        "has_history": bool(history),
        "history_text": here.t("organizers.times", n=len(history)),
        **live_context(event, around, here),
        "is_empty": False,
        **groups(around["events"], event["id"], here),
    }


def live_context(event: Record, around: Record, here: Here) -> Context:
    """Promise what changes with every part that is kept: verdict, stages, the next act."""
    act = next_act(event, around["done"], here.now)
    states = stages(event, around["done"], here.now)
    names = ("choose", "prepare", "meet", "connect", "review")
    return {
        **verdict_context(event, around, here),
        "stages": [
            {"state": state, "title": here.t(f"today.{name}"), "said": here.t(f"today.is_{state}")}
            for name, state in zip(names, states, strict=True)
        ],
        "act_text": here.t(f"today.act.{act}") if act else "",
        "act_url": act_url(event, act),
    }


def act_url(event: Record, act: str) -> str:
    """Promise where the next act is done; "" when one can only wait."""
    page = f"/events/{event['id']}"
    places = {
        "write_purpose": f"{page}#who_to_meet",
        "decide": f"{page}#checks",
        "set_goal": f"{page}/prepare",
        "write_introduction": f"{page}/prepare",
        "enter_venue": f"{page}/venue",
        "note_people": f"{page}/venue",
        "thank": "/follow-ups",
        "review": f"{page}/review",
    }
    return places.get(act, "")


def state_context(event: Record, part: str, errors: Record | None, here: Here) -> Context:
    """Promise the context of events/_state.html: what a part is compared with, and what to say.

    event: the record as the form shows it; errors: None before anything was saved, {} when it was.
    """
    return {
        "part": part,
        "id": event["id"],
        "revision": event["revision"],
        "rendered": written.part_text(written.printed(event), part),
        "saved_text": here.t("choosing.saved") if errors == {} else "",
        **error_context(errors or {}, written.PARTS[part], here),
    }


def error_context(errors: Record, fields: Sequence[str], here: Here) -> Context:
    """Promise the words beside the fields, and the summary over them."""
    wrong = [field for field in fields if field in errors]
    wrong += [field for field in errors if field not in fields]
    return {
        "errors": {field: errors.get(field, "") for field in fields},
        "field_errors": [
            {"field": field, "key": errors.get(field, "")}
            for field in (*fields, *(each for each in errors if each not in fields))
        ],
        "has_errors": bool(wrong),
        "error_list": [
            {"field": field, "label": here.t(f"events.fields.{field}"), "key": errors[field]}
            for field in wrong
        ],
    }


def _read_text(is_read: bool, sent: Record, here: Here) -> str:
    if not is_read:
        return ""
    return here.t("choosing.read" if sent.get("values") else "choosing.nothing_read")


def _score(score: str, here: Here) -> str:
    """What was answered stands beside its question; the rest is one tap away."""
    return here.t(f"events.score.{score}") if score in checks.SCORES else ""


def _choices(field: str, choices: Sequence[str], chosen: str, here: Here) -> list[Context]:
    words = "score" if field.startswith("check_") else field
    return [
        {
            "value": choice,
            "field_id": f"{field}-{choice}",
            "label": here.t(f"events.{words}.{choice}"),
            "is_chosen": choice == chosen,
        }
        for choice in choices
    ]


def _marks(field: str, chosen: Sequence[str], here: Here) -> list[Context]:
    choices, words = _LISTS[field]
    return [
        {
            "value": choice,
            "field_id": f"{field}-{choice}",
            "label": here.t(f"events.{words}.{choice}"),
            "is_chosen": choice in chosen,
        }
        for choice in choices
    ]
