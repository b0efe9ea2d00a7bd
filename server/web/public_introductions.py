"""/i/<token>: the page of one of two introduced people, who need no account and no script."""

from typing import Any

from flask import Blueprint, Response, request

from server.config import clock, new_id
from server.domain import introduction_page as rules
from server.domain.public_link import OTHER, SIDES
from server.errors import AppError
from server.pages import public_introduction as pages
from server.store.contacts import find_contacts
from server.store.events import find_event
from server.store.introductions import find_introduction
from server.store.provisions import open_provisions
from server.store.records import Record
from server.web.public_links import (
    closed,
    count_view,
    find_link,
    open_to_strangers,
    page,
    reader_of,
    sharer_of,
    write,
)

CHOICES = ("share", "decline", "withdraw")

blueprint = Blueprint("public_introductions", __name__)
open_to_strangers(blueprint)


@blueprint.get("/i/<token>")
def show(token: str) -> Response:
    """Names the introducer alone, counts nothing: previews of messengers read this."""
    opened = _opened(find_link(token, SIDES))
    context = pages.cover_context(opened["introducer"], opened["here"])
    return page("public/cover.html", f"/i/{token}", context)


@blueprint.post("/i/<token>")
def reveal(token: str) -> Response:
    link = find_link(token, SIDES)
    if not count_view(link):
        raise closed(link["token_hash"])
    return _page(token, _opened(link), is_seen=True)


@blueprint.post("/i/<token>/answer")
def answer(token: str) -> Response:
    link, choice = find_link(token, SIDES, is_spent_too=True), request.form.get("choice", "")
    if choice not in CHOICES:
        raise AppError("invalid")
    opened = _opened(link)
    introduction, side = opened["introduction"], opened["side"]
    ticked = request.form.getlist("fields")
    edits = rules.answer_values(introduction, side, choice, ticked, clock())
    if edits:
        write(link, "introduction", introduction["id"], introduction["revision"], edits)
    if choice == "share":
        return _page(token, _opened(link), is_seen=count_view(link))
    _withdraw_provisions(link, opened)
    words = {"said": choice, "heading": opened["here"].t(f"public.introduction.{choice}_done")}
    words["text"] = opened["here"].t(f"public.introduction.{choice}_text")
    return page("public/said.html", f"/i/{token}", _said(words, can_return=choice == "decline"))


def _said(words: dict[str, str], *, can_return: bool) -> dict[str, Any]:
    return {"page_title": words["heading"], "can_return": can_return, **words}


def _page(token: str, opened: Record, *, is_seen: bool) -> Response:
    """What is shown of a person is on record before it is shown (REQUIREMENTS 6)."""
    if is_seen:
        _provide(opened)
    context = pages.introduction_context(opened, is_seen=is_seen, here=opened["here"])
    return page("public/introduction.html", f"/i/{token}", context)


def _provide(opened: Record) -> None:
    given = (opened["introduction"], OTHER[opened["side"]], opened["people"], opened["introducer"])
    values = rules.provision_values(*given, clock())
    if values:
        write(opened["link"], "provision", new_id(), 0, values)


def _withdraw_provisions(link: Record, opened: Record) -> None:
    """What was passed on of this person stays on record, and when they took it back."""
    person = opened["people"][opened["side"]]["id"]
    for each in open_provisions(link["account_id"], opened["introduction"]["id"], person):
        write(link, "provision", each["id"], each["revision"], {"withdrawn_at": clock()})


def _opened(link: Record) -> dict[str, Any]:
    """Everything behind a link. Raises AppError not_found when one of its people or the introduction is gone."""
    owner, introducer = link["account_id"], sharer_of(link)
    introduction = find_introduction(owner, link["record_id"])
    if introduction is None or introduction["ended_at"]:
        raise closed(link["token_hash"])
    ids = {side: introduction[f"{side}_contact_id"] for side in OTHER}
    contacts = find_contacts(owner, ids.values())
    if len(contacts) < len(ids):
        raise closed(link["token_hash"])
    return {
        "link": link,
        "introduction": introduction,
        "side": SIDES[link["kind"]],
        "people": {side: contacts[record_id] for side, record_id in ids.items()},
        "introducer": introducer,
        "event": find_event(owner, introduction["event_id"]) or {},
        "expires_at": link["expires_at"],
        "here": reader_of(link),
    }
