"""Introductions: suggested pairs, made and changed, links, ended, answered for, and those received."""

from typing import Any

from flask import Blueprint, Response, request

from server.domain import introducing as rules
from server.domain.form import changed, last
from server.domain.moment import later
from server.domain.suggestion import person_of, suggestions
from server.errors import AppError
from server.pages import introducing as pages
from server.pages.introductions import SHOWN, index_context, suggestions_context
from server.schemas.shapes import empty_values
from server.store import introductions as store
from server.store.contacts import find_contacts
from server.store.encounters import encounters_of_event
from server.store.events import find_event
from server.web.context import clock, current_account, fragment, go, is_htmx, new_id, render
from server.web.form import change_of, fields, here, sent, sent_id, sent_revision, write

Record = dict[str, Any]

blueprint = Blueprint("introductions", __name__)

# People met so long ago are nobody's first thought for an introduction.
RECENT_MINUTES = 90 * 24 * 60
PIECE, MANY = 3, 20


@blueprint.get("/introductions")
def index() -> Response:
    event_id, owner = request.args.get("event", ""), current_account().id
    many = request.args.get("many", "") == "yes"
    found = _suggested(event_id, {}, MANY if many else PIECE if is_htmx() and event_id else SHOWN)
    if is_htmx():
        return fragment("introductions/_suggestions.html", suggestions_context(found, here()))
    ids = {each[f"{side}_contact_id"] for each in found["introductions"] for side in rules.SIDES}
    found["contacts"] = {**find_contacts(owner, ids - {""}), **found["contacts"]}
    return render("introductions/index.html", index_context(found, here()))


@blueprint.get("/introductions/new")
def new() -> Response:
    introduction = _begun()
    if introduction["direction"] == "received":
        around = _around(introduction)
        context = pages.received_context(introduction, around, {}, here())
        said = {"page_title": here().t("introductions.received_title"), "tab": "contacts"}
        return render("introductions/received.html", {**context, **said})
    around = _around(introduction)
    context = pages.form_context(introduction, around, {}, here())
    if is_htmx():
        return fragment("introductions/_form.html", context)
    only = introduction["first_contact_id"]
    found = _suggested(introduction["event_id"], {}, SHOWN, only)
    said = {"page_title": here().t("introductions.new_title"), "tab": "contacts"}
    offered = suggestions_context(found, here()) if not introduction["second_contact_id"] else {}
    nothing = {"has_suggested": False, "suggested": []}
    return render("introductions/new.html", {**nothing, **offered, **context, **said})


@blueprint.post("/introductions")
def create() -> Response:
    introduction_id, values = sent_id("id"), rules.form_values(fields())
    values["direction"] = "received" if last(fields(), "direction") == "received" else "given"
    if last(fields(), "links") != "none":
        values |= rules.link_values(fields())
    introduction = {**_empty(introduction_id), **values}
    errors = rules.form_errors(introduction)
    edits = rules.dated({field: value for field, value in values.items() if value}, sent().at)
    errors = errors or write([change_of("introduction", introduction_id, edits)])
    if not errors:
        return go(f"/introductions/{introduction_id}")
    again: Record = {"values": values, "errors": errors, "rendered": "{}", "revision": 0}
    around = _around(introduction)
    if values["direction"] == "received":
        context = pages.received_context(introduction, around, again, here())
        return fragment("introductions/_received_form.html", context, 422)
    context = pages.form_context(_empty(introduction_id), around, again, here())
    return fragment("introductions/_form.html", context, 422)


@blueprint.get("/introductions/<introduction_id>")
def show(introduction_id: str) -> Response:
    introduction = store.find_introduction(current_account().id, introduction_id)
    if introduction is None:
        raise AppError("not_found")
    context = pages.show_context(introduction, _around(introduction), here())
    return render("introductions/show.html", context)


@blueprint.post("/introductions/<introduction_id>")
def update(introduction_id: str) -> Response:
    introduction = _any(introduction_id)
    values, rendered = rules.form_values(fields()), last(fields(), "rendered")
    edits = rules.dated(changed(_editable(values), rendered), sent().at)
    errors = write([change_of("introduction", introduction_id, edits)]) if edits else {}
    if not errors:
        return go(f"/introductions/{introduction_id}")
    again: Record = {"values": values, "errors": errors, "rendered": rendered}
    again |= {"revision": sent_revision()}
    if "result" in values:
        context = pages.result_context(introduction, again, here())
        return fragment("introductions/_result.html", context, 422)
    context = pages.form_context(introduction, _around(introduction), again, here())
    return fragment("introductions/_form.html", context, 422)


@blueprint.post("/introductions/<introduction_id>/links")
def update_links(introduction_id: str) -> Response:
    return _write(introduction_id, rules.link_values(fields()))


@blueprint.post("/introductions/<introduction_id>/ending")
def create_ending(introduction_id: str) -> Response:
    is_over = bool(_any(introduction_id)["ended_at"])
    return _write(
        introduction_id, {} if is_over else {"ended_at": sent().at, "ended_by": "introducer"}
    )


@blueprint.post("/introductions/dismissals")
def create_dismissal() -> Response:
    introduction_id, values = sent_id("id"), rules.form_values(fields())
    pair = {f"{side}_contact_id": values.get(f"{side}_contact_id", "") for side in rules.SIDES}
    if not all(pair.values()):
        raise AppError("not_found")
    edits = {**pair, "direction": "given", "dismissed_at": sent().at}
    if write([change_of("introduction", introduction_id, edits)]):
        raise AppError("invalid")
    dismissed = store.find_any_introduction(current_account().id, introduction_id) or {}
    found = _suggested(last(fields(), "event"), dismissed, SHOWN)
    return fragment("introductions/_suggestions.html", suggestions_context(found, here()))


@blueprint.post("/introductions/<introduction_id>/deletion")
def destroy(introduction_id: str) -> Response:
    _any(introduction_id)
    is_deletion = last(fields(), "deleted") != "false"
    write([{**change_of("introduction", introduction_id, {}), "deleted": is_deletion}])
    if last(fields(), "after") != "suggestions":
        return go("/introductions")
    found = _suggested(last(fields(), "event"), {}, SHOWN)
    return fragment("introductions/_suggestions.html", suggestions_context(found, here()))


def _write(introduction_id: str, edits: Record) -> Response:
    _any(introduction_id)
    if edits and write([change_of("introduction", introduction_id, edits)]):
        raise AppError("invalid")
    return go(f"/introductions/{introduction_id}")


def _begun() -> Record:
    """A new introduction as the address asks for it, with what is proposed to be shown of each."""
    args = request.args
    values = rules.form_values({
        "first_contact_id": [args.get("first_contact_id") or args.get("first", "")],
        "second_contact_id": [args.get("second_contact_id") or args.get("second", "")],
        "event_id": [args.get("event_id") or args.get("event", "")],
        "sentence": [args.get("sentence", "")],
    })  # fmt: skip
    introduction = {**_empty(new_id()), **values}
    introduction["direction"] = "received" if args.get("direction") == "received" else "given"
    people = find_contacts(
        current_account().id, {values[f"{side}_contact_id"] for side in rules.SIDES} - {""}
    )
    for side in rules.SIDES:
        person = people.get(values[f"{side}_contact_id"])
        usual = rules.usual_fields(person) if person else ["organization", "title"]
        introduction[f"{side}_fields"] = usual
    return introduction


def _around(introduction: Record) -> Record:
    """Everybody who may be chosen, the two people and what was said with them."""
    owner = current_account().id
    met = _met(introduction["event_id"])
    chosen = [introduction[f"{side}_contact_id"] for side in rules.SIDES]
    chosen.append(introduction["introducer_id"])
    ids = dict.fromkeys([*chosen, *(each["contact_id"] for each in met)])
    contacts = find_contacts(owner, ids.keys() - {""})
    return {
        "people": [contacts[id] for id in ids if id in contacts],
        "contacts": contacts,
        "talks": _talks(met),
        "event": find_event(owner, introduction["event_id"]),
    }


def _suggested(event_id: str, dismissed: Record, most: int, only: str = "") -> Record:
    """What the rule finds among the people of an event, or among those met lately; only: pairs with this person."""
    owner = current_account().id
    met = _met(event_id)
    contacts = find_contacts(owner, {each["contact_id"] for each in met})
    willing = [each for each in contacts.values() if not each["do_not_contact"]]
    talks = _talks(met)
    told = store.introductions(owner)
    people = [person_of(each, talks[each["id"]]) for each in willing]
    pairs = suggestions(people, rules.known_pairs(told))
    wanted = [each for each in pairs if only in ("", each["first_id"], each["second_id"])]
    return {
        "introductions": told,
        "contacts": contacts,
        "pairs": wanted,
        "ids": [new_id() for _ in wanted[:most]],
        "event_id": event_id,
        "dismissed": dismissed,
        "most": most,
    }


def _met(event_id: str) -> list[Record]:
    owner = current_account().id
    if event_id:
        return encounters_of_event(owner, event_id)
    return store.encounters_since(owner, later(clock(), -RECENT_MINUTES))


def _talks(met: list[Record]) -> dict[str, list[Record]]:
    talks: dict[str, list[Record]] = {}
    for each in met:
        talks.setdefault(each["contact_id"], []).append(each)
    return talks


def _empty(introduction_id: str) -> Record:
    times = dict.fromkeys(("created_at", "updated_at", "deleted_at"), "")
    return {**empty_values("introduction"), **times, "id": introduction_id, "revision": 0}


def _editable(values: Record) -> Record:
    """Who the two are was settled when the introduction was made."""
    edited = (*pages.EDITED, "result")
    return {field: value for field, value in values.items() if field in edited}


def _any(introduction_id: str) -> Record:
    introduction = store.find_any_introduction(current_account().id, introduction_id)
    if introduction is None:
        raise AppError("not_found")
    return introduction
