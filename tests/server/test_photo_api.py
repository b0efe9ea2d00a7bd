"""PUT /api/photos/<sha256>: only the picture is kept, and nothing hostile gets further than the door (C30-C32)."""

import hashlib
import io
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from server.store.photo_files import photo_bytes
from tests.clients import Clock, sign_in
from tests.people import ITO, SATO, Person
from tests.server.devices import SyncDevice, change, fresh_id


def jpeg(width: int = 640, height: int = 400, mode: str = "RGB", **options: Any) -> bytes:
    file = io.BytesIO()
    Image.effect_mandelbrot((width, height), (-2, -1, 1, 1), 20).convert(mode).save(
        file, "JPEG", **options
    )
    return file.getvalue()


def with_gps(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of Sato"
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 40.0, 52.0)})
    return jpeg(exif=exif)


def put(app: Flask, content: bytes, person: Person = SATO, **more: Any) -> Any:
    headers = {"Content-Type": "image/jpeg", "Enishi-Account": person.id, **more.pop("headers", {})}
    sha256 = more.pop("sha256", hashlib.sha256(content).hexdigest())
    return sign_in(app, more.pop("signed_in", person)).put(
        f"/api/photos/{sha256}", data=content, headers=headers
    )


def stored(app: Flask, content: bytes, person: Person = SATO) -> bytes:
    with app.app_context():
        found = photo_bytes(person.id, hashlib.sha256(content).hexdigest())
    assert found is not None
    return found


def test_a_photo_is_kept_under_the_hash_of_what_was_sent(any_app: Flask) -> None:
    content = jpeg()
    response = put(any_app, content)
    assert (response.status_code, response.json) == (
        200,
        {"sha256": hashlib.sha256(content).hexdigest()},
    )
    assert Image.open(io.BytesIO(stored(any_app, content))).size == (640, 400)


def test_it_is_asked_for_until_it_has_come(any_app: Flask, clock: Clock) -> None:
    phone, content = SyncDevice(any_app, clock), jpeg()
    sha256 = hashlib.sha256(content).hexdigest()
    answer = phone.sync(change("photo", fresh_id(), {"sha256": sha256}, clock.now))
    assert answer["wanted_photos"] == [sha256]
    assert phone.sync()["wanted_photos"] == [sha256]
    put(any_app, content)
    assert phone.sync()["wanted_photos"] == []
    again = change("photo", fresh_id(), {"sha256": sha256}, clock.now)
    assert phone.sync(again)["wanted_photos"] == []


def test_a_deleted_photo_is_not_asked_for(any_app: Flask, clock: Clock) -> None:
    phone, photo = SyncDevice(any_app, clock), fresh_id()
    phone.sync(change("photo", photo, {"sha256": "ab" * 32}, clock.now))
    assert phone.sync(change("photo", photo, {}, clock.now, deleted=True))["wanted_photos"] == []


def test_it_may_be_sent_again(any_app: Flask) -> None:
    content = jpeg()
    assert [put(any_app, content).status_code for _ in range(2)] == [200, 200]


def test_nothing_a_camera_hides_is_kept(app: Flask) -> None:
    """C31: no place, no camera, no comment, and no tail."""
    content = with_gps() + b"<html><script>alert(1)</script>"
    assert put(app, content).status_code == 200
    kept = stored(app, content)
    image = Image.open(io.BytesIO(kept))
    assert not image.getexif()
    assert "exif" not in image.info
    assert b"Sato" not in kept
    assert b"script" not in kept


def test_a_photo_taken_sideways_stands_upright(app: Flask) -> None:
    content = with_gps(orientation=6)
    put(app, content)
    assert Image.open(io.BytesIO(stored(app, content))).size == (400, 640)


@pytest.mark.parametrize(
    ("size", "kept"),
    [((4000, 3000), (1600, 1200)), ((1600, 10), (1600, 10)), ((900, 3200), (450, 1600))],
)
def test_a_large_photo_becomes_a_small_one(
    size: tuple[int, int], kept: tuple[int, int], app: Flask
) -> None:
    content = jpeg(*size)
    assert put(app, content).status_code == 200
    assert Image.open(io.BytesIO(stored(app, content))).size == kept


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_photo_in_other_colours_is_kept_in_ours(mode: str, app: Flask) -> None:
    content = jpeg(mode=mode)
    assert put(app, content).status_code == 200
    assert Image.open(io.BytesIO(stored(app, content))).mode == "RGB"


def image_of(kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind, **options)
    return file.getvalue()


HOSTILE = {
    "nothing": b"",
    "a PNG": image_of("PNG"),
    "a GIF": image_of("GIF"),
    "a TIFF": image_of("TIFF"),
    "a WebP": image_of("WEBP"),
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a PDF": b"%PDF-1.7\n" + b"0" * 100,
    "a beginning": jpeg()[:60],
    "a cut photo": jpeg()[:-400],
    "only markers": b"\xff\xd8\xff\xe0" + b"\x00" * 64,
    "an endless marker": b"\xff\xd8" + b"\xff" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_photo_is_refused(name: str, app: Flask) -> None:
    """C30."""
    started = time.thread_time()
    response = put(app, HOSTILE[name])
    assert response.status_code == 422
    assert response.json["error"]["key"] == "errors.not_a_photo"
    assert time.thread_time() - started < 5


def test_a_photo_of_more_than_16_megapixels_is_never_decoded(app: Flask) -> None:
    small = bytearray(jpeg(64, 64))
    # The frame header says how large the picture is: 60,000 x 60,000.
    place = small.index(b"\xff\xc0") + 5
    small[place : place + 4] = b"\xea\x60\xea\x60"
    started = time.thread_time()
    assert put(app, bytes(small)).status_code in (413, 422)
    assert time.thread_time() - started < 2


def test_more_than_8_megabytes_are_too_large(app: Flask) -> None:
    assert put(app, jpeg() + b"\x00" * 8 * 1024 * 1024).status_code == 413


def test_the_hash_must_be_that_of_the_bytes(app: Flask) -> None:
    for sha256 in ("0" * 64, "x" * 64, "A" * 64, "..", "%2e%2e%2fsecret"):
        assert put(app, jpeg(), sha256=sha256).status_code in (400, 404)


def test_a_photo_for_another_account_is_refused(app: Flask) -> None:
    response = put(app, jpeg(), headers={"Enishi-Account": ITO.id})
    assert (response.status_code, response.json["error"]["key"]) == (409, "errors.wrong_account")


def test_a_photo_belongs_to_whoever_sent_it(app: Flask) -> None:
    """C32: the same bytes in another account are another photo."""
    content = jpeg()
    put(app, content)
    with app.app_context():
        assert photo_bytes(ITO.id, hashlib.sha256(content).hexdigest()) is None


def test_a_stranger_keeps_nothing(app: Flask, tmp_path: Path) -> None:
    assert put(app, jpeg(), signed_in=None).status_code == 401
    assert not list(tmp_path.rglob("*.jpg"))


def test_only_a_jpeg_may_be_sent(app: Flask) -> None:
    assert put(app, jpeg(), headers={"Content-Type": "image/png"}).status_code == 403
    from_a_page = {"Content-Type": "image/png", "HX-Request": "true"}
    assert put(app, jpeg(), headers=from_a_page).json["error"]["key"] == "errors.not_a_photo"
