"""Records -> the context of the page of one of two introduced people. What it may show is settled in domain."""

from collections.abc import Mapping
from typing import Any

from server.domain import introduction_page as rules
from server.domain import name
from server.domain.contact import mail_href, tel_href
from server.domain.moment import date_text, local_date, moment_text
from server.domain.public_link import OTHER
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]


def cover_context(introducer: str, here: Here) -> Context:
    """Promise the context of public/cover.html: who introduces, nobody else."""
    return {
        "page_title": here.t("public.introduction.title"),
        "heading": here.t("public.introduction.from", name=introducer),
        "text": here.t("public.introduction.cover", name=introducer),
        "open_label": here.t("public.introduction.open"),
        "note": here.t("public.introduction.no_tracking"),
    }


def introduction_context(opened: Record, *, is_seen: bool, here: Here) -> Context:
    """Promise the context of public/introduction.html.

    opened: introduction, side (whose page it is), people (contact of each side), introducer, event ({} for none),
    expires_at. is_seen: whether this view may show the other person at all.
    """
    introduction, side = opened["introduction"], opened["side"]
    people, introducer, t = opened["people"], opened["introducer"], here.t
    shown = rules.shown_person(introduction, OTHER[side], people[OTHER[side]]) if is_seen else {}
    answer = introduction[f"{side}_answer"]
    is_tied = bool(shown) and introduction[f"{OTHER[side]}_answer"] == answer == rules.SHARED
    other = shown.get("name", "")
    return {
        "page_title": t("public.introduction.title"),
        "heading": t("public.introduction.from", name=introducer),
        "greeting": t("public.introduction.greeting", name=name.full_name(people[side])),
        "is_named": bool(shown),
        "is_tied": is_tied,
        "other": _person(shown),
        "sentence": introduction["sentence"] if shown else "",
        "not_yet": t("public.introduction.not_yet", name=introducer),
        **_answer(introduction, side, people[side], other, here),
        "introducer": introducer,
        "proof": _proof(opened, shown, here) if shown else [],
        "has_proof": bool(shown),
        "until_text": _until(opened["expires_at"], here),
    }


def _person(shown: Record) -> Context:
    mail, tel = shown.get("email", ""), shown.get("tel", "")
    return {
        "name": shown.get("name", ""),
        "is_latin": name.is_latin(shown.get("name", "")),
        "organization": shown.get("organization", ""),
        "title": shown.get("title", ""),
        "mail": mail,
        "mail_url": mail_href(mail),
        "tel": tel,
        "tel_url": tel_href(tel),
        "has_ways": bool(mail or tel),
    }


def _answer(introduction: Record, side: str, contact: Record, other: str, here: Here) -> Context:
    t, answer = here.t, introduction[f"{side}_answer"]
    offered = rules.offered_fields(introduction, side, contact)
    is_shared = answer == rules.SHARED
    passed = rules.passed_fields(introduction, side)
    values = [rules.value_of(contact, field) for field in ("name", *offered) if field in passed]
    question = "public.introduction.ask_named" if other else "public.introduction.ask"
    return {
        "question": t(question, name=other),
        "is_asked": not is_shared,
        "is_declined": answer == rules.DECLINED,
        "is_shared": is_shared,
        "own_name": name.full_name(contact),
        "own_fields": [
            {
                "name": field,
                "label": t(f"public.field.{field}"),
                "value": rules.value_of(contact, field),
            }
            for field in offered
        ],
        "shared_text": t("public.introduction.shared", values=t("public.comma").join(values)),
    }


def _proof(opened: Record, shown: Record, here: Here) -> list[dict[str, str]]:
    """Who passed this on, where they know each other from, what it is and who agreed (REQUIREMENTS 6)."""
    introduction, t = opened["introduction"], here.t
    other = OTHER[opened["side"]]
    is_own = introduction[f"{other}_answer"] == rules.SHARED
    how = "own_page" if is_own else introduction[f"{other}_consent"]
    at = introduction[f"{other}_answered_at" if is_own else f"{other}_consent_at"]
    lines = {
        "by": opened["introducer"],
        "event": _event(opened["event"], here),
        "fields": t("public.comma").join(t(f"public.field.{field}") for field in shown),
        "consent": t(f"public.consent.{how}", name=opened["introducer"]),
        "consent_at": moment_text(at, here.now, here.time_zone, here.locale, t),
        "seen_at": moment_text(here.now, here.now, here.time_zone, here.locale, t),
    }
    return [
        {"label": t(f"public.proof.{line}"), "text": text} for line, text in lines.items() if text
    ]


def _event(event: Record, here: Here) -> str:
    if not event:
        return ""
    today = local_date(here.now, here.time_zone)
    day = date_text(event["held_on"], today, here.locale, here.t)
    return " ".join(part for part in (day, event["title"]) if part)


def _until(expires_at: str, here: Here) -> str:
    if not expires_at:
        return ""
    today = local_date(here.now, here.time_zone)
    day = date_text(local_date(expires_at, here.time_zone), today, here.locale, here.t)
    return here.t("public.until", day=day)
