"""Rows of REQUIREMENTS about looking back, each by its number, through Flask."""

import re
from collections.abc import Callable

from tests.clients import Browser
from tests.people import SATO, Person

Client = Callable[[Person | None], Browser]
HTMX = {"HX-Request": "true"}
HELD_ON = "2025-10-01"
CONTACT, ENCOUNTER, FOLLOW_UP = (f"01900000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))


def post(page: Browser, url: str, status: int = 200, **fields: str) -> str:
    answer = page.post(url, data=fields, headers=HTMX)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.headers.get("HX-Redirect", "") or answer.get_data(as_text=True)


def an_evening(page: Browser, **fields: str) -> str:
    """An event that is over, with one person met there; promise its address."""
    event = post(page, "/events", title="夜の会", held_on=HELD_ON, fee_yen="6000", **fields)
    ids = {"id": CONTACT, "encounter_id": ENCOUNTER, "follow_up_id": FOLLOW_UP}
    post(page, "/contacts", family_name="佐藤", event_id=event.rsplit("/", 1)[1], **ids)
    return event


def test_r16_an_event_closes_only_when_nobody_waits(client: Client) -> None:
    page = client(SATO)
    event = an_evening(page)
    assert "未整理の人がいるので" in post(page, f"{event}/closure", 422, closed="true")
    post(page, f"/follow-ups/{FOLLOW_UP}", skipped="true", skipped_reason="不要とのこと")
    assert post(page, f"{event}/closure", closed="true") == f"{event}/review"
    assert "に閉じました" in page.get(f"{event}/review").get_data(as_text=True)
    post(page, f"{event}/closure", closed="false")
    assert "に閉じました" not in page.get(f"{event}/review").get_data(as_text=True)


def test_r1_what_comes_months_later_counts_for_its_event(client: Client) -> None:
    page = client(SATO)
    event = an_evening(page)
    about = {"contact_id": CONTACT, "event_id": event.rsplit("/", 1)[1], "from": "contact"}
    outcome = {**about, "kind": "deal", "value_yen": "120,000", "happened_on": HELD_ON}
    assert post(page, "/outcomes", **outcome) == f"/contacts/{CONTACT}"
    text = page.get(f"{event}/review").get_data(as_text=True)
    assert "商談 1件（¥120,000）" in text
    assert "¥6,000" in re.sub(r"\s+", "", text.split("成果1件あたり")[1])[:40]
    assert "商談" in page.get(f"/contacts/{CONTACT}").get_data(as_text=True)


def test_r1_an_outcome_of_a_stranger_is_refused(client: Client) -> None:
    page = client(SATO)
    other = "01900000-0000-7000-8000-000000000009"
    said = post(page, "/outcomes", 422, kind="deal", contact_id=other, **{"from": "contact"})
    assert "相手を選んでください" in said


def test_r53_a_yes_in_the_review_warns_at_the_next_event(client: Client) -> None:
    page = client(SATO)
    event = an_evening(page, organizer_name="みなと会")
    later = post(page, "/events", title="次の会", held_on="2099-01-01", organizer_name="みなと会")
    warned = "みなと会の会では、前に勧誘を受けています"
    assert warned not in page.get(later).get_data(as_text=True)
    assert post(page, f"{event}/review", was_solicited="yes", rendered="{}") == f"{event}/review"
    assert warned in page.get(later).get_data(as_text=True)


def test_r10_no_column_of_the_review_counts_cards(client: Client) -> None:
    page = client(SATO)
    an_evening(page, decision="going", who_to_meet="工場", what_to_gain="約束")
    heads = re.findall(r"<th scope=\"col\".*?</th>", page.get("/reviews").get_data(as_text=True))
    assert heads
    assert not [each for each in heads if "名刺" in each or "枚" in each]
