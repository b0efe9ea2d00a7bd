"""A line of an attendee list: which ones are the same, and whom a captured card ticks off."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from server.domain.search import company_key, fold
from server.domain.text import one_line

Record = Mapping[str, Any]

_HONORIFIC = re.compile("(?:様|さま|さん|氏|殿|先生)\\Z")
_BREAKS = re.compile("[ ・･.,'’]")
# Legal forms of Latin names, at their end only: The Co-op is no Co.
_LATIN_FORMS = re.compile(
    "(?:[ ,]+(?:co|company|inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|gmbh|ag|kk|gk)\\.?)+\\Z"
)


def firm_key(name: str) -> str:
    """Promise the same key for one company however it is written, with or without its legal form."""
    return _BREAKS.sub("", _LATIN_FORMS.sub("", company_key(name)))


def person_key(name: str) -> str:
    """Promise the same key for one name however it is written: no spaces, no 様 or さん."""
    return _HONORIFIC.sub("", _BREAKS.sub("", fold(name)))


def without_honorific(name: str) -> str:
    """Promise a name as written, without 様 or さん: they belong to messages, not to records."""
    return one_line(_HONORIFIC.sub("", one_line(name)))


def attendee_key(attendee: Record) -> str:
    """Promise text that is equal for two lines about the same person or the same company."""
    return f"{person_key(attendee['name'])}\t{firm_key(attendee['organization'])}"


def news(attendees: Iterable[Record], lines: Iterable[Record]) -> list[Record]:
    """Promise the lines that a list does not hold yet, each once: importing again adds nothing (R29)."""
    known = {attendee_key(attendee) for attendee in attendees}
    fresh = []
    for line in lines:
        key = attendee_key(line)
        if key != "\t" and key not in known:
            known.add(key)
            fresh.append(line)
    return fresh


def match(attendees: Sequence[Record], contact: Record) -> str:
    """Promise the id of the line that a captured card ticks off, or "" (R29).

    Best first: a line that this contact ticked off before; name and company; name, where one of them
    says no company; family name and company, if that fits one line only; a company without a person.
    The same name at another company is somebody else. Lines of other contacts are taken.
    """
    mine = [each["id"] for each in attendees if each["contact_id"] == contact["id"] != ""]
    if mine:
        return str(mine[0])
    ranked = [(_rank(each, contact), each) for each in attendees if not each["contact_id"]]
    best = min((rank for rank, _ in ranked), default=_NO_MATCH)
    found = [each for rank, each in ranked if rank == best]
    if best == _NO_MATCH or (best == _FAMILY_NAME and len(found) > 1):
        return ""
    wanted = [each for each in found if each["is_target"]]
    return str((wanted or found)[0]["id"])


_BOTH, _NAME, _FAMILY_NAME, _FIRM, _NO_MATCH = range(5)


def _rank(attendee: Record, contact: Record) -> int:
    name, firm = person_key(attendee["name"]), firm_key(attendee["organization"])
    own_firm = firm_key(contact["organization"])
    family, given = person_key(contact["family_name"]), person_key(contact["given_name"])
    is_same_firm = firm == own_firm != ""
    if not name:
        return _FIRM if is_same_firm else _NO_MATCH
    if family and given and name in (family + given, given + family):
        return _BOTH if is_same_firm else _NO_MATCH if firm and own_firm else _NAME
    if name == family + given:
        return _BOTH if is_same_firm else _NO_MATCH
    is_family_name = family != "" and _is_family_name(attendee["name"], contact)
    return _FAMILY_NAME if is_same_firm and is_family_name else _NO_MATCH


def _is_family_name(name: str, contact: Record) -> bool:
    """Answer whether one side knows the family name alone and the other side begins with it."""
    family, given = person_key(contact["family_name"]), person_key(contact["given_name"])
    words = [person_key(word) for word in fold(name).split(" ")]
    if given:
        return words == [family]
    return family in (words[0], person_key(name)) or (
        len(words) == 1 and len(family) > 1 and words[0].startswith(family)
    )
