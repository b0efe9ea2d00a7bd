"""A card as a vCard 3.0 file, and as the short one that fits a QR code. What a person shows is decided in my_card.

3.0 in UTF-8 with CRLF is what iOS, Android and macOS all read (REQUIREMENTS 4); readings go as X-PHONETIC lines, which
their importers know, and as SORT-STRING (RFC 2426).
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from server.domain.contact import web_href
from server.domain.content_line import content_line, escaped
from server.domain.name import full_name, reading_text

Record = Mapping[str, Any]

# A code of 240 px is read across a table up to about this many (REQUIREMENTS 4).
SLIM_OCTETS = 500
SLIM_NAME = 60
_TEL_TYPES = {"work": "WORK,VOICE", "direct": "WORK,VOICE", "mobile": "CELL", "fax": "WORK,FAX"}
_REGION = re.compile("(東京都|北海道|(?:京都|大阪)府|[^ 　都道府県]{2,3}県)(.*)", re.DOTALL)
# Everything that some reader takes for the end of a line or for no text at all.
_UNSEEN = re.compile("[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]")


def vcard(card: Record) -> str:
    """Promise the whole card as a file: every line ends with CRLF and has at most 75 octets.

    card: fields of a contact or of my_card; introduction is optional and becomes NOTE.
    """
    kept = [line for line in (*_head(card), *_names(card), *_work(card), *_ways(card)) if line]
    folded = [content_line(*line.split(":", 1)) for line in (*kept, "END:VCARD")]
    return "".join(f"{line}\r\n" for line in folded)


def slim_vcard(card: Record) -> str:
    """Promise the card for a QR code: names, then what fits into 500 octets, the most useful first.

    Its lines are not folded: folding is only advised, and small readers do not undo it.
    """
    short = {**card, **{part: _cut(card[part]) for part in ("family_name", "given_name")}}
    mobiles = [tel for tel in card["tels"] if tel["kind"] == "mobile"]
    numbers = mobiles + [tel for tel in card["tels"] if tel["kind"] not in ("mobile", "fax")]
    lines = _head(short)
    left = SLIM_OCTETS - sum(map(_octets, (*lines, "END:VCARD")))
    wishes = (
        *_work({**card, "department": "", "phonetic_organization": ""})[:1],
        *[_line("EMAIL;TYPE=INTERNET", mail) for mail in card["emails"][:1]],
        *[_tel(tel) for tel in numbers[:1]],
        *_readings(card),
        _line("TITLE", card["title"]),
    )
    for line in wishes:
        if line and _octets(line) <= left:
            lines.append(line)
            left -= _octets(line)
    return "".join(f"{line}\r\n" for line in (*lines, "END:VCARD"))


def vcard_name(card: Record) -> str:
    """Promise the file's name: that of the person without what a file system refuses, else contact.vcf."""
    name = re.sub('[\\\\/:*?"<>|%;\\s]+', "_", _UNSEEN.sub("", full_name(card)))
    return f"{_cut(name.strip('._')) or 'contact'}.vcf"


def vcard_disposition(card: Record) -> str:
    """Promise the Content-Disposition of the file: a name every browser takes, and the real one (RFC 6266, D)."""
    return f"attachment; filename=\"card.vcf\"; filename*=UTF-8''{quote(vcard_name(card), safe='')}"


def _head(card: Record) -> list[str]:
    """N and FN are always written: some readers sort by one, some show the other."""
    names = [_text(card[part]) for part in ("family_name", "given_name")]
    shown = full_name(card) or card["organization"]
    # Nobody has no name: without one FN is a dash, since RFC 2426 asks for it.
    return [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{names[0]};{names[1]};;;",
        f"FN:{_text(shown) or '-'}",
    ]


def _names(card: Record) -> list[str]:
    return [*_readings(card), _line("SORT-STRING", reading_text(card))]


def _readings(card: Record) -> list[str]:
    return [
        _line("X-PHONETIC-LAST-NAME", card["phonetic_family_name"]),
        _line("X-PHONETIC-FIRST-NAME", card["phonetic_given_name"]),
    ]


def _work(card: Record) -> list[str]:
    units = [_text(card["organization"]), _text(card["department"])]
    return [
        f"ORG:{';'.join(units).rstrip(';')}" if any(units) else "",
        _line("X-PHONETIC-ORG", card["phonetic_organization"]),
        _line("TITLE", card["title"]),
    ]


def _ways(card: Record) -> list[str]:
    sites = [each for each in (*card["urls"], *card["social"]) if web_href(each)]
    handles = [each for each in card["social"] if not web_href(each)]
    note = "\n".join(text for text in (card.get("introduction", ""), *handles) if text)
    return [
        *(_line("EMAIL;TYPE=INTERNET", mail) for mail in card["emails"]),
        *map(_tel, card["tels"]),
        _address(card),
        *(_line("URL", web_href(site)) for site in sites),
        _line("NOTE", note),
    ]


def _tel(tel: Record) -> str:
    return _line(f"TEL;TYPE={_TEL_TYPES.get(tel['kind'], 'VOICE')}", tel["number"])


def _address(card: Record) -> str:
    """The prefecture is the region; where the town ends nobody can tell for sure, so the rest is the street."""
    found = _REGION.match(card["address"])
    region, street = found.groups() if found else ("", card["address"])
    parts = [_text(part) for part in (street, "", region, card["postal_code"])]
    return f"ADR;TYPE=WORK:;;{';'.join(parts)};" if any(parts) else ""


def _line(head: str, value: str) -> str:
    text = _text(value)
    return f"{head}:{text}" if text else ""


def _text(value: str) -> str:
    return escaped(_UNSEEN.sub(" ", value))


def _octets(line: str) -> int:
    """Promise how long a line is in UTF-8, with its end."""
    return len(line.encode()) + 2


def _cut(text: str) -> str:
    return text[:SLIM_NAME]
