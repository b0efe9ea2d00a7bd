"""Public links that open: an account of its own with two people who are introduced, and a card that takes cards."""

import hashlib
from typing import Any

from tests.parity.fixture import CHANGE, CONTACT, EVENT, numbered
from tests.rows import stamp
from tests.stage import Stage

ACCOUNT = "01900000-0000-7000-8000-00000000000c"
FIRST, SECOND, CARD = ("Enishi-public-page-000" + last for last in "AQg")
AGREED = ("organization", "title", "email")


def open_doors(stage: Stage, **introduction: Any) -> None:
    """Fill the account; fields of the introduction may be said otherwise."""
    stage.add_account(ACCOUNT, "山田 太郎")
    now = stamp()
    records = [
        ("event", numbered(EVENT, 1), {"title": "製造業DX交流会", "held_on": now[:10]}),
        *_people(),
        ("introduction", numbered(41, 1), {**_introduction(now), **introduction}),
        ("my_card", ACCOUNT, _card()),
    ]
    changes = [
        {"change_id": numbered(CHANGE, n), "kind": kind, "id": record_id, "base": 0, "at": now, "set": fields}
        for n, (kind, record_id, fields) in enumerate(records)
    ]  # fmt: skip
    stage.fill(ACCOUNT, changes)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _people() -> list[tuple[str, str, dict[str, Any]]]:
    sato = {"family_name": "佐藤", "given_name": "健一", "organization": "株式会社北辰製作所", "title": "部長",
            "emails": ["sato@hokushin.example"], "tels": [{"kind": "work", "number": "03-1111-2222"}]}  # fmt: skip
    tanaka = {"family_name": "田中", "given_name": "恵", "organization": "光学ラボ", "title": "代表",
              "emails": ["megumi@kogaku.example"], "tels": [{"kind": "mobile", "number": "080-3333-4444"}]}  # fmt: skip
    return [("contact", numbered(CONTACT, 1), sato), ("contact", numbered(CONTACT, 2), tanaka)]


def _introduction(now: str) -> dict[str, Any]:
    shown = {f"{side}_fields": [*AGREED, "tel"] for side in ("first", "second")}
    agreed = {"second_consent": "in_person", "second_consent_at": now}
    people = {"first_contact_id": numbered(CONTACT, 1), "second_contact_id": numbered(CONTACT, 2)}
    links = {"first_link_hash": hash_of(FIRST), "second_link_hash": hash_of(SECOND)}
    sentence = "佐藤さんは検査工程の目視に困っていて、田中さんは外観検査のAIを試作しています。"
    return {"direction": "given", "event_id": numbered(EVENT, 1), "sentence": sentence,
            **people, **links, **shown, **agreed}  # fmt: skip


def _card() -> dict[str, Any]:
    return {
        "family_name": "山田", "given_name": "太郎",
        "phonetic_family_name": "やまだ", "phonetic_given_name": "たろう",
        "organization": "株式会社みどりソフト", "title": "代表取締役", "emails": ["taro@midori.example"],
        "urls": ["https://midori.example/"], "introduction": "紙の受発注を、小さく始める仕組みに変えます。",
        "offers": ["受発注の仕組みづくり"], "needs": ["精密部品の会社"], "link_hash": hash_of(CARD),
        "shown": ["organization", "title", "email", "urls", "introduction", "offers", "needs"],
        "accepts_cards": "on",
    }  # fmt: skip
