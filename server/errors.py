"""The kinds of failure, the same on both servers (static/worker/errors.js). Words live in templates/locales.

web/failures.py turns them into HTML or JSON; nothing here knows HTTP beyond the status.
"""

from collections.abc import Mapping

STATUS = {
    "invalid": 422,
    "not_found": 404,
    "forbidden": 403,
    "conflict": 409,
    "offline": 503,
    "unauthenticated": 401,
    "too_large": 413,
    "too_many": 429,
    "too_old": 426,
    "unavailable": 503,
}


class AppError(Exception):
    """Something a person or a program is told in words: a kind, a locale key, and keys by field."""

    def __init__(
        self,
        kind: str,
        key: str = "",
        fields: Mapping[str, str] | None = None,
        *,
        status: int = 0,
        retry_after_seconds: int = 0,
    ) -> None:
        self.kind = kind
        self.key = key or f"errors.{kind}"
        self.fields = dict(fields or {})
        self.status = status or STATUS[kind]
        self.retry_after_seconds = retry_after_seconds
        super().__init__(f"{kind}: {self.key}")

    def as_json(self) -> dict[str, object]:
        """Promise the one shape of every JSON error."""
        return {"error": {"kind": self.kind, "key": self.key, "fields": self.fields}}


def bad_request(key: str = "errors.bad_request") -> AppError:
    """Promise the error for an envelope that cannot be read: 400, where a bad value is 422."""
    return AppError("invalid", key, status=400)


def not_found() -> AppError:
    return AppError("not_found")
