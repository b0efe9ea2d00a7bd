"""Cards as vCard files: anybody's whom the owner keeps, and the owner's own as far as it is shown."""

from typing import Any

from flask import Blueprint, Response

from server.domain.my_card import shown_card
from server.domain.vcard import vcard, vcard_disposition
from server.errors import AppError
from server.store.contacts import find_contact
from server.store.my_card import my_card
from server.web.context import current_account

TYPE = "text/vcard; charset=utf-8"

blueprint = Blueprint("card_files", __name__)


@blueprint.get("/contacts/<contact_id>/card.vcf")
def show(contact_id: str) -> Response:
    contact = find_contact(current_account().id, contact_id)
    if contact is None:
        raise AppError("not_found")
    return _file(contact)


@blueprint.get("/me/card.vcf")
def show_own() -> Response:
    card = my_card(current_account().id)
    if not card:
        raise AppError("not_found")
    return _file(shown_card(card))


def _file(card: dict[str, Any]) -> Response:
    headers = {"Content-Disposition": vcard_disposition(card)}
    return Response(vcard(card), 200, headers, content_type=TYPE)
