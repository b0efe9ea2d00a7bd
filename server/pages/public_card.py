"""Records -> the contexts of the public page of a card, and of the form on which a stranger leaves one."""

from collections.abc import Mapping
from typing import Any

from server.domain import leaving, name
from server.domain.contact import mail_href, tel_href, web_href
from server.domain.my_card import shown_card
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

FIELDS = ("name", "organization", "email", "note", "agreed")


def cover_context(sharer: str, here: Here) -> Context:
    """Promise the context of public/cover.html: whose card it is, and nothing of it."""
    return {
        "page_title": here.t("public.card.title"),
        "heading": here.t("public.card.of", name=sharer),
        "text": here.t("public.card.cover", name=sharer),
        "open_label": here.t("public.card.open"),
        "note": here.t("public.card.no_tracking"),
    }


def card_context(card: Record, sharer: str, *, is_accepting: bool, here: Here) -> Context:
    """Promise the context of public/card.html: what its owner shows."""
    shown = shown_card(card)
    return {
        "page_title": here.t("public.card.title"),
        "heading": here.t("public.card.of", name=sharer),
        "name": name.full_name(card) or sharer,
        "is_latin": name.is_latin(name.full_name(card) or sharer),
        "reading": name.reading_text(card),
        "organization": shown["organization"],
        "role": name.post(shown),
        "ways": _ways(shown, here),
        "introduction": shown["introduction"],
        "offers": [{"text": text} for text in shown["offers"]],
        "has_offers": bool(shown["offers"]),
        "needs": [{"text": text} for text in shown["needs"]],
        "has_needs": bool(shown["needs"]),
        "is_accepting": is_accepting,
    }


def leave_context(sharer: str, form_token: str, sent: Record, here: Here) -> Context:
    """Promise the context of public/leave.html. sent: {} at first; after an error values, has_agreed, errors, said."""
    errors, t = sent.get("errors", {}), here.t
    values = sent.get("values", dict.fromkeys(leaving.TEXTS, ""))
    return {
        "page_title": t("public.leave.title"),
        "heading": t("public.leave.to", name=sharer),
        "agree_label": t("public.leave.agree", name=sharer),
        "after_text": t("public.leave.after", name=sharer),
        "form_token": form_token,
        "values": values,
        "has_agreed": sent.get("has_agreed", False),
        "errors": {field: errors.get(field, "") for field in FIELDS},
        "has_errors": bool(errors),
        "error_list": [
            {"field": field, "label": t(f"public.leave.{field}"), "key": errors[field]}
            for field in FIELDS
            if field in errors
        ],
        "said_text": t(sent["said"]) if sent.get("said") else "",
    }


def _ways(shown: Record, here: Here) -> list[Context]:
    """Everything that leads to a person, each as a link where it can be one."""
    found = [
        *[("email", mail, mail_href(mail)) for mail in shown["emails"]],
        *[("tel", tel["number"], tel_href(tel["number"])) for tel in shown["tels"]],
        *[("urls", url, web_href(url)) for url in shown["urls"]],
        *[("social", each, web_href(each) if "/" in each else "") for each in shown["social"]],
        *[("address", _address(shown), "")],
    ]
    return [
        {"label": here.t(f"public.field.{field}"), "text": text, "url": url}
        for field, text, url in found
        if text
    ]


def _address(shown: Record) -> str:
    postal = f"〒{shown['postal_code']} " if shown["postal_code"] else ""
    return f"{postal}{shown['address']}".strip()
