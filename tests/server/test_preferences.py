"""The quiet mode, the worth of an hour and the low-fee caution, in settings and from a page of the app (R45)."""

from collections.abc import Callable

from tests.clients import Browser
from tests.people import SATO, Person

Client = Callable[[Person | None], Browser]
HTMX = {"HX-Request": "true"}


def test_r45_settings_keep_the_quiet_mode_and_the_sums(client: Client) -> None:
    page = client(SATO)
    sent = {"quiet_mode": "on", "hourly_yen": "３，０００円", "low_fee_yen": "1000"}
    assert page.post("/settings", data=sent, headers=HTMX).status_code == 200
    text = page.get("/settings").get_data(as_text=True)
    assert 'value="3,000"' in text
    assert 'value="1,000"' in text
    assert 'id="quiet-on" name="quiet_mode" value="on" checked' in text


def test_a_sum_that_cannot_be_read_is_said_beside_its_field_and_stays_typed(client: Client) -> None:
    page = client(SATO)
    sent = {"quiet_mode": "on", "hourly_yen": "たくさん", "low_fee_yen": "1000"}
    answer = page.post("/settings", data=sent, headers=HTMX)
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert 'value="たくさん"' in text
    assert "金額を数字で入れてください" in text
    assert 'value="1,000"' not in page.get("/settings").get_data(as_text=True)


def test_r45_a_page_of_the_app_switches_it_and_comes_back(client: Client) -> None:
    page = client(SATO)
    event = "01900000-0000-7000-8001-000000000001"
    answer = page.post("/preferences", data={"quiet_mode": "on", "event_id": event}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == f"/events/{event}/prepare"
    answer = page.post("/preferences", data={"event_id": "//evil.example"}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == "/settings"
