"""What is played against both servers at the venue and right after it: capture, rooms, notes, one person twice."""

from tests.parity.fixture import CONTACT, ENCOUNTER, EVENT, HOSTILE, numbered
from tests.parity.step import Step, form_to

MET, LISTED = 31, 32
EVENT_1, EVENT_4 = (f"/events/{numbered(EVENT, n)}" for n in (1, 4))
VENUE, CALL = f"{EVENT_1}/venue", f"{EVENT_4}/venue"
SATO, NAKAMURA, MORI, HOSTILE_ONE = (f"/contacts/{numbered(CONTACT, n)}" for n in (1, 2, 4, 100))
NEW, NEWER, LATER = (numbered(MET, n) for n in (1, 2, 3))
NOTE = f"{NAKAMURA}/note?encounter={numbered(ENCOUNTER, 2)}"
QUICK = "form[data-quick]"
TALKED = {"is_real_conversation": "true", "target_class": "prospect"}


def _ids(n: int) -> dict[str, str]:
    names = ("id", "encounter_id", "follow_up_id", "photo_id")
    return {name: numbered(MET, n + 100 * place) for place, name in enumerate(names)}


def _typed(n: int, family: str, given: str, company: str) -> Step:
    card = {"family_name": family, "given_name": given, "organization": company}
    page = f"/contacts/new?by=typing&event={numbered(EVENT, 1)}"
    return Step(page, form_to("/contacts"), {**_ids(n), **card}, again=True)


PAGES = [
    f"{SATO}/duplicate",
    f"{MORI}/duplicate",
    f"{HOSTILE_ONE}/duplicate",
    f"/contacts/new?by=typing&event={numbered(EVENT, 1)}&saved={numbered(CONTACT, 1)}",
    f"{SATO}/note?question=3",
    f"/contacts/{numbered(CONTACT, 999)}/duplicate",
]
PIECES = [
    *(f"/events/{numbered(EVENT, n)}/acquaintances" for n in (1, 7)),
    f"{SATO}/duplicate",
    *(f"{NOTE}&question={n}" for n in (0, 1, 4, 9)),
]

STORIES: dict[str, list[Step]] = {
    "people to look for are ticked off, by a tap and by a card": [
        Step("", f"{EVENT_1}/attendees", {"id": numbered(LISTED, 1), "name": "山本 明 様", "organization": "㈱光学研",
             "is_target": "true"}),
        Step("", f"{EVENT_1}/attendees", {"id": numbered(LISTED, 2), "name": "", "organization": HOSTILE[0],
             "is_target": "true"}),
        Step("", f"{EVENT_1}/attendees", {"id": numbered(LISTED, 3), "name": "小川 光", "is_target": "true"}),
        _typed(5, "山本", "明", "株式会社光学研"),
        Step(VENUE, form_to("/contacts"), {"attendee_id": numbered(LISTED, 2)}, again=True),
        Step(VENUE, form_to("/contacts"), {"attendee_id": numbered(LISTED, 2), **_ids(6)}),
        Step(f"/contacts/new?by=typing&event={numbered(EVENT, 1)}", form_to("/contacts"), _ids(7)),
        Step(f"/contacts/{numbered(MET, 7)}/edit", form_to(f"/contacts/{numbered(MET, 7)}"),
             {"family_name": "小川", "given_name": "光"}),
    ],
    "four people of one room are typed during a call": [
        Step(CALL, QUICK, {**_ids(11), "name": "佐々木 蓮", "organization": "北の工房", "room": "Room 2"},
             again=True),
        Step(CALL, QUICK, {**_ids(12), "name": "Linh Tran", "organization": "", "room": "ルーム２"}),
        Step(CALL, QUICK, {**_ids(13), "name": "", "organization": HOSTILE[1], "room": HOSTILE[0]}),
        Step(CALL, QUICK, {**_ids(14), "name": "長" * 201, "organization": "会社", "room": "B"}, status=422),
        Step(CALL, QUICK, {**_ids(15), "name": "佐々木 蓮 様", "organization": "株式会社北の工房", "room": ""}),
        Step(f"/contacts/{numbered(MET, 11)}/note", "#note-form", {"room": "2", "target_class": "partner"}),
        Step(f"/contacts/{numbered(MET, 12)}/note", "#note-form", {"focus": "半導体", **TALKED}),
    ],
    "a note has a class, a room and a face": [
        Step(NOTE, "#note-form", {**TALKED, "room": "  A\t卓 ", "memory_hook": "青いネクタイ"}, again=True),
        Step(NOTE, "#note-form", {"room": "長" * 201}, status=422),
        Step("", f"{NAKAMURA}/note", {"id": numbered(ENCOUNTER, 2), "target_class": "visionary", "rendered": "{}"}),
        Step(NOTE, "#note-form", {"business": "印刷"}),
        # The talk belongs to somebody else by now: its words are kept all the same.
        Step("", f"{MORI}/note", {"id": numbered(ENCOUNTER, 2), "focus": "小ロット", "rendered": "{}"}),
    ],
    "offers and needs are added and taken away": [
        Step(NOTE, "#keywords-form", {"add_offers": "小ロット印刷", "add_needs": HOSTILE[0]}, again=True),
        Step(NOTE, "#keywords-form", {"add_offers": "小ロット印刷", "remove_needs": HOSTILE[0]}),
        Step(NOTE, "#keywords-form", {"add_offers": "長" * 201}, status=422),
    ],
    "two cards are one person's, and two again": [
        _typed(1, "森", "", "株式会社北斗精機"),
        Step(f"/contacts/{NEW}/note", "#note-form", {"challenge": "試作の納期"}),
        Step(f"/contacts/{NEW}/duplicate", "#duplicate form", {"choice": "same", "change_id": numbered(MET, 900)}),
        Step("", f"/contacts/{NEW}/duplicate", {"choice": "undo", "other_id": numbered(CONTACT, 4), "undo":
             f'{{"fields":{{"note":["","x"]}},"records":[["encounter","{numbered(MET, 101)}"]]}}'}),
        _typed(2, "森", "真理子", "北斗精機(株)"),
        Step(f"/contacts/{NEWER}/duplicate", "#duplicate form", {"choice": "later"}),
        Step(f"/contacts/{NEWER}/duplicate", "#duplicate form", {"choice": "other"}),
        Step("", f"/contacts/{NEWER}/duplicate", {"choice": "other", "other_id": numbered(CONTACT, 4)}),
        Step("", f"/contacts/{NEWER}/duplicate", {"choice": "undo", "other_id": numbered(CONTACT, 4), "undo": "["}),
        _typed(3, "髙村", "光", ""),
        Step("", f"/contacts/{LATER}/duplicate", {"choice": "same", "other_id": numbered(CONTACT, 3)}),
    ],
}  # fmt: skip
PLAYED = [*(f"{NAKAMURA}/{noun}" for noun in ("keywords", "duplicate"))]
