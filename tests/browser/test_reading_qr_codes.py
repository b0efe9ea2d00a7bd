"""The QR on a card: read in the page or from a picture with no network, shown for a look, saved with one tap."""

import hashlib
import json

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.camera import REFUSED, CameraPhones, Taps, code_picture, film, no_network, png
from tests.browser.camera import venue as open_venue
from tests.browser.device import Device, until
from tests.browser.gallery import card_photo, hang
from tests.figures import figure
from tests.parity.fixture import EVENT, numbered

TONIGHT = numbered(EVENT, 1)
SAVE = '.dock button[type="submit"]'
SATO = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:髙橋;美咲;;;\r\nFN:髙橋 美咲\r\nX-PHONETIC-LAST-NAME:たかはし\r\n"
    "X-PHONETIC-FIRST-NAME:みさき\r\nORG:株式会社みなと光学;営業部\r\nTITLE:課長\r\n"
    "TEL;TYPE=WORK,VOICE:03-1234-5678\r\nTEL;TYPE=CELL:090-1234-5678\r\nEMAIL:misaki@minato.example\r\nEND:VCARD\r\n"
)
OUTLOOK = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS:"
    + "佐々木;光".encode("shift_jis")
    + b"\r\n"
    b"ORG;CHARSET=SHIFT_JIS:"
    + "表計算ソ株式会社".encode("shift_jis")
    + b"\r\nTEL;CELL:080-1111-2222\r\nEND:VCARD\r\n"
)
# What is written in the code, and what the form then holds.
CONTENTS = {
    "vcard": (SATO, {"family_name": "髙橋", "given_name": "美咲", "phonetic_family_name": "たかはし",
                     "organization": "株式会社みなと光学", "department": "営業部", "title": "課長",
                     "emails": "misaki@minato.example", "tels": "03-1234-5678"}),
    "shift_jis": (OUTLOOK, {"family_name": "佐々木", "given_name": "光", "organization": "表計算ソ株式会社",
                            "tels": "080-1111-2222"}),
    "mecard": ("MECARD:N:ヤマモト,ケン;TEL:0312345678;EMAIL:ken@example.jp;;",
               {"family_name": "ヤマモト", "given_name": "ケン", "tels": "0312345678", "emails": "ken@example.jp"}),
    "kanji": ("MECARD:N:山本,健;SOUND:ヤマモト,ケン;TEL:0312345678;;".encode("shift_jis"),
              {"family_name": "山本", "given_name": "健", "phonetic_family_name": "ヤマモト"}),
    "link": ("https://minato.example/people/42", {"urls": "https://minato.example/people/42"}),
    "ours": ("http://localhost/c/0123456789abcdefghijkl", {"urls": "http://localhost/c/0123456789abcdefghijkl"}),
    "text": ("受付で引換券をお渡しします", {"note": "受付で引換券をお渡しします"}),
}  # fmt: skip
WASM_IN_PAGE = """async () => {
  try {
    await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    return 'compiled';
  } catch (error) { return error.name; }
}"""
# The person has not answered yet whether the camera may look; the test answers for them.
UNDECIDED = """navigator.mediaDevices.getUserMedia = () => new Promise((_, refuse) => {
  globalThis.refuse_camera = () => refuse(new DOMException('', 'NotAllowedError'));
});"""
POLICY = """async () => {
  const folder = document.querySelector('script[type="module"]').src.replace(/[^/]+$/, '');
  const url = `${folder}qr_worker.js`;
  return (await fetch(url)).headers.get('Content-Security-Policy');
}"""


@pytest.fixture
def camera_phone(engines, stage):
    hang(stage)
    phones = CameraPhones(engines, stage)
    yield phones
    phones.close()


def has_reader(device: Device) -> bool:
    return any(name.startswith("enishi-reader-") for name in device.caches()) and bool(
        device.page.evaluate("""async () => {
          const name = (await caches.keys()).find((each) => each.startsWith('enishi-reader-'));
          return Boolean(await caches.match('/worker/files.json', {cacheName: name}));
        }""")
    )


def upload(page: Page, content: bytes, kind: str = "image/png") -> None:
    page.locator("#picture").set_input_files(
        {"name": "qr.png", "mimeType": kind, "buffer": content}
    )


def scanning(device: Device) -> Page:
    page = device.open(f"/contacts/new?by=qr&event={TONIGHT}")
    expect(page.locator("#picture")).to_be_attached()
    page.wait_for_load_state("networkidle")
    return page


def test_a_card_is_saved_after_two_taps_with_no_network(camera_phone, tmp_path) -> None:
    phone = camera_phone(film(tmp_path / "code.mjpeg", code_picture(SATO)))
    page = open_venue(phone, TONIGHT)
    assert until(lambda: has_reader(phone), 30), "the reader did not come to the phone"
    before = len(phone.alive("contact"))
    no_network(phone)
    page = open_venue(phone, TONIGHT)
    finger = Taps()
    finger.on(page.locator('.dock a[href*="by=qr"]'))
    expect(page.locator("#camera-words")).to_contain_text(
        "名刺のQRを読み取りました", timeout=20_000
    )
    expect(page.locator("#family_name")).to_have_value("髙橋")
    expect(page.locator("#address")).to_be_hidden()
    finger.on(page.locator(SAVE))
    page.wait_for_url("**/note**")
    assert finger.count == 2
    assert len(phone.alive("contact")) == before + 1
    [person] = [row for row in phone.alive("contact") if row["family_name"] == "髙橋"]
    assert person["source"] == "qr"
    assert (person["family_name"], person["phonetic_given_name"]) == ("髙橋", "みさき")
    assert person["tels"] == [
        {"kind": "work", "number": "03-1234-5678"},
        {"kind": "mobile", "number": "090-1234-5678"},
    ]
    talks = [row for row in phone.alive("encounter") if row["contact_id"] == person["id"]]
    assert [row["event_id"] for row in talks] == [TONIGHT]
    figure("taps", f"QR: saved after {finger.count}; no network at all")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_pictures_of_codes_fill_the_form(engine: str, stage, visit) -> None:
    """Made by segno, read by zxing, each in the browser that a person has."""
    hang(stage)
    device = visit(engine)
    device.open("/contacts")
    assert until(lambda: has_reader(device), 30)
    device.context.set_offline(engine == "chromium")
    stage.stop()
    page = scanning(device)
    for name, (content, fields) in CONTENTS.items():
        upload(page, png(code_picture(content)))
        expect(page.locator("#found")).to_be_visible(timeout=30_000)
        held = {field: page.locator(f'#found [name="{field}"]').first for field in fields}
        assert {field: box.input_value() for field, box in held.items()} == fields, name
        if page.locator("[data-scan]").is_visible():
            page.locator("[data-scan]").click()
    figure("QR", f"{engine}: {len(CONTENTS)} of {len(CONTENTS)} codes read offline")


def test_codes_askew_dark_and_small_are_read(camera_phone) -> None:
    phone = camera_phone(switches=REFUSED)
    page = scanning(phone)
    straight = code_picture(SATO, error="m")
    on_desk = Image.new("RGB", (1600, 1200), (70, 60, 50))
    on_desk.paste(straight.rotate(17, expand=True, fillcolor=(70, 60, 50)), (300, 150))
    inverted = Image.eval(straight, lambda value: 255 - value)
    small = Image.new("RGB", (3000, 2000), (240, 240, 235))
    small.paste(code_picture("https://minato.example/a", side=300), (2500, 1500))
    for picture in (on_desk, inverted, small):
        upload(page, png(picture))
        expect(page.locator("#found")).to_be_visible(timeout=30_000)
        page.locator("[data-scan]").click()
        expect(page.locator("#found")).to_be_hidden()


def test_what_cannot_be_kept_is_said_and_nothing_is_saved(camera_phone) -> None:
    phone = camera_phone(switches=REFUSED)
    page = scanning(phone)
    before = len(phone.alive("contact"))
    said = page.locator("#camera-words")
    expect(said).to_contain_text("カメラの使用が許可されていません")
    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(3))
    upload(page, png(code_picture(b"\x00\x01\x02" + noise)))
    expect(said).to_contain_text("文字ではない", timeout=30_000)
    upload(page, card_photo("no code here"), "image/jpeg")
    expect(said).to_contain_text("QRが見つかりません", timeout=30_000)
    upload(page, b"this is no picture")
    expect(said).to_contain_text("写真")
    assert page.locator("#found").is_hidden()
    assert page.locator(SAVE).is_hidden()
    assert len(phone.alive("contact")) == before


def test_a_mail_address_that_cannot_be_kept_is_mended_in_place(camera_phone) -> None:
    phone = camera_phone(switches=REFUSED)
    page = scanning(phone)
    upload(page, png(code_picture("MECARD:N:森,誠之助;EMAIL:not a mail address;TEL:0312345678;;")))
    expect(page.locator("#found")).to_be_visible(timeout=30_000)
    page.locator(SAVE).click()
    expect(page.locator("#emails-error")).to_contain_text("メール")
    expect(page.locator("#family_name")).to_have_value("森")
    page.locator("#emails").fill("makoto@example.jp")
    page.locator(SAVE).click()
    page.wait_for_url("**/note**")
    [person] = [row for row in phone.alive("contact") if row["given_name"] == "誠之助"]
    assert person["emails"] == ["makoto@example.jp"]


def test_without_the_reader_and_without_a_network_it_says_so(camera_phone, stage) -> None:
    """The signal went before the reader came. A camera refused after that does not cover the words."""
    stage.refuses = "/vendor/zxing-wasm"
    phone = camera_phone(switches=REFUSED)
    phone.context.add_init_script(UNDECIDED)
    phone.open("/contacts")
    assert until(lambda: [seen for seen in stage.seen if seen.status.startswith("503")], 30)
    no_network(phone)
    page = phone.open("/contacts/new?by=qr")
    upload(page, png(code_picture(SATO)))
    said = page.locator("#camera-words")
    expect(said).to_contain_text("まだこの端末にありません", timeout=30_000)
    page.wait_for_function("() => 'refuse_camera' in globalThis")
    page.evaluate("() => new Promise((heard) => { refuse_camera(); setTimeout(heard); })")
    expect(said).to_contain_text("まだこの端末にありません")


def test_webassembly_runs_in_the_readers_worker_and_never_in_the_page(camera_phone) -> None:
    """C13: its policy is that of its own script, from the server and from the phone alike."""
    phone = camera_phone(switches=REFUSED)
    page = scanning(phone)
    assert page.evaluate(WASM_IN_PAGE) == "CompileError"
    assert "'wasm-unsafe-eval'" in page.evaluate(POLICY)
    assert until(lambda: has_reader(phone), 30)
    no_network(phone)
    assert "'wasm-unsafe-eval'" in page.evaluate(POLICY)


@pytest.mark.parametrize("seen", ["clear", "garbled"])
def test_the_browsers_own_reader_is_believed_only_when_it_is_clear(seen: str, camera_phone) -> None:
    """Android reads by itself; of a Shift_JIS card it may make what it likes."""
    told = {"clear": SATO, "garbled": OUTLOOK.decode("latin-1")}[seen]
    phone = camera_phone(switches=REFUSED)
    phone.context.add_init_script(f"""globalThis.BarcodeDetector = class {{
      static async getSupportedFormats() {{ return ['qr_code']; }}
      async detect() {{ return [{{rawValue: {json.dumps(told)}}}]; }}
    }};""")
    page = scanning(phone)
    upload(page, png(code_picture(SATO if seen == "clear" else OUTLOOK)))
    expect(page.locator("#found")).to_be_visible(timeout=30_000)
    name = page.locator("#family_name").input_value()
    assert name == {"clear": "髙橋", "garbled": "佐々木"}[seen]
    assert any("qr_worker" in worker.url for worker in page.workers) == (seen == "garbled")


def test_a_shared_computer_reads_too(camera_phone, stage) -> None:
    desk = camera_phone(switches=REFUSED, keeps_data=False)
    page = scanning(desk)
    upload(page, png(code_picture(SATO)))
    expect(page.locator("#family_name")).to_have_value("髙橋", timeout=30_000)
    page.locator(SAVE).click()
    page.wait_for_url("**/note**")
    assert stage.rows.ask("SELECT 1 FROM contact WHERE source = 'qr'")
    assert desk.caches() == []
