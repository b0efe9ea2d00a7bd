"""What a Flask request knows: who asks, the doors, words, settings of the eye, and rendering. No routes."""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from flask import Response, current_app, g, request

from server.auth.identity import Identity, identify, refusal
from server.config import clock, new_id
from server.pages import shell
from server.store import follow_ups, preferences
from server.web.assets import bundle

__all__ = ["clock", "new_id"]

LOCALES = ("ja", "en")
THEMES = ("auto", "light", "dark")
DEFAULT_TIME_ZONE = "Asia/Tokyo"
# Where words take a named value: {name}.
PLACE = re.compile(r"\{(\w+)\}")


def current_identity() -> Identity | None:
    """Promise who asks, looked up once for each request, or None."""
    if "identity" not in g:
        g.identity = identify(request)
    return cast(Identity | None, g.identity)


def signed_in_account() -> Identity | None:
    """Promise the account that asks, or None for a stranger."""
    return current_identity()


def current_account() -> Identity:
    """Promise the account that asks. Raises AppError unauthenticated: expired, or ended by hand."""
    account = signed_in_account()
    if account is None:
        raise refusal()
    return account


def preference() -> dict[str, Any]:
    """Promise locale, theme, time zone and shortcuts: the account's, else cookies, else defaults."""
    if "preference" not in g:
        account = signed_in_account()
        kept = preferences.preference(account.id) if account else {}
        g.preference = {
            "locale": _one_of(LOCALES, kept.get("locale"), request.cookies.get("locale"), _asked()),
            "theme": _one_of(THEMES, kept.get("theme"), request.cookies.get("theme"), "auto"),
            "time_zone": kept.get("time_zone") or DEFAULT_TIME_ZONE,
            "shortcuts": kept.get("shortcuts") or "on",
        }
    return cast(dict[str, Any], g.preference)


def _one_of(allowed: tuple[str, ...], *wishes: str | None) -> str:
    return next((wish for wish in wishes if wish in allowed), allowed[0])


def _asked() -> str | None:
    return request.accept_languages.best_match(LOCALES)


def locale() -> str:
    return str(preference()["locale"])


def theme() -> str:
    return str(preference()["theme"])


def time_zone() -> str:
    return str(preference()["time_zone"])


def translator(language: str) -> Callable[..., str]:
    """Promise t(key, name=value ...): the words of a key in one language, the key itself when unknown."""
    words = bundle().locales[language]

    def t(key: str, **values: object) -> str:
        # In one pass: a name that itself reads "{n}" is a value, not a place for one.
        return PLACE.sub(lambda at: str(values.get(at[1], at[0])), words.get(key, key))

    return t


def is_htmx() -> bool:
    return "HX-Request" in request.headers


def shell_context() -> dict[str, Any]:
    """Promise what every page needs around itself (pages/shell)."""
    account = signed_in_account()
    return shell.shell_context(
        {
            "locale": locale(),
            "theme": theme(),
            "shortcuts": preference()["shortcuts"],
            "is_signed_in": account is not None,
            "display_name": account.display_name if account else "",
            "keeps_data": False,
            "due_count": follow_ups.count_open(account.id) if account else 0,
        }
    )


def render(template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """Promise a whole page: the context, with the shell around it where the page says nothing else."""
    return fragment(template, {**shell_context(), **context}, status)


def fragment(template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """Promise a piece of a page, rendered from the very partial that the page includes."""
    found = current_app.jinja_env.get_template(template)
    text = found.render({"t": translator(locale()), **context})
    return Response(text, status, mimetype="text/html")


def go(url: str) -> Response:
    """Promise an answer that makes htmx open another page."""
    return Response("", 200, {"HX-Redirect": url}, mimetype="text/html")
