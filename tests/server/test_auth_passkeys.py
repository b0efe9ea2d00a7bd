"""C61: nine ways in which a passkey's answer may be wrong, and each is refused; the honest one is let in."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.authenticator import BE, BS, UV, Forgery, base64url
from tests.ceremonies import MANY, Visitor
from tests.conftest import Clock
from tests.figures import figure

NINE = {
    "not verified": Forgery(flags_off=UV),
    "another origin": Forgery(origin="https://evil.example"),
    "another RP": Forgery(rp_id="evil.example"),
    "another type": Forgery(type="webauthn.create"),
    "inside another site": Forgery(client_data={"crossOrigin": True}),
    "another user handle": Forgery(user_handle=base64url(b"u" * 32)),
    "backup eligibility flipped": Forgery(flags_on=BE | BS),
    "a lower count": Forgery(sign_count=1),
}
MORE = {
    "no user handle": Forgery(user_handle=""),
    "a top origin": Forgery(client_data={"topOrigin": "https://evil.example"}),
    "cross origin as text": Forgery(client_data={"crossOrigin": "no"}),
    "another challenge": Forgery(challenge=base64url(b"c" * 64)),
    "the same count": Forgery(sign_count=2),
}


@pytest.fixture
def app(make_app: Callable[..., Flask], one_database: str) -> Flask:
    return make_app(one_database, **MANY)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Signed up, and signed in twice since, so that the counter stands at 2."""
    someone = Visitor(app)
    assert someone.sign_up().status_code == 200
    for _ in range(2):
        assert someone.sign_in().status_code == 200
    someone.sign_out()
    return someone


@pytest.mark.parametrize("how", sorted(NINE.keys() | MORE.keys()))
def test_a_wrong_answer_is_refused(how: str, visitor: Visitor) -> None:
    answer = visitor.sign_in((NINE | MORE)[how])
    assert answer.status_code == 401
    assert answer.get_json()["error"]["kind"] == "unauthenticated"
    assert not visitor.is_in()


def test_all_nine_wrong_answers_are_refused_and_the_honest_one_is_not(
    app: Flask, visitor: Visitor
) -> None:
    other = Visitor(app)
    other.sign_up("伊藤 健")
    theirs = other.authenticator.passkeys[0]
    forgeries = [*NINE.values(), Forgery(credential_id=theirs.credential_id)]
    refused = [
        visitor.sign_in(forged).status_code == 401 and not visitor.is_in() for forged in forgeries
    ]
    figure("C61", f"{sum(refused)} of {len(forgeries)} wrong answers refused")
    assert (sum(refused), len(forgeries)) == (9, 9)
    assert visitor.sign_in().status_code == 200
    assert visitor.is_in()


def test_a_counter_that_went_back_is_told_apart_from_any_other_refusal(visitor: Visitor) -> None:
    answer = visitor.sign_in(NINE["a lower count"])
    assert answer.get_json()["error"]["key"] == "sessions.copied_passkey"


def test_an_unknown_passkey_is_told_so_that_the_authenticator_can_forget_it(app: Flask) -> None:
    stranger = Visitor(app)
    options = stranger.options("sign-up", {"display_name": "伊藤"})
    stranger.authenticator.create(options)
    answer = stranger.sign_in()
    assert answer.status_code == 401
    assert answer.get_json()["error"]["key"] == "sessions.unknown_passkey"


def test_a_signature_of_another_key_is_refused(app: Flask, visitor: Visitor) -> None:
    other = Visitor(app)
    other.sign_up("伊藤 健")
    answer = visitor.sign_in(Forgery(signed_by=other.authenticator.passkeys[0]))
    assert answer.status_code == 401


def test_a_synced_passkey_that_never_counts_signs_in_again_and_again(app: Flask) -> None:
    someone = Visitor(app, is_synced=True)
    assert someone.sign_up().status_code == 200
    assert [someone.sign_in().status_code for _ in range(3)] == [200, 200, 200]


REGISTRATIONS = {
    "not verified": Forgery(flags_off=UV),
    "another origin": Forgery(origin="https://evil.example"),
    "another RP": Forgery(rp_id="evil.example"),
    "another type": Forgery(type="webauthn.get"),
    "inside another site": Forgery(client_data={"crossOrigin": True}),
    "another challenge": Forgery(challenge=base64url(b"c" * 64)),
    "backed up but not eligible": Forgery(flags_on=BS),
}


@pytest.mark.parametrize("how", REGISTRATIONS)
def test_a_wrong_registration_makes_no_account(how: str, app: Flask) -> None:
    stranger = Visitor(app)
    assert stranger.sign_up(forged=REGISTRATIONS[how]).status_code == 401
    assert not stranger.is_in()


def test_a_passkey_id_that_is_known_here_makes_no_account(app: Flask, visitor: Visitor) -> None:
    stranger = Visitor(app)
    known = visitor.authenticator.passkeys[0].credential_id
    assert stranger.sign_up(forged=Forgery(credential_id=known)).status_code == 401
    assert visitor.sign_in().status_code == 200


def test_a_passkey_of_another_account_does_not_step_up(
    app: Flask, visitor: Visitor, clock: Clock
) -> None:
    visitor.sign_in()
    clock.move(minutes=6)
    options = visitor.options("step-up")
    other = Visitor(app)
    other.sign_up("伊藤 健")
    theirs = other.authenticator.get({**options, "allowCredentials": []})
    assert visitor.post("step-up", {"credential": theirs}).status_code == 401
    assert visitor.step_up().status_code == 200


def test_options_name_nobody_and_ask_for_verification(app: Flask) -> None:
    stranger = Visitor(app)
    asked = stranger.options("sign-in")
    assert not asked.get("allowCredentials")
    assert (asked["userVerification"], asked["timeout"]) == ("required", 300_000)
    made = stranger.options("sign-up", {"display_name": "山田"})
    assert made["authenticatorSelection"]["residentKey"] == "required"
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert made["attestation"] == "none"
    assert len(made["challenge"]) >= 86
