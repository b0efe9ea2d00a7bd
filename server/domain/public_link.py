"""What a public link is: how long it lives, how often it opens, and which records have one. No SQL, no pages.

Its token never comes here: a link is known by the SHA-256 of its token alone (SECURITY 4.6).
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from server.domain.moment import later

Record = Mapping[str, Any]

FIRST, SECOND, CARD = "introduction_first", "introduction_second", "card"
SIDES = {FIRST: "first", SECOND: "second"}
OTHER = {"first": "second", "second": "first"}
# ARCHITECTURE 9.31.
USUAL_DAYS, MOST_DAYS = 14, 31
MOST_VIEWS = 20
_DAY = 1440
_HASH = re.compile("[0-9a-f]{64}")


def token_hash(token: str) -> str:
    """Promise what is kept of a token: the SHA-256 of its text, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def wanted_links(kind: str, record: Record, deleted_at: str) -> dict[str, str]:
    """Promise the links a record should have, as hash -> kind of link; none once it has ended."""
    if kind == "my_card":
        wanted = {} if record["stopped_at"] else {record["link_hash"]: CARD}
    elif record["direction"] == "received" or record["ended_at"]:
        wanted = {}
    else:
        wanted = {record["second_link_hash"]: SECOND, record["first_link_hash"]: FIRST}
    is_alive = not deleted_at
    return {h: link for h, link in wanted.items() if is_alive and _HASH.fullmatch(h)}


def expires_at(kind: str, received_at: str, lifetime_days: int | None) -> str:
    """Promise when a link ends by itself, counted from the moment the server got it; "" for never."""
    if kind == CARD:
        return ""
    days = USUAL_DAYS if lifetime_days is None else min(max(lifetime_days, 1), MOST_DAYS)
    return later(received_at, days * _DAY)


def most_views(kind: str) -> int:
    """Promise how often a link shows what is behind it; 0 for as often as anybody likes."""
    return 0 if kind == CARD else MOST_VIEWS


def is_open(link: Record, now: str) -> bool:
    """Answer whether a link still leads anywhere."""
    is_spent = 0 < link["max_views"] <= link["views"]
    return not link["ended_at"] and not is_spent and not is_expired(link, now)


def is_expired(link: Record, now: str) -> bool:
    """Answer whether a link ended by itself."""
    return bool(link["expires_at"]) and link["expires_at"] <= now
