"""Records -> the context of the page that prepares for one event. Goals and attendees are beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import event as events
from server.domain import introduction as rules
from server.domain import ready
from server.domain.moment import moment_text
from server.domain.preference import is_quiet
from server.domain.text import canonical_json, one_line
from server.pages import attendees, goals
from server.pages.events import groups, title_of, when_text
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

THANKS = ("thanks_subject", "thanks_opening", "thanks_closing")
TRIES = 5


def show_context(event: Record, around: Record, ids: Record, asked: Record, here: Here) -> Context:
    """Promise the context of preparations/show.html.

    around: goals, encounters, contacts (by id), script and latest (records or None), rehearsals,
    attendees, organizer (or None), events for the list pane, preference; ids: goal, rehearsal,
    attendee, list, and proposals; asked: query, page.
    """
    listed, quiet = around["attendees"], is_quiet(around["preference"])
    return {
        "page_title": here.t("preparations.title"),
        "tab": "events",
        "event_id": event["id"],
        "event_url": f"/events/{event['id']}",
        "event_title": title_of(event, here),
        "when_text": when_text(event, here),
        "is_open": events.door(event, here.now) != "",
        "is_quiet": quiet,
        "has_purpose": bool(event["who_to_meet"] or event["what_to_gain"]),
        "purpose_text": _purpose(event, here),
        **goals.goals_context(
            event, {**around, "quiet": quiet, "proposal_ids": ids["proposals"]}, here
        ),
        **goals.form_context(event, ids["goal"], {}, here),
        **introduction_context(event, around["script"], around["latest"], here),
        **rehearsals_context(event, around["rehearsals"], ids["rehearsal"], here),
        **attendees.rows_context(event, listed, asked, here),
        **attendees.add_context(event, ids["attendee"], {}, here),
        **attendees.list_context(event, listed, {"list_id": ids["list"]}, here),
        **opener_context(event, around["organizer"], here),
        **thanks_context(event, here),
        **ready_context(around, here),
        "preference_revision": around["preference"].get("revision", 0),
        "is_empty": not around["events"],
        **groups(around["events"], event["id"], here),
    }


def introduction_context(
    event: Record, script: Record | None, latest: Record | None, here: Here
) -> Context:
    """Promise the context of preparations/_introduction.html: what was written, or what to begin with."""
    begun = rules.begun(event, latest, here.t)
    parts = {part: script[part] for part in rules.PARTS} if script else begun
    saved = script or {"revision": 0, **parts}
    is_begun = script is None and latest is not None
    return {
        "introduction_url": f"/events/{event['id']}/introduction-script",
        **parts,
        "begun_text": here.t("preparations.begun_from_last") if is_begun else "",
        "third_part": "" if parts["whom_to_meet"] else begun["whom_to_meet"],
        **introduction_state(saved, canonical_json(parts) if script else "{}", None, here),
    }


def introduction_state(
    script: Record, rendered: str, errors: Mapping[str, str] | None, here: Here
) -> Context:
    """Promise the context of preparations/_introduction_state.html: what the form is compared with, how
    long it takes to say, what is missing.

    errors: None before anything was saved; {} when it was; else field -> key.
    """
    seconds, empty = rules.spoken_seconds(script), rules.missing(script)
    verdict = "" if len(empty) == len(rules.PARTS) else rules.verdict(seconds)
    comma = "、" if here.locale == "ja" else ", "
    names = comma.join(here.t(f"preparations.{part}") for part in empty)
    wrong = next(iter((errors or {}).values()), "")
    return {
        "script_revision": script["revision"],
        "script_rendered": rendered,
        "spoken_text": here.t("preparations.spoken", n=rules.letters(script), s=seconds),
        "verdict": verdict,
        "verdict_text": here.t(f"preparations.verdict.{verdict}") if verdict else "",
        "missing_text": here.t("preparations.missing", parts=names) if empty else "",
        "is_complete": not empty,
        "introduction_saved": here.t("preparations.saved") if errors == {} else "",
        "introduction_error": here.t(wrong) if wrong else "",
    }


def rehearsals_context(
    event: Record, rehearsals: Sequence[Record], rehearsal_id: str, here: Here
) -> Context:
    """Promise the context of preparations/_rehearsals.html: how often it was practised, and the last tries."""
    return {
        "rehearsal_id": rehearsal_id,
        "rehearsal_url": f"/events/{event['id']}/rehearsals",
        "has_rehearsals": bool(rehearsals),
        "practised_text": _practised(rehearsals, here) if rehearsals else "",
        "tries": [
            {
                "id": each["id"],
                "seconds_text": here.t("preparations.seconds", n=each["seconds"] or 0),
                "verdict_text": here.t(
                    f"preparations.verdict.{rules.verdict(each['seconds'] or 0)}"
                ),
                "when_text": _moment(each["rehearsed_at"], here),
            }
            for each in rehearsals[:TRIES]
        ],
    }


def opener_context(event: Record, organizer: Record | None, here: Here) -> Context:
    """Promise what to say to people and to the organiser, with the purpose in it (R46, R47)."""
    who = one_line(event["who_to_meet"])
    name = organizer["name"] if organizer else ""
    return {
        "opener_text": here.t("events.opener_two", who=who)
        if who
        else here.t("events.opener_two_plain"),
        "organizer_text": here.t("preparations.organizer", name=name) if name else "",
        "organizer_url": f"/organizers/{organizer['id']}" if organizer and name else "",
    }


def thanks_context(event: Record, here: Here) -> Context:
    """Promise the context of preparations/_thanks.html: what was written beforehand, or an example."""
    written = {field: event[field] for field in THANKS}
    title = title_of(event, here)
    example = {field: here.t(f"preparations.example.{field}", title=title) for field in THANKS}
    is_written = any(written.values())
    shown = written if is_written else example
    return {
        "thanks_url": f"/events/{event['id']}/thanks",
        **shown,
        "is_example": not is_written,
        **thanks_state(
            event["revision"], canonical_json(written) if is_written else "{}", None, here
        ),
    }


def thanks_state(
    revision: int, rendered: str, errors: Mapping[str, str] | None, here: Here
) -> Context:
    """Promise the context of preparations/_thanks_state.html; errors as in introduction_state."""
    wrong = next(iter((errors or {}).values()), "")
    return {
        "thanks_revision": revision,
        "thanks_rendered": rendered,
        "thanks_saved": here.t("preparations.saved") if errors == {} else "",
        "thanks_error": here.t(wrong) if wrong else "",
    }


def ready_context(around: Record, here: Here) -> Context:
    """Promise the context of preparations/_ready.html: what the records say; the device fills in the rest."""
    done = ready.done(around["goals"], around["script"], around["rehearsals"], around["attendees"])
    tries = around["rehearsals"]
    return {
        "steps_done": [
            {
                "is_done": is_done,
                "words": here.t(f"preparations.ready.{name}_{'done' if is_done else 'open'}"),
                "url": f"#{name}-title",
                "text": _practised(tries, here) if name == "rehearsal" and tries else "",
            }
            for name, is_done in done.items()
        ],
        "facts": [
            {
                "name": name,
                "label": here.t(f"preparations.fact.{name}"),
                "yes": here.t(f"preparations.fact.{name}_yes"),
                "no": here.t(f"preparations.fact.{name}_no"),
                "action": here.t(f"preparations.fact.{name}_action") if name in ASKED else "",
            }
            for name in ready.FACTS
        ],
        "fact_count": len(ready.FACTS),
    }


# What a button on the page can ask the device for.
ASKED = ("installed", "storage", "camera", "notifications")


def _practised(rehearsals: Sequence[Record], here: Here) -> str:
    last = rehearsals[0]
    when = _moment(last["rehearsed_at"], here)
    values = {"n": len(rehearsals), "s": last["seconds"] or 0, "when": when}
    return here.t("preparations.practised", **values)


def _purpose(event: Record, here: Here) -> str:
    parts = (one_line(event["who_to_meet"]), one_line(event["what_to_gain"]))
    return "／".join(part for part in parts if part)


def _moment(at: str, here: Here) -> str:
    return moment_text(at, here.now, here.time_zone, here.locale, here.t)
