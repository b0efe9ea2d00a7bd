"""The JSON interface for programs: sync and the document that describes it. Photos are in photo_api."""

import zlib

from flask import Blueprint, Response, jsonify, request

from server.auth import limits
from server.config import settings
from server.errors import AppError, bad_request
from server.schemas.envelope import read_envelope
from server.sync.exchange import exchange
from server.sync.merge import Device
from server.web.assets import bundle
from server.web.context import clock, current_account, current_identity
from server.web.openapi import document

MAX_BODY = 1024 * 1024
MINUTE = 60

blueprint = Blueprint("api", __name__)


@blueprint.post("/api/sync")
def sync() -> Response:
    account = current_account()
    _guard_sync(account.device_id)
    envelope = read_envelope(_body())
    if envelope.account_id != account.id:
        raise AppError("conflict", "errors.wrong_account")
    device = Device(envelope.device_id, account.device_label)
    answer = exchange(account.id, device, envelope, clock())
    return Response(answer.as_json(bundle().version), mimetype="application/json")


@blueprint.get("/api/openapi.json")
def openapi() -> Response:
    return jsonify(document())


def _guard_sync(device_id: str) -> None:
    who = current_identity()
    is_program = who is not None and who.token_id != ""
    limit = settings().token_sync_per_minute if is_program else settings().sync_per_minute
    limits.guard(f"sync:{device_id}", limit, MINUTE)


def _body() -> bytes:
    """The request's JSON, unpacked when it came packed, never more than 1 MiB of it."""
    if request.mimetype != "application/json":
        raise bad_request("errors.bad_json")
    if (request.content_length or 0) > MAX_BODY:
        raise AppError("too_large")
    body = request.get_data(cache=False)
    encoding = request.headers.get("Content-Encoding", "").lower()
    if encoding not in ("", "identity", "gzip"):
        raise bad_request("errors.bad_encoding")
    if encoding == "gzip":
        body = _unpacked(body)
    if len(body) > MAX_BODY:
        raise AppError("too_large")
    return body


def _unpacked(body: bytes) -> bytes:
    """Stops one byte past the limit: a small packed body may hold gigabytes."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        text = unpacker.decompress(body, MAX_BODY + 1)
    except zlib.error as error:
        raise bad_request("errors.bad_encoding") from error
    if not unpacker.eof and len(text) <= MAX_BODY:
        raise bad_request("errors.bad_encoding")
    return text
