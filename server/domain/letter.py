"""How a Japanese message is laid out: short lines that break where one would breathe. No words of its own."""

import re
from collections.abc import Iterable, Mapping, Sequence

LONGEST_LINE = 30
_HALF = 12
# What no line begins with, and what none ends with.
_NO_START = "、。，．・：；？！）」』】〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜～,.!?)]}…"
_NO_END = "（「『【〔([{"
_GOOD_END = "、。）」』 をにはがでとのも"
_AMOUNT = "(?:[0-9０-９][0-9０-９,.，．:：/-]*[年月日時分秒円人名社件回個台億万千百%％]*)+"
_LATIN = "[A-Za-z\u00c0-\u024f][0-9A-Za-z\u00c0-\u024f.&'’_-]*"
_KANA = "[ァ-ヶー]{2,}"


def filled(template: str, values: Mapping[str, str]) -> list[str]:
    """Promise the phrases of a template, divided by |, with {names} filled in once; a value may hold anything."""
    return [
        re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), phrase)
        for phrase in template.split("|")
    ]


def phrases(text: str) -> list[str]:
    """Promise text cut after each 、 and 。, so that it can be laid out."""
    return [phrase for phrase in re.findall("[^、。]*[、。]+|[^、。]+", text) if phrase]


def wrapped(parts: Iterable[str], kept: Sequence[str] = ()) -> list[str]:
    """Promise lines of at most 30 characters that break between phrases, and after each 。.

    A longer phrase breaks where one may, never inside a name (kept), an amount, a date or a word of
    Latin letters or katakana: such a one alone may be longer than a line.
    """
    lines: list[str] = []
    line = ""
    for part in parts:
        if line and len(line) + len(part) > LONGEST_LINE:
            lines.append(line)
            line = ""
        line += part
        while len(line) > LONGEST_LINE:
            place = _break(line, kept)
            if place == len(line):
                break
            lines.append(line[:place].strip(" "))
            line = line[place:].strip(" ")
        if line.endswith("。"):
            lines.append(line)
            line = ""
    return [*lines, line] if line else lines


def _break(line: str, kept: Sequence[str]) -> int:
    """The last good place before the end of a line, else the last allowed, else the first after it."""
    places = _places(line, kept)
    fitting = [place for place in places if place <= LONGEST_LINE]
    good = [place for place in fitting if place >= _HALF and line[place - 1] in _GOOD_END]
    if good:
        return good[-1]
    return fitting[-1] if fitting else (places or [len(line)])[0]


def _places(line: str, kept: Sequence[str]) -> list[int]:
    names = sorted((each for each in kept if each), key=lambda each: (-len(each), each))
    whole = "|".join([*map(re.escape, names), _AMOUNT, _LATIN, _KANA, "[^\\n]"])
    found, place = [], 0
    for atom in re.findall(whole, line):
        place += len(atom)
        rest = line[place : place + 1]
        if rest and rest not in _NO_START and atom[-1] not in _NO_END:
            found.append(place)
    return found
