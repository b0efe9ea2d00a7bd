"""Lines of vCards and calendars (RFC 6350, 3; RFC 5545, 3.1): escaping and folding. What they say is not known here."""

import re

MOST_OCTETS = 75
_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f]")


def escaped(text: str) -> str:
    """Promise text in which nothing ends a value, a list or a line; controls are dropped."""
    plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def content_line(name: str, value: str) -> str:
    """Promise name:value folded at 75 octets, never within a character; line breaks in the value are dropped."""
    line = f"{name}:{_CONTROLS.sub('', value).replace(chr(10), '')}"
    folded, room = [""], MOST_OCTETS
    for mark in line:
        size = len(mark.encode())
        if size > room:
            # The space that continues a line counts as well.
            folded.append(" ")
            room = MOST_OCTETS - 1
        folded[-1] += mark
        room -= size
    return "\r\n".join(folded)
