"""Records -> the question 森さんかもしれません, and what its answer did. Who may be the same is in domain/duplicate."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import name
from server.domain.moment import date_text, local_date
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]


def duplicate_context(
    contact: Record, found: Sequence[Record], around: Record, here: Here
) -> Context:
    """Promise the context of contacts/_duplicate.html: the likeliest card of this person, with the reason.

    One at a time: an answer brings the next. found: {"id", "reason"} as domain/duplicate names them;
    around: contacts by id, latest encounters by contact id, and said: "" or the key of what an answer did.
    """
    rows = [
        _row(around["contacts"][each["id"]], each["reason"], around["latest"], here)
        for each in found[:1]
    ]
    return {
        **_nothing(contact),
        "duplicates": rows,
        "has_duplicates": bool(rows),
        "said_text": here.t(around["said"]) if around["said"] else "",
    }


def joined_context(
    contact: Record, kept: Record, undo: str, encounter_id: str, here: Here
) -> Context:
    """Promise the same context after 同じ人: where the talk is now, and the way back.

    undo: what parting needs to know; encounter_id: the talk to go on with, or "".
    """
    shown = name.display_name(kept, here.t)
    asked = f"/note?encounter={encounter_id}" if encounter_id else ""
    return {
        **_nothing(contact),
        "said_text": here.t("contacts.duplicate.joined", name=here.t("contacts.san", name=shown)),
        "other_id": kept["id"],
        "undo": undo,
        "kept_url": f"/contacts/{kept['id']}{asked}",
    }


def wrong_context(contact: Record, errors: Mapping[str, str], here: Here) -> Context:
    """Promise the same context when the two cards cannot be one, with the reason in words."""
    field, key = next(iter(errors.items()))
    label = here.t(f"contacts.fields.{field}")
    said = here.t("contacts.not_saved", field=label, reason=here.t(key))
    return {**_nothing(contact), "said_text": said}


def _nothing(contact: Record) -> Context:
    return {
        "contact_id": contact["id"],
        "duplicates": [],
        "has_duplicates": False,
        "said_text": "",
        "other_id": "",
        "undo": "",
        "kept_url": "",
    }


def _row(contact: Record, reason: str, latest: Mapping[str, Record], here: Here) -> Context:
    talk = latest.get(contact["id"])
    shown = name.display_name(contact, here.t)
    return {
        "id": contact["id"],
        "url": f"/contacts/{contact['id']}",
        "asked_text": here.t("contacts.duplicate.asked", name=here.t("contacts.san", name=shown)),
        "organization_line": name.organization_line(contact),
        "reason_text": here.t(f"contacts.duplicate.reason.{reason}"),
        "met_text": here.t("contacts.duplicate.met", date=_day(talk["met_at"], here))
        if talk
        else "",
    }


def _day(at: str, here: Here) -> str:
    today = local_date(here.now, here.time_zone)
    return date_text(local_date(at, here.time_zone), today, here.locale, here.t)
