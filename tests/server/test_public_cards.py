"""The owner's card as strangers see it, and the card they leave: kept apart until the owner looks (C50-C53, R54)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import vobject
from flask import Flask

from tests.clients import Browser, Clock
from tests.figures import figure
from tests.people import SATO
from tests.server.strangers import HIDDEN, TOKEN_CARD, Hall

PAGE, LEAVE = f"/c/{TOKEN_CARD}", f"/c/{TOKEN_CARD}/leave"
LEFT = {
    "name": "小川 真琴",
    "organization": "小川設計",
    "email": "makoto@ogawa.example",
    "note": "ぜひ",
    "agreed": "true",
}


@pytest.fixture
def hall(app: Flask, clock: Clock) -> Hall:
    made = Hall(app, clock)
    made.share_card()
    return made


def leave(hall: Hall, address: str = "127.0.0.1", **fields: Any) -> tuple[int, str]:
    sent = {**LEFT, **fields}
    if "form_token" not in sent:
        sent["form_token"] = hall.form_token()
    answer = hall.stranger().post(LEAVE, data=sent, environ_base={"REMOTE_ADDR": address})
    return answer.status_code, answer.get_data(as_text=True)


def kept(hall: Hall) -> list[Any]:
    return hall.rows("SELECT * FROM left_card ORDER BY left_at, id")


def test_r54_a_card_shows_what_its_owner_shows_and_no_more(hall: Hall) -> None:
    before = hall.open(PAGE)[1]
    assert "佐藤 花子さんの名刺" in before
    assert "みどりソフト" not in before
    text = hall.open(PAGE, {})[1]
    shown = (
        "みどりソフト",
        "代表取締役",
        "hanako@midori.example",
        "受発注の仕組みづくり",
        "小さく始める仕組み",
    )
    assert [word for word in shown if word in text] == list(shown)
    assert not [word for word in (*HIDDEN, "渋谷区") if word in text]


def test_the_file_is_what_the_page_shows_and_comes_only_to_who_presses(hall: Hall) -> None:
    answer = hall.stranger().post(f"{PAGE}/card.vcf")
    card = vobject.readOne(answer.get_data(as_text=True))
    assert (card.fn.value, card.email.value) == ("佐藤 花子", "hanako@midori.example")
    assert "tel" not in card.contents
    assert answer.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    followed = hall.stranger().get(f"{PAGE}/card.vcf")
    assert (followed.status_code, followed.headers["Location"]) == (303, PAGE)


def test_a_left_card_waits_apart_until_the_owner_takes_it_in(hall: Hall, clock: Clock) -> None:
    status, text = leave(hall)
    assert (status, "佐藤 花子さんに渡しました" in text) == (200, True)
    row = kept(hall)[0]
    assert {name: row[name] for name in LEFT if name != "agreed"} == {
        name: text for name, text in LEFT.items() if name != "agreed"
    }
    assert row["left_at"] == clock.now
    page = hall.phone.browser
    assert "小川" not in page.get("/contacts").get_data(as_text=True)
    assert "小川 真琴" in page.get("/me/card").get_data(as_text=True)


def test_one_form_is_one_card_however_often_it_is_sent(hall: Hall) -> None:
    token = hall.form_token()
    assert leave(hall, form_token=token) == leave(hall, form_token=token)
    assert len(kept(hall)) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "お名前を入力してください"),
        ({"email": "makoto"}, "メールアドレスとして読めません"),
        ({"agreed": ""}, "同意のしるし"),
        ({"note": "長" * 2001}, "長すぎます"),
    ],
)
def test_a_card_that_cannot_be_left_says_why_and_stays_typed(
    hall: Hall, fields: dict[str, str], words: str
) -> None:
    status, text = leave(hall, **fields)
    assert status == 422
    assert words in text
    assert "小川設計" in text
    assert kept(hall) == []


def test_c50_a_flood_stays_in_quarantine_and_ends_at_300(hall: Hall) -> None:
    token = hall.form_token
    tokens = [token() for _ in range(400)]
    statuses = [
        leave(hall, address=f"10.0.{number % 4}.1", form_token=each)[0]
        for number, each in enumerate(tokens)
    ]
    bad = [
        leave(hall, form_token="", address="10.1.0.1"),
        leave(hall, form_token="x.y", address="10.1.0.1"),
        leave(hall, form_token=tokens[0][:-3], address="10.1.0.1"),
        leave(
            hall, form_token=hall.form_token(), website="https://spam.example", address="10.1.0.1"
        ),
    ]
    people = hall.rows("SELECT family_name FROM contact WHERE family_name = '小川'")
    figure(
        "C50",
        f"400 cards posted, {len(kept(hall))} kept, {len(people)} outside quarantine, 0 mails sent",
    )
    assert statuses.count(200) == 300
    assert statuses.count(429) == 100
    assert [status for status, _ in bad] == [422, 422, 422, 200]
    assert len(kept(hall)) == 300
    assert people == []


def test_an_old_form_asks_once_more_and_keeps_the_words(hall: Hall, clock: Clock) -> None:
    token = hall.form_token()
    clock.move(days=1)
    status, text = leave(hall, form_token=token)
    assert status == 422
    assert "もう一度「渡す」を押してください" in text
    assert "小川設計" in text
    assert kept(hall) == []


@pytest.mark.parametrize(
    "fields", [{"accepts_cards": "off"}, {"accepts_until": "past"}, {"stopped_at": "now"}]
)
def test_c51_after_the_evening_or_switched_off_there_is_no_form(
    hall: Hall, clock: Clock, fields: dict[str, str]
) -> None:
    token = hall.form_token()
    moments = {"past": clock.after(hours=-1), "now": clock.now}
    hall.sync(
        "my_card", SATO.id, **{name: moments.get(value, value) for name, value in fields.items()}
    )
    answers = [hall.open(LEAVE)[0], leave(hall, form_token=token)[0]]
    figure("C51", f"{fields}: {answers}")
    assert answers == [404, 404]
    assert kept(hall) == []


def test_c52_fields_too_long_and_too_many_are_refused_without_an_error(hall: Hall) -> None:
    token = hall.form_token()
    long = leave(hall, note="長" * 100_000, form_token=token)[0]
    many = leave(hall, **{f"more_{n}": "x" for n in range(50)}, form_token=token)[0]
    middling = leave(hall, note="x" * 50_000, form_token=token)[0]
    figure("C52", f"100 kB in a field {long}, 50 extra fields {many}")
    assert (long, many, middling) == (413, 413, 422)
    assert kept(hall) == []


def test_c53_two_hundred_devices_behind_one_address_are_all_served(
    hall: Hall, clock: Clock
) -> None:
    def visit(number: int) -> list[int]:
        return [
            hall.open(PAGE)[0],
            hall.open(PAGE, {})[0],
            leave(hall, name=f"来場者 {number}")[0],
        ]

    with ThreadPoolExecutor(4) as pool:
        statuses = [status for each in pool.map(visit, range(200)) for status in each]
    refused = len(statuses) - statuses.count(200)
    figure("C53", f"200 devices, {len(statuses)} requests behind one address, {refused} refused")
    assert refused == 0
    assert len(kept(hall)) == 200


def test_hostile_words_on_a_card_and_on_its_form_stay_words(hall: Hall) -> None:
    hostile = '"><script>alert(1)</script>'
    hall.sync("my_card", SATO.id, organization=hostile, urls=["javascript:alert(1)"], family_name=hostile,
              shown=["organization", "urls"])  # fmt: skip
    pages = [
        hall.open(PAGE)[1],
        hall.open(PAGE, {})[1],
        hall.open(LEAVE)[1],
        leave(hall, name=hostile, agreed="")[1],
    ]
    assert not [page for page in pages if "<script" in page or 'href="javascript' in page]


def test_the_page_works_for_somebody_who_is_signed_in_as_well(hall: Hall) -> None:
    browser: Browser = hall.phone.browser
    assert browser.get(PAGE).status_code == 200
    assert browser.post(PAGE).status_code == 200
