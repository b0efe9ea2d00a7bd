"""Records -> the context of looking back on one evening (DESIGN-BRIEF 6.11). Several evenings are in reviews."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from server.domain import goal as goals
from server.domain import review as rules
from server.domain.event import conversation_band, is_past
from server.domain.event_check import FULL
from server.domain.moment import moment_text
from server.domain.text import canonical_json
from server.pages.event_verdict import minutes_text, yen_text
from server.pages.events import groups, title_of, when_text
from server.pages.goals import words
from server.pages.here import Here
from server.pages.outcomes import form_context, outcome_rows, sum_text
from server.pages.review_plots import length

Record = Mapping[str, Any]
Context = dict[str, Any]

_KNOTS = 5


def show_context(event: Record, held: Record, around: Record, sent: Record, here: Here) -> Context:
    """Promise the context of reviews/show.html.

    held: as for domain/review.evening; around: events (all), outcome_id for a new outcome; sent: {} or values,
    errors, revision and rendered of answers that could not be kept.
    """
    found = rules.evening(event, held, here.now)
    by_id = {each["id"]: each for each in around["events"]}
    people = sorted(held["contacts"].values(), key=lambda each: str(each["id"]))
    asked = {"id": around["outcome_id"], "from": "event", "contact_id": "", "event_id": event["id"]}
    listed = outcome_rows(held["outcomes"], {"contacts": held["contacts"], "events": by_id}, here)
    return {
        "page_title": title_of(event, here),
        "tab": "events",
        "id": event["id"],
        "when_text": when_text(event, here),
        "is_over": is_past(event, here.now),
        **_talks(found, here),
        "facts": facts(found, here),
        **_goals(held, here),
        **_shares(event, held["encounters"], here),
        **_values(event, found, here),
        "outcomes": listed,
        "has_outcomes": bool(listed),
        "sum_text": sum_text(held["outcomes"], here),
        **form_context({**asked, "people": people, "events": []}, {}, here),
        **answers_context(event, sent, here),
        **closing_context(event, found["waiting"], "", here),
        "is_empty": False,
        **groups(around["events"], event["id"], here),
    }


def facts(found: Record, here: Here) -> list[Context]:
    """Promise the figures of one evening in words, in the order of the brief."""
    nothing, minutes = here.t("choosing.nothing"), found["minutes"]
    in_time = (
        here.t("reviews.of", n=found["in_time"], of=found["thanks"]) if found["thanks"] else nothing
    )
    texts = {
        "money": yen_text(found["yen"], here),
        "time": nothing if minutes is None else minutes_text(minutes, here),
        "in_time": in_time,
        "next_steps": str(found["next_steps"]),
        "introductions": str(found["introductions"]),
        "outcomes": str(found["outcomes"]),
        "per_outcome": yen_text(found["per_outcome"], here),
        "score": nothing
        if found["score"] is None
        else here.t("choosing.score", n=found["score"], of=FULL),
    }
    return [
        {"label": here.t(f"reviews.facts.{name}"), "text": text} for name, text in texts.items()
    ]


def answers_context(event: Record, sent: Record, here: Here) -> Context:
    """Promise the context of reviews/_answers_form.html."""
    shown = {field: event[field] for field in rules.FIELDS}
    values = {**rules.printed(event), **sent.get("values", {})}
    errors = sent.get("errors", {})
    wrong = [field for field in rules.FIELDS if field in errors]
    return {
        "url": f"/events/{event['id']}",
        "revision": sent.get("revision", event["revision"]),
        "rendered": sent.get("rendered", canonical_json(shown)),
        "answers": {field: values[field] for field in rules.FIELDS},
        "errors": {field: errors.get(field, "") for field in rules.FIELDS},
        "has_errors": bool(wrong),
        "error_list": [
            {"field": field, "label": here.t(f"reviews.fields.{field}"), "key": errors[field]}
            for field in wrong
        ],
        "verdicts": _choices("verdict", values, lambda each: here.t(f"reviews.verdict.{each}")),
        "solicited": _choices(
            "was_solicited", values, lambda each: here.t(f"events.was_solicited.{each}")
        ),
    }


def _choices(field: str, values: Record, label: Callable[[str], str]) -> list[Context]:
    return [
        {
            "value": each,
            "field_id": f"{field}-{each}",
            "label": label(each),
            "is_chosen": each == values[field],
        }
        for each in rules.CHOICES[field]
    ]


def closing_context(event: Record, waiting: int, refused: str, here: Here) -> Context:
    """Promise the context of reviews/_closing.html; refused: the key of what stands against it, or "" (R16)."""
    closed = moment_text(event["closed_at"], here.now, here.time_zone, here.locale, here.t)
    return {
        "closing_url": f"/events/{event['id']}/closure",
        "closing_revision": event["revision"],
        "is_closed": bool(event["closed_at"]),
        "closed_text": here.t("reviews.closed_at", at=closed) if closed else "",
        "has_waiting": waiting > 0,
        "waiting_text": here.t("reviews.waiting", n=waiting)
        if waiting
        else here.t("reviews.none_waiting"),
        "closing_error": refused,
    }


def due_context(event: Record | None, here: Here) -> Context:
    """Promise what Today says of an evening to look back on, or of none."""
    return {
        "has_review_due": event is not None,
        "review_due_text": here.t("reviews.today_due", title=title_of(event, here))
        if event
        else "",
        "review_due_url": f"/events/{event['id']}/review" if event else "",
    }


def _talks(found: Record, here: Here) -> Context:
    real = found["real"]
    band = conversation_band(real)
    return {
        "real_text": str(real),
        "knots": [{"is_tied": n < real} for n in range(max(_KNOTS, min(real, 2 * _KNOTS)))],
        "has_real": real > 0,
        "band_text": here.t(f"reviews.band.{band}"),
        "per_real_text": yen_text(found["per_real"], here),
    }


def _goals(held: Record, here: Here) -> Context:
    rows = []
    for goal in (each for each in held["goals"] if goals.is_goal(each)):
        count = goals.progress(goal, held["encounters"], held["contacts"])
        rows.append(
            {
                "words": words(goal, here),
                "count_text": here.t("reviews.of", n=count, of=goal["target_number"]),
                "length": length(min(count, goal["target_number"]), goal["target_number"]),
                "is_reached": goals.is_reached(goal, count),
            }
        )
    return {"goals": rows, "has_goals": bool(rows)}


def _shares(event: Record, met: Sequence[Record], here: Here) -> Context:
    found = rules.class_shares(event, met)
    most = max((each["met"] for each in found), default=0)
    rows = [
        {
            "label": here.t(f"events.target_class.{each['class']}")
            if each["class"]
            else here.t("reviews.no_class"),
            "is_wanted": each["is_wanted"],
            "text": here.t("reviews.share", n=each["met"], percent=each["percent"]),
            "length": length(each["met"], most),
        }
        for each in found
    ]
    return {"shares": rows, "has_shares": bool(event["target_classes"]) and most > 0}


def _values(event: Record, found: Record, here: Here) -> Context:
    """What it cost, should have been worth, was worth, and brought: on one scale (R52)."""
    amounts = {
        "cost": found["yen"],
        "expected": found["expected_yen"],
        "actual": found["actual_yen"],
        "outcomes": found["outcome_yen"],
    }
    most = max((each or 0 for each in amounts.values()), default=0)
    rows = [
        {
            "tone": name,
            "label": here.t(f"reviews.value.{name}"),
            "text": yen_text(amount, here),
            "length": length(amount or 0, most),
        }
        for name, amount in amounts.items()
    ]
    gap = found["gap_yen"]
    key = "" if gap is None else "gap_none" if gap == 0 else "gap_more" if gap > 0 else "gap_less"
    return {
        "values": rows,
        "has_values": any(each is not None for name, each in amounts.items() if name != "cost"),
        "gap_text": here.t(f"reviews.{key}", yen=yen_text(abs(gap or 0), here)) if key else "",
        "expected_text": event["expected_value"],
    }
