"""Rows of REQUIREMENTS about choosing an event, each by its number, through the rules and through Flask."""

import re
from collections.abc import Callable

import pytest

from server.domain import event_advice, event_check, event_cost, event_form, stage
from server.schemas.shapes import empty_values
from tests.clients import Browser
from tests.people import ITO, SATO, Person

Client = Callable[[Person | None], Browser]
HTMX = {"HX-Request": "true"}

BEFORE, AFTER = "2026-11-20T00:00:00.000Z", "2026-11-28T00:00:00.000Z"
TONES = {"care": 0, "note": 1, "good": 2}


def evening(**fields):
    hours = {"starts_at": "2026-11-27T10:00:00.000Z", "ends_at": "2026-11-27T12:00:00.000Z"}
    known = {"id": "e", "title": "会", "held_on": "2026-11-27", "time_zone": "Asia/Tokyo"}
    return {**empty_values("event"), **known, **hours, **fields}


def codes(found):
    return [each["code"] for each in found]


@pytest.mark.parametrize(
    ("fee", "said"),
    [(0, "fee_free"), (500, "fee_low"), (3000, "fee_ask"), (None, "fee_unknown")],
)
def test_r14_a_very_low_fee_raises_a_caution_and_never_a_block(fee, said) -> None:
    found = event_advice.fee_advice(evening(fee_yen=fee), None, None)
    assert codes(found) == [said]
    assert (found[0]["tone"] == "care") == (said in ("fee_free", "fee_low"))


@pytest.mark.parametrize(
    "formats", [[], ["standing"], ["seminar"], ["dinner"], ["workshop", "standing"]]
)
def test_r20_no_score_grows_with_the_fee(formats) -> None:
    """A verdict that only ever rises with the fee would say expensive = good."""
    fees = [500, 1000, 3000, 8000, 9999, 10_000, 30_000, 100_000]
    tones = [
        TONES[event_advice.fee_advice(evening(fee_yen=fee, formats=formats), None, 1500)[0]["tone"]]
        for fee in fees
    ]
    assert tones[-1] == min(tones)
    assert all(
        tone != TONES["good"] for fee, tone in zip(fees, tones, strict=True) if fee >= 10_000
    )
    needed = [
        each["values"]["n"]
        for fee in fees[1:]
        for each in event_advice.fee_advice(evening(fee_yen=fee, formats=formats), None, 1500)
        if each["code"].startswith("own_")
    ]
    assert needed == sorted(needed)
    assert needed[0] < needed[-1]


def test_r18_a_mismatch_is_named_in_words() -> None:
    found = event_advice.match_advice(
        evening(target_classes=["partner"], attendee_classes=["peer"])
    )
    assert found == [{"code": "no_match", "tone": "care", "values": {"classes": ["partner"]}}]


def test_r19_standing_alone_is_a_caution_that_is_stronger_in_quiet_mode() -> None:
    plain = event_advice.format_advice(["standing"], False)
    quiet = event_advice.format_advice(["standing"], True)
    assert (codes(plain), codes(quiet)) == (["format_standing"], ["format_standing_quiet"])
    assert event_advice.format_advice(["discussion"], True)[0]["tone"] == "good"


def test_r21_three_of_four_warns_with_the_missing_one() -> None:
    event = evening(check_organizer="2", check_format="unknown", check_fee="1")
    assert event_check.unanswered(event) == ["attendees"]
    assert event_check.unknown(event) == ["format"]


def test_r22_a_blank_hourly_value_hides_the_money_figure() -> None:
    minutes = event_cost.total_minutes(evening(travel_minutes=60))
    assert minutes == 180
    assert event_cost.time_yen(minutes, None) is None
    assert event_cost.time_yen(minutes, 3000) == 9000


def test_r6_cost_per_outcome_has_no_division_error_without_outcomes() -> None:
    figure = {"id": "e", "mode": "", "yen": 5000, "minutes": 120, "met": 2, "real": 0, "again": 0}
    assert event_cost.cost([figure])["per_real"] is None
    assert event_cost.cost([])["per_again"] is None
    assert event_cost.cost([{**figure, "real": 2}])["per_real"] == 2500


def test_r49_travel_is_nothing_online_and_costs_are_split_by_mode() -> None:
    assert event_cost.travel_minutes(evening(mode="online")) == 0
    assert event_cost.travel_minutes(evening(mode="in_person")) is None
    told = event_advice.mode_figures(_figures("in_person", 3000) + _figures("online", 0))
    assert told[0]["values"] == {"in_person": 3000, "online": 0}


def _figures(mode: str, yen: int, count: int = 3):
    figure = {"mode": mode, "yen": yen, "minutes": 120, "met": 1, "real": 1, "again": 0}
    return [{**figure, "id": f"{mode}{n}"} for n in range(count)]


def test_r51_own_figures_speak_only_after_three_events_each_way() -> None:
    assert event_advice.mode_figures(_figures("in_person", 1) + _figures("online", 1, 2)) == []
    assert codes(event_advice.mode_advice(evening(mode="online", target_classes=["partner"]))) == [
        "mode_online_trust"
    ]


def test_r52_what_was_expected_cannot_be_changed_after_the_event() -> None:
    assert event_form.frozen(evening(), BEFORE) == []
    assert event_form.frozen(evening(), AFTER) == ["expected_value", "expected_value_yen"]


def test_r7_the_stage_follows_from_the_records_and_no_field_holds_it() -> None:
    assert not [
        name for name in empty_values("event") if "stage" in name and "attendee" not in name
    ]
    done = {"goals": 0, "has_introduction": False, "met": 0, "waiting": 0}
    purpose = {"who_to_meet": "a", "what_to_gain": "b"}
    assert stage.next_act(evening(), done, BEFORE) == "write_purpose"
    assert stage.next_act(evening(**purpose, decision="going"), done, BEFORE) == "set_goal"
    assert (
        stage.next_act(evening(**purpose, decision="going"), {**done, "met": 2}, AFTER) == "review"
    )


def test_r13_classes_of_people_belong_to_the_purpose() -> None:
    assert "target_classes" in event_form.PARTS["purpose"]


def enter(page: Browser, **fields: str) -> str:
    """A new event through its form; the address of its page."""
    answer = page.post("/events", data={"title": "会", "rendered": "{}", **fields}, headers=HTMX)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return str(answer.headers["HX-Redirect"])


def send(page: Browser, address: str, status: int = 200, **fields: object) -> str:
    answer = page.post(address, data={"rendered": "{}", "revision": "0", **fields}, headers=HTMX)
    assert answer.status_code == status
    return str(answer.get_data(as_text=True))


def test_r5_r8_going_is_refused_by_name_until_both_parts_of_the_purpose_are_written(
    client: Client,
) -> None:
    page = client(SATO)
    address = enter(page)
    for part, other in (("who_to_meet", "what_to_gain"), ("what_to_gain", "who_to_meet")):
        text = send(page, address, 422, part="purpose", decision="going", **{part: "", other: "x"})
        assert f'href="#{part}"' in text
        assert f'href="#{other}"' not in text
        assert "まだ決めていません" in page.get(address).get_data(as_text=True)
    send(page, address, part="purpose", decision="going", who_to_meet="a", what_to_gain="b")
    assert "<p>行く</p>" in page.get(address).get_data(as_text=True)


def test_r8_the_total_shows_only_once_a_purpose_exists(client: Client) -> None:
    page = client(SATO)
    address = enter(page)
    text = send(page, address, part="fee", check_fee="2")
    assert "目的がないと点数は出ません" in text
    assert "<output" not in text
    text = send(page, address, part="purpose", who_to_meet="a", what_to_gain="b")
    assert re.search(r"<output[^>]*><b>2</b>／8", text)


def test_r17_an_organizer_is_found_again_by_name_and_its_history_shows_on_the_next_event(
    client: Client,
) -> None:
    page = client(SATO)
    first = enter(page, title="一回目", held_on="2025-11-01", organizer_name="港区商工会")
    second = enter(page, title="二回目", held_on="2025-12-01", organizer_name=" 港区商工会 ")
    text = page.get(second).get_data(as_text=True)
    assert "この主催者のほかの会 1回" in text
    assert f'href="{first}"' in text
    assert len(set(re.findall(r'href="(/organizers/[0-9a-f-]+)"', text))) == 1


def test_r53_a_yes_afterwards_flags_the_organizer_warns_on_the_next_event_and_stays_private(
    client: Client,
) -> None:
    page = client(SATO)
    first = enter(page, title="一回目", held_on="2025-11-01", organizer_name="みなと会")
    second = enter(page, title="二回目", held_on="2025-12-01", organizer_name="みなと会")
    warned = "みなと会の会では、前に勧誘を受けています"
    assert warned not in page.get(second).get_data(as_text=True)
    send(page, first, part="after", was_solicited="yes")
    assert warned in page.get(second).get_data(as_text=True)
    organizer = re.search(
        r'href="(/organizers/[0-9a-f-]+)"', page.get(second).get_data(as_text=True)
    )
    assert organizer is not None
    assert client(ITO).get(organizer[1]).status_code == 404
    assert client(ITO).get(second).status_code == 404


def test_r53_the_flag_is_marked_private_in_the_shapes(client: Client) -> None:
    from server.schemas.shapes import export_shapes

    shape = export_shapes()["organizer"]
    assert shape["has_solicited"]["private"]
    assert shape["solicitation_note"]["private"]


def test_r2_two_candidates_stand_side_by_side_in_a_real_table(client: Client) -> None:
    page = client(SATO)
    for n in (1, 2):
        enter(page, title=f"候補{n}", held_on=f"2025-12-0{n}", fee_yen=f"{n}000")
    text = page.get("/events/comparison").get_data(as_text=True)
    assert text.count('<th role="rowheader" scope="row">') == 2
    assert text.count('scope="col"') == 9
    assert "¥1,000" in text
    assert "¥2,000" in text


def test_r22_the_hourly_value_makes_the_money_line_appear(client: Client) -> None:
    page = client(SATO)
    address = enter(page, held_on="2025-12-01", starts_at="19:00", ends_at="21:00", fee_yen="5000")
    assert "時間の値" not in page.get(address).get_data(as_text=True)
    page.post("/settings", data={"hourly_yen": "3000"}, headers=HTMX)
    text = page.get(address).get_data(as_text=True)
    assert "時間の値" in text
    assert "¥11,000" in text


def test_r52_an_expectation_written_afterwards_is_not_kept(client: Client) -> None:
    page = client(SATO)
    coming, over = enter(page, held_on="2025-12-01"), enter(page, held_on="2025-11-01")
    for address in (coming, over):
        send(page, address, part="fee", expected_value="一社", check_fee="1")
    assert "一社" in page.get(coming).get_data(as_text=True)
    assert "一社" not in page.get(over).get_data(as_text=True)


def test_passing_on_an_event_says_what_it_kept(client: Client) -> None:
    page = client(SATO)
    address = enter(page, held_on="2025-12-01", starts_at="19:00", ends_at="21:00", fee_yen="5000")
    send(page, address, part="fee", travel_minutes="60")
    send(page, address, part="purpose", decision="passed")
    assert "見送りました。¥5,000と3時間を守りました" in page.get(address).get_data(as_text=True)


def test_shared_text_fills_the_form_and_hostile_text_stays_text(client: Client) -> None:
    page = client(SATO)
    asked = {"title": "<b>会</b>", "text": "12/3 19:00", "url": "javascript:alert(1)"}
    text = page.get("/events/new", query_string=asked).get_data(as_text=True)
    assert "&lt;b&gt;会&lt;/b&gt;" in text
    assert 'value="2025-12-03"' in text
    assert "javascript:" not in text
