"""The two cookies of identity, the session's and the ceremony's: names, flags, lifetimes (SECURITY 4.3)."""

from flask import Request, Response

from server.auth.moments import DAY, MINUTE
from server.config import Settings

SESSION = "enishi"
CEREMONY = "enishi-ceremony"
SESSION_SECONDS = 90 * DAY
CEREMONY_SECONDS = 5 * MINUTE


def read_cookie(asked: Request, settings: Settings, name: str) -> str:
    """Promise the secret in this cookie, or ""."""
    return asked.cookies.get(_full_name(settings, name), "")


def set_session_cookie(
    response: Response, settings: Settings, secret: str, keeps_data: bool
) -> None:
    """On a shared computer the cookie also ends with the browser."""
    _set(response, settings, SESSION, secret, SESSION_SECONDS if keeps_data else None)


def set_ceremony_cookie(response: Response, settings: Settings, secret: str) -> None:
    _set(response, settings, CEREMONY, secret, CEREMONY_SECONDS)


def forget_cookie(response: Response, settings: Settings, name: str) -> None:
    response.delete_cookie(
        _full_name(settings, name),
        path="/",
        secure=settings.is_secure,
        httponly=True,
        samesite="Lax",
    )


def _full_name(settings: Settings, name: str) -> str:
    """WebKit drops a Secure cookie on http://localhost, and __Host- demands Secure."""
    return f"__Host-{name}" if settings.is_secure else name


def _set(
    response: Response, settings: Settings, name: str, value: str, seconds: int | None
) -> None:
    response.set_cookie(
        _full_name(settings, name),
        value,
        max_age=seconds,
        path="/",
        secure=settings.is_secure,
        httponly=True,
        samesite="Lax",
    )
