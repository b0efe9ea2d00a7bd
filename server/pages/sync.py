"""Records -> the context of the sync page: what waits, what was refused, two versions of one field."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import name
from server.domain.conflict import DELETED, kept_value
from server.domain.moment import date_text, is_date, local_date, moment_text
from server.domain.text import one_line
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

_INSTANT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z\\Z")
# Fields whose value is one of a few words, all of which stand in the locale as sync.value.<word>.
# Fields that hold one of a few words of ours; words that are told as they stand have no label.
_CHOICES = (
    *(
        "mode",
        "decision",
        "kind",
        "channel",
        "source",
        "side",
        "locale",
        "theme",
        "shortcuts",
        "quiet_mode",
    ),
    *(
        "reminders",
        "accepts_cards",
        "verdict",
        "was_solicited",
        "solicitation_risk",
        "verb",
        "unit",
    ),
    *("proposal", "form", "reply", "direction", "consent", "first_consent", "second_consent"),
    *("first_answer", "second_answer", "ended_by"),
)


def show_context(conflicts: Sequence[Record], known: Record, device: Record, here: Here) -> Context:
    """Promise the context of sync/show.html and of its fragment sync/_panel.html.

    known: "subjects" and "contacts", the record each conflict speaks of and the person it is
    about, by the conflict's id; one that is gone is missing.
    device: what only the device knows: "waiting" (entries of one record each: record, title, kinds,
    at), "refused" (the same with key), "log" (at, sent, received as counts by kind); all empty in
    the office.
    """
    shown = [conflict_context(one, known, here) for one in conflicts]
    waiting = [_waiting(entry, here) for entry in device["waiting"]]
    refused = [_refused(entry, here) for entry in device["refused"]]
    return {
        "page_title": here.t("sync.title"),
        "tab": "",
        "conflicts": shown,
        "has_conflicts": bool(shown),
        "conflicts_text": here.t("sync.conflicts", n=len(shown)),
        "waiting": waiting,
        "has_waiting": bool(waiting),
        "waiting_text": here.t("sync.waiting", n=len(waiting)),
        "refused": refused,
        "has_refused": bool(refused),
        "log": [_talk(talk, here) for talk in device["log"]],
        "has_log": bool(device["log"]),
        "last_answer_text": _moment(device["last_answer_at"], here),
    }


def conflict_context(conflict: Record, known: Record, here: Here) -> Context:
    """Promise one conflict, readable: whose it is, which field, both values, from where and when."""
    subject = known["subjects"].get(conflict["id"])
    contact = known["contacts"].get(conflict["id"])
    kept, lost = (_value_text(conflict, side, here) for side in ("kept_value", "lost_value"))
    return {
        "id": conflict["id"],
        "title": _title(conflict, subject, contact, here),
        "url": _url(conflict, contact),
        "field_label": _field_label(conflict, here),
        "kept_text": kept,
        "kept_from": _from(conflict["kept_device"], conflict["kept_at"], here),
        "lost_text": lost,
        "lost_from": _from(conflict["lost_device"], conflict["lost_at"], here),
        "can_keep_both": contact is not None and conflict["field"] != DELETED,
    }


def added_text(conflict: Record, here: Here) -> str:
    """Promise the line that 両方メモに残す writes under the note: the field and the value that lost."""
    lost = _value_text(conflict, "lost_value", here)
    return here.t("sync.added_line", field=_field_label(conflict, here), value=lost)


def _title(conflict: Record, subject: Record | None, contact: Record | None, here: Here) -> str:
    if contact:
        return name.display_name(contact, here.t)
    if subject and subject.get("title"):
        return str(subject["title"])
    return here.t(f"sync.kind.{conflict['record_kind']}")


def _url(conflict: Record, contact: Record | None) -> str:
    if contact:
        return f"/contacts/{contact['id']}"
    return f"/events/{conflict['record_id']}" if conflict["record_kind"] == "event" else ""


def _field_label(conflict: Record, here: Here) -> str:
    if conflict["field"] == DELETED:
        return here.t("sync.deletion")
    key = f"sync.field.{conflict['record_kind']}.{conflict['field']}"
    return _label(key, conflict["field"], here)


def _label(key: str, otherwise: str, here: Here) -> str:
    """What a newer version knows may have no words here yet."""
    label = here.t(key)
    return otherwise if label == key else label


def _value_text(conflict: Record, side: str, here: Here) -> str:
    value = kept_value(conflict[side])
    if conflict["field"] == DELETED:
        return here.t("sync.is_deleted" if value is True else "sync.is_kept")
    if value in ("", None, []):
        return here.t("sync.nothing")
    if isinstance(value, bool):
        return here.t("sync.yes" if value else "sync.no")
    if isinstance(value, list):
        return here.t("sync.comma").join(_item_text(item) for item in value)
    return _plain_text(conflict["field"], value, here)


def _item_text(item: Any) -> str:
    return str(item["number"]) if isinstance(item, dict) and "number" in item else str(item)


def _plain_text(field: str, value: Any, here: Here) -> str:
    text = str(value)
    if field == "target_class":
        return _label(f"events.target_class.{text}", text, here)
    if field in _CHOICES:
        return _label(f"sync.value.{text}", text, here)
    if is_date(text):
        return date_text(text, local_date(here.now, here.time_zone), here.locale, here.t)
    if field.endswith("_id"):
        return here.t("sync.other_record")
    return _moment(text, here) if _INSTANT.match(text) else text


def _from(device: str, at: str, here: Here) -> str:
    return " ".join(
        part for part in (device or here.t("sync.some_device"), _moment(at, here)) if part
    )


def _waiting(entry: Record, here: Here) -> Context:
    return {
        "record": entry["record"],
        "title": entry["title"] or here.t("contacts.unnamed"),
        "kinds_text": here.t("sync.dot").join(
            here.t(f"sync.kind.{kind}") for kind in entry["kinds"]
        ),
        "when_text": _moment(entry["at"], here),
    }


def _refused(entry: Record, here: Here) -> Context:
    return {**_waiting(entry, here), "url": entry["url"], "reason": one_line(here.t(entry["key"]))}


def _talk(talk: Record, here: Here) -> Context:
    return {
        "when_text": _moment(talk["at"], here),
        "sent_text": _counts(talk["sent"], "sync.sent", here),
        "received_text": _counts(talk["received"], "sync.received", here),
    }


def _counts(counts: Mapping[str, int], key: str, here: Here) -> str:
    words = [f"{here.t(f'sync.kind.{kind}')} {n}" for kind, n in sorted(counts.items())]
    return here.t(key, what=here.t("sync.comma").join(words)) if words else ""


def _moment(at: str, here: Here) -> str:
    return moment_text(at, here.now, here.time_zone, here.locale, here.t)
