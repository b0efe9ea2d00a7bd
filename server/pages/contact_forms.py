"""Records -> the context of the capture form and of the edit form. What is sent back is read in domain."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import name
from server.domain.capture import PHOTOS
from server.domain.change_id import nth_change_id
from server.domain.contact import LINES, TEL_KINDS, TEXTS, is_mail
from server.domain.moment import date_text, local_date, next_day
from server.domain.text import canonical_json, query_string
from server.pages.contacts import list_rows
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

FIELDS = (*(text for text in TEXTS if text != "source"), *LINES, "emails", "tels", "do_not_contact")
ERRORS = (*FIELDS, "photo")
CAPTURED = (
    *("family_name", "given_name", "phonetic_family_name", "phonetic_given_name"),
    *("organization", "title", "emails", "tels", "note"),
)
NOTHING: Record = {**dict.fromkeys(TEXTS, ""), **{name: [] for name in (*LINES, "emails", "tels")}}
CHOICES = 20
IDS = ("id", "encounter_id", "follow_up_id", "photo_id")


def event_choices(events: Sequence[Record], given: str, here: Here) -> tuple[list[Record], str]:
    """Promise the events a card may belong to, the newest first, and the one that is filled in.

    given: the event of the address, "" for none: then the one held today, if there is one.
    """
    today = local_date(here.now, here.time_zone)
    near = [
        event for event in events if event["id"] == given or event["held_on"] <= next_day(today)
    ]
    held_today = [event["id"] for event in near if event["held_on"] == today]
    chosen = given if any(event["id"] == given for event in near) else (held_today or [""])[0]
    first = near[:CHOICES]
    return first + [event for event in near[CHOICES:] if event["id"] == chosen], chosen


def new_context(
    asked: Record, events: Sequence[Record], values: Record, errors: Record, here: Here
) -> Context:
    """Promise the context of contacts/new.html and of its fragment contacts/_capture_form.html.

    asked: by ("photo", "qr" or "typing"), event_id, and the ids a capture is made with (IDS);
    saved_id of the card kept before this one, or ""; values: what was typed so far; errors: field -> key.
    """
    by_qr = asked["by"] == "qr"
    card = {**NOTHING, **values}
    blank = [field for field in FIELDS if field in NOTHING] if by_qr else CAPTURED
    return {
        "page_title": here.t(f"contacts.new_by_{asked['by']}"),
        "tab": "contacts",
        "by_photo": asked["by"] == "photo",
        "by_qr": by_qr,
        "by": asked["by"],
        **{id_name: asked[id_name] for id_name in IDS},
        "event_id": asked["event_id"],
        "saved_id": asked["saved_id"],
        "rendered": canonical_json({field: NOTHING[field] for field in blank}),
        "events": _event_options(events, asked["event_id"], here),
        "has_events": bool(events),
        "back_url": _back_url(asked["event_id"]),
        "photo_url": _new_url("photo", asked["event_id"]),
        "qr_url": _new_url("qr", asked["event_id"]),
        "typing_url": _new_url("typing", asked["event_id"]),
        "card": _printed(card),
        "mails": mail_rows(card["emails"]),
        "tels": tel_rows(card["tels"], here),
        **_errors(errors, here),
    }


def captured_context(asked: Record, fresh: Record, photos: Sequence[Record], here: Here) -> Context:
    """Promise the context of contacts/_captured.html: saved, and forms for the next shot.

    asked: what was just captured; fresh: the ids of the next one (IDS); photos: those of the card.
    """
    shot = [nth_change_id(asked["photo_id"], place) for place in range(PHOTOS)]
    just = [photo["id"] for photo in photos if photo["id"] in shot]
    return {
        **{id_name: fresh[id_name] for id_name in IDS},
        "by": asked["by"],
        "event_id": asked["event_id"],
        "rendered": canonical_json({}),
        "saved_id": asked["id"],
        "saved_encounter_id": asked["encounter_id"],
        "saved_follow_up_id": asked["follow_up_id"],
        "photos": [_shot(photo, here) for photo in photos],
        "has_room": len(photos) < PHOTOS,
        # Several at once came from the album: nobody has to take those again.
        "replaces": just[0] if len(just) == 1 else "",
        "note_url": f"/contacts/{asked['id']}/note?encounter={asked['encounter_id']}",
        "next_url": _new_url(asked["by"], asked["event_id"], asked["id"]),
    }


def edit_context(
    contact: Record, sent: Record, around: Record, errors: Record, here: Here
) -> Context:
    """Promise the context of contacts/edit.html and of its fragment contacts/_edit_form.html.

    sent: {} at first; after an error the values, rendered and revision that the form was sent with;
    around: contacts and latest for the list pane.
    """
    rendered = canonical_json({field: contact[field] for field in FIELDS})
    card = {**contact, **sent.get("values", {})}
    shown = name.display_name(contact, here.t)
    return {
        "page_title": here.t("contacts.edit_of", name=shown),
        "tab": "contacts",
        "id": contact["id"],
        "name": shown,
        "revision": sent.get("revision", contact["revision"]),
        "rendered": sent.get("rendered", rendered),
        "url": f"/contacts/{contact['id']}",
        "card": _printed(card),
        "mails": mail_rows(card["emails"]),
        "tels": tel_rows(card["tels"], here),
        "do_not_contact": card["do_not_contact"],
        **_errors(errors, here),
        "rows": list_rows(around["contacts"], around["latest"], contact["id"], here),
    }


def _shot(photo: Record, here: Here) -> Context:
    side = "camera.back" if photo["side"] == "back" else "camera.front"
    return {"url": f"/photos/{photo['sha256']}", "alt": here.t(side)}


def _printed(card: Record) -> Context:
    printed: Context = {field: card[field] for field in TEXTS if field != "source"}
    printed |= {field: "\n".join(card[field]) for field in LINES}
    printed["mail"] = next(iter(card["emails"]), "")
    printed["tel"] = next((tel["number"] for tel in card["tels"]), "")
    return printed


def _errors(errors: Record, here: Here) -> Context:
    return {
        "errors": {field: errors.get(field, "") for field in ERRORS},
        "has_errors": bool(errors),
        "error_list": [
            {"field": field, "label": here.t(f"contacts.fields.{field}"), "key": errors[field]}
            for field in ERRORS
            if field in errors
        ],
    }


def mail_rows(mails: Sequence[str]) -> list[Context]:
    """Promise the fields for mail addresses, with an empty one behind."""
    rows = [*mails, ""]
    return [
        {
            "field_id": _row_id("emails", place),
            "value": mail,
            "is_wrong": bool(mail) and not is_mail(mail),
        }
        for place, mail in enumerate(rows)
    ]


def tel_rows(tels: Sequence[Record], here: Here) -> list[Context]:
    """Promise the fields for telephones, with an empty one behind."""
    rows = [*tels, {"kind": "", "number": ""}]
    labels = {f"{kind}_label": here.t(f"contacts.tel.{kind}") for kind in TEL_KINDS}
    return [
        {"field_id": _row_id("tels", place), "number": tel["number"], "kind": tel["kind"], **labels}
        for place, tel in enumerate(rows)
    ]


def _row_id(field: str, place: int) -> str:
    return f"{field}-{place + 1}" if place else field


def _event_options(events: Sequence[Record], chosen: str, here: Here) -> list[Context]:
    today = local_date(here.now, here.time_zone)
    return [
        {
            "value": event["id"],
            "label": " ".join(filter(None, (_held_on(event, today, here), event["title"]))),
            "is_chosen": event["id"] == chosen,
        }
        for event in events
    ]


def _held_on(event: Record, today: str, here: Here) -> str:
    return date_text(event["held_on"], today, here.locale, here.t)


def _new_url(by: str, event_id: str, saved_id: str = "") -> str:
    return "/contacts/new" + query_string({"by": by, "event": event_id, "saved": saved_id})


def _back_url(event_id: str) -> str:
    return f"/events/{event_id}/venue" if event_id else "/contacts"
