"""The security log: what happened to whom, by id, on standard error. Never a secret, a name or an address."""

import logging

_log = logging.getLogger("enishi.security")
# Whatever the root logger is set to, these lines are written.
_log.setLevel(logging.INFO)
_log.addHandler(logging.StreamHandler())


def note(what: str, **ids: str) -> None:
    """Write one event, like `signed_in account=... session=...`."""
    _log.info("%s", " ".join([what, *(f"{name}={value}" for name, value in ids.items())]))
