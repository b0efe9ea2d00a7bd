"""What is played against both servers on the owner's own card, and on cards as files."""

from tests.parity.fixture import CONTACT, HOSTILE, numbered
from tests.parity.fixture_me import LEFT_CARD
from tests.parity.step import Step, form_to

CARD = "/me/card"
LEFT_1, LEFT_2, LEFT_3, LEFT_4 = (f"/me/left-cards/{numbered(LEFT_CARD, n)}" for n in (1, 2, 3, 4))

PAGES = [CARD, "/me/card/print", f"/contacts/{numbered(CONTACT, 999)}/card.vcf"]
# Files are asked for as a script does: a browser that opens one shows nothing.
PIECES = [
    "/me/card.vcf",
    *(
        f"/contacts/{numbered(CONTACT, n)}/card.vcf"
        for n in (1, 3, 5, 7, 8, *range(100, 100 + len(HOSTILE)))
    ),
]
# Buttons there stand apart from their form.
PLAYED = ["/me/card/link"]

STORIES: dict[str, list[Step]] = {
    "the own card is written": [
        Step(CARD, "#card-form", {"title": "代表", "shown": ["", "organization", "email"], "accepting": "today"},
             again=True),
        Step(CARD, "#card-form", {"introduction": HOSTILE[1], "offers": "一\r\n二", "tels": ["03-1111-2222", ""],
             "tel_kinds": ["direct", ""], "accepting": "off"}),
        Step(CARD, "#card-form", {"family_name": "", "given_name": ""}, status=422),
        Step(CARD, "#card-form", {"emails": ["taro", ""], "address": HOSTILE[0]}, status=422),
        Step(CARD, "#card-form", {"introduction": "長" * 501, "shown": ""}, status=422),
        Step(CARD, "#card-form", {"family_name": HOSTILE[2], "organization": HOSTILE[12]}),
    ],
    "its link is remade and stopped": [
        Step(CARD, "#link-form", {"link_hash": "ab" * 32}, again=True),
        Step(CARD, "#link-form", {"link_hash": "not a hash"}),
        Step("", "/me/card/link", {"stopped": "true"}),
        Step("", "/me/card/link", {"stopped": "true"}),
        Step(CARD, "#link-form", {}),
        Step(CARD, "#link-form", {"link_hash": "cd" * 32}),
    ],
    "cards that strangers left are taken in and declined": [
        Step(CARD, form_to(LEFT_1), {"choice": "accept"}),
        Step("", LEFT_1, {"choice": "accept"}),
        Step(CARD, form_to(LEFT_2), {"choice": "decline"}),
        Step("", LEFT_2, {"choice": "undo"}),
        Step(CARD, form_to(LEFT_2), {"choice": "accept"}),
        Step("", LEFT_3, {"choice": "accept"}),
        Step(CARD, form_to(LEFT_4), {"choice": "accept"}, again=True),
        Step(CARD, "#card-form", {}),
    ],
}  # fmt: skip
