"""PUT /api/photos/<sha256>: the bytes a photo record speaks of. GET is web/photos."""

import hashlib

from flask import Blueprint, Response, jsonify, request

from server.auth import limits
from server.config import settings
from server.errors import AppError, bad_request
from server.schemas.photo import is_sha256
from server.sync.photos import MAX_BYTES, keep_photo
from server.web.context import current_account

MINUTE = 60

blueprint = Blueprint("photo_api", __name__)


@blueprint.put("/api/photos/<sha256>")
def update(sha256: str) -> Response:
    account = current_account()
    if request.headers.get("Enishi-Account") != account.id:
        raise AppError("conflict", "errors.wrong_account")
    limits.guard(f"photo:{account.device_id}", settings().photos_per_minute, MINUTE)
    content = _body()
    if not is_sha256(sha256) or hashlib.sha256(content).hexdigest() != sha256:
        raise bad_request("errors.bad_hash")
    return jsonify({"sha256": keep_photo(account.id, content)})


def _body() -> bytes:
    if request.mimetype != "image/jpeg":
        raise bad_request("errors.not_a_photo")
    if (request.content_length or 0) > MAX_BYTES:
        raise AppError("too_large")
    return request.get_data(cache=False)
