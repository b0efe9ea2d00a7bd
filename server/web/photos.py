"""GET /photos/<sha256>: the picture of a card, to its owner alone. Uploads are in photo_api."""

from flask import Blueprint, Response

from server.errors import AppError
from server.schemas.photo import is_sha256
from server.store.photo_files import photo_bytes
from server.store.photos import find_photo_by_sha
from server.web.context import current_account

blueprint = Blueprint("photos", __name__)


@blueprint.get("/photos/<sha256>")
def show(sha256: str) -> Response:
    owner = current_account().id
    is_known = is_sha256(sha256) and find_photo_by_sha(owner, sha256) is not None
    content = photo_bytes(owner, sha256) if is_known else None
    if content is None:
        raise AppError("not_found")
    response = Response(content, mimetype="image/jpeg")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Content-Disposition"] = "inline"
    return response
