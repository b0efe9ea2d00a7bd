"""The pages when nobody is known: sign-up, sign-in, recovery, goodbye. The ceremonies are in auth_api, `/` in today."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from server.web.context import fragment, locale, signed_in_account, theme, translator

# What the page's script may have to say; it writes no words of its own.
WORDS = (
    "sessions.unknown_passkey",
    "sessions.refused_passkey",
    "sessions.copied_passkey",
    "sessions.ceremony_over",
    "sessions.recovery_is_over",
    "sessions.name_is_missing",
    "sessions.name_is_long",
    "sessions.cancelled",
    "sessions.already_here",
    "sessions.not_supported",
    "sessions.no_network",
    "sessions.too_many",
    "sessions.failed",
)

blueprint = Blueprint("sessions", __name__)


@blueprint.get("/sign-up")
def sign_up() -> Response:
    return _page("sessions/sign_up.html", "sessions.sign_up_title")


@blueprint.get("/sign-in")
def sign_in() -> Response:
    return _page("sessions/sign_in.html", "sessions.sign_in_title")


@blueprint.get("/recover/<token>")
def recover(token: str) -> Response:
    """The same page for every token: only pressing the button tells whether it still works (C57)."""
    return _page("sessions/recover.html", "sessions.recover_title")


@blueprint.get("/goodbye")
def goodbye() -> AnyResponse:
    """After an account was deleted. Whoever still has one is told nothing that is not so."""
    if signed_in_account() is not None:
        return redirect("/", HTTPStatus.SEE_OTHER)
    return _page("sessions/goodbye.html", "sessions.goodbye_title")


def words() -> list[dict[str, str]]:
    t = translator(locale())
    return [{"key": key, "text": t(key)} for key in WORDS]


def _page(template: str, title_key: str) -> Response:
    context: dict[str, Any] = {
        "locale": locale(),
        "theme": theme(),
        "is_signed_in": False,
        "page_title": translator(locale())(title_key),
        "words": words(),
    }
    return fragment(template, context)
