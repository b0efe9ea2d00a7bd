"""How a Japanese message names the person it is for, and the ten ways to get that wrong (R44)."""

import re
from collections.abc import Mapping
from typing import Any

from server.domain import name
from server.domain.letter import LONGEST_LINE
from server.domain.search import company_key, fold
from server.domain.text import one_line

Record = Mapping[str, Any]

NOBODY = "〇〇 様"
_SHORT_FORMS = {
    "株式会社": "[（(]株[）)]|㈱",
    "有限会社": "[（(]有[）)]|㈲",
    "合同会社": "[（(][同合][）)]|㈾",
}
_MASTERS = re.compile(
    "弁護士|税理士|会計士|司法書士|行政書士|社会保険労務士|弁理士|建築士|医師|医院長|院長|教授|教諭"
)
_POSTS = (
    "代表取締役社長|代表取締役|取締役会長|取締役社長|取締役|執行役員|会長|副社長|社長|専務|常務|監査役|理事長|理事"
    "|本部長|副部長|部長|次長|副課長|課長|係長|主任|室長|所長|支社長|支店長|店長|工場長|局長|院長|校長|学長|園長"
    "|教授|代表|マネージャー|マネジャー|リーダー|ディレクター|CEO|COO|CTO|CFO"
)
_HONOURS = "様|さま|さん|先生|殿|御中|各位"
_POST_HONOURED = re.compile(f"(?:{_POSTS})(?:様|さま|殿)")
_DOUBLED = re.compile("(?:様|さん|先生|殿|御中|各位)[ \u3000]?(?:様|殿|御中|各位)")
_SHORT = re.compile("|".join(_SHORT_FORMS.values()))
_ENDS_HONOURED = re.compile(f"(?:{_HONOURS}|{_POSTS})[、,]?$")
_LEGAL = re.compile("株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|社団法人|財団法人")


def printed_company(organization: str) -> str:
    """Promise a company as printed, its legal form written out: never (株) in a message."""
    text = one_line(organization)
    for whole, short in _SHORT_FORMS.items():
        text = re.sub(short, whole, text)
    return text


def address_lines(contact: Record, is_short: bool) -> list[str]:
    """Promise company, department and title, name 様, each on its line; 御中 for a company without a person.

    Teachers, doctors and lawyers are 先生. is_short: the name alone, as one writes in LINE or an SMS.
    """
    who, company = name.full_name(contact), printed_company(contact["organization"])
    department, title = one_line(contact["department"]), one_line(contact["title"])
    if not who:
        whole = [company, department] if department and not is_short else [company]
        return [*whole[:-1], f"{whole[-1]} 御中"] if company else [NOBODY]
    honoured = f"{who} {'先生' if _MASTERS.search(title) else '様'}"
    if is_short:
        return [honoured]
    post = f"{department} {title}" if department and title else department or title
    posts = [post] if len(post) <= LONGEST_LINE else [department, title]
    return [line for line in [company, *posts, honoured] if line]


def wrong_forms(text: str, contact: Record) -> list[dict[str, str]]:
    """Promise what is wrong with how a message addresses this person: [{"code", "words"}], nothing for a good one.

    Only Japanese letters are judged; the head is what stands before the first empty line.
    """
    if name.is_latin(name.full_name(contact)):
        return []
    head = [line.strip(" \u3000") for line in text.strip("\n").split("\n\n")[0].split("\n")][:8]
    found = [
        *(("post_honoured", each) for each in _POST_HONOURED.findall(text)),
        *(("doubled", each) for each in _DOUBLED.findall(text)),
        *(("short_company", each) for each in _SHORT.findall("\n".join(head))),
        *_in_head(head, contact),
    ]
    return [{"code": code, "words": words} for code, words in dict.fromkeys(found)]


def _in_head(head: list[str], contact: Record) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    family, company = one_line(contact["family_name"]), printed_company(contact["organization"])
    honoured = [line for line in head if _ENDS_HONOURED.search(line)]
    people = [line for line in honoured if not line.endswith(("御中", "各位"))]
    firms = [line for line in head if _is_firm(line, company)]
    found += [
        ("company_honoured", line) for line in people if line in firms and not _has(line, family)
    ]
    if people and any("御中" in line for line in head):
        found.append(("both_honoured", "御中"))
    found += [("dono", line) for line in head if re.search("殿[、,]?$", line)]
    if family:
        named = [
            line for line in head if _has(line, family) and not _is_company_alone(line, company)
        ]
        if named and not any(line in people for line in named):
            found.append(("no_honour", named[-1]))
        strangers = [line for line in people if line not in firms]
        if strangers and not named:
            found.append(("other_name", strangers[-1]))
        found += _order(head, named, firms, contact)
    found += _other_company(head, company)
    return found


def _order(
    head: list[str], named: list[str], firms: list[str], contact: Record
) -> list[tuple[str, str]]:
    """Company, department, title, name: whatever comes after the name comes too late."""
    if not named:
        return []
    place = head.index(named[0])
    posts = [one_line(contact["department"]), one_line(contact["title"])]
    late = [line for line in head[place + 1 :] if line in firms or (line and line in posts)]
    return [("order", line) for line in late[:1]]


def _other_company(head: list[str], company: str) -> list[tuple[str, str]]:
    """The legal form stands where it is printed: 前株 and 後株 are two names."""
    core = company_key(company)
    if not core or not _LEGAL.search(company):
        return []
    lines = [line for line in head if fold(core) in fold(line)]
    whole = fold(company).replace(" ", "")
    wrong = [line for line in lines if whole not in fold(printed_company(line)).replace(" ", "")]
    return [("company_form", line) for line in wrong[:1]]


def _is_firm(line: str, company: str) -> bool:
    core = company_key(company)
    return bool(_LEGAL.search(line)) or bool(core and fold(core) in fold(line))


def _is_company_alone(line: str, company: str) -> bool:
    return fold(line).replace(" ", "") == fold(company).replace(" ", "")


def _has(line: str, family: str) -> bool:
    return bool(family) and fold(family).replace(" ", "") in fold(line).replace(" ", "")
