"""/c/<token>: the owner's card for strangers, as a page and as a file, and the form on which they leave theirs."""

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from flask import Blueprint, Response, redirect, request
from itsdangerous import BadSignature, Signer
from werkzeug.wrappers import Response as AnyResponse

from server.auth.limits import hit
from server.config import clock, new_id, settings
from server.domain import leaving
from server.domain.my_card import accepting, shown_card
from server.domain.public_link import CARD
from server.domain.vcard import vcard, vcard_disposition
from server.errors import AppError
from server.pages import public_card as pages
from server.store.my_card import my_card
from server.store.records import Record
from server.web.public_links import (
    TEN_MINUTES,
    closed,
    count_view,
    find_link,
    open_to_strangers,
    page,
    reader_of,
    sharer_of,
    write,
)

KINDS = {CARD: CARD}
DAY = 86400
TYPE = "text/vcard; charset=utf-8"

blueprint = Blueprint("public_cards", __name__)
open_to_strangers(blueprint)


@blueprint.get("/c/<token>")
def show(token: str) -> Response:
    link = find_link(token, KINDS)
    _card(link)
    context = pages.cover_context(sharer_of(link), reader_of(link))
    return page("public/cover.html", f"/c/{token}", context)


@blueprint.post("/c/<token>")
def reveal(token: str) -> Response:
    link = find_link(token, KINDS)
    if not count_view(link):
        raise closed(link["token_hash"])
    card, sharer, here = _card(link), sharer_of(link), reader_of(link)
    is_accepting = accepting(card, here.now) != "off"
    context = pages.card_context(card, sharer, is_accepting=is_accepting, here=here)
    return page("public/card.html", f"/c/{token}", context)


@blueprint.get("/c/<token>/card.vcf")
def show_file(token: str) -> AnyResponse:
    """Only a press of the button gives the file: what follows links by itself gets no address."""
    find_link(token, KINDS)
    return redirect(f"/c/{token}", 303)


@blueprint.post("/c/<token>/card.vcf")
def create_file(token: str) -> Response:
    card = shown_card(_card(find_link(token, KINDS)))
    headers = {"Content-Disposition": vcard_disposition(card)}
    return Response(vcard(card), 200, headers, content_type=TYPE)


@blueprint.get("/c/<token>/leave")
def new(token: str) -> Response:
    return _form(token, _accepting(token), {}, 200)


@blueprint.post("/c/<token>/leave")
def create(token: str) -> Response:
    link, fields = _accepting(token), request.form.to_dict(flat=False)
    if len(fields) > leaving.MOST_FIELDS:
        raise AppError("too_large")
    values, has_agreed = leaving.form_values(fields), request.form.get("agreed") == "true"
    sent: dict[str, Any] = {"values": values, "has_agreed": has_agreed}
    errors = leaving.form_errors(values, has_agreed=has_agreed)
    if errors:
        return _form(token, link, {**sent, "errors": errors}, 422)
    form_id, issued_at = _read_token(link, request.form.get("form_token", ""))
    if not leaving.is_fresh(issued_at, clock()):
        return _form(token, link, {**sent, "said": "public.leave.again"}, 422)
    if not request.form.get(leaving.TRAP):
        if not _has_room(link):
            return _form(token, link, {**sent, "said": "public.leave.full"}, 429)
        _keep(link, form_id, values)
    here, sharer = reader_of(link), sharer_of(link)
    words = {
        "heading": here.t("public.leave.done", name=sharer),
        "text": here.t("public.leave.done_text", name=sharer),
    }
    context = {"page_title": words["heading"], "can_return": False, **words}
    return page("public/said.html", f"/c/{token}", context)


def _form(token: str, link: Record, sent: dict[str, Any], status: int) -> Response:
    context = pages.leave_context(sharer_of(link), _new_token(link), sent, reader_of(link))
    return page("public/leave.html", f"/c/{token}", context, status)


def _keep(link: Record, form_id: str, values: dict[str, str]) -> None:
    """One form is one card, however often it is sent."""
    record_id = str(uuid5(NAMESPACE_OID, f"left card {link['token_hash']} {form_id}"))
    left = {**values, "left_at": clock()}
    write(link, "left_card", record_id, 0, left, str(uuid5(NAMESPACE_OID, f"change {record_id}")))


def _has_room(link: Record) -> bool:
    """The form first, the address behind which a whole venue may sit last (SECURITY T16)."""
    limit = settings().left_cards_per_day
    here, _ = hit(f"left cards:{request.remote_addr}", limit, TEN_MINUTES)
    return here and hit(f"left cards of:{link['token_hash']}", limit, DAY)[0]


def _accepting(token: str) -> Record:
    link = find_link(token, KINDS)
    if accepting(_card(link), clock()) == "off":
        raise closed(link["token_hash"])
    return link


def _card(link: Record) -> Record:
    card = my_card(link["account_id"])
    if not card or card["stopped_at"]:
        raise closed(link["token_hash"])
    return card


def _new_token(link: Record) -> str:
    return _signer(link).sign(f"{new_id()} {clock()}").decode()


def _read_token(link: Record, form_token: str) -> tuple[str, str]:
    try:
        form_id, _, issued_at = _signer(link).unsign(form_token).decode().partition(" ")
    except BadSignature:
        return "", ""
    return form_id, issued_at


def _signer(link: Record) -> Signer:
    keys = [*settings().older_keys, settings().secret_key]
    return Signer(keys, salt=f"left card {link['token_hash']}")
