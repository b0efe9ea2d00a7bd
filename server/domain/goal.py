"""When a wish is a goal, and how far it has come: counted in real conversations, never in cards. No clock."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import form
from server.domain.attendee import firm_key
from server.domain.target_class import is_target_class, known_classes
from server.domain.text import normalise

Record = Mapping[str, Any]

UNITS = ("people", "companies")
VERBS = ("talk", "find")
# People to talk with in one evening: as a rule, and for those who find it hard to speak to strangers (R45).
USUAL_NUMBER, QUIET_NUMBER = 3, 1

_UNIT_WORDS = re.compile("(?:people|persons?|compan(?:y|ies)|[人名社])\\Z")


def is_goal(goal: Record) -> bool:
    """Answer whether a wish has a number, a unit and a class: else it is a memo (R25)."""
    number = goal["target_number"]
    is_counted = number is not None and number > 0 and goal["unit"] in UNITS
    return is_counted and is_target_class(goal["target_class"])


def progress(goal: Record, encounters: Sequence[Record], contacts: Mapping[str, Record]) -> int:
    """Promise how many people or companies of its class there was a real conversation with (R23, R24).

    encounters: those of the goal's event; contacts: by id. Two people of one company are one. People
    whose company nobody wrote down count as one company when no other is known: never more than is sure.
    """
    met = [each for each in encounters if each["is_real_conversation"]]
    people = {each["contact_id"] for each in met if each["target_class"] == goal["target_class"]}
    if goal["unit"] != "companies":
        return len(people)
    firms = {firm_key(contacts[id]["organization"]) if id in contacts else "" for id in people}
    return len(firms - {""}) or len(firms)


def is_reached(goal: Record, count: int) -> bool:
    """Answer whether a goal has come to its number; a memo never has."""
    return is_goal(goal) and count >= goal["target_number"]


def proposals(event: Record, goals: Sequence[Record], quiet: bool) -> list[dict[str, Any]]:
    """Promise the goals to begin with that the event has no like of yet: people to talk with, and one
    company to find, of the classes the event was chosen for (R23, R24). quiet: fewer people (R45).
    """
    wanted = known_classes(event["target_classes"])
    people = QUIET_NUMBER if quiet else USUAL_NUMBER
    ideas = [
        ("talk", wanted[0] if wanted else "prospect", "people", people),
        ("find", wanted[1] if len(wanted) > 1 else "partner", "companies", 1),
    ]
    units = {each["unit"] for each in goals if is_goal(each)}
    names = ("verb", "target_class", "unit", "target_number")
    return [dict(zip(names, idea, strict=True)) for idea in ideas if idea[2] not in units]


def number(written: str) -> int | None:
    """Promise the number in what was typed: ３名 is 3; None for none or for other text."""
    text = _UNIT_WORDS.sub("", unicodedata.normalize("NFKC", normalise(written))).strip(" ")
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else None


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the fields of a goal that a form holds, in stored form; others stay out."""
    values: dict[str, Any] = {}
    for field, choices in {"verb": VERBS, "unit": UNITS}.items():
        if field in fields:
            chosen = form.last(fields, field)
            values[field] = chosen if chosen in choices else ""
    if "target_class" in fields:
        chosen = form.last(fields, "target_class")
        values["target_class"] = chosen if is_target_class(chosen) else ""
    if "target_number" in fields:
        values["target_number"] = number(form.last(fields, "target_number"))
    return values | ({"text": normalise(form.last(fields, "text"))} if "text" in fields else {})


def form_errors(fields: form.Fields, goal: Record) -> dict[str, str]:
    """Promise the fields of a goal that cannot be kept, each with its locale key.

    A wish without number or class is kept as a memo; a goal or a memo about nothing is not kept.
    """
    written = normalise(form.last(fields, "target_number"))
    if written and not goal["target_number"]:
        return {"target_number": "preparations.errors.number"}
    if not is_goal(goal) and not goal["text"]:
        return {"text": "preparations.errors.wish"}
    return {}
