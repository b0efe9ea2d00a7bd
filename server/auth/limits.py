"""How often something may happen (SECURITY 4.8): counted in the database, so it holds over processes and restarts."""

from math import ceil

from server.auth.moments import later, seconds_between
from server.config import clock
from server.errors import AppError
from server.store.rate_limits import add_hit


def hit(key: str, limit: int, window_seconds: int) -> tuple[bool, int]:
    """Promise whether this hit is still allowed, and else after how many seconds to come back.

    It counts at once, whatever becomes of the request; so it stands before `writing()`, never inside.
    """
    now = clock()
    hits, ends_at = add_hit(key, now, later(now, window_seconds))
    if hits <= limit:
        return True, 0
    return False, max(1, ceil(seconds_between(now, ends_at)))


def guard(key: str, limit: int, window_seconds: int) -> None:
    """Promise that this hit is allowed. Raises AppError too_many with the seconds to wait."""
    allowed, retry_after = hit(key, limit, window_seconds)
    if not allowed:
        raise AppError("too_many", retry_after_seconds=retry_after)
