"""What all public pages share: who may ask how often, which link a token is, in which language. No pages of its own.

A stranger learns nothing from a link that leads nowhere: unknown, not yet synced, expired, ended and used up are one
answer, byte for byte (SECURITY C41). No cookie is read here and none is set.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from server.auth.limits import guard, hit
from server.config import clock, new_id, settings
from server.domain.name import full_name
from server.domain.public_link import is_expired, is_open, token_hash
from server.errors import AppError
from server.pages.here import Here
from server.store import public_links as store
from server.store.accounts import find_account
from server.store.database import writing
from server.store.my_card import my_card
from server.store.preferences import preference
from server.store.records import Record
from server.sync.apply import apply
from server.sync.merge import Device
from server.web import failures
from server.web.context import DEFAULT_TIME_ZONE, LOCALES, translator

MOST_BYTES = 64 * 1024
MINUTE, TEN_MINUTES = 60, 600
# Nothing on these pages needs a script, so none may run; the rest is as everywhere.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
}


def open_to_strangers(blueprint: Blueprint) -> None:
    """Promise that every page of this blueprint is guarded and headed as public pages are."""
    blueprint.before_request(_guard)
    blueprint.after_request(_head)
    blueprint.register_error_handler(AppError, _refuse)


def find_link(token: str, kinds: Mapping[str, Any], *, is_spent_too: bool = False) -> Record:
    """Promise the open link behind a token. Raises AppError not_found, or too_many past 30 unknown tokens a minute.

    is_spent_too: whoever has seen it often enough may still answer.
    """
    hashed, now = token_hash(token), clock()
    link = store.find_link(hashed)
    if link and link["kind"] in kinds:
        is_alive = not link["ended_at"] and not is_expired(link, now)
        if is_open(link, now) or (is_spent_too and is_alive):
            return link
    raise closed(hashed)


def closed(hashed: str) -> AppError:
    """Promise the one answer for whatever leads nowhere; distinct tokens are counted (ARCHITECTURE 9.31)."""
    address = request.remote_addr or ""
    is_new, _ = hit(f"public miss:{address}:{hashed}", 1, MINUTE)
    if is_new:
        guard(f"public misses:{address}", settings().public_misses_per_minute, MINUTE)
    return AppError("not_found")


def count_view(link: Record) -> bool:
    """Promise whether this view counts as one of those a link allows."""
    with writing():
        return store.count_view(link["token_hash"], clock())


def sharer_of(link: Record) -> str:
    """Promise the name of the account behind a link, as on its card. Raises AppError not_found when it is gone."""
    account = find_account(link["account_id"])
    if account is None:
        raise closed(link["token_hash"])
    card = my_card(link["account_id"])
    return (full_name(card) if card else "") or account.display_name


def reader_of(link: Record) -> Here:
    """Promise a stranger's language, and the time zone of whoever shares."""
    zone = preference(link["account_id"]).get("time_zone") or DEFAULT_TIME_ZONE
    return Here(translator(_locale()), _locale(), zone, clock())


def write(
    link: Record,
    kind: str,
    record_id: str,
    base: int,
    values: Mapping[str, Any],
    change_id: str = "",
) -> None:
    """Promise these fields kept, written by the server on behalf of whoever opened the link."""
    hashed, now = link["token_hash"], clock()
    device = f"{hashed[:8]}-{hashed[8:12]}-{hashed[12:16]}-{hashed[16:20]}-{hashed[20:32]}"
    change = {
        "change_id": change_id or new_id(),
        "kind": kind,
        "id": record_id,
        "base": base,
        "at": now,
        "set": dict(values),
    }
    results = apply(
        link["account_id"], Device(device, "public page"), [change], now, by_server=True
    )
    if "error" in results[0]:
        raise AppError("invalid", fields=results[0]["error"])


def page(template: str, path: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """Promise a page for strangers; path: of the page itself, under which its forms lie."""
    found = current_app.jinja_env.get_template(template)
    text = found.render({**_shell(), "path": path, **context})
    return Response(text, status, mimetype="text/html")


def _shell() -> dict[str, Any]:
    asked = request.args.get("lang", "")
    other = "en" if _locale() == "ja" else "ja"
    return {
        "t": translator(_locale()),
        "locale": _locale(),
        "other_locale": other,
        "other_label": {"ja": "日本語", "en": "English"}[other],
        "asked": f"?lang={asked}" if asked in LOCALES else "",
    }


def _locale() -> str:
    """The language asked for by the switch, else by the browser; who reads no Japanese gets English."""
    asked = request.args.get("lang", "")
    if asked in LOCALES:
        return asked
    wished = request.accept_languages
    return wished.best_match(LOCALES) or ("en" if wished else "ja")


def _guard() -> None:
    request.max_content_length = MOST_BYTES
    limit = settings().public_hits_per_ten_minutes
    guard(f"public:{request.remote_addr}", limit, TEN_MINUTES)


def _head(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.vary.update(("Accept-Language",))
    return response


def _refuse(error: AppError) -> AnyResponse:
    if error.kind not in ("not_found", "too_many"):
        return failures.answer(error)
    name = "closed" if error.kind == "not_found" else "later"
    answer = page(f"public/{name}.html", "", {}, error.status)
    if error.retry_after_seconds:
        answer.headers["Retry-After"] = str(error.retry_after_seconds)
    return answer
