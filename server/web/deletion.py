"""/settings/deletion: the end of one's own account, said before and asked for twice. What ends is in auth/deletion."""

from flask import Blueprint, Response

from server.auth import deletion
from server.config import settings
from server.domain.form import is_yes
from server.store.accounts import find_account
from server.store.exports import count_living
from server.web import exports
from server.web.auth_api import fresh_identity, session_identity
from server.web.context import fragment, locale, render
from server.web.form import fields, here
from server.web.sessions import words

# What a person thinks of first when they hear that all of it goes.
COUNTED = {"people": "contact", "events": "event", "talks": "encounter", "photos": "photo"}
# Long enough for the page that says goodbye to speak the language of the account.
LANGUAGE_SECONDS = 600

blueprint = Blueprint("deletion", __name__, url_prefix="/settings/deletion")


@blueprint.get("")
def index() -> Response:
    owner = session_identity().account_id
    counts = {name: str(count_living(owner, kind)) for name, kind in COUNTED.items()}
    context = {
        "tab": "me",
        "page_title": here().t("deletion.title"),
        "held_text": here().t("deletion.held", **counts),
        "words": words(),
        **exports.context_for(owner),
        "error": "",
    }
    return render("settings/deletion.html", context)


@blueprint.post("")
def create() -> Response:
    """What is missing is said before anybody is asked for their passkey."""
    session_identity()
    if not is_yes(fields(), "understood"):
        return fragment("settings/_deletion_form.html", {"error": "deletion.not_understood"}, 422)
    who = fresh_identity()
    account = find_account(who.account_id)
    handle = account.user_handle if account else ""
    deletion.delete_account(who)
    response = fragment("settings/_deleted.html", {"user_handle": handle})
    response.set_cookie(
        "locale",
        locale(),
        max_age=LANGUAGE_SECONDS,
        samesite="Lax",
        secure=settings().is_secure,
    )
    return response
