"""Settings: how things look, passkeys, devices, access tokens. Only the office answers; what it asks is in auth."""

from typing import Any

from flask import Blueprint, Response, request

from server.auth import keyring, sessions, tokens
from server.domain import preference as rules
from server.domain.form import last
from server.domain.moment import local_date, moment_text
from server.domain.text import normalise, one_line
from server.errors import AppError, not_found
from server.pages.here import Here
from server.store import preferences
from server.store.accounts import find_account
from server.store.credentials import CredentialRow, credentials_of
from server.store.sessions import SessionRow
from server.web import exports, reminders
from server.web.auth_api import fresh_identity, keep_session, session_identity
from server.web.context import clock, fragment, go, preference, render
from server.web.form import change_of, fields, here, write
from server.web.sessions import words

CHOICES = ("locale", "theme", "shortcuts")

blueprint = Blueprint("settings", __name__, url_prefix="/settings")


@blueprint.get("")
def index() -> Response:
    who = session_identity()
    kept = preferences.preference(who.account_id)
    context = {
        **_page("settings.title"),
        "preference": preference(),
        **_preparing(kept, {}),
        **_signature(kept, {}),
        **reminders.context_for(who.account_id, {}),
        **exports.context_for(who.account_id),
        "words": words(),
        "passkey_count": str(len(credentials_of(who.account_id))),
        "device_count": str(len(sessions.devices(who.account_id, clock()))),
        "token_count": str(len(tokens.living_tokens(who.account_id))),
    }
    return render("settings/index.html", context)


@blueprint.post("")
def update() -> Response:
    """Preferences travel to every device, so apply writes them."""
    owner = session_identity().account_id
    chosen = {name: request.form[name] for name in CHOICES if name in request.form}
    errors = rules.form_errors(fields())
    if errors:
        context = _preparing(preferences.preference(owner), errors)
        return fragment("settings/_preparing.html", context, 422)
    values = rules.form_values(fields())
    refused = write([change_of("preference", owner, chosen | values)])
    if "signature" in refused:
        kept = {**preferences.preference(owner), **values}
        return fragment("settings/_signature.html", _signature(kept, refused), 422)
    if refused:
        raise AppError("invalid")
    return go("/settings")


@blueprint.get("/devices")
def devices() -> Response:
    who = session_identity()
    return render(
        "settings/devices.html",
        {**_page("settings.devices_title"), **_devices(), **_passkeys()}
        | {
            "words": words(),
            "display_name": who.display_name,
        },
    )


@blueprint.post("/devices/<session_id>")
def rename_device(session_id: str) -> Response:
    owner, label = fresh_identity().account_id, _label()
    if label and not sessions.rename(owner, session_id, label):
        raise not_found()
    return fragment("settings/_devices.html", _devices())


@blueprint.post("/devices/<session_id>/ending")
def end_device(session_id: str) -> Response:
    if not sessions.end(fresh_identity().account_id, session_id):
        raise not_found()
    return fragment("settings/_devices.html", _devices())


@blueprint.post("/devices/others/ending")
def end_other_devices() -> Response:
    who = fresh_identity()
    sessions.end_others(who.account_id, who.session_id)
    return fragment("settings/_devices.html", _devices())


@blueprint.post("/passkeys/<passkey_id>")
def rename_passkey(passkey_id: str) -> Response:
    who, label = fresh_identity(), _label()
    if label:
        keyring.rename(who, passkey_id, label)
    return fragment("settings/_passkeys.html", _passkeys())


@blueprint.post("/passkeys/<passkey_id>/removal")
def remove_passkey(passkey_id: str) -> Response:
    """Pressing tells what is missing: the last one stays, with a sentence."""
    try:
        begun = keyring.remove(fresh_identity(), passkey_id)
    except AppError as error:
        if error.key != keyring.LAST:
            raise
        context = {**_passkeys(), "refusal": here().t(keyring.LAST)}
        return fragment("settings/_passkeys.html", context, 422)
    return keep_session(fragment("settings/_passkeys.html", _passkeys()), begun)


@blueprint.get("/tokens")
def access_tokens() -> Response:
    return render(
        "settings/tokens.html", {**_page("settings.tokens_title"), **_tokens(), "words": words()}
    )


@blueprint.post("/tokens")
def create_token() -> Response:
    owner = fresh_identity().account_id
    try:
        made = tokens.make_token(owner, request.form.get("name", ""))
    except AppError as error:
        return fragment("settings/_tokens.html", {**_tokens(), "error": error.key}, 422)
    return fragment("settings/_tokens.html", {**_tokens(), "secret": made.secret})


@blueprint.post("/tokens/<token_id>/revocation")
def revoke_token(token_id: str) -> Response:
    tokens.revoke_token(fresh_identity().account_id, token_id)
    return fragment("settings/_tokens.html", _tokens())


def _signature(kept: dict[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    return {
        "revision": kept.get("revision", 0),
        "signature": kept.get("signature", ""),
        "signature_error": errors.get("signature", ""),
    }


def _preparing(kept: dict[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    """The quiet mode and the sums as the form prints them; what cannot be kept stays as it was typed."""
    sums = {name: rules.printed_yen(kept.get(name)) for name in rules.SUMS}
    typed = {name: last(fields(), name) for name in rules.SUMS if errors}
    is_quiet = last(fields(), "quiet_mode") == "on" if errors else rules.is_quiet(kept)
    return {
        "revision": kept.get("revision", 0),
        "is_quiet": is_quiet,
        "sums": sums | typed,
        "errors": {name: errors.get(name, "") for name in rules.SUMS},
    }


def _page(title_key: str) -> dict[str, Any]:
    return {"tab": "me", "page_title": here().t(title_key)}


def _label() -> str:
    """Promise the name as sent; "" leaves the old one."""
    return one_line(normalise(request.form.get("label", "")))


def _devices() -> dict[str, Any]:
    who, reader = session_identity(), here()
    rows = sessions.devices(who.account_id, reader.now)
    this_one_first = sorted(rows, key=lambda row: row.id != who.session_id)
    return {
        "devices": [_device_row(row, who.session_id, reader) for row in this_one_first],
        "has_others": len(rows) > 1,
    }


def _device_row(row: SessionRow, current: str, reader: Here) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": row.device_label or reader.t("settings.unnamed_device"),
        "is_current": row.id == current,
        "is_shared": not row.keeps_data,
        "added": _when(row.created_at, reader),
        "last": _when(row.last_seen_at, reader),
    }


def _passkeys() -> dict[str, Any]:
    who, reader = session_identity(), here()
    rows = credentials_of(who.account_id)
    account = find_account(who.account_id)
    return {
        "passkeys": [_passkey_row(row, reader) for row in rows],
        "user_handle": account.user_handle if account else "",
        "accepted": " ".join(row.credential_id for row in rows),
        "refusal": "",
    }


def _passkey_row(row: CredentialRow, reader: Here) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": row.label or reader.t("settings.unnamed_passkey"),
        "is_synced": row.is_backed_up,
        "added": _when(row.created_at, reader),
        "last": _when(row.last_used_at, reader),
    }


def _tokens() -> dict[str, Any]:
    reader = here()
    rows = tokens.living_tokens(session_identity().account_id)
    return {
        "tokens": [
            {
                "id": row.id,
                "name": row.name,
                "added": _when(row.created_at, reader),
                "last": _when(row.last_used_at, reader),
            }
            for row in rows
        ],
        "has_tokens": bool(rows),
        "secret": "",
        "error": "",
    }


def _when(at: str, reader: Here) -> str:
    """Use is noted once an hour, so today is as near as it can be said."""
    if not at:
        return reader.t("settings.never")
    today = local_date(reader.now, reader.time_zone)
    if local_date(at, reader.time_zone) == today:
        return reader.t("settings.today")
    return moment_text(at, reader.now, reader.time_zone, reader.locale, reader.t)
