"""Introductions on the first server: a result that cannot be kept, and the history of everybody who took part."""

import re

import pytest
from flask import Flask

from tests.clients import Browser, Clock, sign_in
from tests.people import SATO
from tests.server.devices import SyncDevice, change, fresh_id

HTMX = {"HX-Request": "true"}
TOO_LONG = "三社で会うことになった。" * 100


@pytest.fixture
def phone(any_app: Flask, clock: Clock) -> SyncDevice:
    return SyncDevice(any_app, clock)


@pytest.fixture
def sato(any_app: Flask) -> Browser:
    return sign_in(any_app, SATO)


def _introduction(phone: SyncDevice, **fields: object) -> str:
    made, at = fresh_id(), phone.clock.now
    phone.sync(change("introduction", made, {"direction": "given", **fields}, at))
    return made


def _person(phone: SyncDevice, family_name: str) -> str:
    made = fresh_id()
    phone.sync(change("contact", made, {"family_name": family_name}, phone.clock.now))
    return made


def test_a_result_that_is_too_long_comes_back_with_its_text_and_the_reason(
    phone: SyncDevice, sato: Browser
) -> None:
    one = _introduction(phone, first_link_hash="a1" * 32, result="会った")
    url = f"/introductions/{one}"
    form = re.search(
        r'<form[^>]*id="result-form".*?</form>', sato.get(url).get_data(as_text=True), re.DOTALL
    )
    assert form is not None
    assert 'hx-target="#result-form" hx-swap="outerHTML"' in form[0]
    typed = {"result": TOO_LONG, "rendered": '{"result":"会った"}', "revision": "1"}
    answer = sato.post(url, data=typed, headers=HTMX)
    body = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert body.startswith('<form class="paper form" id="result-form"')
    assert f">{TOO_LONG}</textarea>" in body
    assert 'id="error-summary"' in body
    assert re.search(r'<p class="error" id="result-error">[^<]+</p>', body)
    assert 'aria-invalid="true"' in body
    # The form is sent again against what it was first printed with.
    assert "{&#34;result&#34;:&#34;会った&#34;}" in body
    assert (
        sato.post(url, data=typed | {"result": "商談になった"}, headers=HTMX).headers["HX-Redirect"]
        == url
    )
    assert "商談になった" in sato.get(url).get_data(as_text=True)


def _history(sato: Browser, contact: str) -> list[str]:
    """The lines of 経緯, without their times."""
    page = sato.get(f"/contacts/{contact}").get_data(as_text=True)
    found = re.search(r'<ol class="history">(.*?)</ol>', page, re.DOTALL)
    lines = re.findall(r"<li.*?</li>", found[1], re.DOTALL) if found else []
    plain = (re.sub(r'<span class="meta">.*?</span>|<[^>]+>', " ", line) for line in lines)
    return [re.sub(r"\s+", " ", line).strip() for line in plain]


def test_everybody_who_took_part_in_an_introduction_has_it_in_their_history(
    phone: SyncDevice, sato: Browser
) -> None:
    mori, hayashi, ono, nobody = (_person(phone, name) for name in ("森", "林", "小野", "原"))
    pair = {"first_contact_id": mori, "second_contact_id": hayashi}
    given = _introduction(phone, **pair, first_link_hash="a1" * 32)
    received = {"direction": "received", "first_contact_id": hayashi, "introducer_id": ono}
    phone.clock.move(minutes=5)
    _introduction(phone, **received, result="来週訪問")
    _introduction(phone, first_contact_id=mori, second_contact_id=ono, dismissed_at=phone.clock.now)
    assert _history(sato, mori) == ["林さんとの紹介 進行中"]
    assert _history(sato, hayashi) == ["小野さんに紹介されました 来週訪問", "森さんとの紹介 進行中"]
    assert _history(sato, ono) == ["林さんを紹介してくれました 来週訪問"]
    assert _history(sato, nobody) == []
    assert f'href="/introductions/{given}"' in sato.get(f"/contacts/{mori}").get_data(as_text=True)


def test_thanks_passed_over_are_in_the_history_with_the_reason(
    phone: SyncDevice, sato: Browser
) -> None:
    mori, passed = _person(phone, "森"), fresh_id()
    fields = {"contact_id": mori, "kind": "thanks", "skipped_reason": "名刺だけの方"}
    phone.sync(change("follow_up", passed, fields, phone.clock.now))
    assert _history(sato, mori) == ["お礼を見送りました 名刺だけの方"]
