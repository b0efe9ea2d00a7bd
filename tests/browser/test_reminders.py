"""Reminders in a real browser: subscribed to, sent, shown by the worker, followed, taken back.

Headless browsers reach no push service: ours stands on loopback, the browser's own subscription is stood in for, and
what arrived there encrypted is handed to the worker by the browser's developer protocol, as the service would.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from server.reminders.run import remind
from server.web.context import translator
from tests.browser.device import Device, until
from tests.figures import figure
from tests.push_receiver import Receiver, receiving
from tests.stage import Stage

Browse = Callable[..., BrowserContext]

ACCOUNT = "0193a000-0000-7000-8000-00000000000a"
PHONE = "0193b000-0000-7000-8000-00000000000a"
LAST_NIGHT, MORNING = "2026-11-20T10:42:00.000Z", "2026-11-20T23:31:00.000Z"
MET = [
    ("contact", "0193c000-0000-7000-8000-000000000001", {"family_name": "高木", "given_name": "健一"}),
    ("follow_up", "0193f000-0000-7000-8000-000000000001",
     {"contact_id": "0193c000-0000-7000-8000-000000000001", "due_at": "2026-11-21T10:42:00.000Z"}),
]  # fmt: skip
STAND_IN = """(given) => {
  let current = null;
  PushManager.prototype.getSubscription = async () => current;
  PushManager.prototype.subscribe = async (options) => {
    if (!options.userVisibleOnly || !options.applicationServerKey) throw new TypeError('options');
    const { endpoint, ...keys } = given;
    current = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => { current = null; } };
    return current;
  };
}"""
SHOWN = """async () => {
  const { registration } = globalThis;
  const found = await registration.getNotifications();
  return found.map(({ title, body, tag, data }) => ({ title, body, tag, data }));
}"""
# A script's own event may not wait, and no script may focus a window: both are the person's.
CLICKED = """async () => {
  let work = null;
  ExtendableEvent.prototype.waitUntil = (promise) => { work = promise; };
  WindowClient.prototype.focus = async () => {};
  const [notification] = await globalThis.registration.getNotifications();
  globalThis.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  await work;
}"""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def reminding(tmp_path: Path, receiver: Receiver) -> Iterator[Stage]:
    stage = Stage(tmp_path, settings={"PUSH_HOSTS": receiver.address})
    stage.start()
    stage.add_account(ACCOUNT, "山田 太郎")
    changes = [
        {"change_id": f"0193d000-0000-7000-8000-{n:012d}", "kind": kind, "id": id_, "base": 0, "at": LAST_NIGHT,
         "set": values}
        for n, (kind, id_, values) in enumerate(MET)
    ]  # fmt: skip
    stage.fill(ACCOUNT, changes, PHONE, LAST_NIGHT)
    yield stage
    stage.stop()


def test_a_reminder_is_subscribed_to_shown_followed_and_taken_back(
    reminding: Stage, receiver: Receiver, browse: Browse
) -> None:
    stage, context = reminding, browse()
    context.grant_permissions(["notifications"], origin=stage.url)
    context.add_init_script(f"({STAND_IN})({json.dumps(receiver.subscription())})")
    device = Device(stage, context, ACCOUNT)
    device.sign_in()
    page = device.page
    page.goto(stage.url + "/settings")
    page.get_by_role("button", name="この端末で受け取る").click()
    expect(page.get_by_text("この端末に通知します。")).to_be_visible()
    with stage.app.app_context():
        stage.app.extensions["enishi"].clock = lambda: MORNING
        with stage.rows.open() as database:
            database.execute(
                "UPDATE session SET created_at = ?, last_seen_at = ?", (LAST_NIGHT,) * 2
            )
        assert remind(translator) == {"pushed": 1}
    (_, said) = receiver.pushes[0]
    _deliver(context, page, stage.url, said)
    worker = context.service_workers[0]
    (shown,) = until(lambda: worker.evaluate(SHOWN))
    assert shown["body"] == "昨日までに会った方へのお礼が、あと1人です"
    assert "高木" not in json.dumps(shown, ensure_ascii=False)
    worker.evaluate(CLICKED)
    page.wait_for_url("**/follow-ups")
    page.goto(stage.url + "/settings")
    page.evaluate("() => navigator.serviceWorker.ready")
    figure("Push: subscribe, remind, show, follow", "1 of 1, 0 names")
    page.get_by_role("button", name="この端末で受け取る").click()
    page.get_by_role("button", name="この端末では受け取らない").click()
    expect(page.get_by_text("この端末には通知しません。")).to_be_visible()
    assert stage.rows.ask("SELECT 1 FROM push_subscription") == []


# A browser in which nobody was asked yet: the permission is given when the page asks for it.
ASKED = """() => {
  let permission = 'default';
  Object.defineProperty(Notification, 'permission', { get: () => permission });
  Notification.requestPermission = async () => (permission = 'granted');
}"""
THANKS = f"/follow-ups/{MET[1][1]}"
OFFER = "この端末に通知しますか"


@pytest.fixture
def asked(reminding: Stage, receiver: Receiver, browse: Browse) -> Device:
    context = browse()
    context.grant_permissions(["notifications"], origin=reminding.url)
    context.add_init_script(f"({STAND_IN})({json.dumps(receiver.subscription())})")
    context.add_init_script(f"({ASKED})()")
    device = Device(reminding, context, ACCOUNT)
    device.sign_in()
    device.page.goto(reminding.url + THANKS)
    return device


def test_reminders_are_offered_beside_the_first_thanks(asked: Device, reminding: Stage) -> None:
    page = asked.page
    expect(page.get_by_text(OFFER)).to_be_visible()
    page.get_by_role("button", name="通知する").click()
    expect(page.get_by_text("この端末に通知します。")).to_be_visible()
    expect(page.get_by_text(OFFER)).to_be_hidden()
    assert until(lambda: reminding.rows.ask("SELECT 1 FROM push_subscription"))


def test_whoever_declined_reminders_is_not_asked_again(asked: Device, reminding: Stage) -> None:
    page = asked.page
    page.get_by_role("button", name="通知しない").click()
    expect(page.get_by_text(OFFER)).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text(OFFER)).to_be_hidden()
    assert reminding.rows.ask("SELECT 1 FROM push_subscription") == []


def _deliver(context: BrowserContext, page: object, origin: str, said: object) -> None:
    """What a push service does: the browser hands the message to the worker of that origin."""
    cdp = context.new_cdp_session(page)  # type: ignore[arg-type]
    registrations: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(
            each["registrationId"] for each in event["registrations"]
        ),
    )
    cdp.send("ServiceWorker.enable")
    until(lambda: registrations or page.wait_for_timeout(50))  # type: ignore[attr-defined]
    message = {"origin": origin, "registrationId": registrations[0], "data": json.dumps(said)}
    cdp.send("ServiceWorker.deliverPushMessage", message)
    cdp.detach()
