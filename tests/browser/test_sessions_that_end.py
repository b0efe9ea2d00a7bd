"""C24, C25, C26: what a device that cannot sign in any more keeps, what it sends, and to whom."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error

from server.app import create_app
from server.auth.recovery import make_link
from server.auth.sessions import MOST_SESSIONS, begin
from server.store.database import writing
from tests.browser.device import until
from tests.browser.talk import capture
from tests.ceremonies import MANY, Visitor
from tests.clients import ORIGIN
from tests.figures import figure
from tests.parity.fixture import ACCOUNT
from tests.rows import stamp

OTHER = "01900000-0000-7000-8000-00000000000b"
WAITING = 50


def _fill_outbox(device) -> list[str]:
    """Fifty cards typed while the server is away; each is three changes."""
    device.stage.stop()
    made = [capture(device, n, stamp(), f"待つ{n}") for n in range(WAITING)]
    assert device.waiting() >= WAITING
    device.stage.start()
    return made


def test_an_expired_session_keeps_all_work_and_sends_it_once_after_signing_in(stage, visit) -> None:
    device = visit()
    made = _fill_outbox(device)
    waiting = device.waiting()
    stage.rows.end_session(device.device_id, by_hand=False)
    device.sync_now()
    assert device.waiting() == waiting
    assert stage.rows.of(ACCOUNT, "contact") == []

    device.new_session()
    device.settle()
    device.sync_now()
    rows = [row["id"] for row in stage.rows.of(ACCOUNT, "contact")]
    figure(
        "C24",
        f"{waiting} changes of {WAITING} cards waited, {len(rows)} people arrived, {len(rows) - len(set(rows))} twice",
    )
    assert sorted(rows) == sorted(made)
    assert len(stage.rows.of(ACCOUNT, "change")) == waiting


def test_somebody_else_in_another_tab_receives_none_of_the_waiting_work(stage, visit) -> None:
    """Their cookie is now the browser's, while our page still holds our records (ARCHITECTURE 9.1)."""
    device = visit()
    _fill_outbox(device)
    waiting = device.waiting()
    stage.add_account(OTHER, "伊藤")
    stranger_token = stage.rows.add_session(OTHER, "01900000-0000-7000-8000-0000000000e1")
    device.context.add_cookies([{"name": "enishi", "value": stranger_token, "url": device.url}])
    for _ in range(3):
        device.sync_now()
    assert stage.rows.count(OTHER) == dict.fromkeys(stage.rows.count(OTHER), 0)
    assert device.waiting() == waiting
    figure("C25", f"other tab: {waiting} waiting, 0 of them reached the other account")


def test_somebody_else_in_the_same_tab_receives_none_of_the_waiting_work(stage, visit) -> None:
    device = visit()
    made = _fill_outbox(device)
    waiting = device.waiting()
    stage.rows.end_session(device.device_id, by_hand=False)
    device.sync_now()
    device.account_id = OTHER
    device.sign_in(name="伊藤")
    for _ in range(3):
        device.sync_now()
    assert stage.rows.count(OTHER)["contact"] == 0
    assert "待つ" not in device.open("/contacts").content()

    device.account_id = ACCOUNT
    assert device.waiting() == waiting
    device.new_session()
    device.keep()
    device.open("/contacts")
    device.settle()
    assert sorted(row["id"] for row in stage.rows.of(ACCOUNT, "contact")) == sorted(made)
    figure(
        "C25",
        f"same tab: {waiting} waiting, 0 reached the other account, all arrived once their owner was back",
    )


def _time_out(device) -> None:
    device.stage.rows.end_session(device.device_id, by_hand=False)


def _forget_token(device) -> None:
    device.context.add_cookies(
        [{"name": "enishi", "value": "nobody-knows-this", "url": device.url}]
    )


def _displace(device) -> None:
    """As many more devices sign in as an account may have."""
    with device.stage.app.app_context(), writing():
        for _ in range(MOST_SESSIONS):
            begin(device.account_id, device_label="", keeps_data=True)


def _recover(device) -> None:
    """Somebody comes back in by the operator's link, on a device that is new."""
    app = create_app(INSTANCE_FOLDER=str(device.stage.folder), PUBLIC_URL=ORIGIN, **MANY)
    with app.app_context():
        token = make_link(device.account_id).rsplit("/", 1)[1]
    newcomer = Visitor(app)
    made = newcomer.authenticator.create(newcomer.options("recovery", {"token": token}))
    answer = newcomer.post("recovery", {"credential": made, "keeps_data": True})
    assert answer.status_code == 200, answer.text


EXPIRED = {
    "timed out": _time_out,
    "unknown token": _forget_token,
    "displaced": _displace,
    "recovered": _recover,
}


@pytest.mark.parametrize("how", EXPIRED)
def test_an_expired_answer_wipes_nothing(how: str, stage, visit) -> None:
    device = visit()
    stage.stop()
    capture(device, 1, stamp(), "佐藤")
    waiting = device.waiting()
    # Before the server is back: the page sends what waits as soon as it can.
    EXPIRED[how](device)
    stage.start()
    for _ in range(2):
        device.sync_now()
    kept = device.waiting()
    figure("C26", f"{how}: {kept} of {waiting} waiting changes kept, nothing wiped")
    assert device.meta("session") == "expired"
    assert kept == waiting > 0
    assert [row["family_name"] for row in device.alive("contact")] == ["佐藤"]


def test_a_device_ended_by_hand_wipes_itself_and_nobody_else(stage, visit) -> None:
    device = visit()
    stage.rows.end_session(device.device_id, by_hand=False)
    device.account_id = OTHER
    device.sign_in(name="伊藤")
    stage.stop()
    capture(device, 1, stamp(), "伊藤の知人")
    stage.start()
    stage.rows.end_session(device.device_id, by_hand=True)
    # The page leaves by itself as soon as it hears that it was wiped, which a sync of its own may have brought already.
    with suppress(Error):
        device.sync_now()
    assert until(lambda: f"enishi-{OTHER}" not in device.databases())
    assert f"enishi-{ACCOUNT}" in device.databases()
    figure("C26", "ended by hand: wiped; the other account's database is still there")
