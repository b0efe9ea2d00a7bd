"""Records -> the context of the people list and of one person's page. Forms are in contact_forms."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import contact as ways
from server.domain import name
from server.domain.capture import PHOTOS
from server.domain.encounter import TEXTS, has_talk, is_unfinished
from server.domain.moment import (
    date_text,
    local_date,
    local_time,
    moment_text,
    remaining,
    remaining_text,
)
from server.domain.search import ROWS
from server.domain.text import one_line, query_string
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

PAGE = 50
# What the other person said, the most useful first.
ANSWERS = ("looking_for", "challenge", "business", "focus", "note")


def index_context(found: Record, latest: Mapping[str, Record], here: Here) -> Context:
    """Promise the context of contacts/index.html and of its fragment contacts/_rows.html.

    found: contacts, total, query, row, page, without_reading (a count);
    latest: the last encounter of each contact by contact id.
    """
    query, row = found["query"], found["row"]
    more = found["page"] * PAGE < found["total"]
    return {
        "page_title": here.t("contacts.title"),
        "tab": "contacts",
        "query": query,
        "chosen_row": row,
        "rows": list_rows(found["contacts"], latest, "", here),
        "has_rows": bool(found["contacts"]),
        "is_empty": not found["total"],
        "is_filtered": bool(query or row),
        "count_text": here.t("contacts.count", n=found["total"]),
        "has_unread": found["without_reading"] > 0,
        "unread_text": here.t("contacts.without_reading", n=found["without_reading"]),
        "unread_url": _list_url("", ROWS[-1]),
        "index_keys": [_index_key(key, query, row) for key in ROWS],
        "all_url": _list_url(query, ""),
        "has_more": more,
        "more_url": _list_url(query, row, found["page"] + 1) if more else "",
        "empty_text": here.t("contacts.nobody_found" if query or row else "contacts.nobody_yet"),
    }


def list_rows(
    contacts: Sequence[Record], latest: Mapping[str, Record], current: str, here: Here
) -> list[Context]:
    """Promise the rows of the list pane; `current` is the id of the person whose page it stands by."""
    rows = []
    for contact in contacts:
        talk = latest.get(contact["id"])
        met = _day(talk["met_at"], here) if talk else ""
        rows.append(person_row(contact, talk, met, contact["id"] == current, here))
    return rows


def person_row(
    contact: Record, encounter: Record | None, met_at_text: str, is_current: bool, here: Here
) -> Context:
    """Promise the row of one person (shared/_person_row.html)."""
    return {
        "id": contact["id"],
        "url": f"/contacts/{contact['id']}",
        **_who(contact, encounter, here),
        "organization_line": name.organization_line(contact),
        "talk_line": talk_line(encounter, here) if encounter else "",
        "met_at_text": met_at_text,
        "is_real": bool(encounter and encounter["is_real_conversation"]),
        "is_unfinished": encounter is not None and is_unfinished(encounter),
        "room": encounter["room"] if encounter else "",
        "is_current": is_current,
    }


def talk_line(encounter: Record, here: Here) -> str:
    """Promise the one line of a talk that helps tomorrow; without any, the word that it is missing."""
    for field in ANSWERS:
        if encounter[field]:
            label = here.t(f"contacts.short.{field}")
            return here.t("contacts.talk_line", label=label, text=one_line(encounter[field]))
    return here.t("contacts.no_talk")


def show_context(contact: Record, around: Record, here: Here) -> Context:
    """Promise the context of contacts/show.html.

    around: talks (encounters, newest first), events by id, photos, follow_up (or None),
    contacts and latest for the list pane.
    """
    talks = around["talks"]
    newest = talks[0] if talks else None
    who = _who(contact, newest, here)
    return {
        "page_title": who["name"],
        "tab": "contacts",
        "id": contact["id"],
        "revision": contact["revision"],
        **who,
        "organization": contact["organization"],
        "role": name.post(contact),
        "card_lines": _card_lines(contact),
        **_ways(contact, here),
        "offers": contact["offers"],
        "has_offers": bool(contact["offers"]),
        "needs": contact["needs"],
        "has_needs": bool(contact["needs"]),
        "note": contact["note"],
        "do_not_contact": contact["do_not_contact"],
        "photos": [_photo(photo, who["name"], here) for photo in around["photos"]],
        "has_photos": bool(around["photos"]),
        "has_photo_room": len(around["photos"]) < PHOTOS,
        "talks": [_talk(talk, around["events"], here) for talk in talks],
        "has_talks": bool(talks),
        "note_url": _note_url(contact["id"], newest),
        "edit_url": f"/contacts/{contact['id']}/edit",
        **_follow_up(around["follow_up"], here),
        "rows": list_rows(around["contacts"], around["latest"], contact["id"], here),
    }


def deleted_context(contact: Record, here: Here) -> Context:
    """Promise the context of contacts/_deleted.html: what happened, and the way back."""
    return {
        "id": contact["id"],
        "revision": contact["revision"],
        "deleted_text": here.t("contacts.deleted", name=name.display_name(contact, here.t)),
    }


def _who(contact: Record, encounter: Record | None, here: Here) -> Context:
    met = local_time(encounter["met_at"], here.time_zone) if encounter else ""
    shown = name.display_name(contact, here.t, met)
    return {
        "name": shown,
        "reading": name.reading_text(contact),
        "is_latin": name.is_latin(name.full_name(contact)),
    }


def _ways(contact: Record, here: Here) -> Context:
    mails = [{"text": mail, "url": ways.mail_href(mail)} for mail in contact["emails"]]
    tels = [
        {
            "text": tel["number"],
            "url": "" if tel["kind"] == "fax" else ways.tel_href(tel["number"]),
            "label": here.t(f"contacts.tel.{tel['kind'] or 'other'}"),
        }
        for tel in contact["tels"]
    ]
    sites = [{"text": site, "url": ways.web_href(site)} for site in contact["urls"]]
    social = [{"text": handle, "url": ways.web_href(handle)} for handle in contact["social"]]
    return {
        "mails": mails,
        "tels": tels,
        "sites": sites,
        "social": social,
        "postal_code": contact["postal_code"],
        "address": contact["address"],
        "has_ways": bool(
            mails or tels or sites or social or contact["postal_code"] or contact["address"]
        ),
        "tel_url": next((tel["url"] for tel in tels if tel["url"]), ""),
        "mail_url": next((mail["url"] for mail in mails if mail["url"]), ""),
    }


def _card_lines(contact: Record) -> list[Context]:
    """What a card prints under the name: the first mail and the first telephone, not as links."""
    numbers = [tel["number"] for tel in contact["tels"] if tel["kind"] != "fax"]
    return [{"text": text, "url": ""} for text in (*contact["emails"][:1], *numbers[:1])]


def _photo(photo: Record, shown: str, here: Here) -> Context:
    side = "contacts.photo_back" if photo["side"] == "back" else "contacts.photo_front"
    return {"url": f"/photos/{photo['sha256']}", "alt": here.t(side, name=shown)}


def _talk(talk: Record, events: Mapping[str, Record], here: Here) -> Context:
    event = events.get(talk["event_id"])
    return {
        "id": talk["id"],
        "when_text": moment_text(talk["met_at"], here.now, here.time_zone, here.locale, here.t),
        "event_title": event["title"] if event else "",
        "event_url": f"/events/{event['id']}" if event else "",
        "note_url": f"/contacts/{talk['contact_id']}/note?encounter={talk['id']}",
        "is_real": talk["is_real_conversation"],
        "wants_again": talk["wants_to_meet_again"],
        "has_answers": has_talk(talk),
        **{field: talk[field] for field in TEXTS},
    }


def _note_url(contact_id: str, newest: Record | None) -> str:
    return f"/contacts/{contact_id}/note" + (f"?encounter={newest['id']}" if newest else "")


def _follow_up(follow_up: Record | None, here: Here) -> Context:
    """Open: how long is left. Sent or passed over: that. None: nothing."""
    if follow_up is None:
        return {"follow_up_url": "", "follow_up_text": "", "follow_up_state": ""}
    state, text = _follow_up_state(follow_up, here)
    return {
        "follow_up_url": f"/follow-ups/{follow_up['id']}",
        "follow_up_text": text,
        "follow_up_state": state,
    }


def _follow_up_state(follow_up: Record, here: Here) -> tuple[str, str]:
    if follow_up["sent_at"]:
        return "done", here.t("contacts.thanked_on", date=_day(follow_up["sent_at"], here))
    if follow_up["skipped_reason"]:
        return "done", here.t("contacts.thanks_skipped")
    if not follow_up["due_at"]:
        return "open", here.t("contacts.thanks_open")
    left = remaining(follow_up["due_at"], here.now)
    return "open" if left >= 0 else "late", remaining_text(left, here.t)


def _day(at: str, here: Here) -> str:
    today = local_date(here.now, here.time_zone)
    return date_text(local_date(at, here.time_zone), today, here.locale, here.t)


def _index_key(key: str, query: str, row: str) -> Context:
    return {"key": key, "url": _list_url(query, key), "is_current": key == row}


def _list_url(query: str, row: str, page: int = 1) -> str:
    asked = {"q": query, "row": row, "page": str(page) if page > 1 else ""}
    return "/contacts" + query_string(asked)
