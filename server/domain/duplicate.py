"""Whether two cards may be one person's: how to find the other card, and what speaks for it. Nothing is merged here."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from server.domain import kana
from server.domain.attendee import firm_key, person_key
from server.domain.search import fold, telephone_digits

Record = Mapping[str, Any]
Name = tuple[str, str]

# What speaks for one person, the strongest first. Pages have words for each.
REASONS = ("mail", "card", "tel", "name", "near")
MOST = 3

_KANA = re.compile("[ぁ-ゖゝゞー]*\\Z")
_LATIN = re.compile("[a-z-]*\\Z")
_MOBILE = re.compile("0[789]0")
# So many letters without a space are more than a family name: kanji, and kana or Latin letters.
_WHOLE, _WHOLE_SOUND = 4, 6


def lookup_keys(contact: Record) -> list[str]:
    """Promise the pieces of search text by which a card that may be the same is found.

    A card is worth a look when its search text, put between two line ends, holds one of them: there
    every value has a line of its own (domain/search).
    """
    keys = [fold(mail) + "\n" for mail in contact["emails"]]
    keys += [f"{digits}\n" for digits in sorted(_digits(contact))]
    for family, given in _spellings(contact, fold):
        whole = (family + given).replace(" ", "")
        keys += [f"{whole}\n", f"{family or given}\n"]
        if family and given:
            keys += [f"{family} {given}\n", f"{given} {family}\n"]
        else:
            keys.append(f"{family or given} ")
    return [f"\n{key}" for key in dict.fromkeys(keys)]


def likeness(one: Record, other: Record) -> str:
    """Promise why two cards may be one person's, one of REASONS, or "" when nothing says so.

    People of one company share a telephone and sometimes a mail box: names that differ speak against it.
    The same name at two companies is two people, unless a mail address or a telephone says otherwise.
    """
    names, firms = _names(one, other), _firms(one, other)
    if names == "other":
        return ""
    if _mails(one) & _mails(other):
        return "mail"
    if names == "same" and firms == "same":
        return "card"
    tels = _digits(one) & _digits(other)
    if tels and (names != "unknown" or any(_MOBILE.match(tel) for tel in tels)):
        return "tel"
    if names == "same" and firms == "unknown":
        return "name"
    return "near" if names == "near" and firms == "same" else ""


def alike(contact: Record, others: Iterable[Record]) -> list[dict[str, str]]:
    """Promise at most 3 cards that may be this person's, {"id", "reason"}, the likeliest first.

    Whoever a person called 別の人 is not named again, from either side.
    """
    found = [
        {"id": other["id"], "reason": likeness(contact, other)}
        for other in others
        if other["id"] != contact["id"]
        and other["id"] not in contact["not_same_as"]
        and contact["id"] not in other["not_same_as"]
    ]
    named = [each for each in found if each["reason"]]
    return sorted(named, key=lambda each: (REASONS.index(each["reason"]), each["id"]))[:MOST]


def _names(one: Record, other: Record) -> str:
    """Promise "same", "near" (a family name alone, or one reading in two kanji), "unknown" or "other"."""
    ours, theirs = _spellings(one, person_key), _spellings(other, person_key)
    if not ours or not theirs:
        return "unknown"
    if _wholes(ours[0]) & _wholes(theirs[0]):
        return "same"
    if _sounds(ours) & _sounds(theirs):
        # Two cards in different kanji: perhaps a slip, perhaps two people.
        return "near" if _has_kanji(ours[0]) and _has_kanji(theirs[0]) else "same"
    if all(ours[0]) and all(theirs[0]):
        return "other"
    families = {family or given for family, given in ours}
    return "near" if families & {family or given for family, given in theirs} else "other"


def _spellings(contact: Record, key: Any) -> list[Name]:
    """Promise the name as written, its reading and its Latin letters, each as family and given name."""
    name = (key(contact["family_name"]), key(contact["given_name"]))
    read = (key(contact["phonetic_family_name"]), key(contact["phonetic_given_name"]))
    spoken = read if any(read) else name
    names = [name, read]
    if all(map(_KANA.match, spoken)):
        names += [(kana.latin(spoken[0]), kana.latin(spoken[1]))]
        names += [(kana.short_latin(spoken[0]), kana.short_latin(spoken[1]))]
    return list(dict.fromkeys(each for each in names if any(each)))


def _wholes(name: Name) -> set[str]:
    """Promise a whole name in either order; nothing for a family name alone."""
    family, given = name
    return {family + given, given + family} if _is_whole(name) else set()


def _is_whole(name: Name) -> bool:
    written = "".join(name)
    least = _WHOLE_SOUND if _is_sound(written) else _WHOLE
    return all(name) or len(written) >= least


def _sounds(names: list[Name]) -> set[str]:
    """Promise how whole names sound: Latin letters without long vowels, in either order."""
    spoken = [name for name in names if _is_whole(name) and all(map(_is_sound, name))]
    orders = [order for family, given in spoken for order in (family + given, given + family)]
    return {kana.short_latin(order) for order in orders}


def _is_sound(text: str) -> bool:
    return bool(_KANA.match(text) or _LATIN.match(text))


def _has_kanji(name: Name) -> bool:
    return not all(map(_is_sound, name))


def _firms(one: Record, other: Record) -> str:
    ours, theirs = _firm_keys(one), _firm_keys(other)
    if not ours or not theirs:
        return "unknown"
    return "same" if ours & theirs else "other"


def _firm_keys(contact: Record) -> set[str]:
    written = (contact["organization"], contact["phonetic_organization"])
    return {key for key in map(firm_key, written) if key}


def _mails(contact: Record) -> set[str]:
    return {fold(mail) for mail in contact["emails"]}


def _digits(contact: Record) -> set[str]:
    """Promise the telephones without faxes, which belong to companies."""
    numbers = [tel["number"] for tel in contact["tels"] if tel["kind"] != "fax"]
    return {digits for number in numbers for digits in telephone_digits(number) if digits}
