"""The ids that follow from the one id a form brings. Where that one comes from is not known here."""

_LAST = 1 << 48
# A long step (2^48 over the golden ratio): ids that a counter made one after another stay apart.
_STEP = 0x9E3779B97F4B


def nth_change_id(change_id: str, nth: int) -> str:
    """Promise the id of a form's nth change, counted from 0 to 999: the same each time the form is sent.

    Takes a UUID in canonical text; its version and variant stay (SYNC 1, idempotency).
    """
    last = (int(change_id[24:], 16) + nth * _STEP) % _LAST
    return f"{change_id[:24]}{last:012x}"
