"""Errors become answers: one shape of JSON for programs, a page in words for people. Nothing is decided here."""

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify, redirect, request
from jinja2 import TemplateError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from server.auth.log import keep_secrets_out_of_logs
from server.errors import STATUS, AppError
from server.web.context import fragment, is_htmx, locale, theme, translator

_log = logging.getLogger("enishi.failures")
# The kinds with a page of their own; 405 is as good as nothing there.
PAGES = ("not_found", "forbidden", "unavailable")

_KINDS = {status: kind for kind, status in STATUS.items() if kind != "offline"}


def init_app(app: Flask) -> None:
    keep_secrets_out_of_logs()
    app.register_error_handler(AppError, answer)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unforeseen)


def answer(error: AppError) -> AnyResponse:
    """Promise the answer for an error, in the form the asker can read."""
    wants_page = not (_wants_json() or is_htmx())
    if error.kind == "unauthenticated" and wants_page and request.method == "GET":
        return redirect("/sign-in", HTTPStatus.SEE_OTHER)
    response = _as_json(error) if _wants_json() else _as_page(error)
    response.status_code = error.status
    if error.retry_after_seconds:
        response.headers["Retry-After"] = str(error.retry_after_seconds)
    return response


def _wants_json() -> bool:
    if request.path.startswith("/api/"):
        return True
    return "html" not in request.headers.get("Accept", "") and request.is_json


def _as_json(error: AppError) -> Response:
    return jsonify(error.as_json())


def _as_page(error: AppError) -> Response:
    page = error.kind if error.kind in PAGES else "unavailable"
    title = translator(locale())(f"errors.{page}.title")
    context = {
        "locale": locale(),
        "theme": theme(),
        "is_signed_in": False,
        "page_title": title,
    }
    try:
        return fragment(f"errors/{page}.html", context)
    except TemplateError:
        _log.exception("the error page cannot be rendered")
        return Response(title, mimetype="text/plain")


def _answer_http(error: HTTPException) -> AnyResponse:
    """Errors of Flask and Werkzeug keep their status and get our words; their redirects pass."""
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    fallback = "invalid" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "unavailable"
    response = answer(AppError(_KINDS.get(status, fallback), status=status))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _answer_unforeseen(error: Exception) -> AnyResponse:
    """What nobody foresaw goes to the log; the asker learns nothing of it (C58)."""
    _log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(AppError("unavailable", status=HTTPStatus.INTERNAL_SERVER_ERROR))
