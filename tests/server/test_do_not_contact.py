"""Somebody who asked not to be contacted: nothing on their page invites to write, before thanks or after."""

from collections.abc import Callable

from tests.clients import Browser
from tests.people import SATO, Person
from tests.server.test_reviewing import CONTACT, FOLLOW_UP, an_evening, post

Client = Callable[[Person | None], Browser]
SAID = "連絡しないでほしいと言われています"


def test_after_thanks_too_no_next_step_is_proposed(client: Client) -> None:
    page = client(SATO)
    an_evening(page)
    address = f"/follow-ups/{FOLLOW_UP}"
    post(page, address, sent="true", channel="mail", body="先日はありがとうございました。")
    assert 'id="next-step"' in page.get(address).text
    asked = {"family_name": "佐藤", "do_not_contact": "true", "rendered": "{}", "revision": "0"}
    post(page, f"/contacts/{CONTACT}", **asked)
    told = page.get(address).text
    assert SAID in told
    assert 'id="next-step"' not in told
