"""Introductions as both servers hold them when parity is played: of every state, plain and hostile."""

from typing import Any

from tests.parity.fixture import CONTACT, ENCOUNTER, EVENT, HOSTILE, LAST_NIGHT, numbered

Written = list[tuple[str, str, dict[str, Any]]]
INTRODUCTION = 41


def _given(n: int, first: int, second: int, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    pair = {
        "first_contact_id": numbered(CONTACT, first),
        "second_contact_id": numbered(CONTACT, second),
    }
    return "introduction", numbered(INTRODUCTION, n), {"direction": "given", **pair, **fields}


def written() -> Written:
    shown = {"first_fields": ["organization", "email"], "second_fields": ["organization", "title"]}
    agreed = {
        "first_consent": "in_person",
        "first_consent_at": LAST_NIGHT,
        "first_consent_note": "19:48 受付の前で",
    }
    received = {
        "direction": "received",
        "introducer_id": numbered(CONTACT, 6),
        "first_contact_id": numbered(CONTACT, 4),
    }
    tanaka = {
        "family_name": "田中",
        "given_name": "恵",
        "organization": "光学研",
        "offers": ["外観検査のAI試作"],
    }
    return [
        # Two who would suit each other, and nobody has thought of it yet.
        ("contact", numbered(CONTACT, 50), {"source": "typing", **tanaka}),
        ("encounter", numbered(ENCOUNTER, 50), {"contact_id": numbered(CONTACT, 50), "met_at": LAST_NIGHT}),
        _given(1, 1, 2, event_id=numbered(EVENT, 1), sentence="検査工程と受発注、どちらも紙が残っているそうです。",
               first_link_hash="a1" * 32, second_link_hash="b2" * 32, lifetime_days=14, **shown, **agreed),
        _given(2, 2, 4, **shown),
        _given(3, 1, 100, sentence=HOSTILE[0], result=HOSTILE[1], first_consent="oral", first_consent_note=HOSTILE[2],
               second_link_hash="c3" * 32, ended_at=LAST_NIGHT, ended_by="introducer"),
        _given(4, 3, 5, dismissed_at=LAST_NIGHT),
        _given(5, 1, 999),
        ("introduction", numbered(INTRODUCTION, 6), {**received, "sentence": "試作の外注先", "result": "来週訪問"}),
    ]  # fmt: skip
