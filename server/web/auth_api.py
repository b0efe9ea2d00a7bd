"""/api/auth: passkey ceremonies as JSON, in two halves each, and signing out. Pages are in sessions and settings."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from server.auth import cookies, keyring, limits, recovery, sessions, sign_in
from server.auth.ceremonies import Ceremony
from server.auth.devices import device_label
from server.auth.identity import Identity, refusal
from server.auth.moments import MINUTE
from server.auth.sessions import Begun
from server.auth.sign_in import Device, Entered
from server.config import clock, settings
from server.errors import AppError, bad_request
from server.store import preferences
from server.web.context import current_identity, locale, theme, time_zone

LARGEST_BODY = 64 * 1024
# A ceremony that is only begun costs a row for 5 minutes.
BEGINNINGS = 3

blueprint = Blueprint("auth_api", __name__, url_prefix="/api/auth")


@blueprint.post("/sign-up/options")
def sign_up_options() -> Response:
    _guard_beginning()
    name = _body().get("display_name")
    return _begun(*sign_in.begin_sign_up(name if isinstance(name, str) else ""))


@blueprint.post("/sign-up")
def sign_up() -> Response:
    _guard_sign_in()
    body = _body()
    entered = sign_in.finish_sign_up(_ceremony_secret(), body.get("credential"), _device(body))
    return _entered(entered, "/events/new")


@blueprint.post("/sign-in/options")
def sign_in_options() -> Response:
    _guard_beginning()
    return _begun(*sign_in.begin_sign_in())


@blueprint.post("/sign-in")
def sign_in_session() -> Response:
    _guard_sign_in()
    body = _body()
    entered = sign_in.finish_sign_in(_ceremony_secret(), body.get("credential"), _device(body))
    return _entered(entered, "/")


@blueprint.post("/step-up/options")
def step_up_options() -> Response:
    """Whoever was verified within the last 5 minutes is not asked again."""
    who = session_identity()
    if sessions.is_fresh(who.verified_at, clock()):
        return jsonify({"is_fresh": True})
    return _begun(*sign_in.begin_step_up(who))


@blueprint.post("/step-up")
def step_up() -> Response:
    _guard_sign_in()
    begun = sign_in.finish_step_up(
        session_identity(), _ceremony_secret(), _body().get("credential")
    )
    return _renewed(begun)


@blueprint.post("/passkeys/options")
def passkey_options() -> Response:
    return _begun(*keyring.begin_adding(fresh_identity()))


@blueprint.post("/passkeys")
def create_passkey() -> Response:
    label = device_label(request.user_agent.string)
    begun = keyring.finish_adding(
        fresh_identity(), _ceremony_secret(), _body().get("credential"), label
    )
    return _renewed(begun)


@blueprint.post("/recovery/options")
def recovery_options() -> Response:
    token = _body().get("token")
    secret = token if isinstance(token, str) else ""
    return _begun(*recovery.begin_recovery(secret, request.remote_addr or ""))


@blueprint.post("/recovery")
def recover() -> Response:
    _guard_sign_in()
    body = _body()
    entered = recovery.finish_recovery(_ceremony_secret(), body.get("credential"), _device(body))
    return _entered(entered, "/")


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Safe to repeat: a device that signed out in a cellar says so when it has a network again."""
    return forget_session(jsonify({"is_signed_out": True}))


def forget_session(response: Response) -> Response:
    """Promise the answer with this browser's session ended, here and in its cookie."""
    secret = cookies.read_cookie(request, settings(), cookies.SESSION)
    if secret:
        sessions.sign_out(secret)
    cookies.forget_cookie(response, settings(), cookies.SESSION)
    return response


def session_identity() -> Identity:
    """Promise who asks from a session of their own. Raises AppError: a stranger, or an access token."""
    who = current_identity()
    if who is None:
        raise refusal()
    if not who.session_id:
        raise AppError("forbidden", "errors.needs_session")
    return who


def fresh_identity() -> Identity:
    """The same, verified within the last 5 minutes. Raises AppError forbidden with errors.needs_step_up."""
    who = session_identity()
    if not sessions.is_fresh(who.verified_at, clock()):
        raise AppError("forbidden", "errors.needs_step_up")
    return who


def keep_session(response: Response, begun: Begun) -> Response:
    """Promise the answer with the session's newest secret in its cookie."""
    cookies.set_session_cookie(response, settings(), begun.secret, begun.keeps_data)
    return response


def _body() -> dict[str, Any]:
    request.max_content_length = LARGEST_BODY
    try:
        body = request.get_json()
    except RecursionError as error:
        raise bad_request() from error
    if not isinstance(body, dict):
        raise bad_request()
    return body


def _ceremony_secret() -> str:
    return cookies.read_cookie(request, settings(), cookies.CEREMONY)


def _device(body: dict[str, Any]) -> Device:
    return Device(
        label=device_label(request.user_agent.string),
        keeps_data=body.get("keeps_data") is True,
        old_secret=cookies.read_cookie(request, settings(), cookies.SESSION),
    )


def _guard_sign_in() -> None:
    limits.guard(f"sign_in:{request.remote_addr}", settings().sign_ins_per_minute, MINUTE)


def _guard_beginning() -> None:
    most = BEGINNINGS * settings().sign_ins_per_minute
    limits.guard(f"ceremony:{request.remote_addr}", most, MINUTE)


def _begun(ceremony: Ceremony, options: dict[str, Any]) -> Response:
    response = jsonify({"options": options})
    cookies.set_ceremony_cookie(response, settings(), ceremony.secret)
    return response


def _renewed(begun: Begun) -> Response:
    response = keep_session(jsonify({"is_fresh": True}), begun)
    cookies.forget_cookie(response, settings(), cookies.CEREMONY)
    return response


def _entered(entered: Entered, url: str) -> Response:
    """What the page needs to know whom this device serves from now on, and where to go."""
    kept = preferences.preference(entered.account_id)
    account = {
        "account_id": entered.account_id,
        "display_name": entered.display_name,
        "mode": "keep" if entered.session.keeps_data else "shared",
        "locale": kept.get("locale") or locale(),
        "theme": kept.get("theme") or theme(),
        "time_zone": kept.get("time_zone") or time_zone(),
    }
    response = keep_session(jsonify({"account": account, "url": url}), entered.session)
    cookies.forget_cookie(response, settings(), cookies.CEREMONY)
    return response
