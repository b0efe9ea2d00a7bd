"""The records both servers hold when parity is played: ordinary people, hostile ones, and enough to turn a page.

Plain changes in the shape of SYNC 1, with fixed ids and times. Nothing here knows either server.
"""

from typing import Any

Change = dict[str, Any]

NOW = "2026-11-21T00:30:00.000Z"  # Saturday, 09:30 in Tokyo: the morning after
LAST_NIGHT = "2026-11-20T10:42:00.000Z"  # 19:42 in Tokyo
LONG_AGO = "2026-11-18T09:00:00.000Z"
ACCOUNT = "01900000-0000-7000-8000-00000000000a"
PHONE, DESK = "01900000-0000-7000-8000-0000000000d1", "01900000-0000-7000-8000-0000000000d2"


def numbered(kind: int, n: int) -> str:
    """A fixed id: the nth record of a kind."""
    return f"01900000-0000-7000-8{kind:03x}-{n:012x}"


EVENT, CONTACT, ENCOUNTER, FOLLOW_UP, PHOTO, CHANGE = range(1, 7)
ORGANIZER = 11

HOSTILE = [
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "\"quotes' & &amp; <b>ampersands</b>",
    "{{ 7 * 7 }}{% if x %}",
    "محمد علي",
    "\u202eevil\u202c right to left",
    "👩‍👩‍👧 家族",
    "𠮷野",
    "髙橋 﨑",
    "㈱①Ⅳ",
    "a\u0301 e\u0301 combining",
    "勅使河原 権左衛門",
    "Wolfeschlegelsteinhausenbergerdorff",
    "javascript:alert(1)",
    "back`tick ${x} \\n \\u003c",
    "zero\u200bwidth\ufeffjoin",
    # Looks like the places where words take a value: t() fills each once and never what it filled in.
    "{n}{name}{text} {label} $& {0}",
]

PEOPLE = [
    ("佐藤", "健一", "さとう", "けんいち", "株式会社北辰製作所", "ほくしんせいさくしょ"),
    ("中村", "彩", "なかむら", "あや", "みなと印刷", "みなといんさつ"),
    ("Nguyen", "Linh", "", "", "Saigon Optics", ""),
    ("森", "真理子", "もり", "まりこ", "北斗精機", "ほくとせいき"),
    ("高橋", "一郎", "たかはし", "いちろう", "たかはし工業", ""),
    ("鈴木", "文子", "すずき", "ふみこ", "港区商工会", "みなとくしょうこうかい"),
    ("", "", "", "", "名刺だけの会社", ""),
    ("", "", "", "", "", ""),
]
ROWS = "あいうかきさしたちつなにのはひまみやゆらりわ"


def _event(n: int, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    return "event", numbered(EVENT, n), {"time_zone": "Asia/Tokyo", **fields}


def _contact(n: int, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    return "contact", numbered(CONTACT, n), {"source": "typing", **fields}


def _events() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        _event(
            1,
            title="製造業DX交流会",
            held_on="2026-11-20",
            starts_at="2026-11-20T09:30:00.000Z",
            ends_at="2026-11-20T12:00:00.000Z",
            venue="品川",
            mode="in_person",
            fee_yen=5000,
            what_to_gain="協業できる会社を1社見つける",
            who_to_meet="検査工程に困っている会社",
            decision="going",
            organizer_id=numbered(ORGANIZER, 1),
            was_solicited="yes",
            expected_value="一社と次の約束",
        ),
        _event(2, title="SaaS経営者の会", held_on="2026-11-27", starts_at="2026-11-27T10:00:00.000Z",
               ends_at="2026-11-27T12:00:00.000Z", venue="渋谷", url="https://example.com/?a=1&b=2", fee_yen=0,
               decision="considering", mode="in_person", travel_minutes=60, organizer_id=numbered(ORGANIZER, 1),
               who_to_meet="経営者", what_to_gain="一社", target_classes=["partner", "prospect"],
               attendee_classes=["peer"], formats=["standing", "holograms"], check_organizer="2",
               check_attendees="0", check_format="1"),
        _event(3, title="朝活", held_on="2026-11-25", decision="passed", mode="online", fee_yen=5000,
               starts_at="2026-11-24T22:00:00.000Z", ends_at="2026-11-25T01:00:00.000Z"),
        _event(4, title=HOSTILE[0], held_on="2026-12-01", venue=HOSTILE[2], who_to_meet=HOSTILE[1],
               what_to_gain=HOSTILE[3], decision="going", mode="hybrid", check_fee_note=HOSTILE[1],
               organizer_id=numbered(ORGANIZER, 2), attendee_limits=HOSTILE[2]),
        _event(5, title="Night in New York", held_on="2026-11-20", time_zone="America/New_York",
               starts_at="2026-11-21T00:00:00.000Z", ends_at="2026-11-21T03:00:00.000Z"),
        _event(6),
        _event(7, title="今日の会", held_on="2026-11-21", starts_at="2026-11-21T00:00:00.000Z",
               ends_at="2026-11-21T03:00:00.000Z", decision="going", what_to_gain="一人と話す"),
        _event(8, title="去年の会", held_on="2025-11-20", decision="going"),
    ]  # fmt: skip


def _organizers() -> list[tuple[str, str, dict[str, Any]]]:
    flagged = {"has_solicited": True, "solicitation_note": "投資の会へ"}
    return [
        (
            "organizer",
            numbered(ORGANIZER, 1),
            {"name": "港区商工会", "url": "https://example.org/", **flagged},
        ),
        ("organizer", numbered(ORGANIZER, 2), {"name": HOSTILE[0], "aims": HOSTILE[1]}),
    ]


def _contacts() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for n, (family, given, sei, mei, company, reading) in enumerate(PEOPLE, start=1):
        found.append(
            _contact(n, family_name=family, given_name=given, phonetic_family_name=sei,
                     phonetic_given_name=mei, organization=company, phonetic_organization=reading)
        )  # fmt: skip
    full = {
        "department": "生産技術部", "title": "部長", "emails": ["kenichi.sato@example.jp", "k@example.jp"],
        "tels": [{"kind": "direct", "number": "０３-1234-5678"}, {"kind": "mobile", "number": "090 1111 2222"}],
        "postal_code": "100-0005", "address": "東京都千代田区丸の内1-1", "urls": ["https://example.jp/"],
        "social": ["https://example.com/@sato"], "offers": ["精密部品"], "needs": ["画像判定", "試作"],
        "note": "一行目\n二行目 <b>太字ではない</b>", "source": "photo",
    }  # fmt: skip
    found[0][2].update(full)
    found[4][2].update({"do_not_contact": True})
    for n, text in enumerate(HOSTILE, start=100):
        found.append(
            _contact(n, family_name=text, given_name=text[:6], organization=text, department=text, title=text,
                     phonetic_family_name=text if n % 2 else "", address=text, note=f"{text}\n{text}",
                     offers=[text], needs=[text, "x"], emails=[f"{n}@example.com"], social=[text],
                     tels=[{"kind": "other", "number": "+81-90-0000-0000"}], source="qr")
        )  # fmt: skip
    for n in range(60):
        kana = ROWS[n % len(ROWS)]
        found.append(
            _contact(200 + n, family_name=f"{kana}村{n}", phonetic_family_name=f"{kana}むら",
                     organization=f"会社{n:02}")
        )  # fmt: skip
    return found


def _talks() -> list[tuple[str, str, dict[str, Any]]]:
    found: list[tuple[str, str, dict[str, Any]]] = []

    def talk(n: int, contact: int, event: int | None, met_at: str, **fields: Any) -> None:
        found.append(("encounter", numbered(ENCOUNTER, n), {
            "contact_id": numbered(CONTACT, contact), "met_at": met_at,
            "event_id": numbered(EVENT, event) if event else "", **fields,
        }))  # fmt: skip

    def thanks(n: int, contact: int, encounter: int, due_at: str, **fields: Any) -> None:
        found.append(("follow_up", numbered(FOLLOW_UP, n), {
            "contact_id": numbered(CONTACT, contact), "encounter_id": numbered(ENCOUNTER, encounter),
            "due_at": due_at, "kind": "thanks", **fields,
        }))  # fmt: skip

    talk(1, 1, 1, LAST_NIGHT, business="自動車向けの精密部品", challenge="外観検査の担当者が来春に退職",
         looking_for="画像判定を小さく試せる会社", focus="現場主導の改善", note="来春までに\nまず1ラインで",
         is_real_conversation=True, wants_to_meet_again=True, memory_hook="青いネクタイ")  # fmt: skip
    talk(2, 2, 1, "2026-11-20T11:00:00.000Z", challenge="紙の受発注", is_real_conversation=True)
    talk(3, 3, 1, "2026-11-20T11:20:00.000Z")
    talk(4, 1, 8, LONG_AGO, note="前に会った")
    talk(5, 4, None, LONG_AGO, looking_for="<i>試作</i>の外注先")
    talk(6, 7, 1, "2026-11-20T11:40:00.000Z")
    talk(7, 8, 1, "2026-11-20T11:50:00.000Z", room="B室")
    thanks(1, 1, 1, "2026-11-21T10:42:00.000Z")
    thanks(
        2,
        2,
        2,
        "2026-11-21T03:00:00.000Z",
        channel="mail",
        subject="昨日のお礼",
        body="中村様\n\n本文",
    )
    thanks(3, 3, 3, "2026-11-21T00:00:00.000Z")
    thanks(4, 1, 4, "2026-11-19T09:00:00.000Z", sent_at="2026-11-19T01:00:00.000Z", channel="mail")
    thanks(5, 4, 5, "2026-11-19T09:00:00.000Z", skipped_reason="また今度")
    thanks(6, 8, 7, "2026-11-21T11:50:00.000Z")
    for n, text in enumerate(HOSTILE):
        talk(100 + n, 100 + n, 4, f"2026-11-20T1{n % 3}:{n:02}:00.000Z", business=text, challenge=text,
             looking_for=text, focus=text, note=f"{text}\n{text}", memory_hook=text,
             is_real_conversation=n % 2 == 0)  # fmt: skip
        thanks(
            100 + n,
            100 + n,
            100 + n,
            f"2026-11-21T1{n % 3}:{n:02}:00.000Z",
            subject=text,
            body=text,
        )
    return found


def changes() -> list[Change]:
    """Everything the fixture writes, in the order it was written, as one device's first push."""
    # These speak of the ids above.
    from tests.parity import (
        fixture_introductions,
        fixture_lists,
        fixture_me,
        fixture_reviews,
        fixture_steps,
        fixture_thanks,
    )

    written = [
        *_events(),
        *_contacts(),
        *_talks(),
        *_organizers(),
        *fixture_me.written(),
        *fixture_introductions.written(),
        *fixture_lists.written(),
        *fixture_reviews.written(),
        *fixture_steps.written(),
        *fixture_thanks.written(),
    ]
    return [
        {
            "change_id": numbered(CHANGE, n),
            "kind": kind,
            "id": id_,
            "base": 0,
            "at": LAST_NIGHT,
            "set": fields,
        }
        for n, (kind, id_, fields) in enumerate(written, start=1)
    ]


def quarrel(base: int) -> tuple[list[Change], list[Change]]:
    """Two devices that both saw `base` change one title: the later one wins, the other is kept (要確認)."""
    contact = numbered(CONTACT, 4)
    first = {"change_id": numbered(CHANGE, 9001), "kind": "contact", "id": contact, "base": base,
             "at": "2026-11-20T12:00:00.000Z", "set": {"title": "部長", "note": "電話より先にメール"}}  # fmt: skip
    second = {"change_id": numbered(CHANGE, 9002), "kind": "contact", "id": contact, "base": base,
              "at": "2026-11-20T13:00:00.000Z", "set": {"title": "<本部長>", "note": "水曜は不在"}}  # fmt: skip
    return [first], [second]
