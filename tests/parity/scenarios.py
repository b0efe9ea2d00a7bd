"""What is played against both servers: pages to open, and stories of forms that are filled in and sent.

A step names the page that holds the form, the form, and what a person changes in it; everything else is sent as the
form stands, hidden fields included.
"""

from tests.parity import (
    scenarios_held,
    scenarios_introduce,
    scenarios_me,
    scenarios_meet,
    scenarios_prepare,
    scenarios_reviews,
    scenarios_steps,
    scenarios_thanks,
)
from tests.parity.fixture import CONTACT, ENCOUNTER, EVENT, FOLLOW_UP, HOSTILE, ORGANIZER, numbered
from tests.parity.step import Step, form_to

PAGES = [
    "/",
    "/events",
    "/events/new",
    "/events/new?title=%E5%A4%9C%E3%81%AE%E4%BC%9A&text=12%2F3%2019%3A00%E3%80%9C21%3A00&url=https%3A%2F%2Fexample.com%2F",
    "/events/new?text=%3Cscript%3E",
    "/events/comparison",
    f"/events/comparison?event={numbered(EVENT, 2)}&event={numbered(EVENT, 3)}&event={numbered(EVENT, 4)}",
    *(f"/organizers/{numbered(ORGANIZER, n)}" for n in (1, 2, 999)),
    *(f"/events/{numbered(EVENT, n)}" for n in (1, 2, 3, 4, 5, 6, 8)),
    *(f"/events/{numbered(EVENT, n)}/venue" for n in (1, 4, 5, 6, 7)),
    "/contacts",
    "/contacts?page=2",
    "/contacts?row=%E3%81%8B",
    "/contacts?row=%E8%8B%B1&page=1",
    "/contacts?q=%E7%94%BB%E5%83%8F",
    "/contacts?q=%F0%A0%AE%B7",
    "/contacts?q=%3Cscript%3E",
    "/contacts?q=nothing-of-the-kind",
    "/contacts?q=%E6%9D%91&row=%E3%81%95",
    "/contacts/new",
    *(f"/contacts/new?by={by}&event={numbered(EVENT, 1)}" for by in ("typing", "photo", "qr")),
    *(
        f"/contacts/{numbered(CONTACT, n)}"
        for n in (1, 2, 3, 4, 5, 7, 8, *range(100, 100 + len(HOSTILE)))
    ),
    *(
        f"/contacts/{numbered(CONTACT, n)}/edit"
        for n in (1, 3, 5, 8, *range(100, 100 + len(HOSTILE)))
    ),
    f"/contacts/{numbered(CONTACT, 1)}/note",
    f"/contacts/{numbered(CONTACT, 1)}/note?encounter={numbered(ENCOUNTER, 4)}",
    f"/contacts/{numbered(CONTACT, 5)}/note",
    *(
        f"/contacts/{numbered(CONTACT, n)}/note?encounter={numbered(ENCOUNTER, n)}"
        for n in range(100, 100 + len(HOSTILE))
    ),
    "/follow-ups",
    *(
        f"/follow-ups/{numbered(FOLLOW_UP, n)}"
        for n in (1, 2, 3, 4, 5, 6, *range(100, 100 + len(HOSTILE)))
    ),
    "/sync",
    # Well-formed ids that nobody has.
    f"/events/{numbered(EVENT, 999)}",
    f"/events/{numbered(EVENT, 999)}/venue",
    f"/contacts/{numbered(CONTACT, 999)}",
    f"/contacts/{numbered(CONTACT, 999)}/edit",
    f"/contacts/{numbered(CONTACT, 999)}/note",
    f"/follow-ups/{numbered(FOLLOW_UP, 999)}",
    f"/photos/{'0' * 64}",
]

# What htmx asks for: the same addresses, answered with a piece.
PIECES = [
    "/contacts?q=%E4%BD%90%E8%97%A4",
    "/contacts?q=nothing-of-the-kind",
    "/contacts?row=%E3%81%95",
    "/contacts?page=2",
]


EVENT_1 = f"/events/{numbered(EVENT, 1)}"
EVENT_2, EVENT_3, EVENT_4, EVENT_6, EVENT_8 = (
    f"/events/{numbered(EVENT, n)}" for n in (2, 3, 4, 6, 8)
)
ORGANIZER_1 = f"/organizers/{numbered(ORGANIZER, 1)}"
SATO, NAKAMURA, MORI, TAKAHASHI, SUZUKI = (
    f"/contacts/{numbered(CONTACT, n)}" for n in (1, 2, 4, 5, 6)
)
SATO_NOTE = f"{SATO}/note?encounter={numbered(ENCOUNTER, 1)}"

STORIES: dict[str, list[Step]] = {
    "an event is entered": [
        Step("/events/new", form_to("/events"), {"title": "夜の会", "held_on": "2026-12-03", "starts_at": "19:00",
             "ends_at": "21:30", "venue": "渋谷", "fee_yen": "5000", "organizer_name": "渋谷の会"}),
        Step("/events/new", form_to("/events"), {"title": HOSTILE[1], "held_on": "2026-12-04",
             "organizer_name": "港区商工会"}),
    ],
    "text is read into the form of a new event": [
        Step("/events/new", form_to("/events/new"), {"title": "", "venue": "渋谷",
             "text": "夜の会\r\n12月3日 19時〜21時\r\n会場：品川\r\n参加費：三千円"}),
        Step("/events/new", form_to("/events/new"), {"text": HOSTILE[1]}),
    ],
    "an event is refused until its values make sense": [
        Step("/events/new", form_to("/events"), {"title": "あ" * 501, "fee_yen": "-1"}, status=422),
        Step("/events/new", form_to("/events"), {"title": "会", "decision": "going", "what_to_gain": ""}, status=422),
        Step("/events/new", form_to("/events"), {"title": "会", "url": "javascript:alert(1)"}, status=422),
        Step(EVENT_6, "#purpose-form", {"decision": "going", "what_to_gain": "一社"}, status=422),
        Step(EVENT_2, "#check-fee-form", {"fee_yen": "数千円", "travel_minutes": "すぐ"}, status=422),
        Step(EVENT_2, "#basics-form", {"title": "", "ends_at": "25:00"}, status=422),
        Step(EVENT_2, "#organizer-form", {"organizer_name": "会", "organizer_url": "javascript:alert(1)"}, status=422),
    ],
    "an event is chosen, part by part": [
        Step(EVENT_2, "#purpose-form", {"what_to_gain": "三社", "target_classes": ["", "peer"]}, again=True),
        Step(EVENT_2, "#check-organizer-form", {"check_organizer": "1", "organizer_answers": ["", "site_seen"],
             "solicitation_risk": "suspected", "check_organizer_note": HOSTILE[0]}),
        Step(EVENT_2, "#check-attendees-form", {"check_attendees": "2", "attendee_classes": ["", "peer", "partner"],
             "attendee_limits": "経営者限定"}),
        Step(EVENT_2, "#check-format-form", {"check_format": "2", "formats": ["", "seminar"]}),
        Step(EVENT_2, "#check-fee-form", {"check_fee": "unknown", "fee_yen": "５，０００円",
             "travel_minutes": "1時間30分", "expected_value_yen": "30,000"}),
        Step(EVENT_2, "#organizer-form", {"organizer_name": "新しい会", "organizer_url": "https://example.net/"}),
        Step(EVENT_2, "#basics-form", {"title": "SaaS経営者の会 改", "venue": ""}),
        Step(EVENT_2, "#purpose-form", {"decision": "going"}),
    ],
    "an event is passed on, and thought over again": [
        Step(EVENT_4, "#purpose-form", {"decision": "considering"}),
        Step(EVENT_4, "#purpose-form", {"decision": "passed"}),
        Step(EVENT_3, "#passed-form", {"passed_reason": "立食だけなので"}),
        Step(EVENT_3, "#purpose-form", {"decision": "considering"}),
    ],
    "somebody was sold something": [
        Step(EVENT_8, "#organizer-form", {"organizer_name": "港区商工会"}),
        Step(EVENT_8, "#after-form", {"was_solicited": "yes"}),
        Step(EVENT_8, "#check-fee-form", {"expected_value": "あとから書く"}),
        Step(ORGANIZER_1, form_to(ORGANIZER_1), {"aims": "地域のために", "has_solicited": ["false"]}),
        Step(ORGANIZER_1, form_to(ORGANIZER_1), {"name": "", "url": "javascript:alert(1)"}, status=422),
    ],
    "an event is deleted and brought back": [
        Step(f"/events/{numbered(EVENT, 3)}", form_to(f"/events/{numbered(EVENT, 3)}/deletion"), {"deleted": "true"}),
        Step(f"/events/{numbered(EVENT, 6)}", form_to(f"/events/{numbered(EVENT, 6)}/deletion"), {"deleted": "true"}),
        Step("", f"/events/{numbered(EVENT, 6)}/deletion", {"deleted": "false"}),
    ],
    "a card is captured by typing": [
        Step(f"/contacts/new?by=typing&event={numbered(EVENT, 1)}", form_to("/contacts"),
             {"family_name": "田中", "given_name": "恵", "organization": "光学ラボ"}, again=True),
        Step(f"/contacts/new?by=typing&event={numbered(EVENT, 1)}", form_to("/contacts"), {}),
        Step("/contacts/new?by=typing", form_to("/contacts"), {"family_name": HOSTILE[0], "organization": HOSTILE[1]}),
    ],
    "a card is captured with the camera": [
        Step(f"/contacts/new?by=photo&event={numbered(EVENT, 1)}", form_to("/contacts"), {}, again=True),
    ],
    "a card is captured from its QR": [
        Step(f"/contacts/new?by=qr&event={numbered(EVENT, 1)}", form_to("/contacts"),
             {"family_name": "髙橋", "given_name": "美咲", "organization": "みなと光学", "department": "営業部",
              "emails": ["misaki@minato.example"], "tels": ["03-1234-5678", "090-1234-5678"], "tel_kinds": ["work", ""],
              "postal_code": "108-0075", "urls": "https://minato.example", "note": HOSTILE[0]}, again=True),
        Step("/contacts/new?by=qr", form_to("/contacts"), {"family_name": "森", "emails": ["not a mail address"]},
             status=422),
    ],
    "a card with values that cannot be kept is shown again": [
        Step("/contacts/new?by=typing", form_to("/contacts"), {"family_name": "長" * 201, "organization": "会社"},
             status=422),
    ],
    "a person is edited": [
        Step(f"{NAKAMURA}/edit", form_to(NAKAMURA), {"title": "部長", "note": "水曜は不在\r\n木曜に",
             "emails": ["a@example.com"]}),
        Step(f"{NAKAMURA}/edit", form_to(NAKAMURA), {"department": "製版部 <b>", "offers": "印刷\r\n製本"}),
        Step(f"{NAKAMURA}/edit", form_to(NAKAMURA), {}),
    ],
    "a person with a wrong mail address is shown again": [
        Step(f"{NAKAMURA}/edit", form_to(NAKAMURA), {"emails": ["not a mail address"], "family_name": "中村"},
             status=422),
    ],
    "a note is written": [
        Step(SATO_NOTE, "form[hx-post]", {"focus": "現場の改善と𠮷野さん", "note": "<script>alert(1)</script>"},
             again=True),
        Step(SATO_NOTE, "form[hx-post]", {"is_real_conversation": None}),
        Step(f"{MORI}/note", "form[hx-post]", {"note": "はじめてのメモ"}),
    ],
    "a note that is too long is shown again": [
        Step(SATO_NOTE, "form[hx-post]", {"note": "長" * 10_001}, status=422),
    ],
    "a person is deleted and brought back": [
        Step(SUZUKI, form_to(f"{SUZUKI}/deletion"), {"deleted": "true"}),
        Step(TAKAHASHI, form_to(f"{TAKAHASHI}/deletion"), {"deleted": "true"}),
        Step("", f"{TAKAHASHI}/deletion", {"deleted": "false"}),
    ],
    "a message is sent": [
        Step(f"/follow-ups/{numbered(FOLLOW_UP, 2)}", form_to(f"/follow-ups/{numbered(FOLLOW_UP, 2)}"),
             {"subject": "お礼", "body": "中村様\r\n昨日は紙の受発注のお話を"}),
        Step("", f"/follow-ups/{numbered(FOLLOW_UP, 1)}", {"sent": "true", "sent_at": "2026-11-21T00:30:00.000Z"}),
    ],
    "one of two versions is chosen": [
        Step("/sync", 'form[hx-post^="/sync/conflicts/"]', {"choice": "lost"}),
    ],
}  # fmt: skip


# Each part of the product that has many pages keeps its own.
PARTS = (
    scenarios_prepare,
    scenarios_meet,
    scenarios_me,
    scenarios_reviews,
    scenarios_steps,
    scenarios_held,
    scenarios_introduce,
    scenarios_thanks,
)
for part in PARTS:
    PAGES += part.PAGES
    PIECES += part.PIECES
    STORIES |= part.STORIES


def routes_played() -> list[tuple[str, str]]:
    """(method, path) of everything above, for the test that asks whether a route was forgotten."""
    played = [("GET", address.split("?")[0]) for address in (*PAGES, *PIECES)]
    for steps in STORIES.values():
        for step in steps:
            target = step.form if not step.page else _target(step.form, step.page)
            played.append(("POST", target))
    played += [("POST", address) for part in PARTS for address in part.PLAYED]
    return [*played, ("POST", "/sync")]


def _target(selector: str, page: str) -> str:
    if '="' not in selector:
        return page.split("?")[0]
    address = selector.split('="')[1].split('"')[0].split("?")[0]
    return address + "x" if address.endswith("/") else address
