"""The classes of people one goes to meet (R13). Their words are in locales, events.target_class.*."""

from collections.abc import Iterable

TARGET_CLASSES = ("prospect", "partner", "supplier", "referrer", "peer")


def is_target_class(written: str) -> bool:
    """Answer whether text names a class that pages have words for."""
    return written in TARGET_CLASSES


def known_classes(written: Iterable[str]) -> list[str]:
    """Promise the classes among these that pages have words for, each once, in the order of the list.

    Unknown ones come from newer versions: they stay in the record and are not shown.
    """
    named = set(written)
    return [each for each in TARGET_CLASSES if each in named]
