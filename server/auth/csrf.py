"""Cross-site writes are refused by request headers (SECURITY 4.4).

Not by tokens: a token in markup could not come from two servers.
"""

from flask import Flask, Request, request

from server.config import settings
from server.errors import AppError

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PHOTOS = "/api/photos/"
# Pages for strangers work without a script, so their forms cannot send a header; they carry no session.
PUBLIC = ("/i/", "/c/")


def init_app(app: Flask) -> None:
    @app.before_request
    def refuse_foreign_writes() -> None:
        check_origin(request, settings().public_url)


def check_origin(asked: Request, public_url: str) -> None:
    """Promise that this request reads, carries an access token, or comes from a page of ours.

    An access token is no cookie: no browser adds it by itself, so it stands for itself (ARCHITECTURE 9.6).
    Raises AppError forbidden.
    """
    if asked.method in SAFE or "Authorization" in asked.headers:
        return
    is_ours = (
        asked.headers.get("Origin") == public_url
        and asked.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        and _needs_preflight(asked)
    )
    if not is_ours:
        raise AppError("forbidden", "errors.cross_site")


def _needs_preflight(asked: Request) -> bool:
    """Whether a foreign form could not have sent it: for these a browser asks first, and we never answer.

    The pages for strangers are exempt (ARCHITECTURE 9.29).
    """
    if asked.headers.get("HX-Request") == "true" or asked.path.startswith(PUBLIC):
        return True
    if asked.method == "PUT" and asked.path.startswith(PHOTOS):
        return asked.mimetype == "image/jpeg"
    return asked.mimetype == "application/json"
