"""A card as it is written in a form, and what may be made of the ways to reach a person."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from server.domain import form
from server.domain.search import fold
from server.domain.text import lines, normalise, normalise_list

Record = Mapping[str, Any]

TEXTS = (
    *("family_name", "given_name", "phonetic_family_name", "phonetic_given_name"),
    *("organization", "phonetic_organization", "department", "title"),
    *("postal_code", "address", "note", "source"),
)
LINES = ("urls", "social", "offers", "needs")
# What a person offers and looks for, as chips beside the note.
KEYWORDS = ("offers", "needs")
TEL_KINDS = ("work", "direct", "mobile", "fax", "other")

_LABEL = "[0-9A-Za-z\u00c0-\u024f\u3041-\u30ff\u4e00-\u9fff]"
_HOST = f"{_LABEL}+(?:-+{_LABEL}+)*(?:\\.{_LABEL}+(?:-+{_LABEL}+)*)+"
_MAIL = re.compile(f"([0-9A-Za-z.!#$%&'*+/=?^_`{{|}}~-]+)@({_HOST})\\Z")
_TELEPHONE = re.compile("\\+?[0-9][0-9() .-]{2,30}\\Z")
_SCHEME = "[Hh][Tt][Tt][Pp][Ss]?"
_WEB = re.compile(f'(?:({_SCHEME})://)?({_HOST})(:[0-9]{{1,5}})?([/?#][^\\s"<>\\\\^`{{|}}]*)?\\Z')
_UNSEEN = re.compile("[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_WIDE = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})


def is_mail(written: str) -> bool:
    """Answer whether text could be one mail address; full width counts as half width."""
    return bool(_MAIL.match(_plain(written)))


def mail_href(written: str) -> str:
    """Promise a mailto: link to that one address and nothing more, or "" (SECURITY C15)."""
    found = _MAIL.match(_plain(written))
    if not found or re.search("[?&%#=/]", found[1]):
        return ""
    return f"mailto:{quote(found[1], safe='')}@{quote(found[2], safe='')}"


def tel_href(written: str) -> str:
    """Promise a tel: link of digits and at most a leading +, or "" (no *, #, ; or letters)."""
    text = re.sub("[‐‑‒–—―−]", "-", _plain(written))
    text = re.sub("^(\\+?)\\(", "\\1", text)
    if not _TELEPHONE.match(text):
        return ""
    return f"tel:{'+' if text.startswith('+') else ''}{re.sub('[^0-9]', '', text)}"


def web_href(written: str) -> str:
    """Promise an http or https address without a user name in it, or ""; example.jp gets https."""
    text = written.translate(_WIDE)
    found = None if _UNSEEN.search(text) else _WEB.match(text)
    if not found:
        return ""
    scheme, host, port, rest = found.groups("")
    return f"{scheme.lower() or 'https'}://{host}{port}{rest}"


def contact_errors(contact: Record) -> dict[str, str]:
    """Promise the fields of a card that cannot be kept as they are, each with its locale key."""
    wrong = [mail for mail in contact["emails"] if not is_mail(mail)]
    return {"emails": "contacts.errors.mail"} if wrong else {}


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the fields of a card that a form holds, in stored form; a field it lacks stays out.

    emails repeat; tels repeat beside their tel_kinds; other lists are written one value a line.
    """
    values: dict[str, Any] = {f: normalise(form.last(fields, f)) for f in TEXTS if f in fields}
    values |= {f: lines(form.last(fields, f)) for f in LINES if f in fields}
    if "emails" in fields:
        values["emails"] = normalise_list(fields["emails"])
    if "tels" in fields:
        values["tels"] = _tels(fields["tels"], fields.get("tel_kinds", []))
    if "do_not_contact" in fields:
        values["do_not_contact"] = form.is_yes(fields, "do_not_contact")
    return values


def keyword_edits(contact: Record, fields: form.Fields) -> dict[str, Any]:
    """Promise the chips that a form adds (add_offers, add_needs: one a line) and takes away (remove_...).

    A word that is there already, in whatever way it is written, is not added again.
    """
    edits = {}
    for field in KEYWORDS:
        left = [each for each in contact[field] if each != form.last(fields, f"remove_{field}")]
        for word in lines(form.last(fields, f"add_{field}")):
            if fold(word) not in map(fold, left):
                left.append(word)
        if left != contact[field]:
            edits[field] = left
    return edits


def tel_kind(number: str) -> str:
    """Promise the kind to propose for a number: mobile for 070, 080 and 090, else work."""
    digits = re.sub("[^0-9]", "", unicodedata.normalize("NFKC", number))
    return "mobile" if re.match("0[789]0|81[789]0", digits) else "work"


def _tels(numbers: list[str], kinds: list[str]) -> list[dict[str, str]]:
    written = [normalise(number) for number in numbers]
    chosen = [kind if kind in TEL_KINDS else "" for kind in kinds] + [""] * len(written)
    pairs = zip(written, chosen, strict=False)
    return [{"kind": kind or tel_kind(tel), "number": tel} for tel, kind in pairs if tel]


def _plain(written: str) -> str:
    return "" if _UNSEEN.search(written) else unicodedata.normalize("NFKC", written).strip(" ")
