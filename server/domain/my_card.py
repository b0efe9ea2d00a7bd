"""The owner's own card: what a form of it holds, what of it others may see, and its link. Files are in vcard."""

import re
from collections.abc import Mapping
from typing import Any

from server.domain import contact, form
from server.domain.moment import instant, local_date, next_day
from server.domain.text import normalise, normalise_list

Record = Mapping[str, Any]

# What can be shown or hidden, with the fields each stands for; the name and its reading always show.
SHOWN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "organization": ("organization", "phonetic_organization"),
    "department": ("department",),
    "title": ("title",),
    "email": ("emails",),
    "tel": ("tels",),
    "address": ("postal_code", "address"),
    "urls": ("urls",),
    "social": ("social",),
    "introduction": ("introduction",),
    "offers": ("offers",),
    "needs": ("needs",),
}
# What a new card proposes: enough to be found again, nothing that rings or stands at a door.
FIRST_SHOWN = (
    *("organization", "department", "title", "email"),
    *("urls", "introduction", "offers", "needs"),
)
_HASH = re.compile("[0-9a-f]{64}\\Z")


def shown_card(card: Record) -> dict[str, Any]:
    """Promise the card with nothing in it that its owner does not show."""
    hidden = [
        name
        for shown, names in SHOWN_FIELDS.items()
        if shown not in card["shown"]
        for name in names
    ]
    return {**card, **{name: type(card[name])() for name in hidden}}


def is_shared(card: Record) -> bool:
    """Answer whether the card has a link that was not stopped."""
    return bool(card["link_hash"]) and not card["stopped_at"]


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the fields of the own card that a form holds, in stored form; a field it lacks stays out."""
    values = contact.form_values(fields)
    values.pop("note", None)
    values.pop("source", None)
    values.pop("do_not_contact", None)
    if "introduction" in fields:
        values["introduction"] = normalise(form.last(fields, "introduction"))
    if "shown" in fields:
        chosen = normalise_list(fields["shown"])
        values["shown"] = [name for name in SHOWN_FIELDS if name in chosen]
    return values


def form_errors(values: Record) -> dict[str, str]:
    """Promise what of a card cannot be kept as it is, each with its locale key."""
    nameless = not any(values.get(part, "-") for part in ("family_name", "given_name"))
    named = {"family_name": "me.errors.name"} if nameless else {}
    return {**named, **contact.contact_errors({"emails": [], **values})}


def link_edits(card: Record, link_hash: str, is_stopped: bool, at: str) -> dict[str, str]:
    """Promise what starts, remakes or stops the link of a card; nothing for the hash of no token.

    A stopped link keeps no hash: the old code answers nobody, whatever comes later.
    """
    if is_stopped:
        return {"link_hash": "", "stopped_at": at} if is_shared(card) else {}
    if not _HASH.match(link_hash) or link_hash == card["link_hash"]:
        return {}
    return {"link_hash": link_hash, "stopped_at": ""}


def accepting(card: Record, now: str) -> str:
    """Promise whether strangers may leave a card: "on", "today" (until accepts_until) or "off"."""
    if card["accepts_cards"] != "on":
        return "off"
    until = card["accepts_until"]
    return "on" if not until else "today" if now < until else "off"


def accepting_values(chosen: str, now: str, time_zone: str) -> dict[str, str]:
    """Promise what keeps that choice: "today" ends with the day where the owner is; others are off."""
    tomorrow = instant(next_day(local_date(now, time_zone)), "00:00", time_zone)
    until = tomorrow if chosen == "today" else ""
    return {
        "accepts_cards": "on" if chosen in ("on", "today") else "off",
        "accepts_until": until,
    }
