"""What a person prefers, changed from a page of the app; settings has the same fields for a shared computer."""

from flask import Blueprint, Response

from server.domain import preference as rules
from server.domain.form import last
from server.pages.preferences import refusal_context
from server.schemas.fields import is_uuid
from server.web.context import current_account, fragment, go
from server.web.form import change_of, fields, here, write

blueprint = Blueprint("preferences", __name__)


@blueprint.post("/preferences")
def update() -> Response:
    owner, event_id = current_account().id, last(fields(), "event_id")
    values = rules.form_values(fields())
    errors = rules.form_errors(fields()) or write([change_of("preference", owner, values)])
    if errors:
        context = refusal_context(errors, here())
        return fragment("shared/_error_summary.html", context, 422)
    return go(f"/events/{event_id}/prepare" if is_uuid(event_id) else "/settings")
