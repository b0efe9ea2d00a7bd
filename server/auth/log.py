"""The security log: what happened to whom, by id, on standard error. Never a secret, a name or an address.

And what keeps secrets that stand in addresses out of every other log.
"""

import logging
import re

_log = logging.getLogger("enishi.security")
# Whatever the root logger is set to, these lines are written.
_log.setLevel(logging.INFO)
_log.addHandler(logging.StreamHandler())

# Whoever writes addresses of requests into a log of their own accord.
_LOGGERS = ("werkzeug", "gunicorn.access", "gunicorn.error", "enishi.failures")
_SECRET = re.compile(r"/(i|c|recover|calendar)/[^/?#\s\"'.]+")


def note(what: str, **ids: str) -> None:
    """Write one event, like `signed_in account=... session=...`."""
    _log.info("%s", " ".join([what, *(f"{name}={value}" for name, value in ids.items())]))


def without_secrets(text: str) -> str:
    """Promise this text with no token of a public link, a recovery link or a calendar in it (SECURITY C47)."""
    return _SECRET.sub(r"/\1/-", text)


class _Redaction(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        written = record.getMessage()
        if _SECRET.search(written):
            record.msg, record.args = without_secrets(written), ()
        return True


def keep_secrets_out_of_logs() -> None:
    """Promise that whoever logs requests from now on logs no token."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, _Redaction) for each in logger.filters):
            logger.addFilter(_Redaction())
