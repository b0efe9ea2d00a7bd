"""A phone whose camera sees what a test wants: QR codes by an independent maker, films of them, browsers that look."""

import io
from pathlib import Path
from typing import Any

import segno
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.browser.device import Device
from tests.browsers import PHONE, Engines
from tests.parity.fixture import ACCOUNT
from tests.stage import Stage

FILM_SIZE = (1280, 720)
ALLOWED = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
REFUSED = ["--use-fake-device-for-media-stream", "--deny-permission-prompts"]


def code_picture(content: str | bytes, *, side: int = 560, **options: Any) -> Image.Image:
    """A QR code on white paper, with its quiet zone."""
    code = segno.make_qr(content, error=options.pop("error", "m"), **options)
    held = io.BytesIO()
    scale = max(2, side // (code.symbol_size(border=4)[0]))
    code.save(held, kind="png", scale=scale, border=4)
    return Image.open(io.BytesIO(held.getvalue())).convert("RGB")


def png(image: Image.Image) -> bytes:
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def film(path: Path, picture: Image.Image) -> Path:
    """What the fake camera plays, over and over: frames of Motion JPEG with the picture in the middle."""
    frame = Image.new("RGB", FILM_SIZE, (96, 92, 84))
    left, top = ((whole - part) // 2 for whole, part in zip(FILM_SIZE, picture.size, strict=True))
    frame.paste(picture, (left, top))
    held = io.BytesIO()
    frame.save(held, "JPEG", quality=92)
    path.write_bytes(held.getvalue() * 4)
    return path


class Taps:
    """A finger that counts."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, place: Locator) -> None:
        place.click()
        self.count += 1


class CameraPhones:
    """Chromiums with a camera, closed together."""

    def __init__(self, engines: Engines, stage: Stage) -> None:
        self.engines, self.stage = engines, stage
        self.open: list[Browser] = []

    def __call__(
        self, seen: Path | None = None, switches: list[str] | None = None, **options: Any
    ) -> Device:
        """A phone that is signed in and has everything, in front of what the film shows."""
        played = [f"--use-file-for-fake-video-capture={seen}"] if seen else []
        browser = self.engines.launch_chromium([*(switches or ALLOWED), *played])
        self.open.append(browser)
        keeps_data = options.pop("keeps_data", True)
        chosen = {"viewport": PHONE, "locale": "ja-JP", "timezone_id": "Asia/Tokyo", **options}
        device = Device(self.stage, browser.new_context(**chosen), ACCOUNT)
        device.sign_in(keeps_data=keeps_data)
        return device

    def close(self) -> None:
        while self.open:
            self.open.pop().close()


def no_network(device: Device) -> None:
    """In the cellar."""
    device.stage.stop()
    device.context.set_offline(True)


def venue(device: Device, event_id: str) -> Page:
    return device.open(f"/events/{event_id}/venue")
