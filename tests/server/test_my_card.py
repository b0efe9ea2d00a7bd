"""The owner's own card, cards as files, and the cards that strangers left, through the first server."""

from collections.abc import Callable
from typing import Any

import pytest
import vobject
from flask import Flask

from server.domain.vcard import slim_vcard, vcard
from server.sync.apply import apply
from server.sync.merge import Device
from tests.clients import Browser, Clock
from tests.figures import figure
from tests.parity import fixture, fixture_me
from tests.people import ITO, SATO, Person

Client = Callable[[Person | None], Browser]
HTMX = {"HX-Request": "true"}
CARD = {
    "family_name": "山田", "given_name": "太郎", "phonetic_family_name": "やまだ", "phonetic_given_name": "たろう",
    "organization": "株式会社みどりソフト", "title": "代表取締役", "emails": ["taro@midori.example", ""],
    "tels": ["090-1111-2222"], "tel_kinds": ["mobile"], "urls": "https://midori.example/",
    "shown": ["", "organization", "title", "email", "urls"], "accepting": "on",
}  # fmt: skip
LEFT, GONE = (fixture.numbered(fixture_me.LEFT_CARD, n) for n in (1, 999))
LINK = "0123456789abcdef" * 4


@pytest.fixture
def put(app: Flask, clock: Clock) -> Callable[..., None]:
    """Write a record of Sato's, as the server does for a public page."""

    def write(kind: str, record_id: str, **fields: Any) -> None:
        change = {"change_id": fixture.numbered(99, 1), "kind": kind, "id": record_id, "base": 0,
                  "at": clock.now, "set": fields}  # fmt: skip
        with app.app_context():
            results = apply(
                SATO.id, Device(GONE, "public page"), [change], clock.now, by_server=True
            )
        assert "error" not in results[0], results

    return write


def test_r54_the_own_website_is_a_field_of_the_card(client: Client) -> None:
    page = client(SATO)
    assert page.post("/me/card", data=CARD, headers=HTMX).headers["HX-Redirect"] == "/me/card"
    assert "URL:https://midori.example/" in page.get("/me/card.vcf").get_data(as_text=True)
    hidden = {**CARD, "shown": ["", "title"], "rendered": "{}"}
    page.post("/me/card", data=hidden, headers=HTMX)
    assert "URL" not in page.get("/me/card.vcf").get_data(as_text=True)


def test_what_is_not_shown_is_in_no_file_and_in_no_code(client: Client) -> None:
    page = client(SATO)
    page.post("/me/card", data=CARD, headers=HTMX)
    text = page.get("/me/card.vcf").get_data(as_text=True)
    assert "taro@midori.example" in text
    assert "090-1111-2222" not in text
    code = page.get("/me/card").get_data(as_text=True).split('data-code-text="')[1].split('"')[0]
    assert "taro@midori.example" in code
    assert "090-1111-2222" not in code


def test_a_first_card_proposes_the_name_of_the_account_and_gets_its_link(client: Client) -> None:
    page = client(SATO)
    first = page.get("/me/card").get_data(as_text=True)
    assert 'name="link_hash"' in first
    assert "data-codes" not in first
    page.post("/me/card", data={**CARD, "link_hash": LINK}, headers=HTMX)
    assert f'data-hash="{LINK}"' in page.get("/me/card").get_data(as_text=True)


def test_a_stopped_link_leaves_no_hash_behind_and_starts_again_only_by_hand(client: Client) -> None:
    page = client(SATO)
    page.post("/me/card", data={**CARD, "link_hash": LINK}, headers=HTMX)
    page.post("/me/card/link", data={"stopped": "true"}, headers=HTMX)
    stopped = page.get("/me/card").get_data(as_text=True)
    assert LINK not in stopped
    assert "リンクを止めています" in stopped
    page.post("/me/card", data={**CARD, "title": "代表", "link_hash": LINK}, headers=HTMX)
    assert LINK not in page.get("/me/card").get_data(as_text=True)
    page.post("/me/card/link", data={"link_hash": LINK}, headers=HTMX)
    assert f'data-hash="{LINK}"' in page.get("/me/card").get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"family_name": "", "given_name": ""}, "姓か名を入力してください"),
        ({"emails": ["taro"]}, "メール"),
        ({"introduction": "長" * 100_000}, "長すぎます"),
        ({"title": "x" * 501}, "長すぎます"),
        ({"offers": "\n".join(str(n) for n in range(21))}, "20件までにしてください"),
    ],
)
def test_a_card_that_cannot_be_kept_says_why_and_stays_typed(
    client: Client, fields: dict[str, Any], words: str
) -> None:
    page = client(SATO)
    answer = page.post("/me/card", data={**CARD, **fields}, headers=HTMX)
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert words in text
    assert "https://midori.example/" in text
    assert page.get("/me/card.vcf").status_code == 404


def test_a_contact_is_a_file_for_its_owner_alone(client: Client, put: Callable[..., None]) -> None:
    contact = fixture.numbered(fixture.CONTACT, 1)
    put("contact", contact, family_name="佐藤", given_name="健一", note="秘密のメモ")
    answer = client(SATO).get(f"/contacts/{contact}/card.vcf")
    assert answer.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="card.vcf"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "秘密" not in answer.get_data(as_text=True)
    assert client(ITO).get(f"/contacts/{contact}/card.vcf").status_code == 404


def test_every_card_is_read_by_a_parser_that_is_not_ours_with_its_readings_intact() -> None:
    contacts = [c["set"] for c in fixture.changes() if c["kind"] in ("contact", "my_card")]
    blank = dict.fromkeys(fixture_me.TEXTS, "") | {f: [] for f in fixture_me.LISTS}
    longest, wrong = 0, []
    for fields in contacts:
        card = {**blank, **fields}
        text = vcard(card)
        longest = max(longest, *(len(line.encode()) for line in text.split("\r\n")))
        for each in (text, slim_vcard(card)):
            read = vobject.readOne(each)
            if (read.n.value.family, read.n.value.given) != _seen(card):
                wrong.append(each)
        readings = [card["phonetic_family_name"], card["phonetic_given_name"]]
        lines = ("x-phonetic-last-name", "x-phonetic-first-name")
        found = [_first(vobject.readOne(text), line) for line in lines]
        wrong += [text] if found != [_plain(each) for each in readings] else []
    figure(
        "R54",
        f"{2 * len(contacts)} vCards read by vobject, {len(wrong)} wrong, longest line {longest} octets",
    )
    assert wrong == []
    assert longest <= 75


def _first(card: Any, name: str) -> str:
    return str(card.contents[name][0].value) if name in card.contents else ""


def _plain(text: str) -> str:
    """What may not be seen is not written; vobject leaves escapes of lines it does not know."""
    return text.replace("\ufeff", " ").replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _seen(card: dict[str, Any]) -> tuple[str, str]:
    family, given = (card[part].replace("\ufeff", " ") for part in ("family_name", "given_name"))
    return family, given


def test_a_left_card_becomes_a_person_to_be_thanked_within_a_day_of_leaving_it(
    client: Client, put: Callable[..., None]
) -> None:
    put("left_card", LEFT, name="小川 真琴", organization="小川設計", email="makoto@ogawa.example",
        note="ぜひ詳しく", left_at="2025-11-20T09:00:00.000Z")  # fmt: skip
    page = client(SATO)
    assert "小川 真琴" in page.get("/me/card").get_data(as_text=True)
    assert "小川" not in page.get("/contacts").get_data(as_text=True)
    answer = page.post(f"/me/left-cards/{LEFT}", data={"choice": "accept"}, headers=HTMX)
    assert "小川 真琴さんの名刺を受け取りました" in answer.get_data(as_text=True)
    assert "小川" in page.get("/contacts").get_data(as_text=True)
    assert 'data-due="2025-11-21T09:00:00.000Z"' in page.get("/follow-ups").get_data(as_text=True)
    again = page.post(f"/me/left-cards/{LEFT}", data={"choice": "accept"}, headers=HTMX)
    assert again.status_code == 200
    assert page.get("/contacts").get_data(as_text=True).count("小川設計") == 1


def test_a_declined_card_is_put_aside_and_can_come_back(
    client: Client, put: Callable[..., None]
) -> None:
    put("left_card", LEFT, name="小川 真琴", left_at="2025-11-20T09:00:00.000Z")
    page = client(SATO)
    said = page.post(f"/me/left-cards/{LEFT}", data={"choice": "decline"}, headers=HTMX)
    # The last one is gone from the page, and its end is told all the same.
    assert "受け取らなかった名刺は30日後に" in said.get_data(as_text=True)
    assert "小川 真琴" not in page.get("/me/card").get_data(as_text=True)
    page.post(f"/me/left-cards/{LEFT}", data={"choice": "undo"}, headers=HTMX)
    assert "小川 真琴" in page.get("/me/card").get_data(as_text=True)
    assert client(ITO).post(f"/me/left-cards/{LEFT}", headers=HTMX).status_code == 404
    assert page.post(f"/me/left-cards/{GONE}", headers=HTMX).status_code == 404
