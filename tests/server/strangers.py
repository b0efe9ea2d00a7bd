"""What tests of the public pages hold: Sato's two people and their introduction, her card, a stranger's browser."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import text

from server.store.database import db
from tests.clients import Browser, Clock
from tests.people import SATO
from tests.server.devices import SyncDevice, change, fresh_id

TOKEN_ONE, TOKEN_TWO, TOKEN_CARD = ("A" * 21 + last for last in "159")
HIDDEN = ("秘密のメモ", "090-0000-9999", "ninai@naisho.example")


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass
class Hall:
    """Sato's account with Suzuki and Tanaka in it, and whoever opens a link."""

    app: Flask
    clock: Clock

    def __post_init__(self) -> None:
        self.phone = SyncDevice(self.app, self.clock, SATO)
        self.first, self.second, self.introduction, self.event = (fresh_id() for _ in range(4))
        hidden = {"note": HIDDEN[0]}
        self.sync("event", self.event, title="製造業DX交流会", held_on="2025-11-20")
        self.sync("contact", self.first, family_name="鈴木", given_name="一郎", organization="北辰製作所",
                  title="部長", emails=["ichiro@hokushin.example", HIDDEN[2]],
                  tels=[{"kind": "mobile", "number": HIDDEN[1]}, {"kind": "work", "number": "03-1111-2222"}],
                  **hidden)  # fmt: skip
        self.sync("contact", self.second, family_name="田中", given_name="美咲", organization="光学ラボ",
                  title="代表", emails=["misaki@kogaku.example"],
                  tels=[{"kind": "mobile", "number": "080-3333-4444"}], **hidden)  # fmt: skip

    def sync(self, kind: str, record_id: str, **fields: Any) -> dict[str, Any]:
        base = fields.pop("base", 10_000)
        answer = self.phone.sync(change(kind, record_id, fields, self.clock.now, base=base))
        assert "error" not in answer["results"][0], answer
        return dict(answer)

    def delete(self, kind: str, record_id: str, *, deleted: bool = True) -> None:
        self.phone.sync(change(kind, record_id, {}, self.clock.now, deleted=deleted))

    def introduce(self, **fields: Any) -> None:
        """Both have said yes to being named, neither to more, unless fields say otherwise."""
        agreed = {
            f"{side}_{name}": value
            for side in ("first", "second")
            for name, value in {
                "fields": ["organization", "title", "email"],
                "consent": "in_person",
                "consent_at": self.clock.now,
            }.items()
        }
        self.sync("introduction", self.introduction, **{
            "direction": "given", "first_contact_id": self.first, "second_contact_id": self.second,
            "event_id": self.event, "sentence": "検査の話が合うと思います。",
            "first_link_hash": hash_of(TOKEN_ONE), "second_link_hash": hash_of(TOKEN_TWO),
            **agreed, **fields,
        })  # fmt: skip

    def share_card(self, **fields: Any) -> None:
        self.sync("my_card", SATO.id, **{
            "family_name": "佐藤", "given_name": "花子", "organization": "みどりソフト", "title": "代表取締役",
            "emails": ["hanako@midori.example"], "tels": [{"kind": "mobile", "number": HIDDEN[1]}],
            "address": "東京都渋谷区", "introduction": "小さく始める仕組み", "offers": ["受発注の仕組みづくり"],
            "shown": ["organization", "title", "email", "introduction", "offers"], "accepts_cards": "on",
            "link_hash": hash_of(TOKEN_CARD), **fields,
        })  # fmt: skip

    def stranger(self) -> Browser:
        return Browser(self.app)

    def open(
        self, path: str, data: dict[str, Any] | None = None, **headers: str
    ) -> tuple[int, str]:
        """POST when there is a form, else GET, as somebody without an account."""
        method = "GET" if data is None else "POST"
        given = {"Accept-Language": "ja", **{k.replace("_", "-"): v for k, v in headers.items()}}
        answer = self.stranger().open(path, method=method, data=data, headers=given)
        return answer.status_code, answer.get_data(as_text=True)

    def answer(self, token: str, choice: str, *fields: str) -> tuple[int, str]:
        return self.open(f"/i/{token}/answer", {"choice": choice, "fields": list(fields)})

    def form_token(self, token: str = TOKEN_CARD) -> str:
        found = re.search('name="form_token" value="([^"]+)"', self.open(f"/c/{token}/leave")[1])
        assert found
        return found[1]

    def rows(self, query: str) -> list[Any]:
        with self.app.app_context():
            return list(db.session.execute(text(query)).mappings())
