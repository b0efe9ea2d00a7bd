"""Words for preferences that cannot be kept. The forms themselves stand on the pages that hold them."""

from collections.abc import Mapping
from typing import Any

from server.domain.preference import SUMS
from server.pages.here import Here


def refusal_context(errors: Mapping[str, str], here: Here) -> dict[str, Any]:
    """Promise the context of shared/_error_summary.html; errors: field -> locale key."""
    return {
        "has_errors": bool(errors),
        "error_list": [
            {"field": field, "label": _label(field, here), "key": key}
            for field, key in errors.items()
        ],
    }


def _label(field: str, here: Here) -> str:
    return here.t(f"preparations.{field}" if field in SUMS else "preparations.quiet")
