"""Introducing two people: what a form says about it, and how far it has come. Public pages are not here."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from server.domain import form
from server.domain.text import normalise

Record = Mapping[str, Any]

SIDES = ("first", "second")
# Everybody an introduction names.
PEOPLE = ("first_contact_id", "second_contact_id", "introducer_id")
# A name always goes along; never a note, a mark or a photo.
FIELDS = ("organization", "title", "email", "tel")
WAYS = ("email", "tel")
CONSENTS = ("in_person", "oral", "message")
LIFETIMES = (7, 14, 31)
USUAL_LIFETIME = 14
_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\Z")
_HASH = re.compile("[0-9a-f]{64}\\Z")
_IDS = ("first_contact_id", "second_contact_id", "event_id", "introducer_id")


def state(introduction: Record, now: str) -> str:
    """Promise how far an introduction has come: draft, waiting, tied, declined, expired, ended; received
    for one that somebody else made; dismissed for a pair the owner did not want to see again.
    """
    answers = [introduction[f"{side}_answer"] for side in SIDES]
    if introduction["direction"] == "received":
        return "received"
    if introduction["ended_at"]:
        return "ended"
    if "declined" in answers:
        return "declined"
    if answers == ["shared", "shared"]:
        return "tied"
    if introduction["expires_at"] and introduction["expires_at"] <= now:
        return "expired"
    if any(introduction[f"{side}_link_hash"] for side in SIDES):
        return "waiting"
    return "dismissed" if introduction["dismissed_at"] else "draft"


def given_received(introductions: Iterable[Record], now: str) -> dict[str, int]:
    """Promise how many introductions were given, how many of them tied or wait, and how many received (R35)."""
    states = [state(each, now) for each in introductions]
    given = [each for each in states if each not in ("draft", "dismissed", "received")]
    return {
        "given": len(given),
        "tied": given.count("tied"),
        "waiting": given.count("waiting"),
        "received": states.count("received"),
    }


def known_pairs(introductions: Iterable[Record]) -> list[list[str]]:
    """Promise the pairs that need no suggestion: introduced, begun, or put aside."""
    pairs = [[each["first_contact_id"], each["second_contact_id"]] for each in introductions]
    return [pair for pair in pairs if all(pair)]


def usual_fields(contact: Record) -> list[str]:
    """Promise what is proposed to be shown of a person: company, title and one way to reach them."""
    way = "email" if contact["emails"] else "tel" if contact["tels"] else ""
    return [field for field in ("organization", "title", way) if field]


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the fields of an introduction that a form holds, in stored form; others stay out."""
    values: dict[str, Any] = {}
    for field in _IDS:
        if field in fields:
            chosen = form.last(fields, field)
            values[field] = chosen if _ID.match(chosen) else ""
    for field in ("sentence", "result"):
        if field in fields:
            values[field] = normalise(form.last(fields, field))
    if "lifetime_days" in fields:
        days = form.whole_number(form.last(fields, "lifetime_days"))
        values["lifetime_days"] = days if days in LIFETIMES else USUAL_LIFETIME
    for side in SIDES:
        values |= _side_values(side, fields)
    return values


def _side_values(side: str, fields: form.Fields) -> dict[str, Any]:
    """What one of the two shows, and what they said: without the tick nothing was said."""
    values: dict[str, Any] = {}
    if f"{side}_fields" in fields:
        values[f"{side}_fields"] = _chosen(fields, f"{side}_fields", FIELDS)
    if f"{side}_agreed" in fields:
        has_agreed = form.is_yes(fields, f"{side}_agreed")
        how = form.last(fields, f"{side}_consent")
        said = form.last(fields, f"{side}_consent_note")
        ways = _chosen(fields, f"{side}_consent_fields", WAYS)
        values[f"{side}_consent"] = (how if how in CONSENTS else "in_person") if has_agreed else ""
        values[f"{side}_consent_note"] = normalise(said) if has_agreed else ""
        values[f"{side}_consent_fields"] = ways if has_agreed else []
    return values


def _chosen(fields: form.Fields, name: str, choices: tuple[str, ...]) -> list[str]:
    return [choice for choice in choices if choice in fields.get(name, [])]


def dated(edits: Mapping[str, Any], at: str) -> dict[str, Any]:
    """Promise these edits with the moment of each consent that was given or taken back, and of a result."""
    moments = {
        f"{side}_consent_at": at if edits[f"{side}_consent"] else ""
        for side in SIDES
        if f"{side}_consent" in edits
    }
    if "result" in edits:
        moments["result_at"] = at if edits["result"] else ""
    return {**edits, **moments}


def link_values(fields: form.Fields) -> dict[str, str]:
    """Promise the hashes of new links that a form brings; what is no hash is no link."""
    hashes = {f"{side}_link_hash": form.last(fields, f"{side}_link_hash") for side in SIDES}
    return {field: sent for field, sent in hashes.items() if _HASH.match(sent)}


def form_errors(introduction: Record) -> dict[str, str]:
    """Promise the fields that an introduction lacks, each with its locale key."""
    first, second = introduction["first_contact_id"], introduction["second_contact_id"]
    if introduction["direction"] == "received":
        return {} if first else {"first_contact_id": "introductions.errors.met"}
    errors = {
        f"{side}_contact_id": "introductions.errors.person"
        for side in SIDES
        if not introduction[f"{side}_contact_id"]
    }
    return (
        {"second_contact_id": "introductions.errors.same"} if first and first == second else errors
    )
