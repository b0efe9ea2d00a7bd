"""Records -> the message that is being written to one person: its words, the ways it leaves, what it still lacks."""

from collections.abc import Mapping
from typing import Any

from server.domain import channel as ways
from server.domain import follow_up as thanks
from server.domain import name
from server.domain.address_form import address_lines, wrong_forms
from server.domain.day_word import day_words, in_time
from server.domain.draft import (
    draft,
    language_of,
    met_at,
    proposal_of,
    wants_proposal,
    without_talk,
)
from server.domain.draft_check import is_alike, mentioned, open_place
from server.domain.text import canonical_json
from server.pages.follow_ups import UNKNOWN, called, thanked_name
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

FIELDS = ("subject", "body", "channel", "proposal")


def facts_of(follow_up: Record, around: Record) -> Record:
    """Promise what a draft is made from (domain/draft).

    around: contact, encounter and event (each or None), card and signature of the owner, display_name, met_before.
    """
    contact = around["contact"] or UNKNOWN
    return {
        "follow_up": follow_up,
        "contact": contact,
        **{key: around[key] for key in ("encounter", "event", "card", "signature")},
        **{key: around[key] for key in ("display_name", "met_before")},
        "channel": follow_up["channel"] or thanks.likely_channel(contact),
    }


def shown_message(follow_up: Record, around: Record, here: Here) -> dict[str, str]:
    """Promise the message as the form shows it: as it was kept, else as it is drafted; the day is that of now."""
    facts = facts_of(follow_up, around)
    drafted = draft(facts, here.time_zone, here.now)
    body = in_time(follow_up["body"], _days(facts, here), here.now)
    wants = wants_proposal(follow_up, around["encounter"])
    return {
        "subject": follow_up["subject"] or drafted["subject"],
        "body": body or drafted["body"],
        "channel": facts["channel"],
        "proposal": "next_step" if wants else "none",
    }


def composer_context(follow_up: Record, around: Record, sent: Record, here: Here) -> Context:
    """Promise the context of follow_ups/_composer.html: everything under the one name `composer`.

    around: see facts_of, and queue and message_id; sent: {} at first, after a form was sent message, rendered,
    revision, errors, is_saved, is_redrawn (as far as they are known).
    """
    facts = facts_of(follow_up, around)
    shown = sent.get("message") or shown_message(follow_up, around, here)
    errors = sent.get("errors", {})
    links = ways.addresses(facts["contact"])
    chosen = {**facts, "channel": shown["channel"]}
    found = [_channel(each, shown, links, here) for each in thanks.CHANNELS]
    return {
        "composer": {
            **shown,
            "url": f"/follow-ups/{follow_up['id']}",
            "language": language_of(facts["contact"]),
            "message_id": around["message_id"],
            "revision": sent.get("revision", follow_up["revision"]),
            "rendered": canonical_json({field: shown[field] for field in FIELDS})
            if "rendered" not in sent
            else sent["rendered"],
            "channels": found,
            "way": next(each for each in found if each["is_chosen"]),
            "proposals": [_proposal(each, shown["proposal"], here) for each in thanks.PROPOSALS],
            "proposal_words": proposal_of(facts, here.time_zone, here.now),
            "day_words": canonical_json(_days(facts, here)),
            "has_mail": bool(links["mail"]),
            "edit_url": f"/contacts/{follow_up['contact_id']}/edit",
            "is_redrawn": bool(sent.get("is_redrawn")),
            "saved_text": here.t("follow_ups.saved") if sent.get("is_saved") else "",
            **_checks(shown, chosen, follow_up, around["queue"], here),
            "errors": {field: errors.get(field, "") for field in FIELDS},
            "has_errors": bool(errors),
            "error_list": [
                {"field": field, "label": here.t(f"follow_ups.fields.{field}"), "key": key}
                for field, key in errors.items()
            ],
        }
    }


def _days(facts: Record, here: Here) -> list[dict[str, str]]:
    met = met_at(facts["follow_up"], facts["encounter"])
    return day_words(met, here.time_zone, language_of(facts["contact"]))


def _channel(channel: str, shown: Record, links: Record, here: Here) -> Context:
    """One way out: where it leads with these words in it, where it leads without, what its button says."""
    base = {"mail": links["mail"], "sms": links["sms"], "sns": links["sns"], "phone": links["tel"]}
    url = {
        "mail": ways.mail_url(links["mail"], shown["subject"], shown["body"]),
        "line": ways.line_url(shown["body"]),
        "sms": ways.sms_url(links["sms"], shown["body"]),
    }.get(channel, base.get(channel, ""))
    return {
        "value": channel,
        "field_id": f"channel-{channel}",
        "label": here.t(f"follow_ups.channel.{channel}"),
        "is_chosen": channel == shown["channel"],
        "url": url,
        "base": base.get(channel, ""),
        "action": here.t(f"follow_ups.open.{channel}" if url else "follow_ups.open.other"),
    }


def _proposal(value: str, chosen: str, here: Here) -> Context:
    return {
        "value": value,
        "field_id": f"proposal-{value}",
        "label": here.t(f"follow_ups.proposal.{value}"),
        "is_chosen": value == chosen,
    }


def _checks(shown: Record, facts: Record, follow_up: Record, queue: Record, here: Here) -> Context:
    """What a careful reader would say: it touches the talk or not, and everything that looks wrong."""
    body, contact = shown["body"], facts["contact"]
    address = "\n".join(address_lines(contact, False))
    words = mentioned(body, facts["encounter"], address)
    between = here.t("follow_ups.check.between")
    place = open_place(f"{shown['subject']}\n{body}")
    return {
        "mentions": bool(words),
        "mention_text": here.t("follow_ups.mentions", words=between.join(words))
        if words
        else here.t("follow_ups.mentions_not"),
        "advice": [
            *([here.t("follow_ups.check.place", place=place)] if place else []),
            *(
                here.t(f"follow_ups.check.{each['code']}", words=each["words"])
                for each in wrong_forms(body, contact)
            ),
            *([] if _names_sender(body, facts) else [here.t("follow_ups.check.no_sender")]),
            *_alike(body, facts, follow_up, queue, here),
        ],
    }


def _names_sender(body: str, facts: Record) -> bool:
    own = name.full_name(facts["card"]) if facts["card"] else ""
    text = body.replace(" ", "")
    return not body or any(
        each.replace(" ", "") in text for each in (own, facts["display_name"]) if each
    )


def _alike(body: str, facts: Record, follow_up: Record, queue: Record, here: Here) -> list[str]:
    """The first other person who would read nearly the same words (R38)."""
    others = [each for each in (*queue["open"], *queue["done"]) if each["id"] != follow_up["id"]]
    frame = without_talk(facts, here.time_zone, here.now)
    for each in others:
        if each["body"] and is_alike(body, each["body"], frame):
            card = queue["contacts"].get(each["contact_id"], UNKNOWN)
            who = called(card, thanked_name(card, each, here), here)
            return [here.t("follow_ups.check.alike", name=who)]
    return []
