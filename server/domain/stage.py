"""Where an event stands between choosing and looking back, and the next act: derived from records, never set (R7)."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.event import door, has_purpose, is_past
from server.domain.moment import local_date, next_day

Record = Mapping[str, Any]

STAGES = ("choose", "prepare", "meet", "connect", "review")
# Nobody is asked to look back on what lies further away than this.
RECENT_DAYS, MOST_RECENT = 30, 3


def stages(event: Record, done: Record, now: str) -> list[str]:
    """Promise each of the five stages as "done", "now" or "later"; the first undone one is now.

    done: goals (those with a number), has_introduction, met (people met there), waiting (those still to
    be thanked). An event that was passed on, or is over and nobody went, has no stage that is now.
    """
    finished = [_is_done(stage, event, done, now) for stage in STAGES]
    first = finished.index(False) if False in finished else len(finished)
    if is_idle(event, done, now):
        first = len(finished)
    return [
        "done" if is_done else "now" if n == first else "later"
        for n, is_done in enumerate(finished)
    ]


def next_act(event: Record, done: Record, now: str) -> str:
    """Promise the one act that is undone and next: write_purpose, decide, set_goal, write_introduction,
    wait, enter_venue, note_people, thank, review; "" when there is none.
    """
    states = stages(event, done, now)
    stage = STAGES[states.index("now")] if "now" in states else ""
    if stage == "choose":
        return "decide" if has_purpose(event) else "write_purpose"
    if stage == "prepare":
        return "write_introduction" if done["goals"] else "set_goal"
    if stage == "meet":
        is_open = door(event, now) != ""
        return "enter_venue" if is_open else "note_people" if is_past(event, now) else "wait"
    return {"connect": "thank", "review": "review"}.get(stage, "")


def is_idle(event: Record, done: Record, now: str) -> bool:
    """Answer whether nothing is left to do: passed on, or over with nobody met and never meant to go."""
    if done["met"]:
        return False
    is_over = is_past(event, now) and door(event, now) == ""
    return event["decision"] == "passed" or (is_over and event["decision"] != "going")


def recent(events: Sequence[Record], now: str) -> list[Record]:
    """Promise the last three events of the last 30 days, which may wait for an act; in the order given."""
    found = [each for each in events if is_past(each, now) and each["decision"] != "passed"]
    since = {
        each["id"]: next_day(local_date(now, each["time_zone"]), -RECENT_DAYS) for each in found
    }
    return [each for each in found if each["held_on"] >= since[each["id"]]][:MOST_RECENT]


def _is_done(stage: str, event: Record, done: Record, now: str) -> bool:
    met = bool(done["met"])
    if stage == "choose":
        return met or (event["decision"] == "going" and has_purpose(event))
    if stage == "prepare":
        # On the day itself there is something better to do.
        is_day = has_purpose(event) and (door(event, now) != "" or is_past(event, now))
        return met or is_day or bool(done["goals"] and done["has_introduction"])
    if stage == "meet":
        return met
    if stage == "connect":
        return met and not done["waiting"]
    return bool(event["verdict"] or event["closed_at"])
