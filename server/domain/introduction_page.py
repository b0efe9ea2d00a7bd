"""What two people who are introduced may see of each other, and the legal record of what they saw. No pages, no SQL.

Nothing of a person shows before they agreed: to the introducer, with when and how, or on their own page
(ARCHITECTURE 9.30). Ways to reach them wait for their own answer, or for spoken words that name the ways.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.introducing import FIELDS, WAYS
from server.domain.name import full_name
from server.domain.public_link import OTHER

Record = Mapping[str, Any]

SHARED, DECLINED = "shared", "declined"
NAME = "name"
_NO_MOBILE_FIRST = ("work", "direct", "other", "", "mobile")


def passed_fields(introduction: Record, side: str) -> list[str]:
    """Promise which fields of this person the other one may see; [] when not even the name."""
    wished = [field for field in FIELDS if field in introduction[f"{side}_fields"]]
    answer = introduction[f"{side}_answer"]
    if answer == SHARED:
        ticked = introduction[f"{side}_answer_fields"]
        return [NAME, *(field for field in wished if field in ticked)]
    has_said = introduction[f"{side}_consent"] and introduction[f"{side}_consent_at"]
    if answer == DECLINED or not has_said:
        return []
    spoken = introduction[f"{side}_consent_fields"]
    return [NAME, *(field for field in wished if field not in WAYS or field in spoken)]


def offered_fields(introduction: Record, side: str, contact: Record) -> list[str]:
    """Promise which fields this person is asked to pass on: the introducer's choice, where there is anything."""
    wished = introduction[f"{side}_fields"]
    return [field for field in FIELDS if field in wished and value_of(contact, field)]


def value_of(contact: Record, field: str) -> str:
    """Promise the one value of a contact that goes by this name; a mobile number only where there is no other."""
    if field == NAME:
        return full_name(contact)
    if field == "email":
        return str(next(iter(contact["emails"]), ""))
    if field == "tel":
        found = {kind: tel for tel in contact["tels"][::-1] for kind in [tel["kind"]]}
        return str(next((found[kind]["number"] for kind in _NO_MOBILE_FIRST if kind in found), ""))
    return str(contact[field])


def shown_person(introduction: Record, side: str, contact: Record) -> dict[str, str]:
    """Promise what the other one sees of this person, by field; {} for nothing. A field without a value is left out."""
    passed = passed_fields(introduction, side)
    shown = {field: value_of(contact, field) for field in passed}
    return {field: value for field, value in shown.items() if value}


def answer_values(
    introduction: Record, side: str, choice: str, ticked: Iterable[str], now: str
) -> dict[str, Any]:
    """Promise the edits of an introduction that an answer makes; {} when it says nothing new.

    choice: share (with the ticked fields), decline, or withdraw, which ends the introduction for both.
    """
    if choice == "withdraw":
        return {"ended_at": now, "ended_by": side}
    wished = introduction[f"{side}_fields"]
    fields = [field for field in FIELDS if field in wished and field in set(ticked)]
    is_sharing = choice == "share"
    answer, agreed = (SHARED, fields) if is_sharing else (DECLINED, [])
    known = (introduction[f"{side}_answer"], introduction[f"{side}_answer_fields"])
    if known == (answer, agreed):
        return {}
    return {
        f"{side}_answer": answer,
        f"{side}_answered_at": now,
        f"{side}_answer_fields": agreed,
    }


def provision_values(
    introduction: Record, side: str, people: Mapping[str, Record], introducer: str, now: str
) -> dict[str, Any]:
    """Promise the legal record of this person's data going to the other (REQUIREMENTS 6); {} when nothing went.

    people: the contact of each side. The record holds no way to reach anybody.
    """
    shown = shown_person(introduction, side, people[side])
    if not shown:
        return {}
    recipient = people[OTHER[side]]
    is_own = introduction[f"{side}_answer"] == SHARED
    said = (
        ("own_page", introduction[f"{side}_answered_at"], full_name(people[side]))
        if is_own
        else (introduction[f"{side}_consent"], introduction[f"{side}_consent_at"], introducer)
    )
    consent, consent_at, consent_by = said
    return {
        "introduction_id": introduction["id"],
        "contact_id": people[side]["id"],
        "person_name": full_name(people[side])[:200],
        "recipient_contact_id": recipient["id"],
        "recipient_name": full_name(recipient)[:200],
        "recipient_organization": recipient["organization"],
        "fields_passed": list(shown),
        "consent": consent,
        "consent_at": consent_at,
        "consent_by": consent_by[:200],
        "provided_at": now,
        "channel": "link",
        "purpose": introduction["sentence"],
        "actor": introducer[:200],
    }
