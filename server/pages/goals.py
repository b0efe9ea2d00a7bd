"""Records -> the contexts of goals and memos on the page of preparations. What counts is in domain/goal."""

from collections.abc import Mapping
from typing import Any

from server.domain import goal as rules
from server.domain.text import canonical_json, one_line
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

FIELDS = ("verb", "target_class", "unit", "target_number", "text")


def goals_context(event: Record, around: Record, here: Here) -> Context:
    """Promise the context of preparations/_goal_list.html: goals, memos, and what is worth proposing.

    around: goals (records), encounters of the event, contacts by id, quiet, proposal_ids.
    """
    goals, met = around["goals"], (around["encounters"], around["contacts"])
    ideas = rules.proposals(event, goals, around["quiet"])
    return {
        "goals": [goal_row(goal, met, {}, here) for goal in goals],
        "has_goals": bool(goals),
        "proposals": [
            {**idea, "id": id, "url": f"/events/{event['id']}/goals", "words": words(idea, here)}
            for idea, id in zip(ideas, around["proposal_ids"], strict=False)
        ],
        "has_proposals": bool(ideas),
    }


def form_context(event: Record, goal_id: str, sent: Record, here: Here) -> Context:
    """Promise the context of preparations/_goal_form.html; sent: {} or values, number_text, errors, said."""
    values = {
        **dict.fromkeys(FIELDS, ""),
        "verb": "talk",
        "unit": "people",
        **sent.get("values", {}),
    }
    return {
        "goal_id": goal_id,
        "goal_url": f"/events/{event['id']}/goals",
        "goal": {**values, "target_number": sent.get("number_text", "")},
        "goal_errors": _errors(sent.get("errors", {})),
        "goal_said": here.t(sent["said"]) if sent.get("said") else "",
    }


def goal_row(goal: Record, met: tuple[Any, Any], sent: Record, here: Here) -> Context:
    """Promise one goal or memo as preparations/_goal.html shows it.

    met: the encounters of the event, and contacts by id; sent: {} or values, number_text, errors,
    revision and rendered of a form that could not be kept.
    """
    count = rules.progress(goal, *met)
    shown = {field: goal[field] for field in FIELDS}
    values = {**shown, **sent.get("values", {})}
    number = "" if goal["target_number"] is None else str(goal["target_number"])
    is_goal = rules.is_goal(goal)
    return {
        "id": goal["id"],
        "revision": sent.get("revision", goal["revision"]),
        "rendered": sent.get("rendered", canonical_json(shown)),
        **values,
        "target_number": sent.get("number_text", number),
        "is_goal": is_goal,
        "words": words(goal, here) if is_goal else one_line(goal["text"]),
        "unit_text": here.t(f"preparations.unit.{goal['unit'] or 'people'}"),
        "progress_text": progress_text(goal, count, here) if is_goal else "",
        "is_reached": rules.is_reached(goal, count),
        "is_open": bool(sent.get("errors")),
        **{f"{field}_error": key for field, key in _errors(sent.get("errors", {})).items()},
    }


def words(goal: Record, here: Here) -> str:
    """Promise a goal in words: 見込み顧客と3名以上話す, 協業候補を1社見つける."""
    who = here.t(f"events.target_class.{goal['target_class']}")
    key = f"preparations.goal_words.{goal['verb'] or 'talk'}_{goal['unit']}"
    return here.t(key, who=who, n=goal["target_number"])


def progress_text(goal: Record, count: int, here: Here) -> str:
    """Promise how far a goal has come: 1／3名, 0／1社."""
    return here.t(f"preparations.progress.{goal['unit']}", n=count, of=goal["target_number"])


def deleted_context(goal: Record, here: Here) -> Context:
    """Promise the context of preparations/_goal_deleted.html: what happened, and the way back."""
    return {
        "id": goal["id"],
        "revision": goal["revision"],
        "deleted_text": here.t("preparations.goal_deleted"),
    }


def _errors(errors: Mapping[str, str]) -> dict[str, str]:
    return {field: errors.get(field, "") for field in FIELDS}
