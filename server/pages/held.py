"""Records -> the context of the page that shows everything held about one person."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.held import KEPT, is_anything_left, is_said
from server.domain.moment import date_text, local_date, moment_text
from server.domain.name import display_name, full_name, is_latin
from server.domain.preference import printed_yen
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

_NAMES = ("family_name", "given_name", "phonetic_family_name", "phonetic_given_name")
_POST = ("organization", "phonetic_organization", "department", "title")
_WAYS = ("emails", "tels", "postal_code", "address", "urls", "social")
_ANSWERS = ("business", "challenge", "looking_for", "focus", "note", "memory_hook")
_STEP = ("topic", "place", "slots", "decided_slot", "reply", "replied_at", "remind_on")
_CONSENTS = ("consent", "consent_at", "consent_note")
# Kind -> what of it is shown, in the order of reading. Ids and revisions say nothing to people.
SHOWN = {
    "contact": (*_NAMES, *_POST, *_WAYS, "offers", "needs", "note", "source", "do_not_contact", "created_at"),
    "encounter": ("met_at", "event_id", "room", "target_class", *_ANSWERS, "is_real_conversation",
                  "wants_to_meet_again"),
    "follow_up": ("due_at", "channel", "subject", "body", "sent_at", "skipped_reason", "snoozed_until", *_STEP),
    "message": ("sent_at", "channel", "subject", "body"),
    "outcome": ("happened_on", "kind", "event_id", "value_yen", "note"),
    "photo": ("taken_at", "side"),
    "attendee": ("event_id", "name", "organization", "title", "line", "reason"),
    "left_card": ("left_at", "name", "organization", "email", "note"),
    "introduction": ("created_at", "event_id", "introducer_id", "first_contact_id", "second_contact_id", "sentence",
                     *(f"first_{each}" for each in _CONSENTS), *(f"second_{each}" for each in _CONSENTS),
                     "first_answer", "second_answer", "ended_at", "result"),
    "provision": ("provided_at", "person_name", "recipient_name", "recipient_organization", "fields_passed",
                  "consent", "consent_at", "consent_by", "purpose", "channel", "actor", "withdrawn_at"),
    "conflict": ("field", "kept_value", "lost_value"),
}  # fmt: skip
# Fields whose value is one of few words, or a list of them.
_CODED = ("source", "channel", "kind", "side", "target_class", "consent", "first_consent", "second_consent",
          "first_answer", "second_answer", "fields_passed")  # fmt: skip
CODES = frozenset(
    "typing photo qr import introduction left_card mail line sms sns phone other front back deal collaboration "
    "shared declined in_person oral message own_page link organization title email tel name prospect partner "
    "supplier referrer peer".split()
)


def held_context(
    contact: Record, held: Mapping[str, Sequence[Record]], around: Record, here: Here
) -> Context:
    """Promise the context of contacts/held.html.

    contact: living, in the trash, or erased; held: the living records that speak of it, by kind; around: events
    and contacts by id, for the names of those.
    """
    is_gone = contact["deleted_at"] != "" and not is_anything_left(held) and not full_name(contact)
    name = display_name(contact, here.t)
    called = here.t("contacts.san", name=name) if full_name(contact) else name
    shown = {**({} if is_gone else {"contact": [contact]}), **held}
    sections = [_section(kind, shown[kind], around, here) for kind in SHOWN if shown.get(kind)]
    return {
        "page_title": here.t("held.title"),
        "tab": "contacts",
        "back_url": "/contacts" if contact["deleted_at"] else f"/contacts/{contact['id']}",
        "is_gone": is_gone,
        "name": name,
        "is_latin": is_latin(name),
        "held_text": here.t("held.help", name=called),
        "sections": sections,
        "has_kept": any(held.get(kind) for kind in KEPT),
        "json_url": f"/contacts/{contact['id']}/held.json",
        "erasure_url": f"/contacts/{contact['id']}/erasure",
    }


def _section(kind: str, records: Sequence[Record], around: Record, here: Here) -> Context:
    return {
        "id": f"held-{kind}",
        "title": here.t(f"held.kind.{kind}"),
        "count_text": here.t("held.count", n=len(records)),
        "records": [{"facts": _facts(kind, each, around, here)} for each in records],
    }


def _facts(kind: str, record: Record, around: Record, here: Here) -> list[Context]:
    said = [(field, record[field]) for field in SHOWN[kind] if is_said(record[field])]
    facts = [(field, _text(field, value, around, here)) for field, value in said]
    return [{"label": here.t(f"held.field.{field}"), "text": text} for field, text in facts if text]


def _text(field: str, value: Any, around: Record, here: Here) -> str:
    """Lists, lists of telephones and lists of instants are one line."""
    if isinstance(value, list):
        comma = "、" if here.locale == "ja" else ", "
        texts = [_text(field, each, around, here) for each in value]
        return comma.join(text for text in texts if text)
    if isinstance(value, dict):
        return str(value["number"])
    if value is True:
        return here.t("held.yes")
    if field.endswith("_id"):
        return _named(field, value, around, here)
    if field in _CODED:
        return here.t(f"held.value.{value}") if value in CODES else str(value)
    if field.endswith(("_at", "_until")) or field in ("slots", "decided_slot"):
        return moment_text(value, here.now, here.time_zone, here.locale, here.t)
    if field.endswith("_on"):
        return date_text(value, local_date(here.now, here.time_zone), here.locale, here.t)
    return f"¥{printed_yen(value)}" if field == "value_yen" else str(value)


def _named(field: str, record_id: str, around: Record, here: Here) -> str:
    if field == "event_id":
        event = around["events"].get(record_id)
        return str(event["title"]) if event else ""
    contact = around["contacts"].get(record_id)
    return display_name(contact, here.t) if contact else ""
