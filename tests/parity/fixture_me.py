"""The owner's own card and the cards that strangers left, for parity and for pictures. Joined in fixture."""

from typing import Any

from tests.parity.fixture import ACCOUNT, HOSTILE, numbered

LEFT_CARD = 34
# Of the token "AAAAAAAAAAAAAAAAAAAAAA", which no test device holds.
LINK_HASH = "9e1b5c1a0d2f4e3b8a7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a"
TEXTS = (
    *("family_name", "given_name", "phonetic_family_name", "phonetic_given_name", "organization"),
    *("phonetic_organization", "department", "title", "postal_code", "address", "introduction"),
)
LISTS = ("emails", "tels", "urls", "social")

Written = list[tuple[str, str, dict[str, Any]]]


def written() -> Written:
    """Kind, id and fields of each record."""
    return [_card(), *_left()]


def _card() -> tuple[str, str, dict[str, Any]]:
    return "my_card", ACCOUNT, {
        "family_name": "山田", "given_name": "太郎",
        "phonetic_family_name": "やまだ", "phonetic_given_name": "たろう",
        "organization": "株式会社みどりソフト", "phonetic_organization": "みどりそふと",
        "department": "開発部", "title": "代表取締役",
        "emails": ["taro@midori.example"],
        "tels": [{"kind": "mobile", "number": "090-1111-2222"}, {"kind": "work", "number": "03-1234-5678"}],
        "postal_code": "150-0001", "address": "東京都渋谷区神宮前1-1",
        "urls": ["https://midori.example/"], "social": ["@midori"],
        "introduction": "紙の受発注を、小さく始める仕組みに変えます。",
        "offers": ["受発注の仕組みづくり", "業務の見える化"], "needs": ["精密部品の会社"],
        "shown": ["organization", "title", "email", "urls", "introduction", "offers", "needs"],
        "link_hash": LINK_HASH, "accepts_cards": "on",
    }  # fmt: skip


def _left() -> Written:
    def left(n: int, left_at: str, **fields: str) -> tuple[str, str, dict[str, Any]]:
        return "left_card", numbered(LEFT_CARD, n), {"left_at": left_at, **fields}

    tonight = "2026-11-20T11:05:00.000Z"
    return [
        left(1, tonight, name="小川 真琴", organization="小川設計", email="makoto@ogawa.example",
             note="受発注の件、ぜひ詳しく伺いたいです。"),
        left(2, "2026-11-20T23:30:00.000Z", name="Linh Nguyen", email="not an address"),
        left(3, tonight, name="前の人", declined_at="2026-11-20T12:00:00.000Z"),
        left(4, "2026-11-18T09:00:00.000Z", name=HOSTILE[0], organization=HOSTILE[1], email=HOSTILE[13],
             note=f"{HOSTILE[2]}\n{HOSTILE[3]}"),
        left(5, "2026-11-18T08:00:00.000Z"),
    ]  # fmt: skip
