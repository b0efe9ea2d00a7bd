"""What stands around every page: language, theme, tabs and the count of thanks. No records live here."""

from collections.abc import Mapping
from typing import Any

_MOST_SHOWN = 99


def shell_context(known: Mapping[str, Any]) -> dict[str, Any]:
    """Promise what layouts/base.html and layouts/plain.html need, for a page to write over.

    known: locale, theme, shortcuts, is_signed_in, display_name, keeps_data, due_count (a whole number).
    """
    due = known["due_count"]
    return {
        "locale": known["locale"],
        "theme": known["theme"],
        "shortcuts": known["shortcuts"],
        "is_signed_in": known["is_signed_in"],
        "display_name": known["display_name"],
        "keeps_data": known["keeps_data"],
        "tab": "",
        "page_title": "Enishi",
        "has_due": due > 0,
        "due_count": str(due) if due <= _MOST_SHOWN else f"{_MOST_SHOWN}+",
    }
