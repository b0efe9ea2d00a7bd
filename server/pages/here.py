"""Who reads a page, and when: what every page function needs beside its records. No records live here."""

from collections.abc import Callable
from typing import NamedTuple


class Here(NamedTuple):
    """The reader's words, language, time zone, and the present as RFC 3339 text."""

    t: Callable[..., str]
    locale: str
    time_zone: str
    now: str
