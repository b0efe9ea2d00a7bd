"""The page of an introduced person: what of the other it shows, when, and the legal record of it (C48, R34, R35)."""

import gzip
import json
import re
from typing import Any

import pytest
from flask import Flask

from server.domain.introducing import state
from server.web.assets import STATIC
from tests.clients import Clock
from tests.figures import figure
from tests.people import ITO
from tests.server.devices import SyncDevice, change, fresh_id
from tests.server.strangers import HIDDEN, TOKEN_ONE, TOKEN_TWO, Hall, hash_of

NOBODY = dict.fromkeys(
    (f"{side}_consent{end}" for side in ("first", "second") for end in ("", "_at")), ""
)
TANAKA = ("田中", "光学ラボ", "kogaku", "080-3333-4444", "検査の話")
SUZUKI = ("鈴木", "北辰", "hokushin", "03-1111-2222", "検査の話")


@pytest.fixture
def hall(app: Flask, clock: Clock) -> Hall:
    return Hall(app, clock)


def told(text: str, words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word in text]


def test_c48_nothing_of_a_person_shows_before_they_agreed(hall: Hall) -> None:
    hall.introduce(**NOBODY)
    pages = {
        hall.open(f"/i/{token}", {})[1]: others
        for token, others in ((TOKEN_ONE, TANAKA), (TOKEN_TWO, SUZUKI))
    }
    leaks = [word for text, words in pages.items() for word in told(text, words)]
    # A hash sent by a stranger for people who are not theirs leads to nobody.
    stranger = SyncDevice(hall.app, hall.clock, ITO)
    values = {"first_contact_id": hall.first, "second_contact_id": hall.second, "direction": "given",
              "first_consent": "oral", "second_consent": "oral", "first_link_hash": hash_of("x" * 22)}  # fmt: skip
    stranger.sync(change("introduction", fresh_id(), values, hall.clock.now))
    foreign, _ = hall.open(f"/i/{'x' * 22}", {})
    forged = stranger.post(
        change("introduction", fresh_id(), {"first_answer": "shared"}, hall.clock.now)
    )
    refused = "errors.read_only" in forged.get_data(as_text=True)
    figure(
        "C48",
        f"{len(leaks)} words of a person who has not agreed, foreign people {foreign}, forged answer refused {refused}",
    )
    assert leaks == []
    assert foreign == 404
    assert refused
    assert hall.rows("SELECT id FROM provision") == []


@pytest.mark.parametrize("missing", ["second_consent", "second_consent_at"])
def test_a_consent_without_its_how_or_when_is_none(hall: Hall, missing: str) -> None:
    hall.introduce(**{missing: ""})
    assert told(hall.open(f"/i/{TOKEN_ONE}", {})[1], TANAKA) == []


def test_who_agreed_is_named_and_can_be_reached_only_after_their_own_word(hall: Hall) -> None:
    hall.introduce(second_fields=["organization", "title", "email", "tel"])
    text = hall.open(f"/i/{TOKEN_ONE}", {})[1]
    assert told(text, TANAKA) == ["田中", "光学ラボ", "検査の話"]
    assert "製造業DX交流会" in text
    assert "佐藤 花子さんからのご紹介" in text
    status, answered = hall.answer(TOKEN_TWO, "share", "organization", "email")
    assert status == 200
    assert "伝えました：田中 美咲、光学ラボ、misaki@kogaku.example" in answered
    text = hall.open(f"/i/{TOKEN_ONE}", {})[1]
    assert told(text, TANAKA) == ["田中", "光学ラボ", "kogaku", "検査の話"]
    # What was not ticked stays away, whatever the introducer wishes.
    assert "代表" not in text


def test_spoken_words_that_name_the_ways_are_enough(hall: Hall) -> None:
    hall.introduce(
        second_consent="oral", second_fields=["email", "tel"], second_consent_fields=["tel"]
    )
    text = hall.open(f"/i/{TOKEN_ONE}", {})[1]
    assert told(text, TANAKA) == ["田中", "080-3333-4444", "検査の話"]


def test_a_field_the_introducer_did_not_choose_never_shows(hall: Hall) -> None:
    hall.introduce(second_fields=["title", "note", "address", "emails"])
    hall.answer(TOKEN_TWO, "share", "organization", "email", "note", "title", "emails")
    text = hall.open(f"/i/{TOKEN_ONE}", {})[1]
    assert told(text, TANAKA) == ["田中", "検査の話"]
    assert told(text, HIDDEN) == []
    assert hall.rows("SELECT second_answer_fields AS f FROM introduction")[0]["f"] == '["title"]'


def test_declining_is_told_to_the_introducer_alone_and_undone_by_sharing(hall: Hall) -> None:
    hall.introduce()
    status, text = hall.answer(TOKEN_TWO, "decline")
    assert (status, "相手の方には知らせません" in text) == (200, True)
    seen = hall.open(f"/i/{TOKEN_ONE}", {})[1]
    assert told(seen, TANAKA) == []
    assert "見送" not in seen.replace("今回は見送る", "").replace(
        "見送っても、相手の方には知らせません。", ""
    )
    assert _state(hall) == "declined"
    assert hall.answer(TOKEN_TWO, "decline") == (status, text)
    hall.answer(TOKEN_TWO, "share", "email")
    assert "kogaku" in hall.open(f"/i/{TOKEN_ONE}", {})[1]


def test_r35_both_sharing_ties_the_two(hall: Hall) -> None:
    hall.introduce(**NOBODY)
    hall.answer(TOKEN_ONE, "share", "email")
    first = hall.answer(TOKEN_TWO, "share", "email")
    assert _state(hall) == "tied"
    assert 'cx="25"' in first[1]
    assert "hokushin" in first[1]
    again = hall.answer(TOKEN_TWO, "share", "email")
    assert again[0] == 200
    assert "伝えました" in again[1]
    changes = hall.rows("SELECT count(*) AS n FROM change WHERE kind = 'introduction'")
    assert changes[0]["n"] == 3


def test_c48_taking_it_back_ends_it_within_one_request_and_stays_on_record(
    hall: Hall, clock: Clock
) -> None:
    hall.introduce()
    hall.answer(TOKEN_TWO, "share", "email")
    hall.open(f"/i/{TOKEN_ONE}", {})
    clock.move(minutes=5)
    assert hall.answer(TOKEN_TWO, "withdraw")[0] == 200
    assert [hall.open(f"/i/{token}")[0] for token in (TOKEN_ONE, TOKEN_TWO)] == [404, 404]
    assert _state(hall) == "ended"
    taken = hall.rows(
        f"SELECT contact_id, withdrawn_at FROM provision WHERE contact_id = '{hall.second}'"
    )
    assert [row["withdrawn_at"] for row in taken] == [clock.now]
    assert hall.rows("SELECT ended_by FROM introduction")[0]["ended_by"] == "second"


def test_every_reveal_of_a_person_is_on_record_before_it_is_seen(hall: Hall, clock: Clock) -> None:
    hall.introduce(second_consent="oral")
    hall.open(f"/i/{TOKEN_ONE}", {})
    hall.answer(TOKEN_TWO, "share", "email")
    clock.move(hours=1)
    hall.open(f"/i/{TOKEN_ONE}", {})
    rows = hall.rows(
        f"SELECT * FROM provision WHERE contact_id = '{hall.second}' ORDER BY provided_at"
    )
    assert [row["fields_passed"] for row in rows] == [
        '["name","organization","title"]',
        '["name","email"]',
    ]
    assert [row["consent"] for row in rows] == ["oral", "own_page"]
    assert [row["consent_by"] for row in rows] == ["佐藤 花子", "田中 美咲"]
    last = rows[-1]
    assert (last["person_name"], last["recipient_name"], last["recipient_organization"]) == (
        "田中 美咲",
        "鈴木 一郎",
        "北辰製作所",
    )
    assert (last["purpose"], last["actor"], last["channel"]) == (
        "検査の話が合うと思います。",
        "佐藤 花子",
        "link",
    )
    assert last["provided_at"] == clock.now
    assert "kogaku" not in str(dict(last))


def test_somebody_who_was_deleted_closes_both_pages(hall: Hall) -> None:
    hall.introduce()
    hall.delete("contact", hall.second)
    assert [hall.open(f"/i/{token}", {})[0] for token in (TOKEN_ONE, TOKEN_TWO)] == [404, 404]


def test_who_has_seen_it_often_enough_may_still_answer(hall: Hall) -> None:
    hall.introduce()
    assert [hall.open(f"/i/{TOKEN_ONE}", {})[0] for _ in range(21)] == [200] * 20 + [404]
    status, text = hall.answer(TOKEN_ONE, "share", "email")
    assert (status, told(text, TANAKA)) == (200, [])
    assert hall.answer(TOKEN_ONE, "withdraw")[0] == 200


def test_the_answer_reaches_every_device_of_the_introducer(hall: Hall) -> None:
    hall.introduce()
    hall.phone.sync()
    hall.answer(TOKEN_ONE, "share", "email")
    records = hall.phone.sync()["records"]
    kinds = {record["kind"]: record["set"] for record in records}
    assert kinds["introduction"]["first_answer"] == "shared"
    assert kinds["introduction"]["expires_at"] == hall.clock.after(days=14)
    assert kinds["provision"]["person_name"] == "田中 美咲"


def test_the_language_is_the_browsers_until_the_switch_is_used(hall: Hall) -> None:
    hall.introduce()
    asked = {"ja,en;q=0.8": "ja", "en-GB": "en", "fr": "en", "": "ja"}
    for header, language in asked.items():
        text = hall.open(f"/i/{TOKEN_ONE}", Accept_Language=header)[1]
        assert f'<html lang="{language}">' in text
    text = hall.open(f"/i/{TOKEN_ONE}?lang=en", {})[1]
    assert 'lang="en"' in text
    assert f'action="/i/{TOKEN_ONE}/answer?lang=en"' in text
    assert "田中 美咲" in text


def test_a_page_and_its_sheet_are_small(hall: Hall) -> None:
    hall.introduce()
    hall.answer(TOKEN_TWO, "share", "email")
    text = hall.open(f"/i/{TOKEN_ONE}", {})[1]
    sheet = (STATIC / "css/public.css").read_bytes()
    weight = len(gzip.compress(text.encode())) + len(gzip.compress(sheet))
    figure("public page", f"{weight:,} bytes gzipped with its one stylesheet")
    assert text.count('rel="stylesheet"') == 1
    assert weight < 15 * 1024


def test_the_sheet_has_the_colours_of_all_other_pages() -> None:
    found = [
        dict(
            re.findall(
                r"(--[\w-]+):\s*([^;]+);", (STATIC / "css" / name).read_text(encoding="utf-8")
            )
        )
        for name in ("tokens.css", "public.css")
    ]
    tokens, public = ({k: " ".join(v.split()) for k, v in each.items()} for each in found)
    assert {name: tokens.get(name) for name in public} == public


def _state(hall: Hall) -> str:
    row: dict[str, Any] = dict(hall.rows("SELECT * FROM introduction")[0])
    return state({**row, **json.loads(row["wire"])}, hall.clock.now)
