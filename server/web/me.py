"""The owner's own card: the page, its form and its link, the sheet to print, the cards that strangers left."""

from typing import Any

from flask import Blueprint, Response

from server.domain import my_card as rules
from server.domain.event import event_at_door
from server.domain.form import changed, is_yes, last
from server.domain.left_card import accepted_changes, declined_changes, is_waiting
from server.errors import AppError
from server.pages import me as pages
from server.schemas.shapes import empty_values
from server.store import left_cards as store
from server.store.events import events_upcoming_and_past
from server.store.my_card import my_card
from server.web.context import clock, current_account, fragment, go, new_id, render, time_zone
from server.web.form import change_of, fields, here, sent, sent_id, sent_revision, write

Record = dict[str, Any]

blueprint = Blueprint("me", __name__)


@blueprint.get("/me/card")
def show() -> Response:
    left = store.left_cards_waiting(current_account().id)
    around = {"display_name": current_account().display_name, "left": left, "ids": _ids(left)}
    return render("me/card.html", pages.card_context(_card(), around, here()))


@blueprint.post("/me/card")
def update() -> Response:
    card, rendered = _card(), last(fields(), "rendered")
    values, chosen = rules.form_values(fields()), last(fields(), "accepting")
    edits = changed(values, rendered) | rules.link_edits(card, _first_hash(card), False, sent().at)
    if chosen and chosen != rules.accepting(card, clock()):
        edits |= rules.accepting_values(chosen, clock(), time_zone())
    errors = rules.form_errors(values) or (_write(edits) if edits else {})
    if not errors:
        return go("/me/card")
    again: Record = {"values": values, "accepting": chosen, "rendered": rendered, "errors": errors}
    again |= {"revision": sent_revision()}
    around = {"display_name": current_account().display_name}
    return fragment("me/_form.html", pages.form_context(card, around, again, here()), 422)


@blueprint.post("/me/card/link")
def update_link() -> Response:
    is_stopped = is_yes(fields(), "stopped")
    edits = rules.link_edits(_card(), last(fields(), "link_hash"), is_stopped, sent().at)
    if edits:
        _write(edits)
    return go("/me/card")


@blueprint.get("/me/card/print")
def print_() -> Response:
    return render("me/print.html", pages.print_context(_card(), here()))


@blueprint.post("/me/left-cards/<left_card_id>")
def update_left_card(left_card_id: str) -> Response:
    owner, (change_id, at) = current_account().id, sent()
    left_card, choice = store.find_left_card(owner, left_card_id), last(fields(), "choice")
    if left_card is None:
        raise AppError("not_found")
    said = {"name": left_card["name"] or here().t("contacts.unnamed")}
    if choice == "accept" and is_waiting(left_card):
        ids = {"change_id": change_id, "event_id": _event_id(left_card)}
        ids |= {part: sent_id(part) for part in pages.LEFT_IDS}
        _all(accepted_changes(ids, left_card, at))
        said |= {"key": "me.left_accepted", "contact_id": ids["id"]}
    elif choice == "accept" and left_card["contact_id"]:
        said |= {"key": "me.left_accepted", "contact_id": left_card["contact_id"]}
    else:
        is_declined = choice == "decline"
        _all(declined_changes(change_id, left_card, is_declined, at))
        said |= {"key": "me.left_declined", "declined_id": left_card_id} if is_declined else {}
    left = store.left_cards_waiting(owner)
    context = pages.left_context(left, _ids(left), said if "key" in said else {}, here())
    return fragment("me/_left_cards.html", context)


def _card() -> Record:
    owner = current_account().id
    return {**empty_values("my_card"), "id": owner, "revision": 0, **my_card(owner)}


def _first_hash(card: Record) -> str:
    """A card gets its link as it is first written; who stopped one asks for the next with a button."""
    return "" if card["link_hash"] or card["stopped_at"] else last(fields(), "link_hash")


def _write(edits: Record) -> dict[str, str]:
    return write([change_of("my_card", current_account().id, edits)])


def _all(changes: list[Record]) -> None:
    if write(changes):
        raise AppError("invalid")


def _ids(left: list[Record]) -> list[dict[str, str]]:
    return [{part: new_id() for part in pages.LEFT_IDS} for _ in left]


def _event_id(left_card: Record) -> str:
    """The event whose door was open as the card was left."""
    event = event_at_door(events_upcoming_and_past(current_account().id), left_card["left_at"])
    return str(event["id"]) if event else ""
