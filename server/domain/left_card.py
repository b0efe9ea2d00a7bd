"""A card that a stranger left on the owner's public page: taken in as a contact, or declined. Until then nobody's."""

from collections.abc import Mapping
from typing import Any

from server.domain.capture import Change, meeting_changes, new_change
from server.domain.change_id import nth_change_id
from server.domain.contact import is_mail
from server.domain.moment import later
from server.domain.name import split_name

Record = Mapping[str, Any]

# A stranger's data goes so many days after the owner declined it, or after it came while nobody said a word.
DECLINED_DAYS, WAITING_DAYS = 30, 90


def is_waiting(left_card: Record) -> bool:
    """Answer whether the owner has still to say what becomes of a card."""
    return not (left_card["accepted_at"] or left_card["declined_at"])


def purged_at(left_card: Record) -> str:
    """Promise the instant from which a card is kept no longer, or "" for one that was taken in."""
    if left_card["accepted_at"]:
        return ""
    declined_at = left_card["declined_at"]
    if declined_at:
        return later(declined_at, DECLINED_DAYS * 1440)
    return later(left_card["left_at"] or left_card["created_at"], WAITING_DAYS * 1440)


def contact_values(left_card: Record) -> dict[str, Any]:
    """Promise what the card says as the fields of a contact; what is no mail address stays readable in the note."""
    mail, note = left_card["email"], left_card["note"]
    values: dict[str, Any] = {"source": "left_card", **split_name(left_card["name"])}
    values["organization"] = left_card["organization"]
    values["emails"] = [mail] if is_mail(mail) else []
    values["note"] = "\n".join(text for text in ("" if is_mail(mail) else mail, note) if text)
    return {field: value for field, value in values.items() if value}


def accepted_changes(ids: Mapping[str, str], left_card: Record, at: str) -> list[Change]:
    """Promise the person met when the card was left, the thanks due 24 hours later (R36), and the card taken in.

    ids holds change_id, id, encounter_id, follow_up_id and event_id, as for a capture.
    """
    met = meeting_changes(ids, contact_values(left_card), {}, left_card["left_at"] or at)
    taken = {"contact_id": ids["id"], "accepted_at": at, "declined_at": ""}
    return [*met, _change(ids["change_id"], left_card, taken, at)]


def declined_changes(change_id: str, left_card: Record, is_declined: bool, at: str) -> list[Change]:
    """Promise the card put aside, or back again."""
    return [_change(change_id, left_card, {"declined_at": at if is_declined else ""}, at)]


def _change(change_id: str, left_card: Record, values: Record, at: str) -> Change:
    change = new_change(nth_change_id(change_id, 3), "left_card", left_card["id"], at, values)
    return {**change, "base": left_card["revision"]}
