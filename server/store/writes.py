"""How many rows a statement changed: where one conditional statement decides, the count is the answer."""

from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Update

from server.store.database import db


def count_changed(statement: Update | Delete, **more: bool) -> int:
    """Promise the number of rows it changed, in the caller's transaction. more: options of the statement."""
    options = {"synchronize_session": False, **more}
    done = db.session.execute(statement, execution_options=options)
    return cast(CursorResult[Any], done).rowcount
