"""Records -> the context of the owner's own card: the page, its form, its print, the cards that strangers left."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import my_card as rules
from server.domain import name
from server.domain.contact import mail_href
from server.domain.left_card import DECLINED_DAYS, WAITING_DAYS
from server.domain.moment import moment_text
from server.domain.text import canonical_json
from server.domain.vcard import slim_vcard
from server.pages.contact_forms import mail_rows, tel_rows
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

TEXTS = (
    *("family_name", "given_name", "phonetic_family_name", "phonetic_given_name"),
    *("organization", "phonetic_organization", "department", "title"),
    *("postal_code", "address", "introduction"),
)
LINES = ("urls", "social", "offers", "needs")
FIELDS = (*TEXTS, *LINES, "emails", "tels", "shown")
LEFT_IDS = ("id", "encounter_id", "follow_up_id")
# As many as an A4 sheet holds in the size of a Japanese card.
SHEET = 10


def card_context(card: Record, around: Record, here: Here) -> Context:
    """Promise the context of me/card.html.

    around: display_name of the account, left (cards waiting), ids (for each of them LEFT_IDS).
    """
    return {
        "page_title": here.t("me.title"),
        "tab": "me",
        "is_made": _is_made(card),
        **_card(card),
        **_link(card, here),
        **_accepting(card, here),
        **left_context(around["left"], around["ids"], {}, here),
        **form_context(card, around, {}, here),
    }


def form_context(card: Record, around: Record, sent: Record, here: Here) -> Context:
    """Promise the context of me/_form.html.

    around: display_name; sent: {} at first; after an error values, accepting, rendered, revision and errors.
    """
    errors = sent.get("errors", {})
    proposed = {} if _is_made(card) else _proposed(around["display_name"])
    printed = {**card, **proposed, **sent.get("values", {})}
    accepting = sent.get("accepting", rules.accepting(card, here.now) if not proposed else "on")
    return {
        "revision": sent.get("revision", card["revision"]),
        "rendered": sent.get("rendered", canonical_json({f: card[f] for f in FIELDS})),
        "is_open": not _is_made(card) or bool(errors),
        "asks_link": not card["link_hash"] and not card["stopped_at"],
        "card": {
            **{field: printed[field] for field in TEXTS},
            **{field: "\n".join(printed[field]) for field in LINES},
        },
        "mails": mail_rows(printed["emails"]),
        "tels": tel_rows(printed["tels"], here),
        "marks": [
            {"name": each, "label": here.t(f"me.shown.{each}"), "is_on": each in printed["shown"]}
            for each in rules.SHOWN_FIELDS
        ],
        "accepts_on": accepting == "on",
        "accepts_today": accepting == "today",
        "accepts_off": accepting not in ("on", "today"),
        "errors": {field: errors.get(field, "") for field in FIELDS},
        "has_errors": bool(errors),
        "error_list": [
            {"field": field, "label": _label(field, here), "key": errors[field]}
            for field in FIELDS
            if field in errors
        ],
    }


def left_context(
    left: Sequence[Record], ids: Sequence[Record], said: Record, here: Here
) -> Context:
    """Promise the context of me/_left_cards.html.

    ids: LEFT_IDS for each card; said: {} or the key of what just happened, name, and contact_id or declined_id.
    """
    return {
        "left_cards": [
            {
                "url": f"/me/left-cards/{each['id']}",
                **{f"new_{part}": fresh[part] for part in LEFT_IDS},
                "name": each["name"] or here.t("contacts.unnamed"),
                "is_latin": name.is_latin(each["name"]),
                "organization": each["organization"],
                "mail": each["email"],
                "mail_url": mail_href(each["email"]),
                "note": each["note"],
                "when_text": moment_text(
                    each["left_at"], here.now, here.time_zone, here.locale, here.t
                ),
                "revision": each["revision"],
            }
            for each, fresh in zip(left, ids, strict=True)
        ],
        "has_left_cards": bool(left),
        "left_text": here.t("me.left_count", n=len(left)) if left else "",
        "left_kept_text": here.t("me.left_kept", declined=DECLINED_DAYS, waiting=WAITING_DAYS),
        "said_text": here.t(said["key"], name=said["name"]) if said else "",
        "person_url": f"/contacts/{said['contact_id']}" if said.get("contact_id") else "",
        "undo_url": f"/me/left-cards/{said['declined_id']}" if said.get("declined_id") else "",
    }


def print_context(card: Record, here: Here) -> Context:
    """Promise the context of me/print.html: a sheet of cards, all alike."""
    return {
        "page_title": here.t("me.print_title"),
        "tab": "me",
        "is_made": _is_made(card),
        **_card(card),
        **_link(card, here),
        "sheet": [{"place": place} for place in range(1, SHEET + 1)],
    }


def _is_made(card: Record) -> bool:
    return bool(name.full_name(card))


def _card(card: Record) -> Context:
    """What others see of it, as paper."""
    shown = rules.shown_card(card)
    numbers = [tel["number"] for tel in shown["tels"] if tel["kind"] != "fax"]
    lines = (*shown["emails"][:1], *numbers[:1], *shown["urls"][:1], shown["address"])
    return {
        "name": name.full_name(card),
        "reading": name.reading_text(card),
        "is_latin": name.is_latin(name.full_name(card)),
        "organization": shown["organization"],
        "role": name.post(shown),
        "card_lines": [{"text": line, "url": ""} for line in lines if line],
    }


def _link(card: Record, here: Here) -> Context:
    # A line end within an attribute is one sign in a page; page script makes it two again.
    text = slim_vcard(rules.shown_card(card)).replace("\r\n", "\n")
    who = name.full_name(card)
    return {
        "has_link": rules.is_shared(card),
        "is_stopped": bool(card["stopped_at"]),
        "link_hash": card["link_hash"],
        "link_path": "/c/",
        "renew_form": "link-form",
        "code_label": here.t("me.link_label", name=who),
        "vcard_label": here.t("me.vcard_label", name=who),
        "vcard_text": text,
        "link_record": f"my_card:{card['id']}",
    }


def _accepting(card: Record, here: Here) -> Context:
    state = rules.accepting(card, here.now)
    until = card["accepts_until"]
    when = moment_text(until, here.now, here.time_zone, here.locale, here.t) if until else ""
    return {"accepting_text": here.t(f"me.accepting.{state}_text", when=when)}


def _proposed(display_name: str) -> Context:
    """What the form of a card never written holds already; saving it writes that too."""
    parts = name.split_name(display_name)
    return {**parts, "shown": list(rules.FIRST_SHOWN)}


def _label(field: str, here: Here) -> str:
    own = field in ("introduction", "shown", "offers", "needs")
    return here.t(f"me.fields.{field}" if own else f"contacts.fields.{field}")
