"""A line of an attendee list: which ones are the same, and whom a captured card ticks off."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from server.domain.moment import instant, later, next_day
from server.domain.search import company_key, fold
from server.domain.text import one_line

Record = Mapping[str, Any]

_HONORIFIC = re.compile("(?:様|さま|さん|氏|殿|先生)\\Z")
_BREAKS = re.compile("[ ・･.,'’]")
# Legal forms of Latin names, at their end only: The Co-op is no Co.
_LATIN_FORMS = re.compile(
    "(?:[ ,]+(?:co|company|inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|gmbh|ag|kk|gk)\\.?)+\\Z"
)


# A list of hundreds is matched at every card: each of its lines is folded once in a process's life.
_REMEMBERED = 4096
# Other people's data goes so many days after the event, or after the last edit where no day is known.
KEPT_DAYS, KEPT_DAYS_WITHOUT_EVENT = 30, 365


@lru_cache(maxsize=_REMEMBERED)
def firm_key(name: str) -> str:
    """Promise the same key for one company however it is written, with or without its legal form."""
    return _BREAKS.sub("", _LATIN_FORMS.sub("", company_key(name)))


@lru_cache(maxsize=_REMEMBERED)
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
    rank = _ranking(contact)
    ranked = [(rank(each), each) for each in attendees if not each["contact_id"]]
    best = min((rank for rank, _ in ranked), default=_NO_MATCH)
    found = [each for rank, each in ranked if rank == best]
    if best == _NO_MATCH or (best == _FAMILY_NAME and len(found) > 1):
        return ""
    wanted = [each for each in found if each["is_target"]]
    return str((wanted or found)[0]["id"])


def search_lines(attendees: Iterable[Record]) -> list[str]:
    """Promise the lines of search text (domain/search) by which people on a list may be known already.

    A name of two words is looked for in either order; who was ticked off is known as somebody met here.
    """
    lines: dict[str, None] = {}
    for each in attendees:
        if each["name"] and not each["contact_id"]:
            words = [person_key(word) for word in fold(each["name"]).split(" ")]
            lines[person_key(each["name"])] = None
            if len(words) == 2:
                lines[words[1] + words[0]] = None
    return [line for line in lines if line]


def acquaintances(attendees: Iterable[Record], contacts: Sequence[Record]) -> list[dict[str, str]]:
    """Promise who of a list is known already, {"attendee_id", "contact_id"} in the order of the list (R47).

    The whole name must fit, and the company where both sides name one: a family name alone is too little
    to greet somebody as a friend. A contact stands for one line.
    """
    rankings = [(each["id"], _ranking(each)) for each in sorted(contacts, key=lambda c: c["id"])]
    known: dict[str, str] = {}
    for each in attendees:
        if not each["name"] or each["contact_id"]:
            continue
        ranked = [(rank(each), id_) for id_, rank in rankings if id_ not in known]
        best, contact_id = min(ranked, default=(_NO_MATCH, ""))
        if best in (_BOTH, _NAME):
            known[contact_id] = each["id"]
    return [{"attendee_id": line, "contact_id": contact} for contact, line in known.items()]


def purged_at(attendee: Record, event: Record | None) -> str:
    """Promise the instant from which a line is kept no longer, or "" for somebody who was met.

    30 days after the event: after its end, its start, else its day. A year after the last edit of the line
    where no day is known; 30 days after it where the event is gone, which is None.
    """
    if attendee["contact_id"]:
        return ""
    last = (event["ends_at"] or event["starts_at"]) if event else ""
    if event and not last and event["held_on"]:
        last = instant(next_day(event["held_on"]), "00:00", event["time_zone"])
    days = KEPT_DAYS if last or not event else KEPT_DAYS_WITHOUT_EVENT
    return later(last or attendee["updated_at"], days * 1440)


_BOTH, _NAME, _FAMILY_NAME, _FIRM, _NO_MATCH = range(5)


def _ranking(contact: Record) -> Callable[[Record], int]:
    """Promise how well a line fits this card; the card is folded once, a line's company only when it counts."""
    own_firm = firm_key(contact["organization"])
    family, given = person_key(contact["family_name"]), person_key(contact["given_name"])
    wholes = (family + given, given + family) if family and given else ()

    def is_same_firm(line: Record) -> bool:
        return own_firm != "" and firm_key(line["organization"]) == own_firm

    def rank(line: Record) -> int:
        name = person_key(line["name"])
        if not name:
            return _FIRM if is_same_firm(line) else _NO_MATCH
        if name in wholes:
            is_other = own_firm and firm_key(line["organization"])
            return _BOTH if is_same_firm(line) else _NO_MATCH if is_other else _NAME
        if name == family + given:
            return _BOTH if is_same_firm(line) else _NO_MATCH
        is_family_name = family != "" and _is_family_name(line["name"], family, given)
        return _FAMILY_NAME if is_family_name and is_same_firm(line) else _NO_MATCH

    return rank


def _is_family_name(name: str, family: str, given: str) -> bool:
    """Answer whether one side knows the family name alone and the other side begins with it."""
    whole = person_key(name)
    if not whole.startswith(family):
        return False
    words = [person_key(word) for word in fold(name).split(" ")]
    if given:
        return words == [family]
    return family in (words[0], whole) or (
        len(words) == 1 and len(family) > 1 and words[0].startswith(family)
    )
