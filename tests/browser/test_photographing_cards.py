"""Scene 1 with the live camera: a card is safe at the shutter, with no network, and nothing is lost on the way."""

import base64
import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.camera import REFUSED, CameraPhones, Taps, film, no_network, venue
from tests.browser.device import Device, until
from tests.browser.gallery import card_photo, hang
from tests.figures import figure
from tests.parity.fixture import EVENT, numbered

TONIGHT = numbered(EVENT, 1)
SHUTTER = "[data-shutter]"
BYTES = """async (url) => {
  const answer = await fetch(url, {headers: {'HX-Request': 'true'}});
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}"""


@pytest.fixture
def camera_phone(engines, stage):
    hang(stage)
    phones = CameraPhones(engines, stage)
    yield phones
    phones.close()


@pytest.fixture
def phone(camera_phone, tmp_path) -> Device:
    card = Image.open(io.BytesIO(card_photo(size=(910, 550))))
    return camera_phone(film(tmp_path / "card.mjpeg", card))


def aimed(device: Device) -> Page:
    """In front of a live camera, at the venue."""
    page = device.open(f"/contacts/new?by=photo&event={TONIGHT}")
    expect(page.locator(SHUTTER)).to_be_visible()
    return page


def captured(device: Device, before: int, count: int = 1) -> list[dict]:
    assert until(lambda: len(device.alive("contact")) == before + count)
    return sorted(device.alive("contact"), key=lambda row: row["created_at"])[-count:]


def test_r36_a_card_is_safe_after_two_taps_and_its_note_open_after_three(phone) -> None:
    page = venue(phone, TONIGHT)
    before = len(phone.alive("contact"))
    no_network(phone)
    finger = Taps()
    finger.on(page.locator('.dock a[href*="by=photo"]'))
    expect(page.locator(SHUTTER)).to_be_visible()
    box = page.locator(SHUTTER).bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 72
    assert box["y"] > 844 / 2, "not under the thumb"
    finger.on(page.locator(SHUTTER))
    expect(page.locator(".captured [role=status]")).to_contain_text("保存しました")
    saved = finger.count
    finger.on(page.locator('.captured a[href*="/note"]'))
    page.wait_for_url("**/note**")
    assert (saved, finger.count) == (2, 3)
    [person] = captured(phone, before)
    assert person["source"] == "photo"
    talks = [row for row in phone.alive("encounter") if row["contact_id"] == person["id"]]
    assert [row["event_id"] for row in talks] == [TONIGHT]
    assert [row["contact_id"] for row in phone.alive("follow_up")].count(person["id"]) == 1
    [photo] = [row for row in phone.alive("photo") if row["contact_id"] == person["id"]]
    figure("taps", f"photo: safe after {saved}, note open after {finger.count}; no network at all")
    look_at(phone, photo)


def look_at(phone: Device, photo: dict) -> None:
    """C31: what is kept is a small JPEG without anything the camera wrote beside it."""
    packed = base64.b64decode(phone.page.evaluate(BYTES, f"/photos/{photo['sha256']}"))
    image = Image.open(io.BytesIO(packed))
    assert image.format == "JPEG"
    assert max(image.size) <= 1600
    assert len(packed) <= 330 * 1024
    assert not image.getexif()
    assert 1.5 < image.width / image.height < 1.8, "not the shape of the frame"


def test_space_is_the_shutter_and_the_next_press_is_the_next_person(phone) -> None:
    page = aimed(phone)
    before = len(phone.alive("contact"))
    no_network(phone)
    page.keyboard.press("Space")
    expect(page.locator(".captured")).to_be_visible()
    first = page.locator(".captured a[href*='/note']").get_attribute("href")
    page.locator("body").press("Space")
    expect(page.locator(".captured a[href*='/note']")).not_to_have_attribute("href", first or "")
    people = captured(phone, before, 2)
    photos = phone.alive("photo")
    for person in people:
        assert [p["side"] for p in photos if p["contact_id"] == person["id"]] == ["front"]


def test_the_back_of_a_card_and_a_better_front(phone) -> None:
    page = aimed(phone)
    before = len(phone.alive("contact"))
    no_network(phone)
    page.locator(SHUTTER).click()
    page.locator('[data-aim="again"]').click()
    expect(page.locator("#camera-words")).to_contain_text("入れ替えます")
    [worse] = [row for row in phone.alive("photo") if row["sha256"] in page.content()]
    page.locator(SHUTTER).click()
    assert until(lambda: worse["id"] not in [row["id"] for row in phone.alive("photo")])
    page.locator('[data-aim="more"]').click()
    expect(page.locator("#camera-words")).to_contain_text("裏")
    page.locator(SHUTTER).click()
    expect(page.locator(".captured .photo")).to_have_count(2)
    [person] = captured(phone, before)
    kept = [row for row in phone.alive("photo") if row["contact_id"] == person["id"]]
    assert sorted(row["side"] for row in kept) == ["back", "front"]
    assert len(page.locator("body").inner_text()) > 0


@pytest.mark.parametrize("encoder_seconds", [0, 5])
def test_a_photo_survives_a_page_that_is_left_at_once(encoder_seconds: int, phone) -> None:
    """Pressed and gone: the shutter has done its work, even where the phone was still busy with the picture."""
    page = aimed(phone)
    page.evaluate(
        """(seconds) => {
          const { toBlob } = HTMLCanvasElement.prototype;
          HTMLCanvasElement.prototype.toBlob = function (...asked) {
            if (seconds) setTimeout(() => toBlob.apply(this, asked), seconds * 1000);
            else toBlob.apply(this, asked);
          };
        }""",
        encoder_seconds,
    )
    before = len(phone.alive("contact"))
    no_network(phone)
    page.evaluate("""() => {
      document.querySelector('[data-shutter]').click();
      location.href = '/contacts';
    }""")
    page.wait_for_url("**/contacts")
    [person] = captured(phone, before)
    page.wait_for_timeout(500)
    assert len(captured(phone, before)) == 1
    kept = [row for row in phone.alive("photo") if row["contact_id"] == person["id"]]
    assert [row["side"] for row in kept] == ["front"]
    assert kept[0]["sha256"] in [row["sha256"] for row in phone.store("photo_file")]


def test_everything_reaches_the_server_once_there_is_a_network(phone, stage) -> None:
    page = aimed(phone)
    no_network(phone)
    page.locator(SHUTTER).click()
    expect(page.locator(".captured")).to_be_visible()
    page.locator('[data-aim="again"]').click()
    page.locator(SHUTTER).click()
    expect(page.locator('[data-aim="again"]')).to_have_attribute("aria-pressed", "false")
    phone.context.set_offline(False)
    stage.start()
    phone.settle()
    names = [row["sha256"] for row in phone.alive("photo")]
    received = "SELECT sha256 FROM photo_file WHERE received_at <> ''"
    assert until(lambda: set(names) <= {row["sha256"] for row in stage.rows.ask(received)})
    assert phone.waiting() == 0


def test_a_refused_camera_gives_way_to_that_of_the_device(camera_phone) -> None:
    phone = camera_phone(switches=REFUSED)
    page = venue(phone, TONIGHT)
    before = len(phone.alive("contact"))
    no_network(phone)
    finger = Taps()
    finger.on(page.locator('.dock a[href*="by=photo"]'))
    expect(page.locator("#camera-words")).to_contain_text("カメラの使用が許可されていません")
    expect(page.locator(SHUTTER)).to_be_hidden()
    shutter = page.locator("#shutter")
    assert shutter.get_attribute("capture") == "environment"
    with page.expect_file_chooser() as choosing:
        finger.on(page.locator('label[for="shutter"]'))
    # The third tap is 使う in the device's own camera.
    finger.count += 1
    choosing.value.set_files({"name": "c.jpg", "mimeType": "image/jpeg", "buffer": card_photo()})
    expect(page.locator(".captured [role=status]")).to_contain_text("保存しました")
    assert finger.count == 3
    captured(phone, before)
    with page.expect_file_chooser() as choosing:
        page.locator('[data-aim="more"]').click()
    choosing.value.set_files(
        {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": card_photo("back")}
    )
    expect(page.locator(".captured .photo")).to_have_count(2)
    captured(phone, before)
    figure("taps", f"photo with a refused camera: {finger.count}")


def test_the_light_is_offered_where_the_camera_has_one(phone) -> None:
    aimed(phone)
    expect(phone.page.locator("[data-torch]")).to_be_hidden()
    phone.context.add_init_script("""
      MediaStreamTrack.prototype.getCapabilities = () => ({torch: true});
      MediaStreamTrack.prototype.applyConstraints = async (wish) => {
        globalThis.lit = wish.advanced[0].torch;
      };
    """)
    page = aimed(phone)
    page.locator("[data-torch]").click()
    expect(page.locator("[data-torch]")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("() => globalThis.lit") is True


def test_the_camera_sleeps_while_nobody_looks(phone) -> None:
    page = aimed(phone)
    live = "() => document.querySelector('video').srcObject !== null"
    assert page.evaluate(live)
    page.evaluate("""() => {
      Object.defineProperty(document, 'hidden', {value: true, configurable: true});
      document.dispatchEvent(new Event('visibilitychange'));
    }""")
    assert not page.evaluate(live)
    page.evaluate("""() => {
      Object.defineProperty(document, 'hidden', {value: false, configurable: true});
      document.dispatchEvent(new Event('visibilitychange'));
    }""")
    expect(page.locator(SHUTTER)).to_be_visible()


def test_a_shared_computer_photographs_too(camera_phone, tmp_path, stage) -> None:
    card = Image.open(io.BytesIO(card_photo(size=(910, 550))))
    desk = camera_phone(film(tmp_path / "card.mjpeg", card), keeps_data=False)
    page = aimed(desk)
    page.locator(SHUTTER).click()
    expect(page.locator(".captured .photo")).to_have_count(1)
    page.locator('[data-aim="again"]').click()
    page.locator(SHUTTER).click()
    expect(page.locator('[data-aim="again"]')).to_have_attribute("aria-pressed", "false")
    assert until(lambda: stage.rows.count(desk.account_id)["photo"] >= 1)


def test_a_photo_that_could_not_be_saved_is_kept_and_saved_by_the_next_press(
    camera_phone, tmp_path, stage
) -> None:
    """A shared computer keeps nothing, so the server must be there; the picture waits in the page."""
    card = Image.open(io.BytesIO(card_photo(size=(910, 550))))
    desk = camera_phone(film(tmp_path / "card.mjpeg", card), keeps_data=False)
    page = aimed(desk)
    before = stage.rows.count(desk.account_id)
    stage.stop()
    page.locator(SHUTTER).click()
    expect(page.locator("#camera-words")).to_contain_text("もう一度保存します")
    stage.start()
    page.locator(SHUTTER).click()
    expect(page.locator(".captured .photo")).to_have_count(1)
    after = stage.rows.count(desk.account_id)
    assert [after[kind] - before[kind] for kind in ("contact", "encounter", "photo")] == [1, 1, 1]


def test_ordinary_pages_load_nothing_of_camera_and_reader(phone) -> None:
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/contacts", f"/events/{TONIGHT}/venue", "/follow-ups"):
        phone.open(path)
        phone.page.wait_for_timeout(100)
    rare = ("camera", "shutter", "photo.js", "qr_", "card_", "vcard", "charset", "zxing")
    late = [url for url in asked if url.endswith(".js") and any(word in url for word in rare)]
    assert late == []
