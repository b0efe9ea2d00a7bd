"""/healthz: whether this process answers and reaches its database."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from server.errors import AppError
from server.store.database import db

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def show() -> Response:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        raise AppError("unavailable") from error
    return jsonify({"status": "ok"})
